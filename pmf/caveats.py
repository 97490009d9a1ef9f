"""What a reader must know beside a figure: bases, vintages, intervals, age.

Knows when two figures do not compare and when one is old; refuses to rate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pmf import freshness, rating, signal, wording
from pmf.catalogue import Indicator
from pmf.figures import Figure, Report
from pmf.periods import Period

WarningKind = Literal[
    "population base",
    "definition",
    "periods",
    "vintages",
    "interval",
    "cumulative",
    "stale",
    "derived",
    "not held",
    "not reproduced",
    "reading",
    "correction",
]
WARNING_MARKS: dict[WarningKind, str] = {
    "population base": "B",
    "definition": "D",
    "periods": "P",
    "vintages": "V",
    "interval": "I",
    "cumulative": "C",
    "stale": "S",
    "derived": "†",
    "not held": "N",
    "not reproduced": "≠",
    "reading": "R",
    "correction": "✱",
}


@dataclass(frozen=True)
class Warned:
    """Something the reader must know beside a figure."""

    kind: WarningKind
    text: str


def broken(previous: Figure | None, current: Figure | None) -> Literal["population base", "definition"] | None:
    """What about the meaning of a figure is another in the two, if anything is."""
    if previous is None or current is None or previous.definition == current.definition:
        return None
    return "population base" if "population base" in previous.definition + current.definition else "definition"


def between(previous: Figure | None, current: Figure | None, history: Sequence[Figure] = ()) -> list[Warned]:
    """What stands between two figures that are compared; `history` shows how many periods a release gives."""
    if previous is None or current is None:
        return []
    found = []
    if aspect := broken(previous, current):
        then, now = (figure.definition.split(": ")[-1] or "not stated" for figure in (previous, current))
        text = (
            f"{aspect.capitalize()} changed: {wording.period(previous.period)} stands on {then},"
            f" {wording.period(current.period)} on {now}. Part of the change may be the {aspect}."
        )
        found.append(Warned(aspect, text))
    elif previous.release and current.release and _another_vintage(previous, current, history):
        text = (
            f"Two vintages: {wording.period(previous.period)} was released on {wording.day(previous.release)},"
            f" {wording.period(current.period)} on {wording.day(current.release)}."
        )
        found.append(Warned("vintages", text))
    unlike = _unlike(previous.period, current.period)
    if unlike:
        spans = f"{wording.period(previous.period)} and {wording.period(current.period)}"
        found.append(Warned("periods", f"The two periods {unlike}: {spans}. Part of the change may be that."))
    gap = [f for f in history if f.value is None and _lies_between(f.period, previous.period, current.period)]
    for why in dict.fromkeys(figure.missing for figure in gap):
        skipped = wording.listed([wording.period(figure.period) for figure in gap if figure.missing == why])
        found.append(Warned("not held", f"No figure for {skipped}, between the two: {why}."))
    if previous.interval and current.interval and not unlike:
        pair = (signal.Estimate(float(f.value or 0), *f.interval) for f in (previous, current) if f.interval)
        if signal.distinguishable(*pair) is False:
            ends = (wording.interval(figure.interval, figure.value) for figure in (previous, current))
            text = (
                "The change is smaller than the survey can tell from chance: 95% confidence intervals"
                f" {' and '.join(ends)}."
            )
            found.append(Warned("interval", text))
    return found


def _unlike(previous: Period | None, current: Period | None) -> str:
    """How two periods do not compare, as a verb with its object; empty where they do or one is not known."""
    if previous is None or current is None:
        return ""
    if previous.months != current.months:
        return "are not equally long"
    return "share months" if previous.end >= current.start else ""


def _lies_between(period: Period | None, previous: Period | None, current: Period | None) -> bool:
    return bool(period and previous and current and previous.start < period.start < current.start)


def _another_vintage(previous: Figure, current: Figure, history: Sequence[Figure]) -> bool:
    """Whether the two come from releases that need not differ: where each gives one period only, they always do."""
    together = sum(figure.release == current.release and figure.value is not None for figure in history)
    return previous.release != current.release and together > 1


def newer_without_value(history: Sequence[Figure], current: Figure | None) -> list[Warned]:
    """Periods after the current one that have no figure, and why."""
    newer = [
        figure
        for figure in history
        if current and figure.period and current.period and figure.period.start > current.period.start
    ]
    if newer:
        return [Warned("not held", f"No figure for {wording.period(newer[-1].period)}: {newer[-1].missing}.")]
    if not current and history:
        return [Warned("not held", f"No figure: {history[-1].missing}.")]
    return []


def not_reproduced(indicator: Indicator, report: Report, history: Sequence[Figure]) -> list[Warned]:
    """Where the sources give another figure for the reported periods than was reported."""
    computed = {figure.period: figure.value for figure in history if figure.value is not None}
    pairs = [
        (period, said, computed[period])
        for period, said in (
            (report.source_previous_period, report.previous),
            (report.source_period, report.current),
        )
        if period in computed and said is not None
    ]
    if all(abs(found - said) <= _last_decimal(said) for _, said, found in pairs):
        return []
    found = [f"{wording.figure(value, indicator.unit)} for {wording.period(period)}" for period, _, value in pairs]
    return [Warned("not reproduced", f"From the sources: {wording.listed(found)}; reported is what was printed.")]


def _last_decimal(value: Decimal) -> Decimal:
    """One unit in the last decimal a figure was printed with: what rounding can explain."""
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


def about(indicator: Indicator, current: Figure | None, on: date) -> list[Warned]:
    """What holds for the indicator whatever its figures, and how old the figure is."""
    found = []
    if indicator.cumulative:
        text = "Cumulative: the figure can only grow, so against direction for improvement it can never turn Red."
        found.append(Warned("cumulative", text))
    if indicator.direction == "maintain":
        found.append(Warned("reading", f"{rating.READING_OF_MAINTAIN}."))
    if current and current.release:  # a published figure: has the series itself changed meaning?
        found += [
            Warned("definition", change.note)
            for change in indicator.definition_changes
            if change.since <= current.release
        ]
    if current and current.period and is_stale(current, indicator, on):
        since = wording.age(current.came or current.period.end, on)
        found.append(
            Warned("stale", f"Old figure: nothing newer is held for {since}; frequency: {indicator.frequency}.")
        )
    return found


def is_stale(current: Figure, indicator: Indicator, on: date) -> bool:
    """Whether a figure newer than this should have come by the indicator's own frequency."""
    return current.period is not None and freshness.is_stale(current.came, current.period, indicator.frequency, on)
