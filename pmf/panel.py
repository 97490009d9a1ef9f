"""One indicator in many areas: every figure as known on a day, and what a group of areas has together.

Knows how figures of one period stand side by side and how a group is averaged; refuses to rank and to query.
A rate of a group is the ratio of sums where its parts are held, else a simple mean that says of how many.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from statistics import median
from typing import Literal

from pmf import wording
from pmf.areas import Area
from pmf.catalogue import Indicator
from pmf.figures import Figure
from pmf.periods import Period
from pmf.refusals import Refusal

How = Literal["ratio of sums", "simple mean"]
RECODED = "published under its code before"
"""Begins the note of a figure that a district has from before it only changed its code."""


class PeriodNotHeld(Refusal, KeyError):
    """A period of which no area compared has a figure."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Mean:
    """What a group of `n` areas has together, at the indicator's decimals, and how it was worked out."""

    value: Decimal
    how: How
    n: int


@dataclass(frozen=True)
class Spread:
    """A group in one period: `n` areas with a figure, the lowest, the middle and the highest of these figures."""

    period: Period
    n: int
    low: Decimal
    middle: Decimal
    high: Decimal


@dataclass(frozen=True)
class Panel:
    """The figures of one indicator, oldest first, by area.

    `vintages` are those of `area` in every release. `parts` are numerator and denominator by area and period where
    the indicator is a quotient. `total` says that figures add up over areas: larger areas have larger ones.
    """

    indicator: Indicator
    area: Area
    figures: Mapping[str, tuple[Figure, ...]]
    vintages: tuple[Figure, ...]
    parts: Mapping[tuple[str, Period], tuple[float, float]]
    total: bool

    @cached_property
    def _cells(self) -> dict[tuple[str, Period], Figure]:
        return {(code, f.period): f for code, run in self.figures.items() for f in run if f.period}

    def history(self, code: str) -> tuple[Figure, ...]:
        """All figures of an area, oldest first; none where nothing is held."""
        return self.figures.get(code, ())

    def at(self, code: str, period: Period | None) -> Figure | None:
        """The figure of an area and period where it has a value."""
        found = self._cells.get((code, period)) if period else None
        return found if found and found.value is not None else None

    def periods(self, codes: Collection[str]) -> list[Period]:
        """Periods in which any of the areas has a value, newest first."""
        found = {f.period for code in codes for f in self.history(code) if f.period and f.value is not None}
        return sorted(found, reverse=True)

    def find(self, text: str, codes: Collection[str]) -> Period:
        """The period a reader means: `2024/25` also where the year begins in August. Raises PeriodNotHeld."""
        choices = self.periods(codes)
        for period in choices:
            if text in (period.iso, period.label, wording.period(period)):
                return period
        names = ", ".join(wording.period(period) for period in choices[:6]) or "one held, and none is"
        older = f" or one of {len(choices) - 6} older" if len(choices) > 6 else ""
        raise PeriodNotHeld(f"{self.indicator.name} has no figure for {text[:40]!r}: expected {names}{older}")

    def mean(self, codes: Sequence[str], period: Period) -> Mean | None:
        """What those of the areas that have a figure have together in a period; None where none has."""
        found = self._values(codes, period)
        if not found:
            return None
        decimals = self.indicator.decimals
        parts = [self.parts[code, period] for code in found if (code, period) in self.parts]
        if self.indicator.formula and len(parts) == len(found) and (below := sum(part[1] for part in parts)):
            value = sum(part[0] for part in parts) * self.indicator.formula.factor / below
            return Mean(wording.rounded(value, decimals), "ratio of sums", len(found))
        return Mean(wording.rounded(_average(list(found.values())), decimals), "simple mean", len(found))

    def mean_over_time(self, codes: Sequence[str]) -> list[Figure]:
        """The mean of the areas that have a figure in the newest period, in every period that all of these have.

        Always the same areas, so that the mean moves because they do. A figure's note says how it was worked out and
        of how many; its definition is that of its members, all names where they differ.
        """
        choices = self.periods(codes)
        members = list(self._values(codes, choices[0])) if choices else []
        drawn = [period for period in reversed(choices) if len(self._values(members, period)) == len(members)]
        return [
            Figure(period, found.value, definition=self.definition(members, period), note=f"{found.how} of {found.n}")
            for period in drawn
            if (found := self.mean(members, period))
        ]

    def spread(self, codes: Sequence[str]) -> list[Spread]:
        """Of each period, oldest first, the range and the middle of the figures of the areas."""
        found = []
        for period in reversed(self.periods(codes)):
            values = list(self._values(codes, period).values())
            middle = wording.rounded(median(values), self.indicator.decimals)
            found.append(Spread(period, len(values), min(values), middle, max(values)))
        return found

    def definition(self, codes: Sequence[str], period: Period) -> str:
        """The definitions behind the figures of a period, all where they differ; empty where none is named."""
        found = {figure.definition for code in codes if (figure := self.at(code, period))}
        return "; ".join(sorted(filter(None, found)))

    def _values(self, codes: Sequence[str], period: Period) -> dict[str, Decimal]:
        found = ((code, self.at(code, period)) for code in codes)
        return {code: figure.value for code, figure in found if figure and figure.value is not None}


def _average(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)
