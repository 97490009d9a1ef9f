"""Where the sources give another figure than was reported; the other warnings are tested with their rows."""

from datetime import date
from decimal import Decimal

import pytest

from pmf import catalogue, caveats, periods
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


def test_every_kind_of_warning_has_a_mark_of_its_own() -> None:
    from typing import get_args

    assert set(WARNING_MARKS) == set(get_args(caveats.WarningKind))
    assert len(set(WARNING_MARKS.values())) == len(WARNING_MARKS)


@pytest.mark.parametrize(
    ("frequency", "on", "stale"),
    [
        ("monthly", date(2023, 7, 31), False),
        ("monthly", date(2023, 9, 15), True),
        ("every 4 years", date(2031, 6, 30), False),
        ("every 4 years", date(2031, 9, 1), True),
    ],
)
def test_old_is_measured_against_the_indicators_own_frequency(frequency: str, on: date, stale: bool) -> None:
    from dataclasses import replace

    indicator = replace(GVA, frequency=frequency)  # type: ignore[arg-type]
    assert caveats.is_stale(periods.parse("May 2023"), indicator, None, on) is stale
