"""Children in relative low income before housing costs. The latest year is provisional until the next.

Knows the indicators' names at Explore Local Statistics; refuses to know that service (see `els_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import els_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

CHILDREN_LOW_INCOME_BHC_PCT = Series(
    id="dwp_child_poverty.children_low_income_bhc_pct",
    title="Children under 16 in relative low income, before housing costs",
    unit="percent",
    kind="percent",
    decimals=1,
    polarity="lower",
    caveat=(
        "Modelled on administrative data scaled to a national survey; latest year provisional; no England "
        "figure in the file. Combined authority rows are aggregated by ONS."
    ),
)
SOURCE = Source(
    id="dwp_child_poverty",
    publisher="Department for Work and Pensions",
    dataset="Children in low income families: local area statistics",
    dataset_id="",
    landing_page="https://www.gov.uk/government/collections/children-in-low-income-families-local-area-statistics",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(CHILDREN_LOW_INCOME_BHC_PCT,),
)
INDICATORS = (
    els_api.Indicator(
        "children-in-relative-poverty-before-housing",
        CHILDREN_LOW_INCOME_BHC_PCT,
        latest_is_provisional=True,
    ),
)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of every indicator."""
    return els_api.fetch(landing, INDICATORS)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The figures of every indicator."""
    return els_api.tidy(raw, INDICATORS)
