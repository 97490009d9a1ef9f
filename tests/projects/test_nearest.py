"""What a person may have meant: near spellings are offered, what says more or something else is not."""

from pathlib import Path

import pytest

from pmf.projects import schema
from pmf.projects.nearest import nearest
from tests.projects import sheets
from tests.projects.sheets import faults, put, taken

OFFERED: dict[str, tuple[str, str, str, str]] = {
    "a rating in small letters": ("projects", "rag", "amber", "Amber"),
    "a misspelt rating": ("projects", "rag", "Grene", "Green"),
    "a stage cut short": ("projects", "stage", "delivery", "in delivery"),
    "a direction cut short": ("projects", "direction_of_travel", "Worse", "worsening"),
    "an activity": ("projects", "activity_type", "Tranport", "Transport"),
    "an objective without capitals": ("projects", "objective", "enabling resilient communities", ""),
    "a district by name": ("projects", "districts", "Fenland ", "E07000010"),
    "districts by name and code": ("projects", "districts", "fenland; e06000031", "E07000010;E06000031"),
    "a district twice": ("projects", "districts", "E07000010;E07000010", "E07000010"),
    "the region as the pages call it": ("projects", "districts", "Whole area", schema.REGION),
    "districts joined by commas": ("projects", "districts", "Fenland, Peterborough", "E07000010;E06000031"),
    "columns": ("projects", "our_classification", "Stage; activity type", "stage;activity_type"),
    "one district": ("locations", "district_code", "FENLAND", "E07000010"),
    "precision": ("locations", "precision", "Town Centre", "town centre"),
    "a project": ("locations", "project_id", "Bridge", "bridge"),
    "a frequency": ("exceptions", "frequency", "quaterly", "quarterly"),
    "an indicator": ("indicators", "indicator", "Total jobs", "total-jobs"),
    "a kind of record": ("records", "kind", "Decisions", "decision"),
}


@pytest.mark.parametrize("case", OFFERED)
def test_what_is_near_is_offered_and_taken_once_it_is_put_there(tmp_path: Path, case: str) -> None:
    sheet, column, typed, meant = OFFERED[case]
    meant = meant or next(name for name in schema.PROJECTS.columns[16].among if name.casefold() == typed)
    found = faults(sheets.workbook(tmp_path / "wrong.xlsx", put(sheet, column, typed)), tmp_path / "wrong")
    assert [fault for fault in found if f"column {column}" in fault and fault.endswith(f"; did you mean {meant}?")]
    right = taken(sheets.workbook(tmp_path / "right.xlsx", put(sheet, column, meant)), tmp_path / "right")
    assert right[sheet][0][column] == meant


@pytest.mark.parametrize(
    ("sheet", "column", "typed"),
    [
        ("projects", "rag", "Purple"),
        ("projects", "rag", "Amber/Red"),
        ("projects", "rag", "not green"),
        ("exceptions", "frequency", "bi-monthly"),
        ("exceptions", "frequency", "6 monthly"),
        ("projects", "districts", "region;Fenland"),
        ("projects", "districts", "Fenland;Mars"),
        ("projects", "districts", "E07000011"),
        ("projects", "last_report", "soon"),
    ],
)
def test_what_says_something_else_or_more_is_refused_without_an_offer(
    tmp_path: Path, sheet: str, column: str, typed: str
) -> None:
    found = faults(sheets.workbook(tmp_path / "wrong.xlsx", put(sheet, column, typed)), tmp_path / "wrong")
    assert [fault for fault in found if f"column {column}" in fault]
    assert not any("did you mean" in fault for fault in found)


def test_a_column_and_a_sheet_with_another_name_are_offered_theirs(tmp_path: Path) -> None:
    column = sheets.workbook(tmp_path / "column.xlsx", put("projects", "districts", "District", 1))
    assert any(fault.endswith("got 'district'; did you mean districts?") for fault in faults(column, tmp_path / "one"))

    def renamed(book: sheets.Workbook) -> None:
        book["locations"].title = "Location"

    sheet = sheets.workbook(tmp_path / "sheet.xlsx", renamed)
    assert any(
        fault.startswith("sheet location:") and fault.endswith("did you mean locations?")
        for fault in faults(sheet, tmp_path / "two")
    )


def test_the_words_of_an_id_are_offered_joined_by_hyphens(tmp_path: Path) -> None:
    found = faults(sheets.workbook(tmp_path / "id.xlsx", put("projects", "project_id", "A10 (Study)")), tmp_path / "id")
    assert found[0].endswith("got 'A10 (Study)'; did you mean a10-study?")


def test_a_list_is_refused_with_how_its_parts_are_joined(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "list.xlsx", put("projects", "our_classification", "stage, moon"))
    assert "column our_classification: expected names joined by ; among directorate, " in faults(path, tmp_path)[0]


def test_another_number_is_another_project() -> None:
    assert nearest("Phase-2", {"phase-1": "phase-1"}) == ""
    assert nearest("Phase 1", {"phase-1": "phase-1"}) == "phase-1"


def test_among_very_many_only_another_case_is_looked_for() -> None:
    many = {f"project-{number}": f"project-{number}" for number in range(5000)}
    assert nearest("PROJECT-17", many) == "project-17"
    assert nearest("projekt-17", many) == ""
    assert nearest("projekt-17", dict(list(many.items())[:20])) == "project-17"


def test_an_offer_is_no_id_that_is_wrong_itself_or_taken(tmp_path: Path) -> None:
    wrong = sheets.workbook(tmp_path / "wrong.xlsx", put("projects", "project_id", "Br\u00fccke"))
    found = faults(wrong, tmp_path / "wrong")
    assert any("column project_id" in fault and fault.endswith("; did you mean brucke?") for fault in found)
    assert not any(fault.endswith("; did you mean Br\u00fccke?") for fault in found)
