"""Deprivation, house building and fuel poverty: files of GOV.UK that each hold one table a release."""

from pathlib import Path
from types import ModuleType

import pytest
from hostile import Publisher
from made import RECORDED, all_landed, landed, reply, rewritten, status, value
from replay import serve
from workbooks import Cell, ods, xlsx

from connectors import desnz_fuel_poverty, mhclg_house_building, mhclg_imd, sheets
from connectors.base import Landed, PublisherError, completed
from connectors.landing import RawFolder

BUILT, POOR, IMD = "mhclg_house_building", "desnz_fuel_poverty", "mhclg_imd"
NAMES: list[Cell] = ["DCLG\ncode", "Current\xa0ONS code", "Authority data", "All\nstarts [note 2]", "All\ncompletions"]
LIVE_253: dict[str, list[list[Cell]]] = {
    "Contents": [["Live Table 253"]],
    "FY_2023_24": [
        ["Table 253: permanent dwellings started and completed"],
        NAMES,
        ["", "E92000001", "England", 10, 137_430],
        ["J0540", "E06000031", "Peterborough", 10, 800],
        ["A0016", "E06000063", "Cumberland", 10, "[x]"],
        ["A0017", "E07000026", "Allerdale", "", ""],
        ["", "E10000003", "Cambridgeshire", 10, 3000],
    ],
    "FY_2024_25 ": [NAMES, ["J0540", "E06000031", "Peterborough", 10, "790 [p]"]],
}
TABLE_2: list[list[Cell]] = [
    ["Table 2: Sub-regional fuel poverty, 2024 (low income low energy efficiency measure)"],
    ["Households in fuel poverty by area"],
    ["Area Codes", "Region", "Number of households1", "Number of households in fuel poverty1", "Proportion (%)"],
    ["E92000001", "England", 24_000_000, 2_700_000, 11.3],
    ["E12000006", "East of England", 2_700_000, 270_000, 10.0],
    ["E06000031", "Peterborough", 85_000, 11_000.4, 12.9],
    ["E08000016", "Barnsley", 110_000, "[c]", "[c]"],
    ["Source: DESNZ", "", "", "", ""],
]


@pytest.mark.parametrize(
    ("source", "areas"),
    [
        (mhclg_imd, {"E06000031", "E07000010"}),
        (mhclg_house_building, {"E06000031", "E06000063", "E92000001"}),
        (desnz_fuel_poverty, {"E06000031", "E08000016", "E12000006", "E92000001"}),
    ],
    ids=lambda case: case.SOURCE.id if isinstance(case, ModuleType) else "",
)
def test_fetched_and_tidied_over_http(
    server: Publisher, folder: RawFolder, source: ModuleType, areas: set[str]
) -> None:
    serve(server, source)  # type: ignore[arg-type]
    rows = completed(source.SOURCE, source.tidy(source.fetch(folder)))
    assert set(rows["series"]) == {series.id for series in source.SOURCE.series}
    assert set(rows["area_code"]) == areas
    assert set(rows["release"].dt.strftime("%Y-%m-%d")) == {"2026-05-13"}


def test_the_recorded_workbooks_are_those_shown_here() -> None:
    built = sheets.Workbook((RECORDED / BUILT / "live_table_253.ods").read_bytes(), BUILT)
    assert built.names == list(LIVE_253)
    assert built.rows("FY_2023_24")[2:4] == [[sheets.text(cell) for cell in row] for row in LIVE_253["FY_2023_24"][2:4]]
    poor = sheets.Workbook((RECORDED / POOR / "fuel_poverty.xlsx").read_bytes(), POOR)
    assert poor.rows("Table 2")[5] == [sheets.text(cell) for cell in TABLE_2[5]]


def test_neighbourhoods_in_the_first_two_tenths_are_counted() -> None:
    rows = mhclg_imd.tidy(all_landed(IMD))
    assert value(rows, "mhclg_imd.lsoas", "E07000010", "2025-10-30") == 4
    assert value(rows, "mhclg_imd.lsoas_in_most_deprived_20pct", "E07000010", "2025-10-30") == 2
    assert value(rows, "mhclg_imd.lsoas_in_most_deprived_20pct", "E06000031", "2025-10-30") == 0, "a true zero"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(
            ("LSOA code (2021)", "LSOA code (2011)"), r"one column named LSOA code", id="other neighbourhoods"
        ),
        pytest.param(
            ("Decile (where 1 is most", "Decile (where 10 is most"), "one column named Index", id="turned round"
        ),
        pytest.param(("E01018000", "E01018001"), "once", id="a neighbourhood twice"),
        pytest.param((",3000,1,", ",3000,11,"), "deciles from 1 to 10, got '11'", id="an eleventh tenth"),
        pytest.param((",3000,1,", ",3000,,"), "deciles from 1 to 10, got ''", id="an empty cell"),
    ],
)
def test_another_index_is_refused(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    with pytest.raises(PublisherError) as refused:
        mhclg_imd.tidy(rewritten(tmp_path, IMD, "imd.csv", change))
    assert said in str(refused.value)


def built(folder: Path, sheet: str, old: Cell, new: Cell) -> list[Landed]:
    rows = [[new if cell == old else cell for cell in row] for row in LIVE_253[sheet]]
    assert rows != LIVE_253[sheet]
    (folder / "live_table_253.ods").write_bytes(ods({**LIVE_253, sheet: rows}))
    return [landed("live_table_253.ods", folder / "live_table_253.ods")]


def test_completions_of_each_year_and_what_is_missing() -> None:
    rows = mhclg_house_building.tidy(all_landed(BUILT))
    key = "mhclg_house_building.completions"
    assert value(rows, key, "E92000001", "2023-04-01/P1Y") == 137_430
    assert status(rows, key, "E06000063", "2023-04-01/P1Y") == "x"
    assert status(rows, key, "E06000031", "2024-04-01/P1Y") == "p"
    assert "E07000026" not in set(rows["area_code"]), "a blank is a council that was not there"


@pytest.mark.parametrize(
    ("sheet", "old", "new", "said"),
    [
        pytest.param("FY_2023_24", "All\ncompletions", "Completions", "one header row, got 0", id="renamed"),
        pytest.param("FY_2023_24", "E06000063", "E06000031", "once", id="a place twice"),
        pytest.param("FY_2023_24", 800, "c. 800", "'c. 800'", id="no number"),
        pytest.param("FY_2024_25 ", "E06000031", "J0540", "codes of districts", id="no codes"),
    ],
)
def test_another_table_253_is_refused(tmp_path: Path, sheet: str, old: Cell, new: Cell, said: str) -> None:
    with pytest.raises(PublisherError) as refused:
        mhclg_house_building.tidy(built(tmp_path, sheet, old, new))
    assert said in str(refused.value)


@pytest.mark.parametrize(("name", "said"), [("1980", "sheets named such as"), ("FY_2024_26", "one financial year")])
def test_sheets_under_other_names_are_refused(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "live_table_253.ods").write_bytes(ods({name: LIVE_253["FY_2023_24"]}))
    with pytest.raises(PublisherError, match=said):
        mhclg_house_building.tidy([landed("live_table_253.ods", tmp_path / "live_table_253.ods")])


def poor(folder: Path, old: Cell, new: Cell) -> list[Landed]:
    rows = [[new if cell == old else cell for cell in row] for row in TABLE_2]
    assert rows != TABLE_2
    (folder / "fuel_poverty.xlsx").write_bytes(xlsx({"Table 1": [["x"]], "Table 2": rows}))
    return [landed("fuel_poverty.xlsx", folder / "fuel_poverty.xlsx")]


def test_fuel_poverty_is_about_the_year_above_its_table() -> None:
    rows = desnz_fuel_poverty.tidy(all_landed(POOR))
    assert value(rows, "desnz_fuel_poverty.households", "E06000031", "2024-01-01/P1Y") == 85_000
    assert value(rows, "desnz_fuel_poverty.fuel_poor_households", "E06000031", "2024-01-01/P1Y") == 11_000.4
    assert status(rows, "desnz_fuel_poverty.fuel_poor_households", "E08000016", "2024-01-01/P1Y") == "c"


def test_the_column_of_codes_is_known_by_what_stands_in_it(tmp_path: Path) -> None:
    renamed = desnz_fuel_poverty.tidy(poor(tmp_path, "Area Codes", "LA Code"))
    assert renamed.equals(desnz_fuel_poverty.tidy(all_landed(POOR)))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(TABLE_2[0][0], "Table 2: Sub-regional fuel poverty", "one year above the table", id="no year"),
        pytest.param(TABLE_2[1][0], "Revised in 2025", "one year above the table", id="two years"),
        pytest.param("Number of households1", "Households", "one header row, got 0", id="renamed"),
        pytest.param("Region", "Number of households", "one header row, got 0", id="two alike"),
        pytest.param("East of England", "E07000008", "one column with codes of districts", id="codes in two columns"),
        pytest.param("E08000016", "E06000031", "once", id="a place twice"),
    ],
)
def test_another_table_2_is_refused(tmp_path: Path, old: Cell, new: Cell, said: str) -> None:
    with pytest.raises(PublisherError) as refused:
        desnz_fuel_poverty.tidy(poor(tmp_path, old, new))
    assert said in str(refused.value)


def test_replies_in_latin_1_with_a_byte_order_mark_or_without_are_read(tmp_path: Path) -> None:
    text = reply(IMD, "imd.csv")
    for number, body in enumerate((b"\xef\xbb\xbf" + text, text.replace(b"Fenland 001A", b"F\xeanland 001A"))):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(body)
        assert len(mhclg_imd.tidy([landed("imd.csv", path)])) == 4
