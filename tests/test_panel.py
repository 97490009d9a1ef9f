"""What a group has together: ratio of sums, simple mean, range; always of the same areas over time."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pmf import catalogue
from pmf.areas import Area
from pmf.figures import Figure
from pmf.panel import Panel, PeriodNotHeld
from pmf.periods import parse
from tests.test_trend import yearly

FUEL_POVERTY = catalogue.get("fuel-poverty")


def panel(**figures: list[Figure]) -> Panel:
    """Figures by area."""
    found = {code: tuple(run) for code, run in figures.items()}
    return Panel(FUEL_POVERTY, Area("a", "A", "district"), found, (), {}, False)


def test_rates_with_parts_are_the_ratio_of_their_sums() -> None:
    rates = panel(a=yearly("10.00"), b=yearly("30.00"))
    whole = replace(rates, parts={("a", parse("2010")): (10.0, 100.0), ("b", parse("2010")): (270.0, 900.0)})
    found = whole.mean(["a", "b"], parse("2010"))
    assert found
    assert (found.value, found.how, found.n) == (Decimal("28.00"), "ratio of sums", 2)
    plain = rates.mean(["a", "b"], parse("2010"))
    assert plain
    assert (plain.value, plain.how) == (Decimal("20.00"), "simple mean")


def test_a_part_missing_leaves_a_simple_mean() -> None:
    rates = panel(a=yearly("10.00"), b=yearly("30.00"))
    found = replace(rates, parts={("a", parse("2010")): (10.0, 100.0)}).mean(["a", "b"], parse("2010"))
    assert found
    assert found.how == "simple mean"


def test_a_mean_over_time_is_of_the_same_areas_throughout() -> None:
    found = panel(a=yearly("1", "2", "3"), b=yearly(None, "4", "5"), c=yearly("9", "9", None))
    means = found.mean_over_time(["a", "b", "c"])
    assert [(f.period.label, str(f.value)) for f in means if f.period] == [("2011", "3.00"), ("2012", "4.00")]
    assert {f.note for f in means} == {"simple mean of 2"}


def test_a_range_counts_who_is_in_it() -> None:
    found = panel(a=yearly("1", "2"), b=yearly("5", None), c=yearly("3", None)).spread(["a", "b", "c"])
    assert [(s.n, s.low, s.middle, s.high) for s in found] == [(3, 1, 3, 5), (1, 2, 2, 2)]


def test_nothing_held_is_nothing() -> None:
    empty = panel()
    assert empty.mean(["a"], parse("2010")) is None
    assert empty.mean_over_time(["a"]) == []
    assert empty.spread(["a"]) == []
    with pytest.raises(PeriodNotHeld, match="expected one held, and none is"):
        empty.find("2010", ["a"])
