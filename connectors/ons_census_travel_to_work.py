"""How people travelled to work in the Census of 2021, in the groups of 2011.

Knows the names of the twelve ways; refuses to know their codes and how Nomis is asked (see `nomis_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import figures, nomis_api
from connectors.base import Landed, Landing, PublisherError
from pmf.observations import Series, Source

CAVEAT = (
    "Usual residents in work, by main mode. 2021 was taken in lockdown, so home working is inflated; 2011 uses the "
    "2001 specification and excludes Westminster, City of London, Cornwall and Isles of Scilly."
)


def _people(name: str, title: str, note: str = "") -> Series:
    return Series(
        id=f"ons_census_travel_to_work.{name}",
        title=title,
        unit="people",
        kind="count",
        decimals=0,
        polarity="none",
        caveat=f"{CAVEAT} {note}".strip(),
    )


BICYCLE = _people("bicycle", "Travel to work by bicycle")
BUS = _people("bus", "Travel to work by bus or coach")
CAR_DRIVER = _people("car_driver", "Travel to work driving a car or van")
CAR_PASSENGER = _people("car_passenger", "Travel to work as a car or van passenger")
HOME = _people("home", "Work mainly at or from home")
ON_FOOT = _people("on_foot", "Travel to work on foot")
OTHER = _people("other", "Travel to work by other means", "Includes taxi and motorcycle.")
RAIL = _people("rail", "Travel to work by train, underground or tram", "2021 adds two categories.")
TOTAL = _people("total", "People in work (travel to work base)")
SOURCE = Source(
    id="ons_census_travel_to_work",
    publisher="Office for National Statistics",
    dataset="Census: method of travel to work",
    dataset_id="TS061",
    landing_page="https://www.nomisweb.co.uk/datasets/c2021ts061",
    licence="OGL-UK-3.0",
    frequency="decennial",
    series=(BICYCLE, BUS, CAR_DRIVER, CAR_PASSENGER, HOME, ON_FOOT, OTHER, RAIL, TOTAL),
)
DIMENSION = "c2021_ttwmeth_12"
GROUPS = {
    "total": TOTAL,
    "work mainly at or from home": HOME,
    "underground, metro, light rail, tram": RAIL,
    "train": RAIL,
    "bus, minibus or coach": BUS,
    "taxi": OTHER,
    "motorcycle, scooter or moped": OTHER,
    "driving a car or van": CAR_DRIVER,
    "passenger in a car or van": CAR_PASSENGER,
    "bicycle": BICYCLE,
    "on foot": ON_FOOT,
    "other method of travel to work": OTHER,
}
"""2011 had no trams apart from the Underground and put taxis and motorcycles with the rest."""
QUERY = nomis_api.Query(
    "travel_to_work",
    "NM_2078_1",
    {DIMENSION: "0...11"},
    types=(nomis_api.DISTRICTS, *nomis_api.WIDER),
    optional_types=(nomis_api.AUTHORITIES,),
    labelled=DIMENSION,
)


def fetch(landing: Landing) -> list[Landed]:
    """The one table of Census day."""
    return nomis_api.fetch(landing, QUERY)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Nine series for 21 March 2021."""
    rows, released = nomis_api.rows(raw, QUERY, _census_day), nomis_api.released(raw, QUERY)
    series = rows[f"{DIMENSION.upper()}_NAME"].map(_group)
    keys = [series.rename("series"), rows["area_code"], rows["period"], rows["status"]]
    sums = rows.groupby(keys)["value"].sum(min_count=1).reset_index()
    return figures.tidied(sums, sums["series"], released, SOURCE.id)


def _census_day(code: str) -> str:
    if code != "2021":
        raise PublisherError(QUERY.dataset, "the Census of 2021", repr(code))
    return "2021-03-21"


def _group(name: str) -> str:
    key = name.partition(":")[0].strip().casefold()
    if key not in GROUPS:
        raise PublisherError(QUERY.dataset, f"a way to travel among {sorted(GROUPS)}", repr(name))
    return GROUPS[key].id
