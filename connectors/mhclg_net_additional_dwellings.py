"""Net additional dwellings, live table 122.

Knows the table, old layout and new; refuses the county totals that stand between its districts.
"""

import re
from collections.abc import Sequence

import pandas as pd

from connectors import archives, figures, govuk_content, markers, shapes, sheets
from connectors.base import Landed, Landing, PublisherError
from pmf.observations import Series, Source

NET_ADDITIONAL_DWELLINGS = Series(
    id="mhclg_net_additional_dwellings.net_additional_dwellings",
    title="Net additional dwellings",
    unit="dwellings",
    kind="count",
    decimals=0,
    polarity="higher",
    caveat=(
        "New build plus conversions and changes of use, less demolitions. 2011-12 to 2020-21 were revised to "
        "the 2021 Census count between the two releases. England and regions are independent totals."
    ),
)
SOURCE = Source(
    id="mhclg_net_additional_dwellings",
    publisher="Ministry of Housing, Communities and Local Government",
    dataset="Housing supply: net additional dwellings",
    dataset_id="Table 122",
    landing_page="https://www.gov.uk/government/statistics/housing-supply-net-additional-dwellings-england-2023-to-2024/housing-supply-net-additional-dwellings-england-2023-to-2024",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(NET_ADDITIONAL_DWELLINGS,),
)
PAGE = "/government/statistical-data-sets/live-tables-on-net-supply-of-housing"
WORKBOOK = "live_table_122.ods"
CODE = "Current ONS code"
DECIMALS = 4
"""Early years of old editions are unrounded."""
_YEAR = re.compile(r"(\d{4})-(\d\d)\s*(R|P|(?:\[[^\]]*\]\s*)*)")


def fetch(landing: Landing) -> list[Landed]:
    """The workbook, as its page lists it today."""
    page = govuk_content.page(landing, PAGE)
    return [govuk_content.file(landing, page, r"Live_?Table_?122.*\.ods", WORKBOOK, shapes.package)]


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Dwellings by financial year. A blank is a council that was not there that year."""
    landed = next(landed for landed in raw if landed.name == WORKBOOK)
    book = sheets.Workbook(archives.workbook(landed), landed.name)
    table = sheets.table(book.rows("LT_?122"), lambda row: CODE in row, landed.name)
    years = {name: _period(name) for name in table.columns if re.match(r"\d{4}", name)}
    if not years:
        raise PublisherError(landed.name, "columns named by financial year", str(table.columns.tolist()))
    long = figures.kept(table.rename(columns={CODE: "area_code"}).melt(["area_code"], list(years), "year", "cell"))
    cells = markers.read(long["cell"], landed.name, {"": markers.NOT_APPLICABLE})
    rows = cells.assign(area_code=long["area_code"], period=long["year"].map(years))
    status = markers.provisional(rows["status"], markers.early(long["year"]))
    rows = rows.assign(status=status, value=figures.rounded(rows["value"], DECIMALS))
    return figures.tidied(_since_2009(rows), NET_ADDITIONAL_DWELLINGS.id, landed.vintage(), landed.name)


def _since_2009(rows: pd.DataFrame) -> pd.DataFrame:
    """Without the councils merged in April 2009 or before, for which nothing else is held."""
    there = rows[rows["status"] != markers.NOT_APPLICABLE]
    last = there.groupby("area_code")["period"].max()
    return rows[rows["area_code"].isin(last[last >= "2009"].index)]


def _period(name: str) -> str:
    found = _YEAR.fullmatch(name)
    if found is None or int(found[2]) != (int(found[1]) + 1) % 100:
        raise PublisherError("live table 122", "a column such as 2020-21, perhaps with R, P or a note", repr(name))
    return f"{found[1]}-04-01/P1Y"
