"""Motor traffic by authority from the road traffic bulk file, and from the API the codes of a release without them.

Knows the columns of both; refuses an authority that neither gives a code.
"""

import re
from collections.abc import Sequence

import pandas as pd

from connectors import figures, markers, shapes, small_csv
from connectors.base import Landed, Landing, PublisherError, Wanted
from connectors.replies import mappings
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
CODES = "https://roadtraffic.dft.gov.uk/api/local-authorities"
FILE, LIST = "local_authority_traffic.csv", "local-authorities.json"
CODE, NUMBER = "local_authority_code", "local_authority_id"
COLUMNS = (NUMBER, "year", "all_motor_vehicles")
BESIDE = (CODE, "local_authority_name", "link_length_km", "link_length_miles", "cars_and_taxis")
GSS = r"[EWSK]\d{8}"
SHOWN = 10
ENDED = ("E10000001", "E10000004")
"""Bedfordshire and Cheshire, split in 2009; no other figure is held for them."""
MILLION = 1_000_000
DECIMALS = 6
"""Vehicle miles are printed whole, so millions of them have six decimals."""


def fetch(landing: Landing) -> list[Landed]:
    """The one file, whose address never changes and which states no date; with the API's list where it lacks codes."""
    landed = landing.bring(Wanted(FILE, URL, accept=shapes.csv_with("all_motor_vehicles")))
    if CODE in landed.text().partition("\n")[0]:
        return [landed]
    return [landed, landing.bring(Wanted(LIST, CODES, accept=shapes.json_without_error))]


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Million vehicle miles by calendar year; numbers such as 9e+05 are what the publisher writes."""
    landed = next(landed for landed in raw if landed.name == FILE)
    frame = small_csv.read(landed.text(), landed.name, COLUMNS, BESIDE)
    if CODE not in frame:
        frame[CODE] = _codes(frame[NUMBER], [listed for listed in raw if listed.name == LIST], landed.name)
    if (strange := ~frame[CODE].str.fullmatch(GSS)).any():
        raise PublisherError(landed.name, "codes such as E06000031", repr(frame.loc[strange, CODE].iloc[0]))
    cells = markers.read(frame["all_motor_vehicles"], landed.name)
    rows = cells.assign(
        area_code=frame[CODE],
        period=frame["year"] + "-01-01/P1Y",
        value=figures.rounded(cells["value"] / MILLION, DECIMALS),
    )
    rows = figures.kept(rows, figures.PLACES_AND_COUNTIES)
    ended = rows["area_code"].isin(ENDED)
    if (rows.loc[ended, "period"] >= "2009").any():
        raise PublisherError(landed.name, f"no figure after 2008 for {' and '.join(ENDED)}", "one")
    return figures.tidied(rows[~ended], VEHICLE_MILES_M.id, landed.vintage(), landed.name)


def _codes(numbers: pd.Series, lists: Sequence[Landed], where: str) -> pd.Series:
    """The code of each authority by its number at the department, as the API lists them."""
    if not lists:
        raise PublisherError(where, f"the column {CODE}, or the list of authorities beside it", "neither")
    (listed,) = lists
    pairs = {(str(one.get("id")), str(one.get("ons_code"))) for one in mappings(listed.json())}
    known = {number: code for number, code in pairs if re.fullmatch(GSS, code)}
    if unknown := sorted(set(numbers) - set(known), key=lambda number: (len(number), number)):
        few = ", ".join(unknown[:SHOWN])
        raise PublisherError(listed.name, "an ons_code such as E06000031 for every id", f"none for {few}")
    if twice := sorted(number for number, code in pairs if number in known and code != known[number]):
        raise PublisherError(listed.name, "one ons_code for each id", f"several for {', '.join(twice[:SHOWN])}")
    return numbers.map(known)
