"""English and maths at level 2 by age 19.

Knows the indicators' names at Explore Local Statistics; refuses to know that service (see `els_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import els_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

GCSE_ENGLISH_MATHS_BY_19_PCT = Series(
    id="dfe_level2_attainment.gcse_english_maths_by_19_pct",
    title="GCSE English and maths by age 19",
    unit="percent",
    kind="percent",
    decimals=1,
    polarity="higher",
    caveat="State-funded, by school location at 15. Combined authority rows are aggregated by ONS.",
)
SOURCE = Source(
    id="dfe_level2_attainment",
    publisher="Department for Education",
    dataset="Level 2 and 3 attainment by young people aged 19",
    dataset_id="",
    landing_page="https://explore-education-statistics.service.gov.uk/find-statistics/level-2-and-3-attainment-by-young-people-aged-19",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(GCSE_ENGLISH_MATHS_BY_19_PCT,),
)
INDICATORS = (els_api.Indicator("gcses-equivalent-english-maths", GCSE_ENGLISH_MATHS_BY_19_PCT),)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of every indicator."""
    return els_api.fetch(landing, INDICATORS)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The figures of every indicator."""
    return els_api.tidy(raw, INDICATORS)
