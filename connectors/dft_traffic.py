"""Motor traffic by authority from the road traffic bulk file.

Knows that file's columns; refuses to read the release that names authorities without their codes.
"""

from collections.abc import Sequence

import pandas as pd

from connectors import figures, markers, shapes, small_csv
from connectors.base import Landed, Landing, PublisherError, Wanted
from pmf.observations import Series, Source

VEHICLE_MILES_M = Series(
    id="dft_traffic.vehicle_miles_m",
    title="Motor vehicle traffic",
    unit="million vehicle miles",
    kind="amount",
    decimals=0,
    polarity="none",
    caveat=(
        "Counties and single-tier authorities, all public roads; less robust below region. The combined "
        "authority is Cambridgeshire county plus Peterborough."
    ),
)
SOURCE = Source(
    id="dft_traffic",
    publisher="Department for Transport",
    dataset="Road traffic estimates",
    dataset_id="local_authority_traffic",
    landing_page="https://www.gov.uk/government/statistical-data-sets/road-traffic-estimates-tra",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(VEHICLE_MILES_M,),
)
URL = "https://storage.googleapis.com/dft-statistics/road-traffic/downloads/data-gov-uk/local_authority_traffic.csv"
COLUMNS = ("local_authority_code", "year", "all_motor_vehicles")
BESIDE = ("local_authority_id", "local_authority_name", "link_length_km", "link_length_miles", "cars_and_taxis")
ENDED = ("E10000001", "E10000004")
"""Bedfordshire and Cheshire, split in 2009; no other figure is held for them."""
MILLION = 1_000_000
DECIMALS = 6
"""Vehicle miles are printed whole, so millions of them have six decimals."""


def fetch(landing: Landing) -> list[Landed]:
    """The one file; its address never changes and it states no date."""
    return [landing.bring(Wanted("local_authority_traffic.csv", URL, accept=shapes.csv_with("all_motor_vehicles")))]


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Million vehicle miles by calendar year; numbers such as 9e+05 are what the publisher writes."""
    (landed,) = raw
    frame = small_csv.read(landed.text(), landed.name, COLUMNS, BESIDE)
    cells = markers.read(frame["all_motor_vehicles"], landed.name)
    rows = cells.assign(
        area_code=frame["local_authority_code"],
        period=frame["year"] + "-01-01/P1Y",
        value=figures.rounded(cells["value"] / MILLION, DECIMALS),
    )
    rows = figures.kept(rows, figures.PLACES_AND_COUNTIES)
    ended = rows["area_code"].isin(ENDED)
    if (rows.loc[ended, "period"] >= "2009").any():
        raise PublisherError(landed.name, f"no figure after 2008 for {' and '.join(ENDED)}", "one")
    return figures.tidied(rows[~ended], VEHICLE_MILES_M.id, landed.vintage(), landed.name)
