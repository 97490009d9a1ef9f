"""Healthy life expectancy at birth, by sex, over three years.

Knows the indicators' names at Explore Local Statistics; refuses to know that service (see `els_api`).
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from connectors import els_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

CAVEAT = (
    "Three-year periods, upper-tier authorities and above (no shire districts). 2026 release uses an "
    "interim method: do not mix releases."
)
FEMALE_YEARS = Series(
    id="ons_healthy_life_expectancy.female_years",
    title="Healthy life expectancy at birth, females",
    unit="years",
    kind="rate",
    decimals=1,
    polarity="higher",
    caveat=CAVEAT,
)
MALE_YEARS = Series(
    id="ons_healthy_life_expectancy.male_years",
    title="Healthy life expectancy at birth, males",
    unit="years",
    kind="rate",
    decimals=1,
    polarity="higher",
    caveat=CAVEAT,
)
SOURCE = Source(
    id="ons_healthy_life_expectancy",
    publisher="Office for National Statistics",
    dataset="Health state life expectancies, UK",
    dataset_id="",
    landing_page="https://www.ons.gov.uk/peoplepopulationandcommunity/healthandsocialcare/healthandlifeexpectancies/bulletins/healthstatelifeexpectanciesuk/previousreleases",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(FEMALE_YEARS, MALE_YEARS),
)
INDICATORS = (
    els_api.Indicator("healthy-life-expectancy-female", FEMALE_YEARS),
    els_api.Indicator("healthy-life-expectancy-male", MALE_YEARS),
)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of every indicator."""
    return els_api.fetch(landing, INDICATORS)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The figures of every indicator."""
    return els_api.tidy(raw, INDICATORS)


def definition(series: str, release: date) -> str:
    """In use since February 2026, for all periods of a release."""
    return "method: interim method"
