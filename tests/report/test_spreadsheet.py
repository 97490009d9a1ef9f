"""The workbook keeps the rules for accessible government spreadsheets, whatever its words are."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pmf.report import spreadsheet
from pmf.report.document import Bullets, Cell, Column, Document, Paragraph, Section, Table

WORDS = (
    "=1+1",
    "+SUM(A1)",
    "-2",
    "@x",
    "\t=1",
    "{=1}",
    "http://example.org",
    "0012",
    "=cmd|' /C calc'!A0",
    "[a](b)",
    "$$n$$",
)


@pytest.fixture(scope="module")
def book(files: Mapping[str, Path]) -> openpyxl.Workbook:
    """The workbook of September 2023."""
    return openpyxl.load_workbook(files["xlsx"])


def grid(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The cells of the one table of a sheet."""
    [table] = sheet.tables.values()
    return [tuple(cell.value for cell in row) for row in sheet[table.ref]]


def test_it_opens_with_a_cover_and_contents(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [
        "Cover", "Contents", "Summary", "Scorecard", "Benchmarks", "Projects", "Notes", "Reasons", "Sources",
    ]  # fmt: skip
    assert book["Cover"]["A1"].value.startswith("Corporate performance report, September 2023")
    assert [row[0] for row in grid(book["Contents"])[1:]] == book.sheetnames[2:]


def test_every_sheet_has_one_named_table_with_one_row_of_unique_headings(book: openpyxl.Workbook) -> None:
    names = []
    for sheet in book.worksheets[1:]:
        [table] = sheet.tables.values()
        names.append(table.name)
        head, *rows = grid(sheet)
        assert table.headerRowCount == 1
        assert all(isinstance(title, str) and title for title in head)
        assert len(set(head)) == len(head)
        assert rows
        assert re.fullmatch(r"A\d+:[A-Z]+\d+", table.ref)
    assert len(set(names)) == len(names)


def test_no_cell_is_merged_empty_hidden_or_a_formula(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    for sheet in book.worksheets[1:]:
        for row in grid(sheet):
            assert all(cell is not None and str(cell).strip() for cell in row), row
        used = [any(cell.value is not None for cell in row) for row in sheet.iter_rows()]
        assert all(used), f"{sheet.title} has a blank row"


def test_missing_figures_carry_a_marker_that_the_sheet_explains(book: openpyxl.Workbook) -> None:
    sheet = book["Scorecard"]
    head, *rows = grid(sheet)
    assert {row[head.index("Target")] for row in rows} == {"[x]"}
    above = " ".join(str(row[0].value) for row in sheet.iter_rows(max_row=12) if row[0].value)
    assert "[x] not available" in above


def test_figures_are_numbers_at_the_decimals_they_carry(book: openpyxl.Workbook) -> None:
    head, *rows = grid(book["Scorecard"])
    for row in rows:
        assert all(isinstance(row[head.index(name)], int | float) for name in ("Previous", "Current", "Change"))
    cells = {cell.value: cell.number_format for row in book["Scorecard"].iter_rows() for cell in row}
    assert cells[0.9] == "#,##0.00"
    assert cells[28649] == "#,##0"


@pytest.mark.parametrize("words", WORDS)
def test_no_text_becomes_a_formula_a_link_or_a_number(words: str, tmp_path: Path) -> None:
    table = Table(
        "Things", words, (Column("Thing"), Column("Size", "figure")), ((Cell(words), Cell("1.50", Decimal("1.50"))),)
    )
    said = Section("a", "A", (Paragraph(words, words), Bullets((words,)), table))
    document = Document(f"x {words}", "y", "z", date(2023, 9, 30), (words,), (said,))
    (tmp_path / "x.xlsx").write_bytes(spreadsheet.content(document))
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    for sheet in book.worksheets:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
        assert sheet.title == "Contents" or not [c for row in sheet.iter_rows() for c in row if c.hyperlink]
    assert grid(book["Things"])[1] == (words.replace("](", "] (").replace("$$", "$ $"), 1.5)


@pytest.mark.parametrize("owner", ["-", "?", "…", "é"])
def test_a_cell_of_signs_alone_is_written_as_it_is(owner: str, tmp_path: Path) -> None:
    assert written(owner, tmp_path) == f"{owner} (as written)"


def test_a_text_longer_than_a_cell_holds_says_that_it_is_cut(tmp_path: Path) -> None:
    long = "x" * 32_001
    assert written(long[:-1], tmp_path) == long[:-1]
    assert (
        written(long, tmp_path)
        == f"{long[:-1]} [cut here: a cell holds no more; the other files of this report have all of it]"
    )


def written(words: str, folder: Path) -> object:
    """What the one cell of a table says in the file."""
    table = Table("Things", "Things", (Column("Thing"),), ((Cell(words),),))
    document = Document("x", "y", "z", date(2023, 9, 30), (), (Section("a", "A", (Paragraph("Said."), table)),))
    (folder / "x.xlsx").write_bytes(spreadsheet.content(document))
    return grid(openpyxl.load_workbook(folder / "x.xlsx")["Things"])[1][0]


def test_tables_of_one_name_are_one_sheet() -> None:
    columns = (Column("Thing"),)
    one, two = (Table("Actions", "Planned actions", columns, ((Cell(name),),)) for name in "ab")
    sections = (Section("a", "A", (one,)), Section("b", "B", (two,)))
    [table] = spreadsheet.tables(Document("t", "s", "f", date(2023, 9, 30), (), sections))
    assert table.texts == [{"Thing": "a"}, {"Thing": "b"}]
