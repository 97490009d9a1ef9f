"""Each rule on projects finds its one thing, and nothing in a project that is in order."""

from datetime import date
from decimal import Decimal
from typing import Literal, get_args

import pytest

from pmf.consistency import projects
from pmf.consistency.draft import Result, Rule
from pmf.projects.schema import Travel
from tests.consistency.drafts import found, told

PAST = date(2023, 9, 29)


def result(
    target: str | None, achieved: str | None, unit: str = "jobs", direction: Literal["up", "down"] = "up"
) -> Result:
    """A measured outcome."""
    numbers = (None if text is None else Decimal(text) for text in (target, achieved))
    return Result("Something", unit, direction, *numbers)


@pytest.mark.parametrize("rule", projects.RULES)
def test_a_project_in_order_is_let_pass(rule: Rule) -> None:
    assert found(rule, told(texts=("12 homes: 5 done, 7 to come.",), results=(result("10", "9"),))) == []


@pytest.mark.parametrize("text", ["It stays at Amber+.", "Amber/Green for now.", "Rated Amber − this month"])
def test_a_status_between_the_categories(text: str) -> None:
    [(subject, message)] = found(projects.status_is_no_category, told(texts=(text,)))
    assert subject == "bridge"
    assert message.endswith("which is no category.")
    assert found(projects.status_is_no_category, told(rating="Purple")) == [
        ("bridge", "A bridge: Purple is no category.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A portfolio of 52 projects: 26 completed, 17 by March 2024, 5 by March 2025, 1 by March 2026 and 2 cancelled.",
        "Committed over 52 projects: 26 complete, 17 due by March 2024, 5 by 2025, 1 by 2026, 2 cancelled; 9 partners",
    ],
)
def test_parts_that_do_not_give_their_total(text: str) -> None:
    message = "A bridge: the text says 52 projects, its parts give 26 + 17 + 5 + 1 + 2 = 51."
    assert found(projects.parts_do_not_add_up, told(texts=(text,))) == [("bridge", message)]
    assert found(projects.parts_do_not_add_up, told(texts=(text.replace("52", "51"),))) == []


def test_a_result_that_is_called_the_target() -> None:
    text = "Jobs are 29.5% (+1,239) ahead of target (5,434) in year 3."
    message = "A bridge: 1,239 is not 29.5% of a target of 5,434; it is of 4,195, and 5,434 is what was reached."
    assert found(projects.excess_does_not_give_target, told(texts=(text,))) == [("bridge", message)]
    right = "Jobs are 29.5% (+1,239) ahead of target (4,195)."
    assert found(projects.excess_does_not_give_target, told(texts=(right,))) == []
    behind = "Jobs are 25% (-10) below target (30)."
    assert found(projects.excess_does_not_give_target, told(texts=(behind,)))[0][1].startswith(
        "A bridge: 10 is not 25% of a target of 30; it is of 40"
    )


def test_outcomes_that_promise_another_number_than_is_aimed_at() -> None:
    results = (result("4195", "5434"), result("5486", "5434"))
    message = "A bridge: the outcomes promise 5,278 jobs, the narrative works towards 4,195 or 5,486."
    odd = told(promised="GVA; 5,278 new jobs; 1,400 places", results=results)
    assert found(projects.promised_is_not_aimed_at, odd) == [("bridge", message)]
    assert found(projects.promised_is_not_aimed_at, told(promised="5,486 new jobs", results=results)) == []
    assert found(projects.promised_is_not_aimed_at, told(promised="more level 3 jobs", results=results)) == []


@pytest.mark.parametrize(("achieved", "rating", "finds"), [("481", "Amber", 1), ("700", "Amber", 0), ("481", "Red", 0)])
def test_an_outcome_far_behind_under_an_amber(achieved: str, rating: str, finds: int) -> None:
    answers = found(projects.outcome_far_behind, told(rating=rating, results=(result("1400", achieved),)))
    assert len(answers) == finds
    assert not finds or answers == [("bridge", "A bridge is Amber with 481 of 1,400 jobs (34%).")]


def test_what_is_to_fall_is_not_behind_by_being_less() -> None:
    fallen = told(results=(result("100", "20", "complaints", "down"),))
    assert found(projects.outcome_far_behind, fallen) == []


@pytest.mark.parametrize(
    ("rating", "day", "rules"),
    [
        ("Green", PAST, ["green_but_late"]),
        ("Amber", PAST, ["milestone_passed"]),
        ("Green", None, []),
        ("Amber", None, []),
    ],
)
def test_a_milestone_that_has_passed(rating: str, day: date | None, rules: list[str]) -> None:
    late = told(rating=rating, milestone="Open", passed=day)
    finds = [rule.__name__ for rule in (projects.green_but_late, projects.milestone_passed) if found(rule, late)]
    assert finds == rules


def test_on_track_beside_a_milestone_that_has_passed() -> None:
    late = told(texts=("On target for delivery.",), passed=PAST)
    assert found(projects.on_track_but_late, late) == [
        ("bridge", "A bridge: the text says “On target”, its milestone was due by 29 Sep 2023.")
    ]


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("It is moving in a positive direction.", "improving"),
        ("An improving position.", "improving"),
        ("It moves in a negative direction.", "worsening"),
        ("A worsening status.", "worsening"),
    ],
)
def test_a_direction_of_travel_against_the_text(text: str, agrees: Travel) -> None:
    for travel in get_args(Travel):
        finds = found(projects.travel_against_narrative, told(travel=travel, texts=(text,)))
        assert bool(finds) is (travel != agrees)
    assert found(projects.travel_against_narrative, told(travel=None, texts=(text,))) == []
