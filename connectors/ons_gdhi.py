"""Gross disposable household income per head. The latest year is provisional until the next.

Knows the indicators' names at Explore Local Statistics; refuses to know that service (see `els_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import els_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

GDHI_PER_HEAD_GBP = Series(
    id="ons_gdhi.gdhi_per_head_gbp",
    title="Gross disposable household income per head",
    unit="GBP per person",
    kind="rate",
    decimals=0,
    polarity="higher",
    caveat="Residence based, current prices. 2023 provisional.",
)
SOURCE = Source(
    id="ons_gdhi",
    publisher="Office for National Statistics",
    dataset="Regional gross disposable household income",
    dataset_id="",
    landing_page="https://www.ons.gov.uk/economy/regionalaccounts/grossdisposablehouseholdincome/bulletins/regionalgrossdisposablehouseholdincomegdhi/previousreleases",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(GDHI_PER_HEAD_GBP,),
)
INDICATORS = (
    els_api.Indicator(
        "gross-disposable-household-income-per-head",
        GDHI_PER_HEAD_GBP,
        latest_is_provisional=True,
    ),
)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of every indicator."""
    return els_api.fetch(landing, INDICATORS)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The figures of every indicator."""
    return els_api.tidy(raw, INDICATORS)
