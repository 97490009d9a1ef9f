"""How values stand in files for other programs."""

from datetime import date
from decimal import Decimal

from pmf import cells, periods
from pmf.figures import Figure


def test_numbers_stand_as_they_are_held_without_exponent() -> None:
    assert [cells.number(Decimal(said)) for said in ("1E+6", "0.90", "-3")] == ["1000000", "0.90", "-3"]
    assert cells.number(None) is None


def test_days_and_periods_can_be_read_back() -> None:
    assert cells.day(date(2026, 1, 9)) == "2026-01-09"
    assert cells.day(None) is None
    for said in ("2024-04-01/P12M", "2026-01-01"):
        shown = cells.period(Figure(periods.parse(said), Decimal(1)))
        assert shown is not None
        assert periods.parse(shown) == periods.parse(said)
    assert cells.period(None) is None
    assert cells.period(Figure(None, None)) is None
