"""Is a change distinguishable from chance? Knows intervals and what follows from them; refuses to rate.

The test stands beside the adopted rating and never replaces it.
"""

from dataclasses import dataclass
from math import sqrt

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
