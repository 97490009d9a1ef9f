"""Numbers, units, movements and ages as words; rounding away from zero at the half."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf import periods, wording


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (0.125, 2, "0.13"),
        (-0.125, 2, "-0.13"),
        (2.675, 2, "2.68"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "-3"),
        (28648.5, 0, "28649"),
        (0.0, 1, "0.0"),
        (1e-7, 4, "0.0000"),
        (100, 1, "100.0"),
        (1e22, 0, "10000000000000000000000"),
        (-0.004, 2, "0.00"),
        (Decimal("-0"), 0, "0"),
        (Decimal("1" * 120 + ".25"), 1, "1" * 120 + ".3"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: Decimal | float, decimals: int, shown: str) -> None:
    assert f"{wording.rounded(value, decimals):f}" == shown


@given(st.decimals(-(10**9), 10**9, places=6), st.decimals(1, 10**9, places=6), st.integers(0, 5))
def test_percentages_are_divided_exactly_and_rounded_once(part: Decimal, whole: Decimal, decimals: int) -> None:
    exact = abs(Fraction(part) / Fraction(whole)) * 100 * 10**decimals
    expected = Fraction((2 * exact.numerator + exact.denominator) // (2 * exact.denominator), 10**decimals)
    found = wording.in_percent(part, whole, decimals)
    assert Fraction(abs(found)) == expected
    assert found == 0 or (found > 0) == (part > 0)
    assert wording.in_percent(part, -whole, decimals) == found, "in percent of its size"


def test_every_digit_is_written() -> None:
    long = Decimal("-12345678901234567890123456789012345.6")
    assert wording.number(long) == "−12,345,678,901,234,567,890,123,456,789,012,345.6"
    assert wording.size(long, "jobs") == wording.figure(long.copy_abs(), "jobs") == wording.number(long)[1:]


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 5))
def test_rounding_equals_rounding_of_the_exact_fraction(value: Decimal, decimals: int) -> None:
    scaled = abs(Fraction(value)) * 10**decimals
    expected = Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), 10**decimals)
    assert Fraction(abs(wording.rounded(value, decimals))) == expected


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("28649", "GBP million", "£28,649m"),
        ("-3", "GBP million", "−£3m"),
        ("62.60", "percent", "62.60%"),
        ("516000", "jobs", "516,000"),
        ("0", "percent", "0%"),
        ("1234.50", "GBP per week", "£1,234.50"),
        (None, "percent", "–"),
    ],
)
def test_figures_carry_the_symbols_of_their_unit(value: str | None, unit: str, written: str) -> None:
    assert wording.figure(None if value is None else Decimal(value), unit) == written


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("28649", "GBP million", "£28,649m"),
        ("62.60", "percent", "62.60%"),
        ("435", "casualties", "435 casualties"),
        ("1", "casualties", "1 casualty"),
        ("-1", "people", "−1 person"),
        ("1.0", "years", "1.0 years"),
        ("1", "LSOAs", "1 neighbourhood"),
        ("1", "GBP million", "£1m"),
        ("729", "per 10000", "729 per 10,000"),
        ("611.10", "GBP per week", "£611.10 per week"),
        ("1.2", "percent of premises", "1.2% of premises"),
    ],
)
def test_quantities_stand_alone_in_a_sentence(value: str, unit: str, written: str) -> None:
    assert wording.quantity(Decimal(value), unit) == written


@pytest.mark.parametrize(
    ("change", "unit", "size", "signed"),
    [
        ("4.87", "percent", "4.87 percentage points", "+4.87 pp"),
        ("-1.00", "percent of premises", "1.00 percentage points", "−1.00 pp"),
        ("-1", "percent", "1 percentage point", "−1 pp"),
        ("1945", "GBP million", "£1,945m", "+£1,945m"),
        ("-40", "casualties", "40", "−40"),
        ("0", "jobs", "0", "0"),
        ("0.00", "percent", "0.00 percentage points", "0.00 pp"),
    ],
)
def test_changes_say_percentage_points_for_percentages(change: str, unit: str, size: str, signed: str) -> None:
    assert wording.size(Decimal(change), unit) == size
    assert wording.signed(Decimal(change), unit) == signed


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(66.0, 1, "66.0%"), (67.9, 1, "67.9%"), (67.92, 1, "67.92%"), (66.0, 0, "66%"), (None, 1, "–")],
)
def test_a_published_figure_has_the_decimals_of_its_series_or_more(
    value: float | None, decimals: int, written: str
) -> None:
    assert wording.published(value, "percent", decimals) == written


def test_a_missing_change_is_an_en_dash() -> None:
    assert wording.signed(None, "percent") == "–"


@pytest.mark.parametrize(
    ("part", "whole", "text"), [("40", "395", "10.1%"), ("5", "0", "n/a"), ("-1", "-4", "25.0%"), ("0", "7", "0.0%")]
)
def test_percentages_of_a_whole(part: str, whole: str, text: str) -> None:
    assert wording.percent(Decimal(part), Decimal(whole)) == text


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2026-01-01", "Jan 2026"),
        ("2025-10-30", "30 Oct 2025"),
        ("2024-04-01/P1Y", "2024/25"),
        ("2026-01-11", "11 Jan 2026"),
    ],
)
def test_periods_as_readers_write_them(iso: str, text: str) -> None:
    assert wording.period(periods.parse(iso)) == text


def test_a_missing_period_is_an_en_dash() -> None:
    assert wording.period(None) == "–"


def test_rounds_have_names() -> None:
    assert wording.round_name("2023-09") == "September 2023"
    assert wording.round_name("latest") == "Latest figures"


@pytest.mark.parametrize(
    ("names", "text"), [([], "none"), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_of_names(names: list[str], text: str) -> None:
    assert wording.listed(names) == text


@pytest.mark.parametrize(
    ("then", "text"),
    [
        (date(2026, 11, 22), "0 days"),
        (date(2026, 11, 21), "1 day"),
        (date(2026, 11, 13), "9 days"),
        (date(2026, 9, 1), "2 months"),
        (date(2025, 9, 20), "14 months"),
        (date(2023, 11, 1), "3 years"),
    ],
)
def test_ages_in_the_largest_whole_unit(then: date, text: str) -> None:
    assert wording.age(then, date(2026, 11, 22)) == text


@pytest.mark.parametrize(
    ("then", "now", "text"),
    [
        (date(2023, 5, 31), date(2023, 9, 30), "4 months"),
        (date(2023, 6, 30), date(2023, 9, 30), "3 months"),
        (date(2023, 5, 31), date(2023, 9, 29), "3 months"),
        (date(2023, 12, 31), date(2026, 2, 28), "2 years"),
    ],
)
def test_from_the_end_of_a_month_to_the_end_of_a_month_are_whole_months(then: date, now: date, text: str) -> None:
    assert wording.age(then, now) == text


def test_two_years_to_the_day_are_two_years() -> None:
    """From 1 January 2025 to 1 January 2027 are 730 days: two years, and nobody writes "1 years"."""
    assert wording.age(date(2025, 1, 1), date(2027, 1, 1)) == "2 years"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (13, "13th"),
        (21, "21st"),
        (112, "112th"),
        (1001, "1,001st"),
    ],
)
def test_ordinals(count: int, said: str) -> None:
    assert wording.ordinal(count) == said


def test_a_rank_has_its_denominator() -> None:
    assert wording.rank(1, 15, joint=True) == "joint 1st of 15"
    assert wording.rank(2, 14) == "2nd of 14"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 bytes"),
        (54, "54 bytes"),
        (999, "999 bytes"),
        (17_253, "17 kB"),
        (19_939_925, "19.9 MB"),
        (123_400_000, "123 MB"),
    ],
)
def test_sizes(count: int, text: str) -> None:
    assert wording.file_size(count) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("5010000", "£5.01m"),
        ("950000", "£950,000"),
        ("1500000000", "£1,500m"),
        ("2000000", "£2m"),
        ("1000000.5", "£1,000,000.5"),
    ],
)
def test_amounts_of_money(amount: str, text: str) -> None:
    assert wording.pounds(Decimal(amount)) == text
