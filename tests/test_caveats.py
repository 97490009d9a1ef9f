"""Where the sources give another figure than was reported; the other warnings are tested with their rows."""

from datetime import date
from decimal import Decimal

import pytest

from pmf import catalogue, caveats, periods, trend
from pmf.caveats import WARNING_MARKS
from pmf.figures import Figure, Report

GVA = catalogue.get("gross-value-added")
THEN, NOW = periods.parse("2020"), periods.parse("2021")


def told(previous: str | None, current: str, *found: str) -> list[str]:
    """The warning about what was reported for two years, beside what the sources give for them."""
    figures = (None if previous is None else Decimal(previous), Decimal(current))
    report = Report("2023-09", True, NOW, *figures, "up", "Green", NOW, THEN, "")
    history = [Figure(period, Decimal(value)) for period, value in zip((THEN, NOW), found, strict=False)]
    return [warned.text for warned in caveats.not_reproduced(GVA, report, history)]


@pytest.mark.parametrize(
    ("previous", "current", "found"),
    [
        ("26704", "28649", ["26704", "28648"]),
        ("26704", "28649", []),
        (None, "28649", ["1", "28649"]),
        ("0", "0", ["0", "0"]),
        ("1000", "1000", ["1001", "999"]),
    ],
)
def test_the_same_figure_but_for_rounding_needs_no_warning(
    previous: str | None, current: str, found: list[str]
) -> None:
    assert told(previous, current, *found) == []


@pytest.mark.parametrize(
    ("previous", "current", "found"),
    [("725", "729", ["725", "684"]), ("26704", "28649", ["27242", "28709"]), ("0", "0", ["0", "2"])],
)
def test_another_figure_is_told_with_both_years(previous: str, current: str, found: list[str]) -> None:
    (text,) = told(previous, current, *found)
    assert all(f"£{Decimal(value):,}m" in text for value in found)
    assert "reported is what was printed" in text


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        ("2022-01-01/P1Y", "2022-04-01/P1Y", "The two periods share months: 2022 and 2022/23."),
        ("2022-01-01/P1Y", "2023-01-01/P3M", "The two periods are not equally long: 2022 and Jan-Mar 2023."),
        ("2022-01-01/P1Y", "2023-01-01/P1Y", ""),
        ("2022-04-30", "2023-04-19", ""),
    ],
)
def test_periods_that_do_not_compare_are_told(earlier: str, later: str, said: str) -> None:
    first, last = (Figure(periods.parse(iso), Decimal(1)) for iso in (earlier, later))
    found = [warned for warned in caveats.between(first, last) if warned.kind == "periods"]
    assert [warned.text.removesuffix(" Part of the change may be that.") for warned in found] == [said] * bool(said)
    assert bool(trend.obstacle(first, last)) is bool(said)


def test_a_figure_missing_between_the_two_is_told_and_why() -> None:
    first, last = figure(2020, NOW.end), figure(2022, NOW.end)
    silent, noted = Figure(NOW, None), Figure(NOW, None, note="Fenland not held")
    assert [w.text for w in caveats.between(first, last, [first, silent, last])] == [
        "No figure for 2021, between the two: withheld or not available."
    ]
    assert "Fenland not held" in caveats.between(first, last, [first, noted, last])[0].text
    assert caveats.between(first, last, [first, last]) == []
    spring, summer = (
        Figure(periods.parse("Apr-Jun 2021"), None, note="strike"),
        Figure(periods.parse("Jul-Sep 2021"), None),
    )
    assert [w.text for w in caveats.between(first, last, [first, spring, summer, last])] == [
        "No figure for Apr-Jun 2021, between the two: strike.",
        "No figure for Jul-Sep 2021, between the two: withheld or not available.",
    ]


def test_a_withheld_figure_without_a_note_is_said_to_be_withheld() -> None:
    newer = Figure(periods.parse("2022"), None)
    [said] = caveats.newer_without_value([figure(2021, NOW.end), newer], figure(2021, NOW.end))
    assert said.text == "No figure for 2022: withheld or not available."
    [said] = caveats.newer_without_value([newer], None)
    assert said.text == "No figure: withheld or not available."


def test_every_kind_of_warning_has_a_mark_of_its_own() -> None:
    from typing import get_args

    assert set(WARNING_MARKS) == set(get_args(caveats.WarningKind))
    assert len(set(WARNING_MARKS.values())) == len(WARNING_MARKS)


def figure(year: int, release: date, definition: str = "") -> Figure:
    """A figure of a year in a release."""
    return Figure(periods.parse(str(year)), Decimal(year), release, definition=definition)


def test_two_vintages_are_told_only_where_a_release_gives_several_periods() -> None:
    old, new = date(2022, 1, 1), date(2023, 1, 1)
    alone = [figure(2019, old), figure(2020, new)]
    assert caveats.between(*alone, alone) == []
    several = [figure(2018, new), *alone]
    (told,) = caveats.between(*alone, several)
    assert told.text == "Two vintages: 2019 was released on 1 Jan 2022, 2020 on 1 Jan 2023."
    assert caveats.between(figure(2019, new), figure(2020, new), several) == []


@pytest.mark.parametrize(
    ("before", "now", "aspect"),
    [
        ("", "", None),
        ("method: a", "method: a", None),
        ("method: a", "method: b", "definition"),
        ("", "population base: 2021 Census", "population base"),
    ],
)
def test_what_breaks_between_two_figures(before: str, now: str, aspect: str | None) -> None:
    day = date(2023, 1, 1)
    previous, current = figure(2019, day, before), figure(2020, day, now)
    assert caveats.broken(previous, current) == aspect
    assert caveats.broken(None, current) is None
    assert [warned.kind for warned in caveats.between(previous, current)] == ([aspect] if aspect else [])


def test_a_revision_or_a_new_denominator_makes_a_figure_no_younger() -> None:
    """The newest vintage is of last month; its period has been out for years."""
    on = date(2026, 11, 22)
    revised = Figure(NOW, Decimal(1), date(2026, 10, 1), since=date(2023, 4, 25))
    (told,) = (warned for warned in caveats.about(GVA, revised, on) if warned.kind == "stale")
    assert told.text == "Old figure: nothing newer is held for 3 years; frequency: annual."
    assert [w.kind for w in caveats.about(GVA, Figure(NOW, Decimal(1), date(2026, 10, 1)), on)] == []
