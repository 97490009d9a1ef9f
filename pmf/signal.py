"""Is a change distinguishable from chance? Knows intervals and runs of points; refuses to rate.

The test stands beside the adopted rating and never replaces it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isclose, sqrt
from statistics import fmean
from typing import Literal

Z_95 = 1.959964


@dataclass(frozen=True)
class Estimate:
    """A survey estimate with its published 95% confidence interval."""

    value: float
    lower_95: float
    upper_95: float

    @property
    def standard_error(self) -> float:
        """Half the interval's width over 1.96, as for an estimate whose errors are normal."""
        return (self.upper_95 - self.lower_95) / (2 * Z_95)


def z_score(previous: Estimate, current: Estimate) -> float | None:
    """The change in units of its own standard error, the two estimates taken as independent; None without width."""
    error = sqrt(previous.standard_error**2 + current.standard_error**2)
    return (current.value - previous.value) / error if error else None


def distinguishable(previous: Estimate, current: Estimate) -> bool | None:
    """Whether the change is larger than chance explains at the 95% level (two-sided); None where it cannot be said."""
    z = z_score(previous, current)
    return None if z is None else abs(z) > Z_95


XMR_POINTS = 10
"""A series shorter than this gives no natural process limits."""
RUN = 8
"""So many points in a row on one side of the centre are a signal."""
_XMR = 2.66  # three standard deviations by the mean moving range of two points: 3 / 1.128

Basis = Literal["intervals", "limits", "too few points"]


@dataclass(frozen=True)
class Limits:
    """Natural process limits of an individuals (XmR) chart: centre and three-sigma limits, from `points` points."""

    centre: float
    lower: float
    upper: float
    points: int


@dataclass(frozen=True)
class Evidence:
    """What figures allow to be said of a change.

    `distinguishable` is None where nothing can be said; `basis` says what it rests on, `rule` which rule of the
    limits the newest point broke.
    """

    distinguishable: bool | None
    basis: Basis
    z: float | None = None
    limits: Limits | None = None
    rule: Literal["", "single point", "eight points"] = ""


def limits(values: Sequence[float]) -> Limits | None:
    """The limits of comparable points in their order: mean, and 2.66 mean moving ranges to each side.

    None for fewer than XMR_POINTS. Source: Wheeler, Understanding Variation; NHS England, Making Data Count.
    """
    if len(values) < XMR_POINTS:
        return None
    centre = fmean(values)
    reach = _XMR * fmean(abs(b - a) for a, b in pairwise(values))
    return Limits(centre, centre - reach, centre + reach, len(values))


def evidence(previous: Estimate | float, current: Estimate | float, series: Sequence[float]) -> Evidence:
    """What can be said of the change: by intervals where both figures have one with width, else by the limits of
    the `series`, comparable points of which the current figure is the last.

    By limits a change is distinguishable when the newest point lies outside them, or ends a run of eight or more on
    one side of the centre, on the side the change went to. Where it went the other way nothing can be said of it.
    """
    if isinstance(previous, Estimate) and isinstance(current, Estimate):
        z = z_score(previous, current)
        if z is not None:
            return Evidence(abs(z) > Z_95, "intervals", z)
    found = limits(series)
    if found is None:
        return Evidence(None, "too few points")
    beyond = _side(series[-1], found.upper) > 0 or _side(series[-1], found.lower) < 0
    run = {_side(value, found.centre) for value in series[-RUN:]} in ({1}, {-1})
    if not beyond and not run:
        return Evidence(False, "limits", limits=found)
    went = _side(_value(current), _value(previous))
    agrees = went == _side(series[-1], found.centre)
    return Evidence(True if agrees else None, "limits", limits=found, rule="single point" if beyond else "eight points")


def _value(figure: Estimate | float) -> float:
    return figure.value if isinstance(figure, Estimate) else figure


def _side(value: float, line: float) -> int:
    """On which side of a line a value lies; 0 on the line, however binary addition has left it."""
    return 0 if isclose(value, line, rel_tol=1e-9, abs_tol=1e-9) else 1 if value > line else -1
