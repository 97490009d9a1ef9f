"""Births, deaths and stock of enterprises from the yearly workbook of Business Demography.

Knows its tables, one for each set of boundaries; refuses to add up combined authorities it does not give.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime

import pandas as pd

from connectors import archives, figures, markers, ons_files, sheets
from connectors.base import Landed, Landing, PublisherError
from pmf.observations import Series, Source

ACTIVE_ENTERPRISES = Series(
    id="ons_business_demography.active_enterprises",
    title="Active enterprises",
    unit="enterprises",
    kind="count",
    decimals=0,
    polarity="higher",
    caveat=(
        "VAT or PAYE registered enterprises counted at their main address; rounded to 5. Combined authority "
        "rows exist only where ONS aggregated them."
    ),
)
BIRTHS = Series(
    id="ons_business_demography.births",
    title="Enterprise births",
    unit="enterprises",
    kind="count",
    decimals=0,
    polarity="higher",
    caveat="VAT or PAYE registered enterprises counted at their main address; rounded to 5.",
)
DEATHS = Series(
    id="ons_business_demography.deaths",
    title="Enterprise deaths",
    unit="enterprises",
    kind="count",
    decimals=0,
    polarity="lower",
    caveat=(
        "VAT or PAYE registered enterprises counted at their main address; rounded to 5. The latest two "
        "years of an edition are adjusted for reactivations and provisional."
    ),
)
SOURCE = Source(
    id="ons_business_demography",
    publisher="Office for National Statistics",
    dataset="Business demography, UK",
    dataset_id="Tables 1.1, 2.1 and 3.1",
    landing_page="https://www.ons.gov.uk/businessindustryandtrade/business/activitysizeandlocation/bulletins/businessdemography/previousreleases",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(ACTIVE_ENTERPRISES, BIRTHS, DEATHS),
)
DATASET = "/businessindustryandtrade/business/activitysizeandlocation/datasets/businessdemographyreferencetable"
WORKBOOK = "business_demography.xlsx"
TABLES = {BIRTHS: "1.1", DEATHS: "2.1", ACTIVE_ENTERPRISES: "3.1"}
CODE, NAME = "code", "name"


def fetch(landing: Landing) -> list[Landed]:
    """The present edition."""
    return [ons_files.current(landing, DATASET, WORKBOOK)]


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The three series by calendar year, dated as the cover says."""
    landed = next(landed for landed in raw if landed.name == WORKBOOK)
    book = sheets.Workbook(archives.workbook(landed), landed.name)
    released = _published(book)
    rows = {series: _rows(book, number) for series, number in TABLES.items()}
    rows[DEATHS] = _provisional(rows[DEATHS])
    return pd.concat(
        [figures.tidied(part, series.id, released, series.id) for series, part in rows.items()], ignore_index=True
    )


def _rows(book: sheets.Workbook, number: str) -> pd.DataFrame:
    names = [name for name in book.names if re.fullmatch(rf"Table {re.escape(number)}[a-z]\s*", name)]
    if not names:
        raise PublisherError(book.where, f"tables named {number}a and so on", str(book.names))
    return pd.concat([_table(book, name.strip()) for name in names], ignore_index=True)


def _table(book: sheets.Workbook, name: str) -> pd.DataFrame:
    where = f"{book.where} {name}"
    rows = [[CODE, NAME, *row[2:]] if _heads(row) else row for row in book.rows(re.escape(name))]
    units = [cell for row in rows for cell in row if cell.startswith("Units:")]
    if not units or not all(re.match(r"Units: counts?\b", unit, re.IGNORECASE) for unit in units):
        raise PublisherError(where, "a line that says Units: Counts", str(units or "none"))
    table = sheets.table(rows, lambda row: row[:2] == [CODE, NAME], where)
    long = figures.kept(table.rename(columns={CODE: "area_code"}).melt(["area_code", NAME], None, "year", "cell"))
    if long.empty:
        raise PublisherError(where, "codes of places in the first column", str(table[CODE].head(3).tolist()))
    cells = markers.read(long["cell"], where)
    return cells.assign(area_code=long["area_code"], period=long["year"] + "-01-01/P1Y")


def _provisional(rows: pd.DataFrame) -> pd.DataFrame:
    """Deaths of the latest two years are adjusted for enterprises that may come back, says the workbook's note 5."""
    latest = rows["period"].isin(sorted(rows["period"].unique())[-2:]) & (rows["status"] == "")
    return rows.assign(status=rows["status"].mask(latest, "p"))


def _heads(row: sheets.Row) -> bool:
    years = [cell for cell in row[2:] if cell]
    return row[:2] == ["", ""] and bool(years) and all(re.fullmatch(r"\d{4}", cell) for cell in years)


def _published(book: sheets.Workbook) -> date:
    for row in book.rows("Cover"):
        if found := re.fullmatch(r"Date published: (\d{1,2})(?:st|nd|rd|th)? (\w+ \d{4})", row[0]):
            return datetime.strptime(f"{found[1]} {found[2]}", "%d %B %Y").date()  # noqa: DTZ007 a day has no zone
    raise PublisherError(f"{book.where} Cover", "a line Date published", "none")
