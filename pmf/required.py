"""What yearly change a target needs, and whether such a change was ever achieved.

Knows arithmetic on one area's comparable figures; refuses to set targets or to rate. `required` answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from pmf import trend
from pmf.catalogue import Indicator
from pmf.figures import Figure

_DAYS = Decimal("365.25")
_SOONEST = Decimal("0.25")


@dataclass(frozen=True)
class Required:
    """The straight line from the newest figure to a target at the end of a year.

    `yearly` is the change a year it needs, 0 where it is `reached`. `fastest` is the largest yearly change the wanted
    way between two comparable figures held, from `fastest_from` to `fastest_to`: 0 and no figures where none went that
    way, None where there are not two. `points` is how many comparable figures there are.
    """

    target: Decimal
    by: int
    start: Figure
    yearly: Decimal
    reached: bool
    fastest: Decimal | None
    fastest_from: Figure | None
    fastest_to: Figure | None
    points: int

    @property
    def achieved_before(self) -> bool | None:
        """Whether the yearly change needed was ever achieved; None where nothing compares or it is reached."""
        if self.reached or self.fastest is None:
            return None
        return abs(self.fastest) >= abs(self.yearly)


def required(indicator: Indicator, history: Sequence[Figure], target: Decimal, by: int) -> Required | None:
    """The line to a target at the end of the year `by`.

    None without a figure, without a wanted direction, or where the year ends less than a quarter after the figure's
    own period.
    """
    run = trend.comparable(history)
    if not run or indicator.direction not in ("up", "down"):
        return None
    start = run[-1]
    if start.value is None or start.period is None:
        return None
    years = Decimal((date(by, 12, 31) - start.period.end).days) / _DAYS
    if years < _SOONEST:
        return None
    up = indicator.direction == "up"
    reached = start.value >= target if up else start.value <= target
    steps = [(_yearly(a, b), a, b) for a, b in pairwise(run)]
    wanted = [step for step in steps if (step[0] > 0 if up else step[0] < 0)]
    best = max(wanted, key=lambda step: abs(step[0]), default=None)
    return Required(
        target=target,
        by=by,
        start=start,
        yearly=Decimal(0) if reached else (target - start.value) / years,
        reached=reached,
        fastest=best[0] if best else Decimal(0) if steps else None,
        fastest_from=best[1] if best else None,
        fastest_to=best[2] if best else None,
        points=len(run),
    )


def _yearly(earlier: Figure, later: Figure) -> Decimal:
    """Change a year between two figures of one series."""
    if earlier.value is None or later.value is None:
        raise ValueError(f"expected two figures with values, got {earlier} and {later}")
    return (later.value - earlier.value) * 12 / trend.months(earlier, later)
