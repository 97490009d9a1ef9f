"""The time a figure is about: a span of months from a day, or a single day.

Knows how periods are written by publishers (ISO 8601) and by readers; refuses to know which series uses which.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pmf.refusals import Refusal, shown

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

YEARS = range(1800, 2200)
"""The years a date of ours can lie in; any other is a slip."""

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:/P([0-9]{1,4})([YM]))?")
_YEAR = re.compile(r"([0-9]{4})")
_SPLIT_YEAR = re.compile(r"([0-9]{4})/([0-9]{2})")
_YEARS = re.compile(r"([0-9]{4}) to ([0-9]{4})")
_MONTHS = re.compile(r"(?:([A-Z][a-z]{2})-)?([A-Z][a-z]{2}) ([0-9]{4})")
_SPAN = re.compile(r"([A-Z][a-z]{2}) ([0-9]{4}) to ([A-Z][a-z]{2}) ([0-9]{4})")


class PeriodError(Refusal, ValueError):
    """A text that is no period."""


@dataclass(frozen=True, order=True)
class Period:
    """A span of `months` whole months from `start`; zero months means that one day (a snapshot)."""

    start: date
    months: int

    @property
    def end(self) -> date:
        """Last day of the period; the day itself for a snapshot."""
        return _add_months(self.start, self.months) - timedelta(days=1) if self.months else self.start

    @property
    def iso(self) -> str:
        """`2021-01-01/P1Y`, `2023-04-01/P3M` or, for a snapshot, `2026-01-01`."""
        if not self.months:
            return self.start.isoformat()
        span = f"{self.months // 12}Y" if self.months % 12 == 0 else f"{self.months}M"
        return f"{self.start.isoformat()}/P{span}"

    @property
    def label(self) -> str:
        """As readers write it: `2023`, `2024/25`, `2021 to 2023`, `Apr-Jun 2023`, `May 2023`, `Oct 2022 to Mar 2023`,
        `2026-01-01`."""
        year = self.start.year
        if not self.months:
            return self.start.isoformat()
        if self.months == 12:
            return str(year) if self.start.month == 1 else f"{year}/{(year + 1) % 100:02d}"
        if self.months % 12 == 0 and (self.start.month, self.start.day) == (1, 1):
            return f"{year} to {self.end.year}"
        last = f"{MONTHS[self.end.month - 1]} {self.end.year}"
        if self.months == 1:
            return last
        first = MONTHS[self.start.month - 1]
        return f"{first}-{last}" if year == self.end.year else f"{first} {year} to {last}"

    def back(self, months: int) -> "Period":
        """The period of the same length that starts so many months earlier."""
        return Period(_add_months(self.start, -months), self.months)


@cache
def parse(text: str) -> Period:
    """Read a period in ISO form or as readers write it.

    `2020/21` is read as a year from April; a series with another year start is matched by label instead.
    Raises PeriodError saying which forms are known.
    """
    try:
        period = _read(text)
        if period and period.start.year in YEARS and period.end.year in YEARS:
            return period
    except ValueError:  # a month 13, or a span that would end on a 30 February: no period either
        pass
    raise PeriodError(
        f"expected a period such as 2023, 2024/25, 2021 to 2023, Apr-Jun 2023, May 2023, 2026-01-01"
        f" or 2021-01-01/P1Y from {YEARS[0]} to {YEARS[-1]}, got {shown(text)}"
    )


def _read(text: str) -> Period | None:
    if found := _ISO.fullmatch(text):
        year, month, day, count, unit = found.groups()
        return Period(date(int(year), int(month), int(day)), int(count or 0) * (12 if unit == "Y" else 1))
    if found := _YEAR.fullmatch(text):
        return Period(date(int(found[1]), 1, 1), 12)
    if (found := _SPLIT_YEAR.fullmatch(text)) and int(found[2]) == (int(found[1]) + 1) % 100:
        return Period(date(int(found[1]), 4, 1), 12)
    if (found := _YEARS.fullmatch(text)) and found[1] < found[2]:
        return Period(date(int(found[1]), 1, 1), 12 * (int(found[2]) - int(found[1]) + 1))
    if (found := _MONTHS.fullmatch(text)) and {found[1] or "Jan", found[2]} <= set(MONTHS):
        first, last = MONTHS.index(found[1] or found[2]) + 1, MONTHS.index(found[2]) + 1
        return Period(date(int(found[3]), first, 1), last - first + 1) if first <= last else None
    if (found := _SPAN.fullmatch(text)) and {found[1], found[3]} <= set(MONTHS):
        start = date(int(found[2]), MONTHS.index(found[1]) + 1, 1)
        months = 12 * (int(found[4]) - start.year) + MONTHS.index(found[3]) + 2 - start.month
        return Period(start, months) if months > 1 else None
    return None


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, day.day)
