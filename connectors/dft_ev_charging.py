"""Public electric vehicle chargers per head.

Knows the indicators' names at Explore Local Statistics; refuses to know that service (see `els_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import els_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

PUBLIC_CHARGERS_PER_100K = Series(
    id="dft_ev_charging.public_chargers_per_100k",
    title="Public electric vehicle chargers per 100,000 people",
    unit="per 100000",
    kind="rate",
    decimals=1,
    polarity="higher",
    caveat=(
        "Official statistics in development; counts chargers from 2026, not devices as before. Mid-2024 "
        "population. Combined authority rows are aggregated by ONS."
    ),
)
SOURCE = Source(
    id="dft_ev_charging",
    publisher="Department for Transport",
    dataset="Electric vehicle public charging infrastructure statistics",
    dataset_id="",
    landing_page="https://www.gov.uk/government/collections/electric-vehicle-charging-infrastructure-statistics",
    licence="OGL-UK-3.0",
    frequency="quarterly",
    series=(PUBLIC_CHARGERS_PER_100K,),
)
INDICATORS = (els_api.Indicator("electric-vehicle-public-charging-devices", PUBLIC_CHARGERS_PER_100K),)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of every indicator."""
    return els_api.fetch(landing, INDICATORS)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The figures of every indicator."""
    return els_api.tidy(raw, INDICATORS)
