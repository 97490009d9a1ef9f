"""Gross value added by district, current prices: table 1 of the yearly workbook.

Knows that table; refuses to add up wider areas, which the workbook leaves without the part of no region.
"""

import re
from collections.abc import Sequence

import pandas as pd

from connectors import archives, figures, markers, ons_files, sheets
from connectors.base import Landed, Landing, PublisherError
from pmf.observations import Series, Source

GVA_CURRENT_GBP_M = Series(
    id="ons_gva.gva_current_gbp_m",
    title="Gross value added, current prices",
    unit="GBP million",
    kind="amount",
    decimals=0,
    polarity="higher",
    caveat=(
        "Workplace based, includes inflation, balanced measure. Revised heavily between releases: never mix "
        "releases in one series. Latest year of each release is provisional. No England or UK figure in the "
        "2025 release (districts omit Extra-Regio)."
    ),
)
SOURCE = Source(
    id="ons_gva",
    publisher="Office for National Statistics",
    dataset="Regional gross domestic product: local authorities",
    dataset_id="Table 1",
    landing_page="https://www.ons.gov.uk/economy/grossdomesticproductgdp/bulletins/regionaleconomicactivitybygrossdomesticproductuk/previousreleases",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(GVA_CURRENT_GBP_M,),
)
DATASET = "/economy/grossdomesticproductgdp/datasets/regionalgrossdomesticproductlocalauthorities"
WORKBOOK = "gva.xlsx"
CODE = "LA code"
_YEAR = re.compile(r"((?:19|20)\d\d)\s*(?:\[note[^\]]*\]|\d)?")


def fetch(landing: Landing) -> list[Landed]:
    """The present edition. It is replaced under the same name when corrected: the content is what is compared."""
    return [ons_files.current(landing, DATASET, WORKBOOK)]


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Million pounds by calendar year; the latest is provisional until the next edition."""
    landed = next(landed for landed in raw if landed.name == WORKBOOK)
    book = sheets.Workbook(archives.workbook(landed), landed.name)
    rows, where = book.rows("Table 1"), f"{landed.name} Table 1"
    _refuse_title(rows, where)
    table = sheets.table(rows, lambda row: CODE in row, where)
    years = {name: found[1] for name in table.columns if (found := _YEAR.fullmatch(name))}
    if len(set(years.values())) != len(years) or not years:
        raise PublisherError(where, "one column a year", str(list(table.columns)))
    long = figures.kept(table.rename(columns={CODE: "area_code"}).melt(["area_code"], list(years), "year", "cell"))
    cells = markers.read(long["cell"], where)
    full = cells.assign(area_code=long["area_code"], period=long["year"].map(years) + "-01-01/P1Y")
    latest = (full["period"] == full["period"].max()) & (full["status"] == "")
    full["status"] = full["status"].mask(latest, "p")
    return figures.tidied(full, GVA_CURRENT_GBP_M.id, landed.vintage(), where)


def _refuse_title(rows: Sequence[sheets.Row], where: str) -> None:
    title = " ".join(rows[0]).casefold() if rows else ""
    if "gross value added" not in title or "current" not in title:
        raise PublisherError(where, "gross value added at current prices in the title", repr(title[:120]))
    if "million" not in title:
        raise PublisherError(where, "millions of pounds beside the title", repr(title[-120:]))
