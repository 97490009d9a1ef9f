"""Business Demography: one table for each set of boundaries, years as numbers and as text, codes with a space."""

from pathlib import Path

import pytest
from hostile import Publisher, ok
from made import RECORDED, all_landed, landed, reply, status, value
from workbooks import Cell, xlsx

from connectors import ons_business_demography, sheets
from connectors.base import Landed, PublisherError, completed
from connectors.landing import RawFolder

SOURCE, FILE = "ons_business_demography", "business_demography.xlsx"
PAGE = f"{ons_business_demography.DATASET}/current"
COVER: list[list[Cell]] = [["COVERSHEET"], ["Business Demography 2024"], ["Date published: 20th November 2025"]]


def table(number: str, years: list[Cell], *rows: list[Cell]) -> list[list[Cell]]:
    units: list[list[Cell]] = [["This worksheet contains one table"], ["Units: Counts (control rounded to base 5)"]]
    return [[f"Table {number} - Count"], *units, ["", "", *years], *rows]


def sheets_of(kind: str, first: int) -> dict[str, list[list[Cell]]]:
    return {
        f"Table {kind}a": table(
            f"{kind}a",
            [2022],
            ["K02000001", "UNITED KINGDOM", first],
            ["E07000026", "Allerdale", 10],
            ["E06000031", "Peterborough", 20],
            ["W06000001", "Isle of Anglesey", 5],
        ),
        f"Table {kind}b ": table(
            f"{kind}b",
            ["2023", 2024],
            ["K02000001 ", "UNITED KINGDOM", first + 5, first + 10],
            ["E06000063 ", "Cumberland", "c", 35],
            ["E06000031 ", "Peterborough", 25, 30],
        ),
    }


WORKBOOK: dict[str, list[list[Cell]]] = {
    "Cover": COVER,
    **sheets_of("1.1", 100),
    "Table 1.2": [["Births by industry"]],
    **sheets_of("2.1", 200),
    **sheets_of("3.1", 300),
}


def changed(folder: Path, sheet: str, old: Cell, new: Cell) -> list[Landed]:
    """The workbook with one cell of one sheet changed."""
    rows = [[new if cell == old else cell for cell in row] for row in WORKBOOK[sheet]]
    assert rows != WORKBOOK[sheet]
    (folder / FILE).write_bytes(xlsx({**WORKBOOK, sheet: rows}))
    return [landed(FILE, folder / FILE)]


def test_the_recorded_workbook_is_the_one_shown_here() -> None:
    book = sheets.Workbook((RECORDED / SOURCE / FILE).read_bytes(), FILE)
    assert book.names == list(WORKBOOK)
    assert [row[0] for row in book.rows("Cover")] == [row[0] for row in COVER]


def test_the_present_edition_is_fetched_from_the_page_of_its_dataset(server: Publisher, folder: RawFolder) -> None:
    path = f"{PAGE}/businessdemographyexceltables2024.xlsx"
    links = (path, path.replace("2024", "2023").replace("/current/", "/current/previous/v1/"))
    html = "".join(f'<a class="btn" href="/file?uri={link}">xlsx</a>' for link in links)
    server.on(PAGE, ok(f"<!DOCTYPE html><html>{html}</html>".encode()))
    server.on("/file", ok(reply(SOURCE, FILE)))
    rows = completed(
        ons_business_demography.SOURCE, ons_business_demography.tidy(ons_business_demography.fetch(folder))
    )
    assert set(rows["series"]) == {series.id for series in ons_business_demography.SOURCE.series}
    assert set(rows["release"].dt.strftime("%Y-%m-%d")) == {"2025-11-20"}, "as the cover says"


@pytest.mark.parametrize("links", [(), ("a.xlsx", "b.xlsx")], ids=["none", "two"])
def test_a_page_that_does_not_offer_one_workbook_is_refused(
    server: Publisher, folder: RawFolder, links: tuple[str, ...]
) -> None:
    html = "".join(f'<a href="/file?uri={PAGE}/{link}">xlsx</a>' for link in links)
    server.on(PAGE, ok(f"<!DOCTYPE html><html>{html}</html>".encode()))
    with pytest.raises(PublisherError, match="one workbook that is not a previous edition"):
        ons_business_demography.fetch(folder)


@pytest.mark.parametrize(
    ("series", "area", "period", "expected"),
    [
        ("births", "K02000001", "2022-01-01/P1Y", 100),
        ("births", "K02000001", "2023-01-01/P1Y", 105),
        ("deaths", "E06000031", "2024-01-01/P1Y", 30),
        ("active_enterprises", "K02000001", "2024-01-01/P1Y", 310),
    ],
)
def test_figures_of_every_block_of_years(series: str, area: str, period: str, expected: float) -> None:
    rows = ons_business_demography.tidy(all_landed(SOURCE))
    assert value(rows, f"{SOURCE}.{series}", area, period) == expected


def test_a_place_is_given_for_the_years_of_its_boundaries_only() -> None:
    rows = ons_business_demography.tidy(all_landed(SOURCE))
    births = rows[rows["series"] == f"{SOURCE}.births"]
    assert births[births["area_code"] == "E07000026"]["period"].tolist() == ["2022-01-01/P1Y"]
    assert "W06000001" not in set(births["area_code"])


def test_a_suppressed_count_is_confidential_and_not_zero() -> None:
    rows = ons_business_demography.tidy(all_landed(SOURCE))
    assert status(rows, f"{SOURCE}.births", "E06000063", "2023-01-01/P1Y") == "c"


def test_deaths_of_the_latest_two_years_are_provisional() -> None:
    rows = ons_business_demography.tidy(all_landed(SOURCE))
    years = ("2022-01-01/P1Y", "2023-01-01/P1Y", "2024-01-01/P1Y")
    flags = [[status(rows, f"{SOURCE}.{kind}", "E06000031", year) for year in years] for kind in ("deaths", "births")]
    assert flags == [["", "p", "p"], ["", "", ""]]


@pytest.mark.parametrize(
    ("sheet", "old", "new", "said"),
    [
        pytest.param("Cover", "Date published: 20th November 2025", "", "a line Date published", id="no date"),
        pytest.param("Table 1.1a", 2022, "Births 2022", "one header row, got 0", id="header renamed"),
        pytest.param("Table 1.1a", "E06000031", "K02000001", "once", id="a key twice"),
        pytest.param("Table 1.1a", 2022, 2023, "once", id="a year in two tables"),
        pytest.param("Table 1.1a", 20, "about 20", "'about 20'", id="no number"),
    ],
)
def test_another_shape_is_refused_by_name(tmp_path: Path, sheet: str, old: Cell, new: Cell, said: str) -> None:
    with pytest.raises(PublisherError) as refused:
        ons_business_demography.tidy(changed(tmp_path, sheet, old, new))
    assert said in str(refused.value)


def test_a_workbook_without_the_tables_names_its_sheets(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(xlsx({"Cover": COVER, "Births": [["x"]]}))
    with pytest.raises(PublisherError, match=r"tables named 1\.1a and so on, got \['Cover', 'Births'\]"):
        ons_business_demography.tidy([landed(FILE, tmp_path / FILE)])
