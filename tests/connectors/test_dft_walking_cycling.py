"""Tables CW0301 to CW0303: sheets of two names, cells that hold only a note, years that end in November."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import Publisher
from made import RELEASED, all_landed, landed, status, value
from replay import serve
from workbooks import Cell, ods

from connectors import dft_walking_cycling
from connectors.base import Landed, PublisherError, completed
from connectors.landing import RawFolder

SOURCE = "dft_walking_cycling"
WEEKLY, CYCLE = f"{SOURCE}.walk_or_cycle_weekly_pct", f"{SOURCE}.cycle_weekly_pct"
HEADER: list[Cell] = ["ONS Code", "Area name", "Mode", "Purpose", "Frequency", "2023"]
ROWS: list[list[Cell]] = [
    HEADER,
    ["E07000008", "Cambridge", "Any", "Any", "At least once per week", 80.00005],
    ["E07000008", "Cambridge", "Any", "Any", "At least 5 times per week", 40.5],
]


def with_cw0301(folder: Path, rows: list[list[Cell]], sheet: str = "CW0301") -> list[Landed]:
    """The recorded workbooks, the first of them replaced."""
    (folder / "cw0301.ods").write_bytes(ods({sheet: rows}))
    others = [file for file in all_landed(SOURCE) if file.name != "cw0301.ods"]
    return [*others, landed("cw0301.ods", folder / "cw0301.ods")]


def test_fetched_and_tidied_over_http(server: Publisher, folder: RawFolder) -> None:
    serve(server, dft_walking_cycling)
    rows = completed(dft_walking_cycling.SOURCE, dft_walking_cycling.tidy(dft_walking_cycling.fetch(folder)))
    assert set(rows["area_code"]) == {"E92000001", "E12000006", "E06000031", "E07000008", "E06000061"}
    assert set(rows["release"].dt.strftime("%Y-%m-%d")) == {"2026-08-27"}
    assert set(rows["period"]) == {"2021-11-16/P1Y", "2022-11-16/P1Y", "2023-11-16/P1Y"}


def test_each_series_has_its_own_table_and_frequency_for_any_purpose() -> None:
    rows = dft_walking_cycling.tidy(all_landed(SOURCE, RELEASED))
    assert value(rows, WEEKLY, "E07000008", "2022-11-16/P1Y") == 65.1235
    assert value(rows, f"{SOURCE}.walk_or_cycle_5_times_a_week_pct", "E07000008", "2022-11-16/P1Y") == 51.1235
    assert value(rows, CYCLE, "E07000008", "2022-11-16/P1Y") == 25.1235
    assert value(rows, f"{SOURCE}.walk_weekly_pct", "E07000008", "2022-11-16/P1Y") == 60.1235


def test_a_cell_that_holds_only_a_note_is_no_figure() -> None:
    assert status(dft_walking_cycling.tidy(all_landed(SOURCE)), CYCLE, "E06000061", "2021-11-16/P1Y") == "x"


@pytest.mark.parametrize("sheet", ["CW0301", "CW0301_Any_Purpose "])
def test_both_names_of_the_sheet_are_known(tmp_path: Path, sheet: str) -> None:
    rows = dft_walking_cycling.tidy(with_cw0301(tmp_path, ROWS, sheet))
    assert value(rows, WEEKLY, "E07000008", "2022-11-16/P1Y") == 80.0001


def test_a_year_whose_heading_says_so_is_provisional(tmp_path: Path) -> None:
    rows = dft_walking_cycling.tidy(with_cw0301(tmp_path, [[*HEADER[:-1], "2023 [p]"], *ROWS[1:]]))
    assert status(rows, WEEKLY, "E07000008", "2022-11-16/P1Y") == "p"


Change = Callable[[list[list[Cell]]], list[list[Cell]]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(lambda rows: rows[1:], "one header row, got 0", id="no header"),
        pytest.param(lambda rows: rows[:2], "rows of that frequency", id="a frequency gone"),
        pytest.param(lambda rows: [[*HEADER[:-1], "2022/23"], *rows[1:]], "named by the year", id="split year"),
        pytest.param(lambda rows: [[*HEADER[:-1], "Latest"], *rows[1:]], "columns named by year", id="no year"),
        pytest.param(lambda rows: [*rows, rows[1]], "once", id="a key twice"),
        pytest.param(lambda rows: [rows[0], [*rows[1][:-1], "many"], rows[2]], "'many'", id="no number"),
    ],
)
def test_another_shape_is_refused_by_name(tmp_path: Path, change: Change, said: str) -> None:
    with pytest.raises(PublisherError, match=said):
        dft_walking_cycling.tidy(with_cw0301(tmp_path, change(ROWS)))


def test_the_old_layout_with_a_sheet_a_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublisherError, match="one sheet named CW0301"):
        dft_walking_cycling.tidy(with_cw0301(tmp_path, ROWS, "2019-20"))
