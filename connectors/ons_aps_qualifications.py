"""The share of people qualified to level 3 or above. The NVQ series ended in 2021 and is not asked for.

Knows the indicators' names at Explore Local Statistics; refuses to know that service (see `els_api`).
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from connectors import els_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

RQF3_PLUS_16_64_PCT = Series(
    id="ons_aps_qualifications.rqf3_plus_16_64_pct",
    title="Qualified to RQF level 3 or above, ages 16 to 64",
    unit="percent",
    kind="percent",
    decimals=1,
    polarity="higher",
    caveat=(
        "Starts in 2022; new question and framework, so a break from the NVQ series. Survey estimate with "
        "wide intervals for districts; official statistics in development; no update since April 2024 while "
        "the survey is reweighted."
    ),
)
SOURCE = Source(
    id="ons_aps_qualifications",
    publisher="Office for National Statistics",
    dataset="Annual Population Survey",
    dataset_id="",
    landing_page="https://www.nomisweb.co.uk/datasets/apsnew",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(RQF3_PLUS_16_64_PCT,),
)
INDICATORS = (els_api.Indicator("level-3-or-above-qualifications", RQF3_PLUS_16_64_PCT),)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of every indicator."""
    return els_api.fetch(landing, INDICATORS)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The figures of every indicator."""
    return els_api.tidy(raw, INDICATORS)


def definition(series: str, release: date) -> str:
    """The framework of the question asked since 2022."""
    return "method: RQF levels"
