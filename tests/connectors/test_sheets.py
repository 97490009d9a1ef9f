"""Sheets and tables: found by words, read as held and not as shown, refused by name."""

from collections.abc import Callable

import pytest
from workbooks import Sheets, ods, xlsx

from connectors import sheets
from connectors.base import PublisherError

ROWS = [["A title\nin two lines"], ["Code", "", "Value"], ["E1", "skipped", 207.15768392065], ["E2", "", 3.0]]


@pytest.mark.parametrize("write", [ods, xlsx])
def test_a_table_is_found_by_the_words_of_its_header(write: Callable[[Sheets], bytes]) -> None:
    book = sheets.Workbook(write({"Notes": [["x"]], "Table 1 ": ROWS}), "file")
    table = sheets.table(book.rows("Table 1"), lambda row: "Code" in row, "file")
    assert table.to_dict("list") == {"Code": ["E1", "E2"], "Value": ["207.15768392065", "3"]}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param(ROWS[2:], "one header row, got 0 among 2", id="none"),
        pytest.param([*ROWS, ROWS[1]], "one header row, got 2 among 5", id="two"),
        pytest.param([["Code", "Value", "Value"]], "each column once, got ['Value'] twice", id="a column twice"),
    ],
)
def test_a_table_without_its_one_header_is_refused(rows: list[list[str]], said: str) -> None:
    with pytest.raises(PublisherError) as refused:
        sheets.table([[sheets.text(cell) for cell in row] for row in rows], lambda row: "Code" in row, "here")
    assert said in str(refused.value)


def test_a_sheet_that_is_not_there_lists_those_that_are() -> None:
    book = sheets.Workbook(ods({"LT_118": ROWS}), "file")
    with pytest.raises(PublisherError, match=r"one sheet named LT_122, got \['LT_118'\]"):
        book.rows("LT_122")


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"no workbook at all"])
def test_what_is_no_workbook_is_refused(raw: bytes) -> None:
    with pytest.raises(PublisherError, match="an ODS or XLSX workbook"):
        sheets.Workbook(raw, "file")


@pytest.mark.parametrize(
    ("cell", "expected"), [(3.0, "3"), (0.1, "0.1"), (" a\xa0 b\n", "a b"), (-0.0, "0"), (1e22, str(10**22))]
)
def test_cells_as_text(cell: object, expected: str) -> None:
    assert sheets.text(cell) == expected
