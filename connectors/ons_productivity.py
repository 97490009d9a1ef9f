"""Output per hour worked.

Knows the indicators' names at Explore Local Statistics; refuses to know that service (see `els_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import els_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

GVA_PER_HOUR_GBP = Series(
    id="ons_productivity.gva_per_hour_gbp",
    title="Output per hour worked, current prices",
    unit="GBP per hour",
    kind="rate",
    decimals=1,
    polarity="higher",
    caveat=(
        "Smoothed, current prices, official statistics in development. Regions and England recoded from ITL1 codes."
    ),
)
SOURCE = Source(
    id="ons_productivity",
    publisher="Office for National Statistics",
    dataset="Subregional productivity",
    dataset_id="",
    landing_page="https://www.ons.gov.uk/economy/economicoutputandproductivity/productivitymeasures/bulletins/regionalandsubregionallabourproductivityuk/previousreleases",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(GVA_PER_HOUR_GBP,),
)
INDICATORS = (els_api.Indicator("gross-value-added-per-hour-worked", GVA_PER_HOUR_GBP),)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of every indicator."""
    return els_api.fetch(landing, INDICATORS)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The figures of every indicator."""
    return els_api.tidy(raw, INDICATORS)
