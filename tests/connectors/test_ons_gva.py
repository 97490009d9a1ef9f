"""Gross value added by district: a header with notes, a sheet name with a space, footnotes under the table."""

from pathlib import Path

import pytest
from hostile import Publisher, ok
from made import RECORDED, all_landed, landed, status, value
from replay import serve
from workbooks import Cell, xlsx

from connectors import ons_gva, sheets
from connectors.base import Landed, PublisherError, completed
from connectors.landing import RawFolder

SOURCE, SERIES, FILE = "ons_gva", "ons_gva.gva_current_gbp_m", "gva.xlsx"
TITLE = "Table 1: Gross value added (balanced) by local authority at current basic prices [note 1]"
TABLE: list[list[Cell]] = [
    [TITLE, "", "", "", "", "Pounds million"],
    ["ITL1 Region", "LA code", "LA name", 2021, 2022, "2023\n[note 3]"],
    ["East", "E06000031", "Peterborough", 5900, 6300, 6643.5],
    ["East", "E07000008", "Cambridge", 6900, 7300, "[x]"],
    ["Yorkshire", "E08000019", "Sheffield", 13_000, 14_000, 15_000],
    ["Wales", "W06000001", "Isle of Anglesey", 1000, 1100, 1200],
    ["", "", "", "", "", ""],
    ["Note 3: provisional", "", "", "", "", ""],
]
WORKBOOK = {"Correction": [["None"]], "Information": [["About"]], "Table 1 ": TABLE, "Table 5": TABLE}


def changed(folder: Path, old: Cell, new: Cell) -> list[Landed]:
    rows = [[new if cell == old else cell for cell in row] for row in TABLE]
    assert rows != TABLE
    (folder / FILE).write_bytes(xlsx({**WORKBOOK, "Table 1 ": rows}))
    return [landed(FILE, folder / FILE)]


def test_the_recorded_workbook_is_the_one_shown_here() -> None:
    book = sheets.Workbook((RECORDED / SOURCE / FILE).read_bytes(), FILE)
    assert book.rows("Table 1")[2] == [sheets.text(cell) for cell in TABLE[2]]


def test_fetched_and_dated_by_its_page_over_http(server: Publisher, folder: RawFolder) -> None:
    serve(server, ons_gva)  # type: ignore[arg-type]
    rows = completed(ons_gva.SOURCE, ons_gva.tidy(ons_gva.fetch(folder)))
    assert set(rows["area_code"]) == {"E06000031", "E07000008", "E08000019"}
    assert set(rows["release"].dt.strftime("%Y-%m-%d")) == {"2026-04-17"}


def test_a_page_that_states_no_date_leaves_the_day_of_the_download(server: Publisher, folder: RawFolder) -> None:
    (path, html), _ = serve(server, ons_gva)  # type: ignore[arg-type]
    server.on(path, ok(html.replace(b"Release date", b"Published")))
    rows = ons_gva.tidy(ons_gva.fetch(folder))
    assert set(rows["release"]) == {"2026-08-03"}


def test_years_and_the_provisional_one() -> None:
    rows = ons_gva.tidy(all_landed(SOURCE))
    assert value(rows, SERIES, "E06000031", "2023-01-01/P1Y") == 6643.5
    flags = [status(rows, SERIES, "E06000031", f"{year}-01-01/P1Y") for year in (2022, 2023)]
    assert flags == ["", "p"]
    assert status(rows, SERIES, "E07000008", "2023-01-01/P1Y") == "x"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("LA code", "Code", "one header row, got 0", id="renamed"),
        pytest.param(TITLE, "Table 1: Population", "at current prices in the title", id="another table"),
        pytest.param(TITLE, TITLE.replace("current", "chained"), "at current prices in the title", id="other prices"),
        pytest.param(2022, "2021 [note 9]", "one column a year", id="a year twice"),
        pytest.param("E07000008", "E06000031", "once", id="a place twice"),
        pytest.param(5900, "5.9bn", "'5.9bn'", id="no number"),
    ],
)
def test_another_shape_is_refused_by_name(tmp_path: Path, old: Cell, new: Cell, said: str) -> None:
    with pytest.raises(PublisherError) as refused:
        ons_gva.tidy(changed(tmp_path, old, new))
    assert said in str(refused.value)
