"""Enterprises registered in an area each March, from UK Business Counts.

Knows the codes for all industries, sizes and legal forms; refuses to compare them with Business Demography, which
counts everything active in a year.
"""

from collections.abc import Sequence

import pandas as pd

from connectors import figures, nomis_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

ENTERPRISES = Series(
    id="nomis_business_counts.enterprises",
    title="Enterprises registered in March",
    unit="enterprises",
    kind="count",
    decimals=0,
    polarity="higher",
    caveat="VAT or PAYE registered enterprises at their main address, a count of one day in March; rounded to 5.",
)
SOURCE = Source(
    id="nomis_business_counts",
    publisher="Office for National Statistics",
    dataset="UK Business Counts: enterprises (Nomis)",
    dataset_id="NM_142_1",
    landing_page="https://www.nomisweb.co.uk/datasets/idbrent",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(ENTERPRISES,),
)
QUERY = nomis_api.Query(
    "business_counts", "NM_142_1", {"industry": "37748736", "employment_sizeband": "0", "legal_status": "0"}
)


def fetch(landing: Landing) -> list[Landed]:
    """All years of the one total."""
    return nomis_api.fetch(landing, QUERY)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Enterprises in March of each year."""
    rows = nomis_api.rows(raw, QUERY, lambda code: f"{code}-03-01/P1M")
    return figures.tidied(rows, ENTERPRISES.id, nomis_api.released(raw, QUERY), ENTERPRISES.id)
