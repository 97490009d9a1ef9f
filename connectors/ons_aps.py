"""Employment and inactivity rates of the Annual Population Survey.

Knows the indicators' names at Explore Local Statistics; refuses to know that service (see `els_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import els_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

CAVEAT = (
    "Survey estimate with wide intervals for districts; official statistics in development; no update "
    "since April 2024 while the survey is reweighted."
)
EMPLOYMENT_RATE_16_64_PCT = Series(
    id="ons_aps.employment_rate_16_64_pct",
    title="Employment rate, ages 16 to 64",
    unit="percent",
    kind="percent",
    decimals=1,
    polarity="higher",
    caveat=CAVEAT,
)
INACTIVITY_RATE_16_64_PCT = Series(
    id="ons_aps.inactivity_rate_16_64_pct",
    title="Economic inactivity rate, ages 16 to 64",
    unit="percent",
    kind="percent",
    decimals=1,
    polarity="lower",
    caveat=CAVEAT,
)
SOURCE = Source(
    id="ons_aps",
    publisher="Office for National Statistics",
    dataset="Annual Population Survey: local indicators",
    dataset_id="LI01",
    landing_page="https://www.ons.gov.uk/employmentandlabourmarket/peopleinwork/employmentandemployeetypes/datasets/li01regionallabourmarketlocalindicatorsforcountieslocalandunitaryauthorities",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(EMPLOYMENT_RATE_16_64_PCT, INACTIVITY_RATE_16_64_PCT),
)
INDICATORS = (
    els_api.Indicator("employment-rate", EMPLOYMENT_RATE_16_64_PCT),
    els_api.Indicator("economic-inactivity-rate", INACTIVITY_RATE_16_64_PCT),
)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of every indicator."""
    return els_api.fetch(landing, INDICATORS)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The figures of every indicator."""
    return els_api.tidy(raw, INDICATORS)
