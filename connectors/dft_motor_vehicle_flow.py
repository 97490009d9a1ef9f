"""Average daily flow of motor vehicles, counties included.

Knows the indicators' names at Explore Local Statistics; refuses to know that service (see `els_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import els_api, figures
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

AVERAGE_DAILY_FLOW = Series(
    id="dft_motor_vehicle_flow.average_daily_flow",
    title="Average daily motor vehicle flow",
    unit="vehicles per day per mile of road",
    kind="rate",
    decimals=0,
    polarity="none",
    caveat="Rounded to 100. Upper-tier and single-tier authorities; an average, so it cannot be summed.",
)
SOURCE = Source(
    id="dft_motor_vehicle_flow",
    publisher="Department for Transport",
    dataset="Road traffic estimates",
    dataset_id="TRA89",
    landing_page="https://www.gov.uk/government/statistical-data-sets/road-traffic-estimates-tra#traffic-by-local-authority-tra89",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(AVERAGE_DAILY_FLOW,),
)
INDICATORS = (
    els_api.Indicator(
        "motor-vehicle-flow",
        AVERAGE_DAILY_FLOW,
        places=figures.PLACES_AND_COUNTIES,
    ),
)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of every indicator."""
    return els_api.fetch(landing, INDICATORS)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The figures of every indicator."""
    return els_api.tidy(raw, INDICATORS)
