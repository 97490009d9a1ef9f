"""A register small enough to break: two projects as rows of a workbook or of CSV files."""

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmf.projects import files, importing, schema
from pmf.projects.checking import Known
from pmf.projects.files import RegisterError

KNOWN = Known({"E06000031": "Peterborough", "E07000010": "Fenland"}, frozenset({"total-jobs"}))
ROUND = "2026-03"
Rows = dict[str, list[dict[str, Any]]]
Change = Callable[[Workbook], None]


def rows() -> Rows:
    """The register's rows by sheet, every cell as a person would type it."""
    return {
        "projects": [
            {
                "project_id": "bridge",
                "name": "Bridge",
                "stage": "in delivery",
                "expected_delivery_cost_gbp": 1500000,
                "districts": "E06000031;E07000010",
                "rag": "Amber",
                "direction_of_travel": "level",
                "last_report": "2023-09-01",
            },
            {"project_id": "courses", "name": "Courses", "districts": "region", "rag": "Green"},
        ],
        "locations": [
            {
                "project_id": "bridge",
                "place": "Station",
                "latitude": 52.575,
                "longitude": -0.2503,
                "district_code": "E06000031",
            }
        ],
        "outcomes": [
            {"project_id": "courses", "outcome": "Enrolments", "unit": "enrolments", "direction": "up", "target": 100}
        ],
        "milestones": [{"project_id": "bridge", "milestone": "Open", "planned": "2024-03-31"}],
        "exceptions": [
            {
                "project_id": "bridge",
                "frequency": "monthly",
                "agreed": "2023-05-01",
                "agreed_by": "Executive Director",
                "reason": "risk",
            }
        ],
        "indicators": [
            {"project_id": "courses", "indicator": "total-jobs", "direction": "up", "lag_months": 24, "basis": "ours"}
        ],
        "records": [{"project_id": "bridge", "kind": "decision", "date": "2023-06-01", "text": "Build it"}],
    }


def workbook(path: Path, change: Change = lambda _: None) -> Path:
    """The register as a workbook, changed."""
    book = Workbook()
    del book["Sheet"]
    for sheet in schema.SHEETS:
        page = book.create_sheet(sheet.name)
        page.append(sheet.names)
        for row in rows()[sheet.name]:
            page.append([row.get(name) for name in sheet.names])
    change(book)
    book.save(path)
    return path


def cell(book: Workbook, sheet: str, column: str, row: int = 2) -> Any:
    """One cell of a workbook, by the name of its column."""
    page: Worksheet = book[sheet]
    names = [head.value for head in page[1]]
    return page.cell(row, names.index(column) + 1)


def put(sheet: str, column: str, value: Any, row: int = 2) -> Change:
    """A change of one cell."""

    def change(book: Workbook) -> None:
        cell(book, sheet, column, row).value = value

    return change


def as_csv(sheet: schema.Sheet, found: list[Mapping[str, Any]] | list[dict[str, Any]]) -> str:
    """Rows of a sheet as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, sheet.names, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(found)
    return out.getvalue()


def take(source: Path, data: Path) -> importing.Imported:
    """Take a register into an empty data folder."""
    return importing.take(source, ROUND, data, KNOWN)


def taken(source: Path, data: Path) -> dict[str, list[dict[str, str]]]:
    """What lies in the data folder after it was taken, read strictly."""
    take(source, data)
    return {name: frame.to_dict("records") for name, frame in files.read(data, KNOWN).items()}


def faults(source: Path, data: Path) -> list[str]:
    """Every fault of a register that is not taken; nothing is written then."""
    with pytest.raises(RegisterError) as refusal:
        take(source, data)
    assert not (data / "projects").exists()
    for fault in refusal.value.faults:
        assert str(fault) in str(refusal.value)
    return [str(fault) for fault in refusal.value.faults]
