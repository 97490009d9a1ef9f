"""Which projects are asked for, their order in the list, and their counts by district."""

from datetime import date
from decimal import Decimal

import pytest

from pmf.projects import selection
from pmf.projects.escalation import Assessed, Kind, Reason
from pmf.projects.register import Location
from pmf.projects.selection import Chosen, Selection
from tests.projects.some_project import project, told

FENLAND, CAMBRIDGE = "E07000010", "E07000008"
PLACE = Location("March", 52.5513, 0.0884, FENLAND, "town centre")


def row(name: str, *reasons: Kind, late: int = 0, **fields: object) -> Assessed:
    """A project as it is listed."""
    of = project(id=name, name=name, **fields)
    return Assessed(of, told(of, "2023"), late, (), tuple(Reason(kind, "So it is.") for kind in reasons))


ROWS = (
    row("b", rag="Green", directorate="Skills", region_wide=True),
    row("a", "Red", rag="Red", directorate="Place", districts=(FENLAND,), locations=(PLACE,)),
    row("d", "Late", late=9, rag="Amber", districts=(CAMBRIDGE, FENLAND)),
    row("c", "Report overdue", stage="closed", programme="Towns", activity_type="Digital"),
)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Selection(), "abcd"),
        (Selection(fields=(("rag", ()),)), "abcd"),
        (Selection(fields=(("rag", ("Red", "Amber")),)), "ad"),
        (Selection(fields=(("rag", ("Not rated",)),)), "c"),
        (Selection(fields=(("directorate", ("Place",)),)), "a"),
        (Selection(fields=(("directorate", ("Not known",)),)), "cd"),
        (Selection(fields=(("stage", ("closed",)), ("programme", ("Towns",)))), "c"),
        (Selection(fields=(("activity", ("Digital",)), ("rag", ("Red",)))), ""),
        (Selection(districts=(FENLAND,)), "abd"),
        (Selection(districts=(CAMBRIDGE,)), "bd"),
        (Selection(districts=("E06000031",)), "b"),
        (Selection(only=("escalated",)), "a"),
        (Selection(only=("attention",)), "acd"),
        (Selection(only=("late",)), "d"),
        (Selection(only=("attention", "late")), "d"),
        (Selection(only=("escalated", "late")), ""),
        (Selection(districts=(CAMBRIDGE,), only=("escalated",)), ""),
    ],
)
def test_what_is_asked_for_is_found(asked: Selection, expected: str) -> None:
    assert "".join(found.project.id for found in asked.of(ROWS).rows) == expected


def test_options_are_what_there_is_ratings_by_severity_and_the_unknown_last() -> None:
    assert selection.options(ROWS, "rag") == ["Red", "Amber", "Green", "Not rated"]
    assert selection.options(ROWS, "directorate") == ["Place", "Skills", "Not known"]


def test_the_list_runs_from_the_map_over_the_whole_area_to_what_has_no_place() -> None:
    assert [(found.project.id, selection.place(found)) for found in selection.by_place(ROWS)] == [
        ("a", "On the map"),
        ("b", "Whole area"),
        ("c", "No place on record"),
        ("d", "No place on record"),
    ]


def test_a_region_wide_project_counts_under_every_district() -> None:
    found = Chosen(ROWS)
    assert found.under(FENLAND) == {"Green": 1, "Red": 1, "Amber": 1}
    assert found.under(CAMBRIDGE) == {"Green": 1, "Amber": 1}
    assert found.under("E06000031") == {"Green": 1}
    assert found.counts == {"Red": 1, "Amber": 1, "Green": 1, "Not rated": 1}


def test_no_rating_is_counted_only_where_there_is_none() -> None:
    assert Chosen(ROWS[:1]).counts == {"Red": 0, "Amber": 0, "Green": 1}


def test_reports_run_from_the_next_due_to_those_without_a_date() -> None:
    rows = [
        row("late", stage="in delivery", cost=Decimal(1), last_report=date(2023, 8, 1)),
        row("unknown", stage="in delivery"),
        row("early", stage="in delivery", cost=Decimal(1), last_report=date(2023, 1, 1)),
        row("closed", stage="closed"),
    ]
    assert [found.project.id for found in Chosen(tuple(rows)).owed] == ["early", "late", "unknown"]


def test_rules_met_are_counted() -> None:
    assert Chosen(ROWS).kinds == {"Red": 1, "Late": 1, "Report overdue": 1}
    assert [found.project.id for found in Chosen(ROWS).urgent] == ["a", "d", "c"]
