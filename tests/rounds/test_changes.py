"""What is said of two rounds: only figures of one period are set against each other, only ratings of one kind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pmf import catalogue, editions, periods
from pmf.editions import Edition
from pmf.figures import Figure, Report
from pmf.rounds import changes
from pmf.rounds.papers import KpiChange, Papers
from pmf.rounds.record import Record
from pmf.scorecard import Row, Scorecard, from_history, from_report

GVA = catalogue.get("gross-value-added")
IN_2023, IN_2025 = editions.get("2023"), editions.get("2025")
ON = date(2024, 1, 5)


def computed(edition: Edition = IN_2023, **values: str) -> Row:
    """The row from figures by year, as y2021="28649"."""
    history = [Figure(periods.parse(year[1:]), Decimal(value), ON) for year, value in values.items()]
    return from_history(GVA, history, None, edition, ON)


def reported(previous: str, current: str, period: str, before: str = "") -> Row:
    """The row as a round reported it; `before` is the period of the figure before where its source is known."""
    then = periods.parse(before) if before else None
    figures = (Decimal(previous), Decimal(current))
    report = Report("2023-12", False, periods.parse(period), *figures, "", "", None, then, "")
    return from_report(GVA, report, None, IN_2023, ON)


def record(row: Row, edition: Edition = IN_2023, before: str | None = "2023-12") -> Record:
    """A round of one row, the one after `before`."""
    card = Scorecard("E47000008", "Here", edition, "2023-12", None, (row,))
    return Record("2023-12", ON, card, None, Papers(), (), before, (), ())


def said(kind: str, before: Row, after: Row) -> list[str]:
    """The sentences of one kind."""
    found = changes.between(record(before), record(after))
    return [change.text for change in found if change.kind == kind]


def test_who_joins_does_so_for_the_reason_of_its_own_change_in_force() -> None:
    of = [
        KpiChange(GVA.id, "retargeted", "the Board", None, "2023-09", "the target was too easy"),
        KpiChange(GVA.id, "added", "the Board", None, "2023-12", "a slip of the pen"),
        KpiChange(GVA.id, "added", "the Board", None, "2023-12", "output matters"),
        KpiChange(GVA.id, "added", "the Board", None, "2024-03", "it matters again"),
    ]
    after = replace(record(computed(y2021="28")), papers=Papers(kpi_changes=tuple(of)))
    before = replace(after, card=replace(after.card, rows=()))
    (joined,) = [change.text for change in changes.between(before, after) if change.kind == "joined"]
    assert joined == "1 Gross value added (GVA) joined the scorecard: output matters, approved by the Board."
    (left,) = [change.text for change in changes.between(after, before) if change.kind == "left"]
    assert left == "1 Gross value added (GVA) left the scorecard."


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (computed(y2021="28"), computed(y2021="28", y2022="30", y2023="34"), []),
        (computed(y2021="28"), computed(y2021="29", y2022="30", y2023="34"), ["was £28m and is given as £29m now."]),
        (computed(y2021="28"), computed(y2022="30", y2023="34"), []),
        (reported("26", "28", "2021"), computed(y2021="29", y2022="30"), ["reported as £28m and is computed as £29m"]),
        (reported("26", "28", "2021"), reported("27", "30", "2022"), ["was £28m and is given as £27m now."]),
        (reported("26", "28", "2021"), reported("27", "30", "2022", "2021"), ["was £28m and is given as £27m now."]),
        (reported("26", "28", "2021"), reported("29", "30", "2023", "2022"), []),
        (computed(y2020="26", y2021="28"), computed(y2020="25", y2021="28"), ["in 2020 was £26m and is given as £25m"]),
    ],
    ids=[
        "two years on",
        "revised",
        "gone",
        "computed since",
        "not said",
        "said",
        "another period",
        "the figure before",
    ],
)
def test_only_a_figure_of_the_same_period_is_a_revision(was: Row, now: Row, expected: list[str]) -> None:
    found = said("revised", was, now)
    assert len(found) == len(expected)
    assert all(part in text for part, text in zip(expected, found, strict=True))


def test_over_rounds_left_out_a_figure_before_without_a_period_is_no_revision() -> None:
    was, now = reported("26", "28", "2021"), reported("27", "30", "2022")
    found = changes.between(record(was), record(now, before="2023-09"))
    assert [change.kind for change in found] == ["figure"]


def test_a_figure_computed_for_the_period_that_was_reported_under_another_name_is_not_new() -> None:
    was = reported("26", "28", "2021")
    assert was.reported
    named = replace(was, reported=replace(was.reported, source_period=periods.parse("2020-04-01/P1Y")))
    now = from_history(GVA, [Figure(periods.parse("2020-04-01/P1Y"), Decimal(28), ON)], None, IN_2023, ON)
    assert said("figure", named, now) == []
    assert said("figure", was, now) != []


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (computed(y2021="28"), computed(y2021="28", y2022="30"), ": £30m in 2022 is new (+£2m)."),
        (computed(y2021="28"), computed(y2022="30"), ": £30m in 2022 is new."),
        (computed(), computed(y2022="30"), ": £30m in 2022 is its first figure."),
        (computed(y2022="30"), computed(), " has no figure any more; it was £30m in 2022."),
        (computed(y2022="30"), computed(y2021="28"), " goes back to £28m in 2021; it was £30m in 2022."),
    ],
    ids=["new", "nothing before it", "first", "gone", "back in time"],
)
def test_a_figure_of_another_period(was: Row, now: Row, expected: str) -> None:
    assert said("figure", was, now) == [f"1 Gross value added (GVA){expected}"]


def test_a_first_target_is_told_with_its_rating_and_no_movement() -> None:
    then = replace(computed(IN_2025, y2021="28", y2022="29"), target=None)
    history = [Figure(periods.parse(year), Decimal(value), ON) for year, value in (("2021", "28"), ("2022", "29"))]
    now = from_history(GVA, history, Decimal(30), IN_2025, ON)
    found = changes.between(record(then, IN_2025), record(now, IN_2025))
    assert [change.text for change in found] == ["1 Gross value added (GVA) has a target now, £30m: Amber against it."]


def test_ratings_of_one_edition_are_told_by_its_headline() -> None:
    found = said("rating", computed(y2021="28", y2022="29"), computed(y2022="29", y2023="27"))
    assert found == ["1 Gross value added (GVA) moved from Green to Red."]


@pytest.mark.parametrize(
    ("now", "expected"),
    [(lambda: computed(IN_2025, y2022="29", y2023="30"), []), (lambda: computed(IN_2025, y2022="29", y2023="27"), [1])],
    ids=["still green", "red now"],
)
def test_a_change_of_edition_is_said_once_and_ratings_are_set_against_their_own_kind(
    now: Callable[[], Row], expected: list[int]
) -> None:
    found = changes.between(record(computed(y2021="28", y2022="29")), record(now(), IN_2025))
    [edition] = [change.text for change in found if change.kind == "edition"]
    assert "leads with the rating against target, that one led with direction" in edition
    ratings = [change.text for change in found if change.kind == "rating"]
    assert ratings == ["1 Gross value added (GVA) moved from Green to Red against direction." for _ in expected]


def test_a_record_under_a_headline_that_rates_nothing_yet_still_has_its_reds() -> None:
    row = computed(IN_2025, y2022="29", y2023="27")
    assert (row.headline_word, row.red_against) == ("Baseline", "direction")
    found = record(row, IN_2025)
    assert found.exceptions == (row,)
    assert record(replace(row, direction=row.headline), IN_2025).exceptions == ()
