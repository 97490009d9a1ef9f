"""When to ask again: published rates, exponential waits, and what `Retry-After` says.

Knows time only through a `Clock`, so that tests need none; refuses to know what is asked.
"""

import re
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from connectors.services import Rate

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
LONGEST_RETRY_AFTER = 120.0


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """The three things time does for us."""

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = _utc_now
    sleep: Callable[[float], None] = time.sleep


class Pace:
    """Holds each caller back until one more request stays within every rate."""

    def __init__(self, rates: Sequence[Rate], clock: Clock) -> None:
        self._rates, self._clock = tuple(rates), clock
        self._sent: deque[float] = deque(maxlen=max(count for count, _ in rates))
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Return when the next request may be sent, and count it as sent."""
        with self._lock:
            now = self._clock.monotonic()
            if (wait := self._due() - now) > 0:
                self._clock.sleep(wait)
                now += wait
            self._sent.append(now)

    def _due(self) -> float:
        oldest = [(self._sent[-count] + span) for count, span in self._rates if len(self._sent) >= count]
        return max(oldest, default=float("-inf"))


def backoff(attempt: int) -> float:
    """Seconds to wait after failed attempt number `attempt`, counted from 0."""
    return min(LONGEST_WAIT, FIRST_WAIT * 2.0**attempt)


def retry_after(header: str | None, now: datetime) -> float | None:
    """Seconds that a `Retry-After` of either form asks for; None where it says nothing that can be read."""
    if header is None:
        return None
    if re.fullmatch("[0-9]+", header.strip()):
        return float(header)
    try:
        asked = parsedate_to_datetime(header)
    except (ValueError, OverflowError):  # neither form: our own waits apply
        return None
    return max(0.0, (asked.replace(tzinfo=asked.tzinfo or UTC) - now).total_seconds())
