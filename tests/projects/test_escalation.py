"""What needs attention: the framework's escalation, lateness, long Ambers, overdue reports, and who joined and left."""

from datetime import date

import pytest

from pmf.projects import escalation
from pmf.projects.escalation import Assessed, Standing, assess
from pmf.projects.register import Project
from tests.projects.some_project import costing, milestone, project, told

ON = date(2023, 9, 30)
ROUNDS = ("2023-03", "2023-06", "2023-09")


def assessed(of: Project, *before: str | None, on: date = ON) -> Assessed:
    """A project after rounds in which it had these ratings, one each round."""
    rags = [*before, of.rag]
    rounds = ROUNDS[-len(rags) :]
    history = [Standing(name, rag, None) for name, rag in zip(rounds, rags, strict=True) if rag]  # type: ignore[arg-type]
    return assess(of, told(of, "2023", on), history, rounds, on)


def kinds(of: Project, *before: str | None, on: date = ON) -> list[str]:
    """The rules it meets."""
    return [reason.kind for reason in assessed(of, *before, on=on).reasons]


def test_a_quiet_green_needs_none() -> None:
    assert assessed(project(rag="Green", travel="level")).reasons == ()


def test_what_is_closed_needs_nothing() -> None:
    late = (milestone(date(2023, 1, 1)),)
    of = project(rag="Red", travel="worsening", stage="closed", milestones=late)
    assert kinds(of, "Amber", "Amber") == []
    assert not assessed(of).escalated


@pytest.mark.parametrize(
    ("rag", "travel", "before", "expected"),
    [
        ("Red", "level", [], ["Red"]),
        ("Red", "worsening", [], ["Red"]),
        ("Red", "improving", ["Red"], ["Red"]),
        ("Amber", "worsening", [], ["Towards Red"]),
        ("Green", "worsening", [], ["Towards Red"]),
        ("Amber", "level", ["Green"], ["Towards Red"]),
        ("Amber", "level", ["Amber"], []),
        ("Amber", "improving", ["Red"], []),
        ("Green", "improving", ["Green"], []),
        (None, "level", [], []),
    ],
)
def test_red_or_moving_towards_red_is_escalated(
    rag: str | None, travel: str, before: list[str], expected: list[str]
) -> None:
    of = project(rag=rag, travel=travel)
    assert kinds(of, *before) == expected
    assert assessed(of, *before).escalated is bool(expected)


def test_a_project_absent_from_the_round_before_did_not_fall_from_green() -> None:
    assert kinds(project(rag="Amber", travel="level"), "Green", None) == []


@pytest.mark.parametrize(
    ("on", "days"), [(date(2023, 7, 30), 0), (date(2023, 7, 31), 0), (date(2023, 8, 1), 1), (ON, 61)]
)
def test_a_green_is_late_from_the_day_after_its_milestone(on: date, days: int) -> None:
    found = assessed(project(rag="Green", milestones=(milestone(date(2023, 7, 31)),)), on=on)
    assert found.days_late == days
    assert found.green_but_late is bool(days)
    assert not found.escalated


def test_an_amber_is_late_but_not_green_but_late() -> None:
    found = assessed(project(rag="Amber", milestones=(milestone(date(2023, 7, 31)),)))
    assert [reason.kind for reason in found.reasons] == ["Late"]
    assert found.reasons[0].text == (
        "Its milestone “Open the bridge” was planned for 31 Jul 2023 and is not recorded as done, 61 days late on 30"
        " Sep 2023."
    )


def test_a_forecast_explains_lateness_and_does_not_end_it() -> None:
    late = milestone(date(2023, 7, 31), forecast=date(2023, 12, 1))
    assert kinds(project(rag="Green", milestones=(late,))) == ["Green but late"]
    assert late.slippage is not None
    assert late.slippage.days == 123


@pytest.mark.parametrize(
    "of",
    [
        project(rag="Green", milestones=(milestone(date(2023, 7, 31), done=date(2023, 8, 20)),)),
        project(rag="Green", milestones=(milestone(None),)),
        project(rag="Green", stage="closed", milestones=(milestone(date(2023, 7, 31)),)),
    ],
)
def test_what_is_done_undated_or_closed_is_not_late(of: Project) -> None:
    assert kinds(of) == []


def test_a_milestone_done_after_the_day_was_still_open_on_it() -> None:
    later = project(rag="Green", milestones=(milestone(date(2023, 7, 31), done=date(2023, 10, 20)),))
    assert kinds(later) == ["Green but late"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (["Amber", "Amber"], ["Amber for three rounds"]),
        (["Amber"], []),
        (["Red", "Amber"], []),
        (["Amber", None], []),
        (["Amber", "Green"], ["Towards Red"]),
    ],
)
def test_amber_for_three_rounds_in_a_row(before: list[str | None], expected: list[str]) -> None:
    assert kinds(project(rag="Amber", travel="level"), *before) == expected


def test_an_overdue_report_is_named_with_its_day() -> None:
    found = assessed(costing("900000", rag="Green", last_report=date(2023, 5, 1)))
    assert [reason.text for reason in found.reasons] == ["Its quarterly report was due on 1 Aug 2023, 60 days ago."]


def test_the_list_begins_with_the_escalated_and_leaves_out_the_quiet() -> None:
    late = (milestone(date(2023, 7, 31)),)
    rows = [
        assessed(project(id="d", name="D", rag="Green", milestones=late)),
        assessed(project(id="quiet", name="Quiet", rag="Green")),
        assessed(project(id="c", name="C", rag="Amber", milestones=late)),
        assessed(project(id="b", name="B", rag="Green", travel="worsening")),
        assessed(project(id="a", name="A", rag="Red")),
    ]
    assert [row.project.id for row in escalation.attention(rows)] == ["a", "b", "c", "d"]


def test_what_joined_and_what_left() -> None:
    found = escalation.change(["a", "b", "c"], ["c", "d", "a"])
    assert (found.joined, found.left) == (("d",), ("b",))
