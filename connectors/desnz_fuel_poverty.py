"""Households in fuel poverty by district, table 2 of the sub-regional tables.

Knows that table; refuses a sheet that does not say which one year it is about.
"""

import re
from collections.abc import Sequence
from datetime import date

import pandas as pd

from connectors import archives, figures, govuk_content, markers, shapes, sheets
from connectors.base import Landed, Landing, PublisherError
from pmf.observations import Series, Source

FUEL_POOR_HOUSEHOLDS = Series(
    id="desnz_fuel_poverty.fuel_poor_households",
    title="Households in fuel poverty",
    unit="households",
    kind="count",
    decimals=0,
    polarity="lower",
    caveat=(
        "Low Income Low Energy Efficiency measure, modelled. 2020 and 2021 data only; 2021 moved to 2021 Census areas."
    ),
)
HOUSEHOLDS = Series(
    id="desnz_fuel_poverty.households",
    title="Households (fuel poverty base)",
    unit="households",
    kind="count",
    decimals=0,
    polarity="none",
    caveat="Modelled denominator of the fuel poverty estimate.",
)
SOURCE = Source(
    id="desnz_fuel_poverty",
    publisher="Department for Energy Security and Net Zero",
    dataset="Sub-regional fuel poverty",
    dataset_id="Table 2",
    landing_page="https://www.gov.uk/government/collections/fuel-poverty-sub-regional-statistics",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(FUEL_POOR_HOUSEHOLDS, HOUSEHOLDS),
)
COLLECTION = "/government/collections/fuel-poverty-sub-regional-statistics"
TITLE = r"Sub-regional fuel poverty data (\d{4})"
WORKBOOK = "fuel_poverty.xlsx"
DISTRICT = r"E0[6-9]\d{6}"
COLUMNS = {
    FUEL_POOR_HOUSEHOLDS: re.compile(r"number of households in fuel poverty\s*(?:\d|\[.*\])?", re.IGNORECASE),
    HOUSEHOLDS: re.compile(r"number of households\s*(?:\d|\[.*\])?", re.IGNORECASE),
}


def fetch(landing: Landing) -> list[Landed]:
    """The tables of the newest release."""
    page = govuk_content.newest(landing, COLLECTION, TITLE, lambda title: title[1])
    return [govuk_content.file(landing, page, r".*sub-regional.*tables.*\.xlsx", WORKBOOK, shapes.package)]


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Both counts for the year the table is about."""
    landed = next(landed for landed in raw if landed.name == WORKBOOK)
    book = sheets.Workbook(archives.workbook(landed), landed.name)
    rows, where = book.rows("Table 2"), f"{landed.name} Table 2"
    table = sheets.table(rows, _is_header, where)
    named = table.assign(area_code=table[_code_column(table, where)])
    places = figures.kept(named)
    parts = []
    for series, pattern in COLUMNS.items():
        (column,) = [name for name in table.columns if pattern.fullmatch(name)]
        cells = markers.read(places[column], where)
        found = cells.assign(area_code=places["area_code"], period=f"{_year(rows, where)}-01-01/P1Y")
        parts.append(figures.tidied(found, series.id, landed.vintage(), series.id))
    return pd.concat(parts, ignore_index=True)


def definition(series: str, release: date) -> str:
    """The areas the estimates are modelled on since the figures for 2021."""
    return "geography: 2021 Census areas"


def _is_header(row: sheets.Row) -> bool:
    return all(sum(bool(pattern.fullmatch(cell)) for cell in row) == 1 for pattern in COLUMNS.values())


def _code_column(table: pd.DataFrame, where: str) -> str:
    # its name has been LA Code and Area Codes; what stands in it has not changed
    found = [name for name in table.columns if table[name].str.fullmatch(DISTRICT).any()]
    if len(found) != 1:
        raise PublisherError(where, "one column with codes of districts", f"{found} among {list(table.columns)}")
    return str(found[0])


def _year(rows: Sequence[sheets.Row], where: str) -> str:
    above = " ".join(cell for row in rows[: next(n for n, row in enumerate(rows) if _is_header(row))] for cell in row)
    years: list[str] = sorted(set(re.findall(r"\b20\d\d\b", above)))
    if len(years) != 1:
        raise PublisherError(where, "one year above the table", str(years))
    return years[0]
