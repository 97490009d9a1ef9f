"""Table BUS01e: transport areas that became combined authorities, provisional years, cells that do not apply."""

from pathlib import Path

import pytest
from govuk_pages import ASSETS, data_set, moved
from hostile import Publisher, ok
from made import RECORDED, all_landed, landed, reply, status, value
from workbooks import Cell, ods

from connectors import dft_buses, sheets
from connectors.base import Landed, PublisherError, completed
from connectors.landing import RawFolder

SOURCE, SERIES, FILE = "dft_buses", "dft_buses.passenger_journeys_m", "bus01.ods"
CONTENT = "/api/content/government/statistical-data-sets"
COVER: list[list[Cell]] = [
    ["Annual bus statistics"],
    ["Figures from the year ending March 2024 to 2024 are provisional."],
]
TABLE: list[list[Cell]] = [
    ["Passenger journeys on local bus services by local authority [note 5]: England"],
    ["Some shorthand is used in this table, [z] = not applicable, [r] = revision, [p] = provisional"],
    ["Local Authority (LA) Code", "LA or Region", "2023 [r]", "2024"],
    ["E12000006", "East of England", 137.97369727395, 157.32831223442],
    ["E10000003", "Cambridgeshire", 17.39879511151, 18.65870875144],
    ["E06000031", "Peterborough", 7.016018, 7.369522],
    ["E10000021", "Northamptonshire", "[z]", "[z]"],
    ["E06000061", "North Northamptonshire", "[z]", 3.87043172875],
    ["E06000001", "Hartlepool", " [x] ", "3.5 [r]"],
    ["E11000001", "Greater Manchester ITA", 146.52477544, 163.51076598624],
    ["E11000002", "Merseyside CA", 81.6711781, 88.7294473],
    ["[z]", "England", 3379.20466436732, 3629.12447372873],
]


def bus01(folder: Path, *changes: tuple[Cell, Cell], cover: list[list[Cell]] = COVER) -> list[Landed]:
    """The workbook with some cells changed."""
    swap = dict(changes)
    table = [[swap.get(cell, cell) for cell in row] for row in TABLE]
    (folder / FILE).write_bytes(ods({"Cover_Sheet": cover, "BUS01a": [["x"]], "BUS01e": table}))
    return [landed(FILE, folder / FILE)]


def test_the_recorded_workbook_is_the_one_shown_here() -> None:
    book = sheets.Workbook((RECORDED / SOURCE / FILE).read_bytes(), FILE)
    assert book.rows("BUS01e")[3][:4] == [sheets.text(cell) for cell in TABLE[3]]


def test_fetched_from_its_page_even_when_that_has_moved(server: Publisher, folder: RawFolder) -> None:
    server.on(f"{CONTENT}/bus-statistics-data-tables", ok(moved("/government/statistical-data-sets/buses#all")))
    links = "".join(f'<a href="{ASSETS}/media/0123456789abcdef01234567/{name}">' for name in ("bus01.ods", "bus02.ods"))
    server.on(f"{CONTENT}/buses", ok(data_set(links)))
    server.on("/media/0123456789abcdef01234567/bus01.ods", ok(reply(SOURCE, FILE)))
    rows = completed(dft_buses.SOURCE, dft_buses.tidy(dft_buses.fetch(folder)))
    assert len(rows) == 13
    assert set(rows["release"].dt.strftime("%Y-%m-%d")) == {"2026-05-13"}


def test_the_year_printed_is_the_one_the_financial_year_ends_in() -> None:
    rows = dft_buses.tidy(all_landed(SOURCE))
    assert value(rows, SERIES, "E06000031", "2023-04-01/P1Y") == 7.369522
    assert value(rows, SERIES, "E12000006", "2023-04-01/P1Y") == 157.328312, "the value held, not the one shown"


def test_only_a_transport_area_with_the_same_boundary_becomes_an_authority() -> None:
    rows = dft_buses.tidy(all_landed(SOURCE))
    assert value(rows, SERIES, "E47000001", "2023-04-01/P1Y") == 163.510766
    assert not rows["area_code"].str.startswith("E11").any()
    assert "E47000004" not in set(rows["area_code"]), "Merseyside is only a part of it"


def test_what_does_not_apply_is_no_row_and_what_is_not_known_has_no_value() -> None:
    rows = dft_buses.tidy(all_landed(SOURCE))
    assert "E10000021" not in set(rows["area_code"])
    assert rows[rows["area_code"] == "E06000061"]["period"].tolist() == ["2023-04-01/P1Y"]
    assert status(rows, SERIES, "E06000001", "2022-04-01/P1Y") == "x"


def test_provisional_years_are_those_the_cover_names(tmp_path: Path) -> None:
    key = (SERIES, "E06000031")
    rows = dft_buses.tidy(all_landed(SOURCE))
    assert [status(rows, *key, period) for period in ("2022-04-01/P1Y", "2023-04-01/P1Y")] == ["", "p"]
    plain = dft_buses.tidy(bus01(tmp_path, cover=[["Annual bus statistics"]]))
    assert status(plain, *key, "2023-04-01/P1Y") == ""
    both = [["Figures for the years ending March 2023 and 2024 are provisional."]]
    rows = dft_buses.tidy(bus01(tmp_path, cover=both))  # type: ignore[arg-type]
    assert [status(rows, *key, period) for period in ("2022-04-01/P1Y", "2023-04-01/P1Y")] == ["p", "p"]


@pytest.mark.parametrize("mark", ["[p]", "[P]"])
def test_provisional_years_are_those_whose_heading_says_so_too(tmp_path: Path, mark: str) -> None:
    rows = dft_buses.tidy(bus01(tmp_path, ("2024", f"2024 {mark}"), cover=[["Annual bus statistics"]]))
    found = [status(rows, SERIES, "E06000031", period) for period in ("2022-04-01/P1Y", "2023-04-01/P1Y")]
    assert found == ["", "p"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(("Local Authority (LA) Code", "Code"), "one header row, got 0", id="header renamed"),
        pytest.param(("2024", "2024/25"), "named by the year that ends in March", id="another year"),
        pytest.param(("2024", "Type"), "named by the year that ends in March", id="a column added"),
        pytest.param(("England", "Great Britain"), "one row for England, coded [z]", id="no England"),
        pytest.param(("E11000001", "E11000099"), "transport areas we know, got E11000099", id="a new area"),
        pytest.param(("E10000003", "E06000031"), "once", id="a key twice"),
        pytest.param((7.016018, "about 7"), "'about 7'", id="no number"),
    ],
)
def test_another_shape_is_refused_by_name(tmp_path: Path, change: tuple[Cell, Cell], said: str) -> None:
    with pytest.raises(PublisherError) as refused:
        dft_buses.tidy(bus01(tmp_path, change))
    assert said in str(refused.value)
