"""New-build dwellings completed, live table 253: one sheet a year.

Knows the layout with sheets named FY_2024_25; refuses the older one, which marked imputed cells by colour alone.
"""

import re
from collections.abc import Sequence

import pandas as pd

from connectors import archives, figures, govuk_content, markers, shapes, sheets
from connectors.base import Landed, Landing, PublisherError
from pmf.observations import Series, Source

COMPLETIONS = Series(
    id="mhclg_house_building.completions",
    title="New-build dwellings completed",
    unit="dwellings",
    kind="count",
    decimals=0,
    polarity="higher",
    caveat=(
        "Rounded to 10; 0 means under 5. Misses some completions: net additional dwellings is the fuller "
        "measure. Cells the table marks as imputed have status e and are not estimates for that district."
    ),
)
SOURCE = Source(
    id="mhclg_house_building",
    publisher="Ministry of Housing, Communities and Local Government",
    dataset="House building live tables",
    dataset_id="Table 253",
    landing_page="https://www.gov.uk/government/collections/house-building-statistics",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(COMPLETIONS,),
)
PAGE = "/government/statistical-data-sets/live-tables-on-house-building"
WORKBOOK = "live_table_253.ods"
CODE, COMPLETED = "currentonscode", "allcompletions"
_SHEET = re.compile(r"FY_(\d{4})_(\d{2})")


def fetch(landing: Landing) -> list[Landed]:
    """The workbook, as its page lists it today; the quarterly one is another."""
    page = govuk_content.page(landing, PAGE)
    return [govuk_content.file(landing, page, r"Live_?Table_?253\.ods", WORKBOOK, shapes.package)]


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Completions of all tenures by financial year. A blank is a council that was not there that year."""
    landed = next(landed for landed in raw if landed.name == WORKBOOK)
    book = sheets.Workbook(archives.workbook(landed), landed.name)
    years = {name: _period(found, name) for name in book.names if (found := _SHEET.fullmatch(name.strip()))}
    if not years:
        raise PublisherError(landed.name, "sheets named such as FY_2024_25", str(book.names))
    rows = pd.concat([_year(book, name, period) for name, period in years.items()], ignore_index=True)
    return figures.tidied(rows, COMPLETIONS.id, landed.vintage(), landed.name)


def _year(book: sheets.Workbook, name: str, period: str) -> pd.DataFrame:
    where = f"{book.where} {name}"
    table = sheets.table(book.rows(re.escape(name.strip())), _is_header, where)
    table.columns = pd.Index([_squeezed(column) for column in table.columns])
    rows = figures.kept(table.rename(columns={CODE: "area_code"}))
    if rows.empty:
        raise PublisherError(where, "codes of districts", str(table[CODE].head(3).tolist()))
    cells = markers.read(rows[COMPLETED], where, {"": markers.NOT_APPLICABLE})
    return cells.assign(area_code=rows["area_code"], period=period)


def _is_header(row: sheets.Row) -> bool:
    return {CODE, COMPLETED} <= {_squeezed(cell) for cell in row}


def _squeezed(cell: str) -> str:
    """Letters alone: the line breaks and spaces inside the names change with every edition."""
    return re.sub(r"[^a-z]", "", re.sub(r"\[[^\]]*\]", "", cell.casefold()))


def _period(found: re.Match[str], name: str) -> str:
    if int(found[2]) != (int(found[1]) + 1) % 100:
        raise PublisherError("live table 253", "a sheet named by one financial year", name)
    return f"{found[1]}-04-01/P1Y"
