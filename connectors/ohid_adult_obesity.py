"""Adults living with obesity, by survey year.

Knows the indicators' names at Explore Local Statistics; refuses to know that service (see `els_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import els_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

OBESE_ADULTS_PCT = Series(
    id="ohid_adult_obesity.obese_adults_pct",
    title="Adults living with obesity",
    unit="percent",
    kind="percent",
    decimals=1,
    polarity="lower",
    caveat=(
        "Survey year starts 16 November; self-reported height and weight, adjusted. Combined authorities as "
        "of 2023 (ten)."
    ),
)
SOURCE = Source(
    id="ohid_adult_obesity",
    publisher="Office for Health Improvement and Disparities",
    dataset="Obesity, physical activity and nutrition profile",
    dataset_id="",
    landing_page="https://fingertips.phe.org.uk/profile/obesity-physical-activity-nutrition/data#page/1/gid/1938133368/pat/159/par/K02000001/ati/15/are/E92000001/yrr/1/cid/4/tbm/1",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(OBESE_ADULTS_PCT,),
)
INDICATORS = (els_api.Indicator("adult-obesity-prevalence", OBESE_ADULTS_PCT),)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of every indicator."""
    return els_api.fetch(landing, INDICATORS)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The figures of every indicator."""
    return els_api.tidy(raw, INDICATORS)
