"""How the figures of one area changed over time, and whether the change can be told from chance.

Knows which figures compare with one another; refuses to rate, to word or to draw. `newest` is the change to the last
figure from the one before, `since` that from some years earlier, `comparable` the figures that make one series.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from pmf import signal, wording
from pmf.figures import Figure
from pmf.periods import Period
from pmf.signal import Evidence

Obstacle = Literal["", "definition", "length", "overlap"]
_MONTH = 30.44


@dataclass(frozen=True)
class Change:
    """From one figure to a later one; both have a value and a period.

    `obstacle` says why the two do not compare, if so: a change of definition, periods of different length or that share
    months; then nothing can be said. Otherwise `evidence` says whether the change is distinguishable.
    """

    first: Figure
    last: Figure
    size: Decimal
    obstacle: Obstacle
    evidence: Evidence

    @property
    def distinguishable(self) -> bool | None:
        """Whether the change is larger than chance explains; None where it cannot be said."""
        if self.obstacle:
            return None
        return False if self.size == 0 else self.evidence.distinguishable


def held(history: Sequence[Figure]) -> list[Figure]:
    """The figures that have a value and a period."""
    return [figure for figure in history if figure.value is not None and figure.period is not None]


def comparable(history: Sequence[Figure]) -> list[Figure]:
    """The newest figures that make one series: one definition, equally long periods that follow one another at equal
    steps and share no month. Oldest first."""
    figures = held(history)
    run = figures[-1:]
    step = None
    for earlier, later in reversed(list(pairwise(figures))):
        apart = months(earlier, later)
        if obstacle(earlier, later) or apart != (step or apart):
            break
        step = apart
        run.insert(0, earlier)
    return run


def newest(history: Sequence[Figure]) -> Change | None:
    """The change to the newest figure from the one before; None where there are not two."""
    figures = held(history)
    return between(figures[-2], figures[-1], figures) if len(figures) > 1 else None


def since(history: Sequence[Figure], years: int) -> Change | None:
    """The change to the newest figure from that of so many years earlier; None where there is no such figure."""
    figures = held(history)
    first = next(
        (f for f in figures if months(f, figures[-1]) == 12 * years and _length(f) == _length(figures[-1])), None
    )
    return between(first, figures[-1], figures) if first else None


def between(first: Figure, last: Figure, history: Sequence[Figure]) -> Change:
    """The change from one figure to a later one of the same history. Both must have a value and a period."""
    if first.value is None or last.value is None:
        raise ValueError(f"expected two figures with values, got {first} and {last}")
    run = comparable(history[: history.index(last) + 1])
    series = [float(figure.value) for figure in run if figure.value is not None]
    found = signal.evidence(estimate(first), estimate(last), series)
    return Change(first, last, last.value - first.value, obstacle(first, last), found)


def estimate(figure: Figure) -> signal.Estimate | float:
    """A figure as the tests take it: with its interval where it has one."""
    value = float(figure.value or 0)
    return signal.Estimate(value, *figure.interval) if figure.interval else value


def obstacle(first: Figure, last: Figure) -> Obstacle:
    """Why an earlier and a later figure do not compare, if so."""
    if first.definition != last.definition:
        return "definition"
    if first.period and last.period and first.period.months != last.period.months:
        return "length"
    return "overlap" if first.period and last.period and first.period.end >= last.period.start else ""


def months(first: Figure, last: Figure) -> int:
    """Whole months between two starts; a survey day may move by some weeks from year to year. Both have a period."""
    days = (_period(last).start - _period(first).start).days
    return round(days / _MONTH)


def _length(figure: Figure) -> int:
    return _period(figure).months


def _period(figure: Figure) -> Period:
    if figure.period is None:
        raise ValueError(f"expected a figure with a period, got {figure}")
    return figure.period


def first_reported(vintages: Sequence[Figure], figure: Figure) -> Figure | None:
    """The figure of the same period as its first release gave it, where that was another; vintages in any order."""
    of_period = [f for f in vintages if f.period == figure.period and f.value is not None and f.release]
    first = min(of_period, key=lambda f: f.release or date.max, default=None)
    return first if first and first.value != figure.value else None


def indexed(history: Sequence[Figure], base: Period) -> list[Figure]:
    """The figures as an index that is 100 in the base period, one decimal; only those on the base's definition.

    Empty where there is no figure of that period, or it is zero: nothing can be measured by it.
    """
    figures = held(history)
    start = next((figure for figure in figures if figure.period == base), None)
    if start is None or not start.value:
        return []
    whole = start.value
    return [
        replace(figure, value=wording.rounded(figure.value * 100 / whole, 1), interval=None)
        for figure in figures
        if figure.value is not None and figure.definition == start.definition
    ]
