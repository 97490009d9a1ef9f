"""The line to a target: what it takes a year, and whether that was ever achieved."""

from decimal import Decimal

import pytest

from pmf import catalogue, compared
from pmf.required import required
from tests.test_trend import yearly

UP, DOWN, NONE = (catalogue.get(name) for name in ("employment-rate", "claimant-rate", "daily-vehicle-flow"))


def test_the_yearly_change_is_what_is_missing_over_the_years_left() -> None:
    found = required(UP, yearly("70", "73", "74", first=2021), Decimal(80), 2027)
    assert found
    assert found.yearly == Decimal("1.5")  # six points in the four years after 2023
    assert (found.fastest, found.achieved_before) == (3, True)
    assert compared.required(UP, found) == (
        "To reach 80% by the end of 2027, from 74% in 2023, takes +1.5 pp a year. Such a change was achieved before:"
        " the fastest in 3 comparable figures was +3.0 pp a year, from 2021 to 2022."
    )


def test_lower_is_better_needs_a_fall() -> None:
    found = required(DOWN, yearly("5", "4.5", "4", first=2021), Decimal(2), 2024)
    assert found
    assert (found.fastest, found.achieved_before) == (Decimal("-0.5"), False)
    assert "takes \N{MINUS SIGN}2.0 pp a year. Such a change was never achieved" in compared.required(DOWN, found)


def test_a_figure_that_never_moved_that_way_says_so() -> None:
    found = required(UP, yearly("5", "4", "3", first=2021), Decimal(9), 2025)
    assert found
    assert found.achieved_before is False
    assert "it never moved that way" in compared.required(UP, found)


def test_one_figure_tells_nothing_of_what_was_achieved() -> None:
    found = required(UP, yearly("5"), Decimal(9), 2025)
    assert found
    assert found.achieved_before is None
    assert "no two comparable figures" in compared.required(UP, found)


def test_a_target_already_met_needs_nothing() -> None:
    found = required(DOWN, yearly("2"), Decimal("2"), 2025)
    assert found
    assert (found.reached, found.yearly) == (True, 0)
    assert "already met" in compared.required(DOWN, found)


@pytest.mark.parametrize("year", [2023, 2020])
def test_there_is_no_line_back_in_time(year: int) -> None:
    assert required(UP, yearly("5", first=2023), Decimal(9), year) is None


def test_there_is_no_line_without_a_figure_or_a_wanted_direction() -> None:
    assert required(UP, yearly(None), Decimal(9), 2030) is None
    assert required(NONE, yearly("5"), Decimal(9), 2030) is None
