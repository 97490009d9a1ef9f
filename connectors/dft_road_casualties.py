"""People killed or seriously injured on the roads, counted and adjusted, from the STATS19 records.

Knows which series these are and which files hold the last five years; see `stats19` for the records. The files
since 1979 have the same columns and are sixteen times the size, so they are not asked for.
"""

from collections.abc import Sequence

import pandas as pd

from connectors import figures, shapes, stats19
from connectors.base import MEGABYTE, Landed, Landing, Wanted
from pmf.observations import Series, Source

KSI_COUNTED = Series(
    id="dft_road_casualties.ksi_counted",
    title="People killed or seriously injured, as recorded",
    unit="casualties",
    kind="count",
    decimals=0,
    polarity="lower",
    caveat=(
        "Where the collision happened, not where people live. Police forces that moved to injury-based reporting "
        "record more serious injuries than before, so compare over time and between forces with the adjusted series."
    ),
)
KSI_ADJUSTED = Series(
    id="dft_road_casualties.ksi_adjusted",
    title="People killed or seriously injured, adjusted for reporting",
    unit="casualties",
    kind="amount",
    decimals=0,
    polarity="lower",
    caveat=(
        "Deaths, and for every other casualty the probability that injury-based reporting would have called it "
        "serious, as published with each record. The adjustment is revised with every release."
    ),
)
SOURCE = Source(
    id="dft_road_casualties",
    publisher="Department for Transport",
    dataset="Road safety open data (STATS19)",
    dataset_id="STATS19",
    landing_page="https://www.data.gov.uk/dataset/cb7ae6f0-4be6-4935-9277-47e5ce24a11f/road-accidents-safety-data",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(KSI_COUNTED, KSI_ADJUSTED),
)
BASE = "https://data.dft.gov.uk/road-accidents-safety-data/dft-road-casualty-statistics"
COLLISIONS, CASUALTIES = "collision.csv", "casualty.csv"


def fetch(landing: Landing) -> list[Landed]:
    """Collisions and casualties of the last five years; 100 MB each. The files state no date."""
    return [
        landing.bring(
            Wanted(name, f"{BASE}-{kind}-last-5-years.csv", accept=shapes.csv_with(*first), limit=1000 * MEGABYTE)
        )
        for name, kind, first in (
            (COLLISIONS, "collision", stats19.COLLISION_COLUMNS),
            (CASUALTIES, "casualty", stats19.CASUALTY_COLUMNS),
        )
    ]


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Both series by calendar year for districts, counties, England and Great Britain."""
    files = {landed.name: landed for landed in raw}
    places = stats19.places(files[COLLISIONS].path)
    sums = stats19.ksi(files[CASUALTIES].path, places)
    released = files[CASUALTIES].vintage()
    kept = figures.kept(sums, figures.PLACES_AND_COUNTIES)
    counted = kept.assign(value=kept["counted"], status="")
    adjusted = kept.assign(value=kept["adjusted"].mask(kept["unadjusted"] > 0), status="")
    adjusted["status"] = adjusted["status"].mask(adjusted["value"].isna(), "x")
    return pd.concat(
        [
            figures.tidied(counted, KSI_COUNTED.id, released, KSI_COUNTED.id),
            figures.tidied(adjusted, KSI_ADJUSTED.id, released, KSI_ADJUSTED.id),
        ],
        ignore_index=True,
    )
