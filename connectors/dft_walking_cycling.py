"""Adults who walk or cycle, tables CW0301 to CW0303: shares of district residents by how often.

Knows those tables since 2022, when each became one sheet for any purpose; refuses the older pairs of sheets a year.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from connectors import archives, figures, govuk_content, markers, shapes, sheets
from connectors.base import Landed, Landing, PublisherError
from pmf.observations import Series, Source

CAVEAT = (
    "Active Lives Survey of adults aged 16 and over, years ending in mid-November; wide intervals for districts. "
    "A share: cannot be averaged across districts without their populations."
)


def _series(name: str, title: str) -> Series:
    return Series(f"dft_walking_cycling.{name}", title, "percent of adults", "percent", 1, "higher", CAVEAT)


@dataclass(frozen=True)
class Share:
    """One series: in which table and under which frequency it stands."""

    series: Series
    table: str
    frequency: str


SHARES = (
    Share(_series("walk_or_cycle_weekly_pct", "Walk or cycle at least weekly"), "CW0301", "At least once per week"),
    Share(
        _series("walk_or_cycle_5_times_a_week_pct", "Walk or cycle at least five times a week"),
        "CW0301",
        "At least 5 times per week",
    ),
    Share(_series("cycle_weekly_pct", "Cycle at least weekly"), "CW0302", "At least once per week"),
    Share(_series("walk_weekly_pct", "Walk at least weekly"), "CW0303", "At least once per week"),
)
SOURCE = Source(
    id="dft_walking_cycling",
    publisher="Department for Transport",
    dataset="Walking and cycling statistics: participation",
    dataset_id="CW0301, CW0302, CW0303",
    landing_page="https://www.gov.uk/government/statistical-data-sets/walking-and-cycling-statistics-cw",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=tuple(share.series for share in SHARES),
)
PAGE = "/government/statistical-data-sets/walking-and-cycling-statistics-cw"
TABLES = tuple(dict.fromkeys(share.table for share in SHARES))
CODE, PURPOSE, FREQUENCY = "ONS Code", "Purpose", "Frequency"
ONLY_A_NOTE = r"\[note[^\]]*\]"
"""A cell that holds a note and no number: the sample was too small or the district not yet there."""
DECIMALS = 4


def fetch(landing: Landing) -> list[Landed]:
    """The three workbooks, as their page lists them today."""
    page = govuk_content.page(landing, PAGE)
    names = {table: table.lower() for table in TABLES}
    return [
        govuk_content.file(landing, page, rf"{name}(?:[-_].*)?\.ods", f"{name}.ods", shapes.package)
        for name in names.values()
    ]


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Shares by survey year, which is printed as the year it ends in."""
    files = {landed.name: landed for landed in raw}
    read = {table: _read(files[f"{table.lower()}.ods"], table) for table in TABLES}
    return pd.concat(
        [_tidy(read[share.table], share, files[f"{share.table.lower()}.ods"]) for share in SHARES], ignore_index=True
    )


def _read(landed: Landed, table: str) -> pd.DataFrame:
    book = sheets.Workbook(archives.workbook(landed), landed.name)
    rows = book.rows(rf"{table}(?:_Any_Purpose)?")
    return sheets.table(rows, lambda row: {CODE, PURPOSE, FREQUENCY} <= set(row), landed.name)


def _tidy(table: pd.DataFrame, share: Share, landed: Landed) -> pd.DataFrame:
    where = f"{landed.name} {share.frequency}"
    years = {name: _period(name) for name in table.columns if re.match(r"\d{4}", name)}
    chosen = table[(table[PURPOSE] == "Any") & (table[FREQUENCY] == share.frequency)]
    if chosen.empty or not years:
        got = f"{sorted(set(table[FREQUENCY]))[:10]} in columns {list(table.columns)}"
        raise PublisherError(where, "rows of that frequency for any purpose, in columns named by year", got)
    named = chosen.rename(columns={CODE: "area_code"})
    long = figures.kept(named.melt(["area_code"], list(years), "year", "cell"))
    cells = markers.read(long["cell"].str.replace(rf"^{ONLY_A_NOTE}$", "[x]", regex=True), where, {"": "x"})
    value = figures.rounded(cells["value"], DECIMALS)
    rows = cells.assign(area_code=long["area_code"], period=long["year"].map(years), value=value)
    rows["status"] = markers.provisional(rows["status"], markers.early(long["year"]))
    return figures.tidied(rows, share.series.id, landed.vintage(), where)


def _period(name: str) -> str:
    last = markers.year(name, "columns named by the year that ends in November", "walking and cycling")
    return f"{last - 1}-11-16/P1Y"
