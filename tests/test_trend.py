"""Which figures compare, and what a change between two of them is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pmf import periods, trend
from pmf.figures import Figure


def yearly(*values: str | None, first: int = 2010, half: float | None = None, definition: str = "") -> list[Figure]:
    """Yearly figures, each with an interval of so much to both sides."""
    return [
        Figure(
            periods.parse(str(first + i)),
            None if v is None else Decimal(v),
            date(2026, 1, 1),
            interval=(float(v) - half, float(v) + half) if v is not None and half else None,
            definition=definition,
        )
        for i, v in enumerate(values)
    ]


def labels(figures: list[Figure]) -> list[str]:
    """Which periods are among the figures."""
    return [figure.period.label for figure in figures if figure.period]


def test_a_series_begins_after_a_gap_and_after_a_change_of_definition() -> None:
    assert labels(trend.comparable(yearly("1", "2", None, "4", "5", "6"))) == ["2013", "2014", "2015"]
    broken = [*yearly("1", "2", definition="method: old"), *yearly("3", "4", first=2012, definition="method: new")]
    assert labels(trend.comparable(broken)) == ["2012", "2013"]


def test_periods_that_share_months_make_no_series() -> None:
    rolling = [Figure(periods.parse(f"{2010 + i} to {2012 + i}"), Decimal(i)) for i in range(12)]
    assert len(trend.comparable(rolling)) == 1
    change = trend.newest(rolling)
    assert change
    assert (change.obstacle, change.distinguishable) == ("overlap", None)


def test_a_survey_day_may_move_by_some_weeks() -> None:
    days = ["2023-04-19", "2024-04-17", "2025-04-30"]
    assert len(trend.comparable([Figure(periods.parse(day), Decimal(1)) for day in days])) == 3


def test_five_years_back_is_five_years_and_not_five_figures() -> None:
    history = yearly("1", "2", "3", None, "5", "6", "7", first=2017)
    change = trend.since(history, 5)
    assert change
    assert labels([change.first, change.last]) == ["2018", "2023"]
    assert change.size == 5
    assert trend.since(history, 3) is None  # nothing is held of 2020


def test_a_change_over_a_break_in_definition_is_not_tested() -> None:
    old, new = yearly("1", "2", half=0.01)
    change = trend.newest([replace(old, definition="method: old"), new])
    assert change
    assert (change.obstacle, change.distinguishable) == ("definition", None)


@pytest.mark.parametrize(("half", "expected"), [(0.1, True), (3.0, False), (None, None)])
def test_intervals_decide_where_there_are_some(half: float | None, expected: bool | None) -> None:
    change = trend.newest(yearly("66", "68", half=half))
    assert change
    assert change.distinguishable is expected


def test_one_figure_is_no_change() -> None:
    assert trend.newest(yearly("1")) is None
    assert trend.newest([]) is None
    assert trend.since([], 5) is None
    assert trend.comparable([]) == []
