"""Live table 122: old layout and new, councils that came and went, totals that are no places."""

from pathlib import Path

import pytest
from govuk_pages import ASSETS, page
from hostile import Publisher, ok
from made import RECORDED, all_landed, landed, reply, status, value
from workbooks import Cell, ods

from connectors import mhclg_net_additional_dwellings as dwellings
from connectors import sheets
from connectors.base import Landed, PublisherError, completed
from connectors.landing import RawFolder

SOURCE, FILE = "mhclg_net_additional_dwellings", "live_table_122.ods"
SERIES = f"{SOURCE}.net_additional_dwellings"
NAMES: list[Cell] = [
    "",
    "DCLG code",
    "Former\nONS code",
    "Current\nONS code",
    "Met and Shire County Totals",
    "Data",
    "",
]
TABLE: list[list[Cell]] = [
    ["Table 122  Net additional dwellings1 by local authority district, England"],
    [""],
    [*NAMES, "2007-08", "2019-20R", "2020-21P"],
    ["", "", "", "", "", "", "", 20, 21, 22],
    ["England", "", "", "E92000001", "", "", "", 223534.41843577058, 242702, 216489],
    ["Unitary Authorities", "", "", "", "", "", "", 25553.4, 54315, 50655],
    ["", "J0540", "00JA", "E06000031", "", "Peterborough UA", "", 1131.3999999999942, 1040, "[x]"],
    ["", "A0016", "A0016", "E06000060", "", "Buckinghamshire UA", "", "", "", 1980],
    ["", "K0205", "09UC", "E07000002", "", "Mid Bedfordshire", "", 700, "", ""],
    ["", "", "", "E10000003", "Cambridgeshire", "", "", 3000, 2000, 1000],
    ["", "Latest update", "", "", "", "", "", "", "", ""],
]


def changed(folder: Path, table: list[list[Cell]], name: str = "LT_122") -> list[Landed]:
    (folder / FILE).write_bytes(ods({name: table}))
    return [landed(FILE, folder / FILE)]


def swapped(old: Cell, new: Cell) -> list[list[Cell]]:
    table = [[new if cell == old else cell for cell in row] for row in TABLE]
    assert table != TABLE
    return table


def test_the_recorded_workbook_is_the_one_shown_here() -> None:
    book = sheets.Workbook((RECORDED / SOURCE / FILE).read_bytes(), FILE)
    assert [cell for row in book.rows("LT122") for cell in row if cell] == [
        sheets.text(cell) for row in TABLE for cell in row if cell != ""
    ]


def test_fetched_and_tidied_over_http(server: Publisher, folder: RawFolder) -> None:
    path = "/media/0123456789abcdef01234567/Live_Table_122.ods"
    others = (f"{ASSETS}{path}", f"{ASSETS}{path.replace('122', '123')}")
    server.on("/api/content/government/statistical-data-sets/live-tables-on-net-supply-of-housing", ok(page(*others)))
    server.on(path, ok(reply(SOURCE, FILE)))
    rows = completed(dwellings.SOURCE, dwellings.tidy(dwellings.fetch(folder)))
    assert set(rows["area_code"]) == {"E06000031", "E06000060", "E92000001"}
    assert set(rows["release"].dt.strftime("%Y-%m-%d")) == {"2026-05-13"}


def test_years_flags_and_markers() -> None:
    rows = dwellings.tidy(all_landed(SOURCE))
    assert value(rows, SERIES, "E06000031", "2007-04-01/P1Y") == 1131.4
    assert value(rows, SERIES, "E92000001", "2019-04-01/P1Y") == 242_702
    assert [status(rows, SERIES, "E92000001", f"{year}-04-01/P1Y") for year in (2019, 2020)] == ["", "p"]
    assert status(rows, SERIES, "E06000031", "2020-04-01/P1Y") == "x"


def test_a_blank_is_a_council_that_was_not_there() -> None:
    rows = dwellings.tidy(all_landed(SOURCE))
    assert rows[rows["area_code"] == "E06000060"]["period"].tolist() == ["2020-04-01/P1Y"]


def test_the_layout_with_one_code_column_and_notes_reads_alike(tmp_path: Path) -> None:
    newer = [[cell for place, cell in enumerate(row) if place not in (1, 2)] for row in TABLE]
    newer[2][-2:] = ["2019-20 [r]", "2020-21 [p]"]
    rows = dwellings.tidy(changed(tmp_path, newer))
    assert rows.equals(dwellings.tidy(all_landed(SOURCE)))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        pytest.param(swapped("Current\nONS code", "ONS code"), "one header row, got 0", id="renamed"),
        pytest.param(swapped("2019-20R", "2019-21"), "a column such as 2020-21", id="no year"),
        pytest.param(swapped("2019-20R", "2020-21P"), "each column once", id="a column twice"),
        pytest.param(swapped("E06000060", "E06000031"), "once", id="a place twice"),
        pytest.param(swapped(1980, "1980*"), "'1980*'", id="no number"),
    ],
)
def test_another_shape_is_refused_by_name(tmp_path: Path, table: list[list[Cell]], said: str) -> None:
    with pytest.raises(PublisherError) as refused:
        dwellings.tidy(changed(tmp_path, table))
    assert said in str(refused.value)


def test_another_sheet_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(PublisherError, match=r"one sheet named LT_\?122, got \['LT_118'\]"):
        dwellings.tidy(changed(tmp_path, TABLE, "LT_118"))


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"PK\x03\x04 no more")
    with pytest.raises(PublisherError, match="a whole zip container"):
        dwellings.tidy([landed(FILE, tmp_path / FILE)])
