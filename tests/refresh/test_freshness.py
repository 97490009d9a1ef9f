"""A source is fresh, due or late by its own cycle."""

from datetime import date

import pytest

from pmf import periods
from pmf.freshness import GRACE_MONTHS, freshness, is_stale, next_expected
from pmf.observations import CYCLE_MONTHS


@pytest.mark.parametrize(
    ("frequency", "today", "state"),
    [
        ("monthly", date(2026, 1, 31), "fresh"),
        ("monthly", date(2026, 2, 1), "due"),
        ("monthly", date(2026, 3, 1), "late"),
        ("annual", date(2026, 12, 31), "fresh"),
        ("annual", date(2027, 1, 1), "due"),
        ("annual", date(2027, 3, 31), "due"),
        ("annual", date(2027, 4, 1), "late"),
        ("decennial", date(2035, 12, 31), "fresh"),
    ],
)
def test_each_frequency_has_its_own_patience(frequency, today: date, state: str) -> None:
    assert freshness(date(2026, 1, 31), frequency, today) == state


def test_the_next_release_is_a_cycle_away() -> None:
    assert next_expected(date(2026, 1, 31), "quarterly") == date(2026, 4, 1)


def test_every_cycle_has_a_grace() -> None:
    assert set(CYCLE_MONTHS.values()) == set(GRACE_MONTHS)


@pytest.mark.parametrize(
    ("frequency", "on", "stale"),
    [
        ("monthly", date(2023, 7, 31), False),
        ("monthly", date(2023, 8, 1), True),
        ("quarterly", date(2023, 11, 30), False),
        ("quarterly", date(2023, 12, 1), True),
        ("every 4 years", date(2032, 4, 30), False),
        ("every 4 years", date(2032, 5, 1), True),
    ],
)
def test_a_figure_of_unknown_release_came_a_cycle_after_its_period(frequency, on: date, stale: bool) -> None:
    assert is_stale(None, periods.parse("May 2023"), frequency, on) is stale


@pytest.mark.parametrize(("on", "stale"), [(date(2026, 7, 31), False), (date(2026, 8, 1), True)])
def test_a_figure_is_stale_when_its_source_would_be_late(on: date, stale: bool) -> None:
    came = date(2025, 5, 20)
    assert is_stale(came, periods.parse("2023"), "annual", on) is stale
    assert (freshness(came, "annual", on) == "late") is stale
