"""The rating rules of the framework, exact in decimal, each with the sentence that explains it.

Knows the rules of both editions as numbers it is given; refuses to know indicators, areas and data.
Source of every rule: Performance Management Framework, 2023-2025 appendix 5 and 2025-2029 appendix 2.
"""

import decimal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from pmf import wording
from pmf.refusals import Refusal

Word = Literal["Red", "Amber", "Green", "Blue", "Baseline", "Contextual", "In Development"]
Direction = Literal["up", "down", "maintain", "none"]
State = Literal["Baseline", "In Development"]
"""What an indicator can be declared to be instead of rated; Contextual is one of which no direction is better."""

READING_OF_MAINTAIN = (
    "The framework prints a sideways arrow and does not define it; we read it as a level to hold, closer is better"
)
WANTED = {"up": "higher is better", "down": "lower is better", "none": "no direction is better"}
_DIGITS = 100
_EXACT = decimal.Context(prec=2 * _DIGITS, traps=[decimal.Inexact, decimal.InvalidOperation, decimal.Overflow])


class RatingError(Refusal, ValueError):
    """A rating that cannot be worked out from what was given."""


@dataclass(frozen=True)
class TargetBands:
    """An edition's bands against target, in percent of the target: Amber down to `amber_within` below it, Blue
    above `blue_above` better, or from exactly there where `blue_at_boundary`."""

    amber_within: Decimal
    blue_above: Decimal
    blue_at_boundary: bool


@dataclass(frozen=True)
class BespokeLevels:
    """Cut points in the indicator's own unit, agreed where results vary too much for percentages (2025 edition).

    From `amber` on a figure is at least Amber, from `green` Green, from `blue` Blue; they rise where higher is
    better and fall where lower is. `reason` and `approved` are shown with every rating made by them.
    """

    amber: Decimal
    green: Decimal
    blue: Decimal
    reason: str
    approved: date

    def check(self, direction: Direction) -> None:
        """Raise RatingError unless the cut points stand in the order that `direction` asks for."""
        ordered = [self.amber, self.green, self.blue]
        if direction not in ("up", "down") or ordered != sorted(set(ordered), reverse=direction == "down"):
            raise RatingError(
                f"expected bespoke levels that {'fall' if direction == 'down' else 'rise'} from amber over green to"
                f" blue for an indicator with direction up or down, got {', '.join(map(str, ordered))} for {direction}"
            )


@dataclass(frozen=True)
class Movement:
    """From the previous figure to the current one; None where one of the two is missing."""

    change: Decimal | None
    travel: wording.Travel | None


@dataclass(frozen=True)
class Rating:
    """A rating's word, or None where no rating can be given, and the sentence that says why."""

    word: Word | None
    reason: str


@dataclass(frozen=True)
class TargetRating(Rating):
    """A rating against target with the gap in percent of the target, better positive."""

    gap_percent: Decimal | None = None


def movement(previous: Decimal | None, current: Decimal | None) -> Movement:
    """How the figure moved. Judges nothing."""
    if previous is None or current is None:
        return Movement(None, None)
    change = _subtract(current, previous)
    return Movement(change, "up" if change > 0 else "down" if change < 0 else "level")


def against_direction(
    previous: Decimal | None,
    current: Decimal | None,
    direction: Direction,
    maintain_at: Decimal | None = None,
    *,
    edition: str,
    unit: str = "",
) -> Rating:
    """Rate the change against the direction for improvement: Green the wanted way, Red the other, Amber unchanged.

    A `maintain` indicator holds the level `maintain_at`: moving closer is Green, away Red, neither Amber. Without a
    previous figure there is no rating ("first period"), never Amber. Raises RatingError for a `maintain` without
    its level and for figures too long to be compared exactly.
    """
    if direction == "maintain" and maintain_at is None:
        raise RatingError("expected the level to hold (maintain_at) with direction maintain, got none")
    if current is None:
        return Rating(None, "No current figure: not rated.")
    if previous is None:
        return Rating(None, f"{wording.figure(current, unit)}, first period: no earlier figure to compare, not rated.")
    opening = f"{wording.figure(current, unit)} against {wording.figure(previous, unit)}"
    change = movement(previous, current).change
    assert change is not None
    if direction == "none":
        return Rating("Contextual", f"{opening}: {_moved(change, previous, unit)}. No direction is better: Contextual.")
    rule = f"Rule: {edition} edition, direction for improvement."
    if maintain_at is not None and direction == "maintain":
        return _against_level(previous, current, maintain_at, f"{opening}, to hold at", rule, unit)
    wanted = change > 0 if direction == "up" else change < 0
    word: Word = "Amber" if not change else "Green" if wanted else "Red"
    way = {"Green": "moved the right way by ", "Red": "moved the wrong way by ", "Amber": ""}[word]
    return Rating(word, f"{opening}, {WANTED[direction]}: {way}{_amount(change, previous, unit)}. {word}. {rule}")


def against_target(
    current: Decimal | None,
    target: Decimal | None,
    direction: Direction,
    bands: TargetBands,
    bespoke: BespokeLevels | None = None,
    *,
    edition: str,
    unit: str = "",
) -> TargetRating:
    """Rate the current figure against its target, by the edition's bands or by bespoke levels.

    The gap is in percent of the size of the target, also for indicators that are percentages. No target gives
    Baseline. A target of zero has no percentage: not rated, unless bespoke levels say otherwise. A `maintain`
    indicator is Green on target, Amber within the Amber band on either side, else Red, never Blue.
    """
    if direction == "none":
        return TargetRating("Contextual", "An activity measure without target: Contextual.")
    if bespoke is not None and current is not None:
        return _by_levels(current, target, direction, bespoke, edition, unit)
    if current is None:
        return TargetRating(None, "No current figure: not rated against target.")
    if target is None:
        return TargetRating("Baseline", "No target is set; the figure is tracked to inform one: Baseline.")
    opening = f"{wording.figure(current, unit)} against a target of {wording.figure(target, unit)}"
    rule = f"Rule: {edition} edition, target."
    if target == 0:
        return TargetRating(None, f"{opening}: cannot be rated by percentage, a target of zero has none. {rule}")
    better = _subtract(target, current) if direction == "down" else _subtract(current, target)
    if direction == "maintain":
        better = better.copy_abs().copy_negate()
    word, remark = _band(better, target.copy_abs(), direction, bands)
    gap = _gap_percent(better, target)
    side = "exactly on target" if better == 0 else f"{'better' if better > 0 else 'worse'} by {_gap(better, target)}"
    wanted = "to be held" if direction == "maintain" else WANTED[direction]
    return TargetRating(word, f"{opening}, {wanted}: {side}. {word}. {rule}{remark}", gap)


def declared(state: State) -> TargetRating:
    """The rating of an indicator that its declaration keeps from being rated, in both editions."""
    why = {
        "Baseline": "Declared as Baseline: tracked to inform a target, not rated against one.",
        "In Development": "Declared as In Development: its measure is still being worked out, so it is not rated.",
    }
    return TargetRating(state, why[state])


def _against_level(previous: Decimal, current: Decimal, level: Decimal, opening: str, rule: str, unit: str) -> Rating:
    before, after = (_subtract(value, level).copy_abs() for value in (previous, current))
    word: Word = "Green" if after < before else "Red" if after > before else "Amber"
    moved = {"Green": "moved closer", "Red": "moved away", "Amber": "as far away as before"}[word]
    distance = f"{wording.size(before, unit)} away before, {wording.size(after, unit)} now"
    return Rating(
        word,
        f"{opening} {wording.figure(level, unit)}: {moved}, {distance}. {word}. {rule} {READING_OF_MAINTAIN}.",
    )


def _band(better: Decimal, target: Decimal, direction: Direction, bands: TargetBands) -> tuple[Word, str]:
    """Compare the gap with the bands by cross-multiplication, so that no division rounds at a boundary."""
    scaled, bottom, top = (
        _exact(_EXACT.multiply, one, other)
        for one, other in ((better, Decimal(100)), (target, -bands.amber_within), (target, bands.blue_above))
    )
    if scaled < bottom:
        return "Red", ""
    if scaled < 0:
        return "Amber", ""
    if direction == "maintain" or scaled < top or (scaled == top and not bands.blue_at_boundary):
        return "Green", ""
    if scaled == top:
        return "Blue", f" At exactly {bands.blue_above}% the wording fits Green and Blue; we read it as Blue."
    return "Blue", ""


def _by_levels(
    current: Decimal, target: Decimal | None, direction: Direction, levels: BespokeLevels, edition: str, unit: str
) -> TargetRating:
    levels.check(direction)
    cuts_up = (levels.amber, levels.green, levels.blue)
    reached = [cut for cut in cuts_up if (current <= cut if direction == "down" else current >= cut)]
    words: tuple[Word, ...] = ("Red", "Amber", "Green", "Blue")
    word = words[len(reached)]
    cuts = ", ".join(
        f"{name} from {wording.figure(cut, unit)}"
        for name, cut in zip(("Amber", "Green", "Blue"), cuts_up, strict=True)
    )
    gap = None
    if target:
        better = _subtract(target, current) if direction == "down" else _subtract(current, target)
        gap = _gap_percent(better, target)
    return TargetRating(
        word,
        f"{wording.figure(current, unit)} by bespoke levels ({cuts}; {WANTED[direction]}): {word}."
        f" Rule: {edition} edition, levels approved {wording.day(levels.approved)}: {levels.reason}.",
        gap,
    )


def _subtract(one: Decimal, other: Decimal) -> Decimal:
    return _exact(_EXACT.subtract, one, other)


def _exact(operation: Callable[[Decimal, Decimal], Decimal], one: Decimal, other: Decimal) -> Decimal:
    """What the operation gives, with every digit; zero has no sign."""
    try:
        return _EXACT.add(operation(one, other), Decimal(0))
    except decimal.DecimalException:
        raise RatingError(f"expected figures of at most {_DIGITS} digits that can be compared exactly") from None


def _moved(change: Decimal, previous: Decimal, unit: str) -> str:
    return (
        _amount(change, previous, unit)
        if change == 0
        else (f"{'up' if change > 0 else 'down'} by {_amount(change, previous, unit)}")
    )


def _amount(change: Decimal, previous: Decimal, unit: str) -> str:
    if change == 0:
        return "unchanged"
    if wording.is_percentage(unit):
        return wording.size(change, unit)
    return f"{wording.size(change, unit)} ({wording.percent(change, previous)})"


def _gap_percent(better: Decimal, target: Decimal) -> Decimal:
    """The gap in percent of the target, to four decimals."""
    return wording.in_percent(better, target, 4).normalize(_EXACT)


def _gap(better: Decimal, target: Decimal) -> str:
    """The gap in words; one that only rounds to a whole percent says on which side of it it lies."""
    shown = wording.in_percent(better.copy_abs(), target, 1)
    if shown != shown.to_integral_value():
        return f"{shown}%"
    exact = abs(Fraction(better) * 100 / Fraction(target))
    side = "" if exact == Fraction(shown) else "just over " if exact > Fraction(shown) else "just under "
    return f"{side}{shown.to_integral_value()}%"
