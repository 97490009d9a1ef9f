"""Local bus passenger journeys, table BUS01e.

Knows the table and how the old transport areas became combined authorities; refuses to share out a total.
"""

import re
from collections.abc import Sequence

import pandas as pd

from connectors import archives, figures, govuk_content, markers, shapes, sheets
from connectors.base import Landed, Landing, PublisherError
from pmf.observations import Series, Source

PASSENGER_JOURNEYS_M = Series(
    id="dft_buses.passenger_journeys_m",
    title="Local bus passenger journeys",
    unit="million journeys",
    kind="amount",
    decimals=1,
    polarity="higher",
    caveat=(
        "Journeys that start in the area, by anyone. Outside metropolitan areas and London by county or "
        "unitary; metropolitan districts only as their combined authority; Cornwall includes Scilly. Recent years "
        "provisional."
    ),
)
SOURCE = Source(
    id="dft_buses",
    publisher="Department for Transport",
    dataset="Annual bus statistics",
    dataset_id="BUS01e",
    landing_page="https://www.gov.uk/government/statistics/annual-bus-statistics-year-ending-march-2024/annual-bus-statistics-year-ending-march-2024",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(PASSENGER_JOURNEYS_M,),
)
PAGE = "/government/statistical-data-sets/bus-statistics-data-tables"
CODE, NAME = "Local Authority (LA) Code", "LA or Region"
ENGLAND = "E92000001"
AUTHORITIES = {
    "E11000001": "E47000001",
    "E11000003": "E47000002",
    "E11000005": "E47000007",
    "E11000006": "E47000003",
}
"""Transport areas with the very boundary of a combined authority; Merseyside and Tyne and Wear are parts of one."""
PARTS = {"E11000002", "E11000007"}
DECIMALS = 6


def fetch(landing: Landing) -> list[Landed]:
    """The workbook, as its page lists it today."""
    page = govuk_content.page(landing, PAGE)
    return [govuk_content.file(landing, page, r"bus01.*\.ods", "bus01.ods", shapes.package)]


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Millions of journeys by year from April; the year printed is the one the financial year ends in."""
    landed = next(landed for landed in raw if landed.name == "bus01.ods")
    book = sheets.Workbook(archives.workbook(landed), landed.name)
    table = sheets.table(book.rows("BUS01e"), lambda row: {CODE, NAME} <= set(row), f"{landed.name} BUS01e")
    years = {name: _period(name) for name in table.columns if name not in (CODE, NAME)}
    rows = table.melt([CODE, NAME], list(years), "year", "cell")
    cells = markers.read(rows["cell"], f"{landed.name} BUS01e")
    full = cells.assign(
        area_code=_codes(rows, landed.name),
        period=rows["year"].map(years),
        value=figures.rounded(cells["value"], DECIMALS),
    )
    early = full["period"].isin(_provisional(book)) | markers.early(rows["year"])
    full["status"] = markers.provisional(full["status"], early)
    return figures.tidied(
        figures.kept(full, figures.PLACES_AND_COUNTIES), PASSENGER_JOURNEYS_M.id, landed.vintage(), landed.name
    )


def _provisional(book: sheets.Workbook) -> list[str]:
    cover = " ".join(cell for row in book.rows("Cover_Sheet") for cell in row)
    found = re.search(r"years? ending March (\d{4})(?: (?:to|and) (\d{4}))? (?:is|are) provisional", cover)
    return [_period(str(year)) for year in range(int(found[1]), int(found[2] or found[1]) + 1)] if found else []


def _codes(rows: pd.DataFrame, where: str) -> pd.Series:
    england = rows[NAME] == "England"
    if england.sum() != rows["year"].nunique() or not rows.loc[england, CODE].isin(["[z]", ENGLAND]).all():
        raise PublisherError(where, "one row for England, coded [z]", str(rows.loc[england, CODE].unique().tolist()))
    codes = rows[CODE].replace(AUTHORITIES).mask(england, ENGLAND)
    unknown = sorted(set(codes[codes.str.startswith("E11")]) - PARTS)
    if unknown:
        raise PublisherError(where, "transport areas we know", ", ".join(unknown))
    return codes


def _period(name: str) -> str:
    return f"{markers.year(name, 'columns named by the year that ends in March', 'BUS01e') - 1}-04-01/P1Y"
