"""What people do to a workbook: what is mended, and what is named with sheet, row, column and what was expected."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from pmf.projects import schema
from tests.projects import sheets
from tests.projects.sheets import Change, cell, faults, put, taken

NINE = datetime(2023, 12, 31, 9)  # noqa: DTZ001 - as Excel has it
COST = "expected_delivery_cost_gbp"
DATED = "expected a date such as 2023-12-31, from 1990 to 2099"
FIRST = "sheet projects, row 2"

MENDED: dict[str, tuple[str, str, object, str]] = {
    "trailing spaces": ("projects", "rag", " Amber \u00a0", "Amber"),
    "a line feed in a text": ("projects", "status", "one\ntwo", "one two"),
    "spaces in a list": ("projects", "districts", "E06000031; E07000010 ;", "E06000031;E07000010"),
    "a real date": ("projects", "last_report", date(2023, 12, 31), "2023-12-31"),
    "a real moment": ("projects", "last_report", NINE, "2023-12-31"),
    "a date as text, day first": ("projects", "last_report", "31/12/2023", "2023-12-31"),
    "a date in words": ("projects", "last_report", "3 March 2023", "2023-03-03"),
    "a date in short words": ("projects", "last_report", "31 Dec 2023", "2023-12-31"),
    "a number as text": ("projects", COST, "1500000", "1500000"),
    "pence": ("projects", COST, 1000000.01, "1000000.01"),
    "a sum of floats": ("locations", "latitude", 52.1 + 0.2, "52.3"),
    "a word with a soft hyphen": (
        "projects",
        "status",
        "trans\u00adport of Peter\u200bborough",
        "transport of Peterborough",
    ),
    "a number for a name": ("projects", "name", 2030, "2030"),
}


@pytest.mark.parametrize("case", MENDED)
def test_what_can_be_read_for_certain_is_mended(tmp_path: Path, case: str) -> None:
    sheet, column, value, expected = MENDED[case]
    found = taken(sheets.workbook(tmp_path / "register.xlsx", put(sheet, column, value)), tmp_path / "data")
    assert found[sheet][0][column] == expected


@pytest.mark.parametrize(("number_format", "kept"), [("mmm-yy", "2024-03"), ("d mmm yyyy", "2024-03-31")])
def test_a_month_is_a_month_where_months_are_asked_for(tmp_path: Path, number_format: str, kept: str) -> None:
    change = shown("outcomes", "as_of", number_format)
    found = taken(sheets.workbook(tmp_path / "register.xlsx", change), tmp_path / "data")
    assert found["outcomes"][0]["as_of"] == kept


def test_a_header_may_be_written_for_people(tmp_path: Path) -> None:
    head = put("projects", "project_id", "Project ID ", 1)
    found = taken(sheets.workbook(tmp_path / "register.xlsx", head), tmp_path / "data")
    assert found["projects"][0]["project_id"] == "bridge"


def merged(book: Workbook) -> None:
    """The name and the programme of a project in one wide cell."""
    book["projects"].merge_cells("B2:C2")


def second_header(book: Workbook) -> None:
    """A header for people below the header for machines."""
    book["projects"].insert_rows(2)
    for number, name in enumerate(("Project ID", "Name", "Programme"), 1):
        book["projects"].cell(2, number).value = name


def title_above(book: Workbook) -> None:
    """A title above the header."""
    book["projects"].insert_rows(1)
    book["projects"]["A1"] = "Register of projects"


def strange_column(book: Workbook) -> None:
    """A column nobody knows."""
    book["projects"].cell(1, len(schema.PROJECTS.names) + 1).value = "Comments"


def outside_columns(book: Workbook) -> None:
    """A note beside the table."""
    book["projects"].cell(2, len(schema.PROJECTS.names) + 3).value = "ask Ann"


def unnamed_column(book: Workbook) -> None:
    """Cells below a heading that somebody took away."""
    sheet = book["projects"]
    sheet.insert_cols(2)
    sheet.cell(2, 2).value = "ask Ann"


def no_name(book: Workbook) -> None:
    """A sheet without a column it needs."""
    book["projects"].delete_cols(2)


def strange_sheet(book: Workbook) -> None:
    """A sheet nobody knows."""
    book.create_sheet("Sheet1")["A1"] = "x"


def no_projects(book: Workbook) -> None:
    """A workbook without the one sheet it needs."""
    del book["projects"]


def swapped(book: Workbook) -> None:
    """Latitude and longitude the wrong way round."""
    put("locations", "latitude", -0.25)(book)
    put("locations", "longitude", 52.575)(book)


def as_error(book: Workbook) -> None:
    """A cell that shows an error."""
    cell(book, "outcomes", "target").value = "#REF!"
    cell(book, "outcomes", "target").data_type = "e"


def shown(sheet: str, column: str, number_format: str) -> Change:
    """31 March 2024 in a cell that shows what of it the format shows."""

    def change(book: Workbook) -> None:
        put(sheet, column, date(2024, 3, 31))(book)
        cell(book, sheet, column).number_format = number_format

    return change


def percent(column: str, value: float, number_format: str = "0.0%") -> Change:
    """An outcome figure in a cell that shows it in percent."""

    def change(book: Workbook) -> None:
        put("outcomes", column, value)(book)
        cell(book, "outcomes", column).number_format = number_format

    return change


NAMED: dict[str, tuple[Change, str]] = {
    "formula": (put("projects", COST, "=1+2"), f"{FIRST}, column {COST}: expected a value, not a formula, got =1+2"),
    "error": (as_error, "sheet outcomes, row 2, column target: expected a value, got #REF!"),
    "vague date": (put("milestones", "planned", "December 2023"), f"column planned: {DATED}, got 'December 2023'"),
    "month first": (put("milestones", "planned", "12/31/2023"), f"column planned: {DATED}, got '12/31/2023'"),
    "no such day": (put("milestones", "planned", "30/02/2023"), f"column planned: {DATED}, got '30/02/2023'"),
    "no such month": (put("milestones", "planned", "3 Brumaire 1799"), f"column planned: {DATED}"),
    "serial date": (put("milestones", "planned", 45291), "column planned: expected a date, not a number, got 45291"),
    "name turned date": (put("projects", "name", date(2023, 3, 1)), "column name: expected as readers know it, not a"),
    "a month": (shown("milestones", "planned", "mmm-yy"), f"column planned: {DATED}, got '2024-03'"),
    "a quoted day": (
        shown("milestones", "planned", r'[Red]"day"\ mmmm\d yyyy'),
        f"column planned: {DATED}, got '2024-03'",
    ),
    "a day of no year": (shown("milestones", "planned", "d-mmm"), f"column planned: {DATED}, got '31 Mar'"),
    "a time": (shown("outcomes", "as_of", "h:mm"), "from 1990 to 2099, got '00:00'"),
    "a year": (
        shown("outcomes", "as_of", "yyyy"),
        "column as_of: expected a month or date such as 2023-12-31, from 1990 to 2099, got '2024'",
    ),
    "month for a name": (shown("projects", "name", "mmm-yy"), "expected as readers know it, not a date, got 2024-03"),
    "true": (put("projects", "name", True), "column name: expected a text or a number, not true or false, got True"),
    "merged cells": (merged, f"{FIRST}: expected a value in every cell, got merged cells B2:C2"),
    "second header": (second_header, f"{FIRST}: expected a row of the register, got a second header row"),
    "title above": (title_above, f"{FIRST}: expected the names of the columns in row 1, got them in row 2"),
    "unknown column": (strange_column, "row 1, column comments: expected a column among project_id"),
    "below no heading": (unnamed_column, f"{FIRST}: expected no cell outside the columns, got 'ask Ann'"),
    "beside the table": (outside_columns, f"{FIRST}: expected no cell outside the columns, got 'ask Ann'"),
    "missing column": (no_name, "row 1, column name: expected the column, as readers know it, got no such column"),
    "unknown sheet": (strange_sheet, "sheet sheet1: expected a sheet among projects, locations"),
    "no projects": (no_projects, "sheet projects, row 1: expected the columns project_id, name"),
    "an id twice": (put("projects", "project_id", "bridge", 3), "each project_id, got 'bridge' again, as in row 2"),
    "an id in capitals": (put("records", "project_id", "Bridge"), "expected the id of a project in the sheet projects"),
    "an id with spaces": (put("projects", "project_id", "a bridge"), "expected lower-case words joined by hyphens"),
    "no category": (put("projects", "rag", "Amber+"), "column rag: expected one of Red, Amber, Green, got 'Amber+'"),
    "cost in words": (put("projects", COST, "£1.5m"), "expected a plain number of pounds such as 1500000, got '£1.5m'"),
    "district by name": (put("projects", "districts", "Fenland"), "among E06000031 Peterborough, E07000010 Fenland"),
    "region and more": (put("projects", "districts", "region;E07000010"), "column districts: expected codes joined"),
    "swapped": (swapped, "column latitude: expected latitude before longitude, got '-0.25', '52.575', swapped"),
    "outside England": (put("locations", "latitude", 41.0), "expected a place in England, from 49.8 to 55.9, got 41"),
    "no such indicator": (put("indicators", "indicator", "jobs"), "column indicator: expected the id of an indicator"),
    "nobody agreed": (put("exceptions", "agreed_by", None), "expected the Executive Director, by post, got nothing"),
    "less than nothing": (put("projects", COST, -6000000), "a plain number of pounds such as 1500000, got '-6000000'"),
    "in percent": (percent("target", 0.855), "expected a plain number such as 1500000 or 0.5, got '85.5%'"),
    "in words of percent": (percent("target", 85, r"0\%"), "expected a plain number such as 1500000 or 0.5, got '85%'"),
    "one day": (put("projects", "last_report", "9999-12-31"), f"column last_report: {DATED}, got '9999-12-31'"),
    "long ago": (put("records", "date", "0001-01-01"), f"column date: {DATED}"),
}


@pytest.mark.parametrize("case", NAMED)
def test_what_cannot_be_read_is_named_and_nothing_is_taken(tmp_path: Path, case: str) -> None:
    change, message = NAMED[case]
    found = faults(sheets.workbook(tmp_path / "register.xlsx", change), tmp_path / "data")
    assert any(message in fault for fault in found), found


def test_every_fault_is_listed_in_the_order_of_sheets_and_rows(tmp_path: Path) -> None:
    def several(book: Workbook) -> None:
        put("records", "kind", "wish")(book)
        put("projects", "rag", "Purple", 3)(book)
        put("projects", "stage", "soon")(book)
        put("locations", "latitude", "north")(book)

    found = faults(sheets.workbook(tmp_path / "register.xlsx", several), tmp_path / "data")
    assert [fault.split(":")[0] for fault in found] == [
        "sheet projects, row 2, column stage",
        "sheet projects, row 3, column rag",
        "sheet locations, row 2, column latitude",
        "sheet records, row 2, column kind",
    ]


def test_a_sheet_formatted_down_to_the_last_row_is_named(tmp_path: Path) -> None:
    def formatted(book: Workbook) -> None:
        book["projects"].cell(1_048_576, 1).number_format = "0"

    found = faults(sheets.workbook(tmp_path / "register.xlsx", formatted), tmp_path / "data")
    assert any("expected at most 50,000 rows, got 1,048,576" in fault for fault in found)
