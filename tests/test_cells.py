"""How values stand in files for other programs."""

from datetime import date
from decimal import Decimal

from pmf import cells, periods
from pmf.figures import Figure


def test_numbers_stand_as_they_are_held_without_exponent() -> None:
    assert [cells.number(Decimal(said)) for said in ("1E+6", "0.90", "-3")] == ["1000000", "0.90", "-3"]
    assert cells.number(None) is None


def test_days_stand_in_iso_form_and_periods_as_readers_write_them() -> None:
    assert cells.day(date(2026, 1, 9)) == "2026-01-09"
    assert cells.day(None) is None
    shown = [cells.period(Figure(periods.parse(said), Decimal(1))) for said in ("2022-11-16/P1Y", "2026-01-01")]
    assert shown == ["2022/23", "2026-01-01"]
    assert cells.period(None) is None
    assert cells.period(Figure(None, None)) is None
