"""What a later release changed in figures that were out before.

Knows the vintages of one indicator in one area; refuses to know where they are stored and why they changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from pmf.figures import Figure
from pmf.periods import Period


@dataclass(frozen=True)
class Change:
    """One figure before and after, as shown."""

    period: Period
    was: Decimal
    now: Decimal

    @property
    def size(self) -> Decimal:
        """By how much, up or down."""
        return self.now - self.was


@dataclass(frozen=True)
class Revision:
    """The newest release that changed old figures: of `compared` it gave anew, which `changes` it made."""

    release: date
    compared: int
    changes: tuple[Change, ...]

    @property
    def largest(self) -> Change:
        """The change that moved a figure most."""
        return max(self.changes, key=lambda change: abs(change.size))


def newest(vintages: Sequence[Figure]) -> Revision | None:
    """The newest revision among figures of all releases; None where no figure was ever changed."""
    held: dict[Period, Decimal] = {}
    found = None
    dated = [figure for figure in vintages if figure.release and figure.period and figure.value is not None]
    for release, figures in groupby(sorted(dated, key=_release), key=_release):
        given = {figure.period: figure.value for figure in figures if figure.period and figure.value is not None}
        both = sorted(given.keys() & held)
        changes = [Change(period, held[period], given[period]) for period in both if given[period] != held[period]]
        found = Revision(release, len(both), tuple(changes)) if changes else found
        held |= given
    return found


def undone(history: Sequence[Figure], revision: Revision) -> list[Figure]:
    """The history as it would be had the release left old figures alone."""
    was = {change.period: change.was for change in revision.changes}
    return [replace(f, value=was[f.period]) if f.period in was and f.value is not None else f for f in history]


def _release(figure: Figure) -> date:
    return figure.release or date.min
