"""A source is fresh, due or late by its own cycle."""

from datetime import date

import pytest

from pmf.freshness import GRACE_MONTHS, freshness, next_expected
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
