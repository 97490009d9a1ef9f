"""The reporting clock of both editions: how often, which report, when due, and which exceptions hold."""

from datetime import date
from decimal import Decimal

import pytest

from pmf import editions
from pmf.projects import clock
from tests.projects.some_project import costing, exception, project, told


@pytest.mark.parametrize(
    ("cost", "by_2023", "by_2025"),
    [
        ("0", "quarterly", "quarterly"),
        ("1000000", "quarterly", "quarterly"),
        ("1000000.01", "every two months", "quarterly"),
        ("1500000", "every two months", "quarterly"),
        ("2000000", "every two months", "quarterly"),
        ("2000000.01", "every two months", "every two months"),
        ("5000000", "every two months", "every two months"),
        ("5010000", "monthly", "monthly"),
    ],
)
def test_how_often_a_project_in_delivery_reports_follows_from_its_cost(cost: str, by_2023: str, by_2025: str) -> None:
    assert told(costing(cost), "2023").frequency == by_2023
    assert told(costing(cost), "2025").frequency == by_2025
    assert told(costing(cost), "2023").report == told(costing(cost, "closing"), "2025").report == "full"


@pytest.mark.parametrize("edition", ["2023", "2025"])
def test_an_unknown_cost_gives_no_frequency_and_says_so(edition: str) -> None:
    found = told(costing(None, last_report=date(2023, 1, 1)), edition)
    assert (found.frequency, found.next_due, found.overdue) == (None, None, None)
    assert found.frequency_words == "frequency cannot be determined"
    assert "its expected delivery cost is not known, so its frequency cannot be determined" in found.reason
    assert found.owed


@pytest.mark.parametrize("stage", ["concept", "business case"])
def test_before_delivery_a_simplified_report_in_2023_and_none_in_2025(stage: str) -> None:
    before = told(costing("6000000", stage), "2023")
    assert (before.report, before.frequency) == ("simplified", "monthly")
    after = told(costing("6000000", stage, last_report=date(2023, 1, 1)), "2025")
    assert (after.report, after.frequency, after.next_due, after.owed) == ("none required", None, None, False)
    assert after.frequency_words == "none required"
    assert "no report is required" in after.reason


@pytest.mark.parametrize(
    ("stage", "edition", "report"),
    [
        ("pipeline", "2023", "paused"),
        ("pipeline", "2025", "none required"),
        ("closed", "2023", "none required"),
        ("closed", "2025", "none required"),
    ],
)
def test_the_pipeline_may_pause_and_what_is_closed_is_closed(stage: str, edition: str, report: str) -> None:
    assert told(costing("6000000", stage), edition).report == report


def test_an_unknown_stage_gives_neither_report_nor_frequency() -> None:
    found = told(project(cost=Decimal(1_500_000)), "2023")
    assert (found.report, found.frequency_words) == ("not known", "frequency cannot be determined")


def test_an_exception_to_an_unknown_stage_is_measured_by_the_cost() -> None:
    more = told(project(cost=Decimal(900_000), exceptions=(exception("every two months"),)), "2025")
    assert (more.frequency, more.refused) == ("every two months", "")
    less = told(project(cost=Decimal(900_000), exceptions=(exception("yearly"),)), "2025")
    assert less.refused.endswith("and yearly is less often than quarterly.")


def test_an_exception_may_change_the_frequency_either_way_in_2023() -> None:
    more = told(costing("1500000", exceptions=(exception("monthly"),)), "2023")
    less = told(costing("1500000", exceptions=(exception("quarterly"),)), "2023")
    assert (more.frequency, less.frequency, more.refused, less.refused) == ("monthly", "quarterly", "", "")
    assert "by exception of 1 Jun 2023, the Executive Director for Place: high risk" in more.reason


def test_a_reduction_is_refused_in_2025_with_the_reason() -> None:
    found = told(costing("6000000", exceptions=(exception("quarterly"),)), "2025")
    assert found.frequency == "monthly"
    assert found.refused == (
        "The exception of 1 Jun 2023 (quarterly) does not hold: under the 2025 edition the Executive Director may only"
        " increase the frequency, and quarterly is less often than monthly."
    )


@pytest.mark.parametrize(
    ("cost", "asked", "holds"),
    [
        ("1500000", "quarterly", True),
        ("1500000", "every two months", True),
        ("1500000", "yearly", False),
        (None, "monthly", True),
        (None, "quarterly", False),
    ],
)
def test_in_2025_an_exception_holds_where_it_is_no_reduction(cost: str | None, asked: str, holds: bool) -> None:
    found = told(costing(cost, exceptions=(exception(asked),)), "2025")  # type: ignore[arg-type]
    assert (found.frequency == asked) is holds
    assert bool(found.refused) is not holds


def test_an_exception_can_ask_for_a_report_where_the_rule_asks_for_none() -> None:
    found = told(costing(None, "business case", exceptions=(exception("quarterly"),)), "2025")
    assert (found.report, found.frequency, found.refused) == ("simplified", "quarterly", "")


def test_the_newest_exception_agreed_by_the_day_holds() -> None:
    both = (exception("monthly", date(2023, 6, 1)), exception("quarterly", date(2023, 8, 1)))
    of = costing("1500000", exceptions=both)
    assert told(of, "2023", date(2023, 5, 31)).frequency == "every two months"
    assert told(of, "2023", date(2023, 7, 1)).frequency == "monthly"
    assert told(of, "2023", date(2023, 8, 1)).frequency == "quarterly"


def test_an_exception_that_is_refused_leaves_the_one_before_it() -> None:
    both = (exception("monthly", date(2023, 6, 1)), exception("every six months", date(2023, 8, 1)))
    found = told(costing("1500000", exceptions=both), "2025", date(2023, 9, 1))
    assert found.frequency == "monthly"
    assert found.refused.startswith("The exception of 1 Aug 2023 (every six months) does not hold")


@pytest.mark.parametrize(
    ("last", "months", "due"),
    [
        (date(2023, 6, 15), 3, date(2023, 9, 15)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2022, 12, 31), 2, date(2023, 2, 28)),
        (date(2023, 10, 31), 1, date(2023, 11, 30)),
    ],
)
def test_the_next_report_is_due_so_many_months_after_the_last(last: date, months: int, due: date) -> None:
    assert clock.after(last, months) == due


@pytest.mark.parametrize(
    ("on", "overdue"), [(date(2023, 9, 14), False), (date(2023, 9, 15), False), (date(2023, 9, 16), True)]
)
def test_a_report_is_overdue_from_the_day_after_it_was_due(on: date, overdue: bool) -> None:
    found = told(costing("900000", last_report=date(2023, 6, 15)), "2023", on)
    assert (found.next_due, found.overdue) == (date(2023, 9, 15), overdue)


def test_without_a_report_on_record_nothing_can_be_said_of_the_next() -> None:
    found = told(costing("900000"), "2023")
    assert (found.frequency, found.next_due, found.overdue) == ("quarterly", None, None)
    assert "No report is on record" in found.reason


def test_the_reason_names_stage_cost_band_and_edition() -> None:
    assert told(costing("1500000", last_report=date(2023, 9, 1)), "2023").reason == (
        "Stage in delivery, expected delivery cost £1.5m (over £1m up to £5m): a full report every two months."
        " Rule: 2023 edition."
    )


def test_only_what_was_approved_as_a_programme_reports_as_one_in_2025() -> None:
    loose, approved = project(programme="Towns"), project(programme="Towns", programme_approved=date(2022, 1, 1))
    said = {
        (name, edition): clock.within_programme(of, editions.get(edition).reporting, edition=edition)
        for name, of in (("loose", loose), ("approved", approved), ("none", project()))
        for edition in ("2023", "2025")
    }
    assert said["none", "2023"] == said["none", "2025"] == ""
    assert said["loose", "2025"].startswith("It reports by itself")
    assert {said["loose", "2023"], said["approved", "2023"], said["approved", "2025"]} == {
        "It may be reported within Towns, with its own rating, dates and costs."
    }
