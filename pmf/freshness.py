"""How old a source is against its own cycle, and when the next release is to be expected.

Knows dates and frequencies; refuses to know when anybody last asked.
"""

from datetime import date
from typing import Literal

from pmf.observations import CYCLE_MONTHS, Frequency
from pmf.periods import Period

Freshness = Literal["fresh", "due", "late"]

GRACE_MONTHS = {1: 1, 3: 1, 4: 2, 6: 2, 12: 3, 24: 6, 48: 12, 120: 24}
"""How long after its cycle a release is due before it is late."""


def next_expected(last_release: date, frequency: Frequency) -> date:
    """One cycle after the last release."""
    return _later(last_release, CYCLE_MONTHS[frequency])


def freshness(last_release: date, frequency: Frequency, today: date) -> Freshness:
    """Fresh until the next release is expected, then due, and late when the grace of its cycle is over."""
    cycle = CYCLE_MONTHS[frequency]
    if today < _later(last_release, cycle):
        return "fresh"
    return "due" if today < _later(last_release, cycle + GRACE_MONTHS[cycle]) else "late"


def is_stale(since: date | None, period: Period, frequency: Frequency, today: date) -> bool:
    """Whether a newer figure is late: counted from the day on which the figure came, as that of a source is.

    Of a figure that somebody reported no such day is known; it is taken to have come a cycle after its period.
    """
    return freshness(since or next_expected(period.end, frequency), frequency, today) == "late"


def _later(day: date, months: int) -> date:
    # counted from the first of the month, as release days move about; a release on the 31st has no same day to meet
    return Period(day.replace(day=1), 0).back(-months).start
