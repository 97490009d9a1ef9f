"""Periods: every form publishers and readers use, both ways, and the texts that are none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf import periods
from pmf.periods import Period, PeriodError

WRITTEN = [
    ("2023", "2023-01-01/P1Y", date(2023, 12, 31)),
    ("2024/25", "2024-04-01/P1Y", date(2025, 3, 31)),
    ("1999/00", "1999-04-01/P1Y", date(2000, 3, 31)),
    ("2021 to 2023", "2021-01-01/P3Y", date(2023, 12, 31)),
    ("Apr-Jun 2023", "2023-04-01/P3M", date(2023, 6, 30)),
    ("May 2023", "2023-05-01/P1M", date(2023, 5, 31)),
    ("Feb 2024", "2024-02-01/P1M", date(2024, 2, 29)),
    ("2026-01-01", "2026-01-01", date(2026, 1, 1)),
]


@pytest.mark.parametrize(("label", "iso", "end"), WRITTEN)
def test_readers_form_and_iso_form_are_the_same_period(label: str, iso: str, end: date) -> None:
    assert periods.parse(label) == periods.parse(iso)
    assert (periods.parse(iso).label, periods.parse(label).iso, periods.parse(iso).end) == (label, iso, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "23",
        "2023/25",
        "2024/24",
        "2023 to 2021",
        "2023 to 2023",
        "Jun-Apr 2023",
        "Foo 2023",
        "may 2023",
        "2023-13-01",
        "2023-02-30",
        "2023-01-01/P1D",
        "2023-01-01/PY",
        "2023-1-1",
        " 2023",
        "2023\n",
        "latest",
    ],
)
def test_what_is_no_period_is_refused_naming_the_text_and_the_forms(text: str) -> None:
    with pytest.raises(PeriodError, match="expected a period such as 2023, 2024/25") as refusal:
        periods.parse(text)
    assert repr(text) in str(refusal.value)


@pytest.mark.parametrize(
    ("iso", "label"),
    [
        ("2016-11-16/P1Y", "2016/17"),
        ("2019-08-01/P1Y", "2019/20"),
        ("2022-10-01/P6M", "Oct 2022 to Mar 2023"),
        ("2021-04-01/P2Y", "Apr 2021 to Mar 2023"),
        ("2021-01-01/P2Y", "2021 to 2022"),
    ],
)
def test_labels_of_periods_that_start_within_the_year(iso: str, label: str) -> None:
    assert periods.parse(iso).label == label


def test_periods_order_by_start() -> None:
    isos = ["2023-01-01/P1Y", "2021-06-30", "2022-04-01/P3M", "2021-01-01/P1Y"]
    assert [p.iso for p in sorted(map(periods.parse, isos))] == [isos[3], isos[1], isos[2], isos[0]]


def test_back_keeps_the_length() -> None:
    assert periods.parse("Apr-Jun 2023").back(3).label == "Jan-Mar 2023"
    assert periods.parse("2024/25").back(12).label == "2023/24"
    assert periods.parse("Jan 2023").back(1).label == "Dec 2022"


def test_a_year_written_as_twelve_months_is_the_same_period() -> None:
    assert periods.parse("2021-01-01/P12M").iso == "2021-01-01/P1Y"


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(lambda day: day.replace(day=1)), st.integers(0, 240))
def test_iso_form_reads_back(start: date, months: int) -> None:
    period = Period(start, months)
    assert periods.parse(period.iso) == period
    assert period.end >= period.start
    assert period.back(months).start <= period.start


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(lambda day: day.replace(day=1)), st.integers(0, 240))
def test_a_label_of_whole_months_reads_back_but_for_years_that_begin_elsewhere(start: date, months: int) -> None:
    period = Period(start, months)
    if months != 12 or start.month in (1, 4):
        assert periods.parse(period.label) == period


@pytest.mark.parametrize("text", ["Oct 2022 to Mar 2022", "Foo 2022 to Mar 2023", "Oct 2022 to Oct 2022"])
def test_a_span_that_ends_before_it_begins_is_no_period(text: str) -> None:
    with pytest.raises(PeriodError):
        periods.parse(text)


@pytest.mark.parametrize("text", ["2021-01-31/P1M", "2024-02-29/P1Y"])
def test_a_span_without_a_last_day_is_no_period(text: str) -> None:
    """A span from 31 January of one month would end on 30 February: refused when read, not when its end is asked."""
    with pytest.raises(PeriodError):
        periods.parse(text)
