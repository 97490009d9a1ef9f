"""How one row of the scorecard comes about: the figures chosen, rated, and the warnings they carry.

Knows declarations, figures and rules it is handed; refuses to know where the figures are stored.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pmf import rating, signal, wording
from pmf.catalogue import Indicator
from pmf.editions import Edition
from pmf.observations import CYCLE_MONTHS
from pmf.periods import Period
from pmf.rating import Movement, Rating, TargetRating

Basis = Literal["reported", "computed"]
WarningKind = Literal[
    "population base",
    "definition",
    "vintages",
    "interval",
    "cumulative",
    "stale",
    "derived",
    "not held",
    "not reproduced",
    "reading",
]
WARNING_MARKS: dict[WarningKind, str] = {
    "population base": "B",
    "definition": "D",
    "vintages": "V",
    "interval": "I",
    "cumulative": "C",
    "stale": "S",
    "derived": "†",
    "not held": "N",
    "not reproduced": "≠",
    "reading": "R",
}
NO_RATING = "Not rated"
ROUNDING = Decimal("0.001")  # a reported and a recomputed figure this close, relatively, differ by rounding only


@dataclass(frozen=True)
class Warned:
    """Something the reader must know beside a figure."""

    kind: WarningKind
    text: str


@dataclass(frozen=True)
class Figure:
    """One value of one area and period, with what is known of its making.

    `value` is at the decimals shown, None where it is missing; `note` says how it was made or what is missing;
    `definition` names the population base, geography or method behind it.
    """

    period: Period | None
    value: Decimal | None
    release: date | None = None
    interval: tuple[float, float] | None = None
    status: str = ""
    definition: str = ""
    note: str = ""


@dataclass(frozen=True)
class Report:
    """An indicator as a round reported it. `period_text` is the label printed where it is no source period."""

    round: str
    published: bool
    period: Period
    previous: Decimal | None
    current: Decimal | None
    published_travel: str
    published_rating: str
    source_period: Period | None
    source_previous_period: Period | None
    note: str


@dataclass(frozen=True)
class Row:
    """One indicator on the scorecard: two figures, two ratings, one sentence, and what to beware of."""

    indicator: Indicator
    previous: Figure | None
    current: Figure | None
    movement: Movement
    direction: Rating
    target: Decimal | None
    against_target: TargetRating
    headline: Rating
    reason: str
    basis: Basis | None
    reported: Report | None
    warnings: tuple[Warned, ...]
    history: tuple[Figure, ...]

    @property
    def headline_word(self) -> str:
        """The headline rating as a word, `Not rated` where there is none."""
        return self.headline.word or NO_RATING


@dataclass(frozen=True)
class Scorecard:
    """All rows for one area, round and edition."""

    area_code: str
    area_name: str
    edition: Edition
    round: str
    rows: tuple[Row, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have which headline rating, in the order of severity."""
        found = Counter(row.headline_word for row in self.rows)
        return {word: found[word] for word in (*RATING_ORDER, NO_RATING) if found[word]}


RATING_ORDER = ("Red", "Amber", "Green", "Blue", "Baseline", "Contextual", "In Development")


def from_history(
    indicator: Indicator, history: Sequence[Figure], target: Decimal | None, edition: Edition, on: date
) -> Row:
    """A row from computed figures, oldest first: the newest with a value against the one before it."""
    held = [figure for figure in history if figure.value is not None]
    current, previous = (held[-1] if held else None), (held[-2] if len(held) > 1 else None)
    warnings = [*_beside(previous, current), *_newer_without_value(history, current), *_about(indicator, current, on)]
    return _row(indicator, previous, current, target, edition, "computed" if current else None, None, warnings, history)


def from_report(
    indicator: Indicator,
    report: Report,
    target: Decimal | None,
    edition: Edition,
    on: date,
    history: Sequence[Figure] = (),
) -> Row:
    """A row from reported figures, digit for digit as they were reported.

    `history` holds what is computed besides; where it ends without a value, the row says what is missing.
    """
    current = Figure(report.period, report.current)
    previous = None if report.previous is None else Figure(report.source_previous_period, report.previous)
    warnings = []
    if report.note:
        base = "Population base: "
        kind: WarningKind = "population base" if report.note.startswith(base) else "reading"
        warnings.append(Warned(kind, report.note.removeprefix(base)))
    if report.published and not report.published_rating:
        text = "The rating of this row is lost in the print of the round; it is derived here by the rule."
        warnings.append(Warned("derived", text))
    if history and not any(figure.value is not None for figure in history):
        warnings.append(Warned("not held", f"Not computed: {history[-1].note}."))
    warnings += [*_not_reproduced(indicator, report, history), *_about(indicator, current, on)]
    return _row(indicator, previous, current, target, edition, "reported", report, warnings, history)


def without_figures(
    indicator: Indicator, target: Decimal | None, edition: Edition, why: str, history: Sequence[Figure] = ()
) -> Row:
    """A row for an indicator of which nothing is held, saying why."""
    return _row(indicator, None, None, target, edition, None, None, [Warned("not held", why)], history)


def _row(
    indicator: Indicator,
    previous: Figure | None,
    current: Figure | None,
    target: Decimal | None,
    edition: Edition,
    basis: Basis | None,
    report: Report | None,
    warnings: Sequence[Warned],
    history: Sequence[Figure],
) -> Row:
    before, now = (figure.value if figure else None for figure in (previous, current))
    direction = rating.against_direction(
        before, now, indicator.direction, indicator.maintain_at, edition=edition.id, unit=indicator.unit
    )
    bespoke = indicator.bespoke if edition.bespoke_levels else None
    against_target = rating.against_target(
        now, target, indicator.direction, edition.bands, bespoke, edition=edition.id, unit=indicator.unit
    )
    headline, other = (direction, against_target) if edition.headline == "direction" else (against_target, direction)
    return Row(
        indicator=indicator,
        previous=previous,
        current=current,
        movement=rating.movement(before, now),
        direction=direction,
        target=target,
        against_target=against_target,
        headline=headline,
        reason=f"{headline.reason} {other.reason}",
        basis=basis,
        reported=report,
        warnings=tuple(warnings),
        history=tuple(history),
    )


def _beside(previous: Figure | None, current: Figure | None) -> list[Warned]:
    """What stands between two figures that are compared."""
    if previous is None or current is None:
        return []
    found = []
    if previous.definition != current.definition:
        aspect = "population base" if "population base" in previous.definition + current.definition else "definition"
        then, now = (figure.definition.split(": ")[-1] or "not stated" for figure in (previous, current))
        text = (
            f"{aspect.capitalize()} changed: {wording.period(previous.period)} stands on {then},"
            f" {wording.period(current.period)} on {now}. Part of the change may be the {aspect}."
        )
        found.append(Warned("population base" if aspect == "population base" else "definition", text))
    elif previous.release != current.release and previous.release and current.release:
        text = (
            f"Two vintages: {wording.period(previous.period)} was released on {wording.day(previous.release)},"
            f" {wording.period(current.period)} on {wording.day(current.release)}."
        )
        found.append(Warned("vintages", text))
    if previous.interval and current.interval:
        pair = (signal.Estimate(float(f.value or 0), *f.interval) for f in (previous, current) if f.interval)
        if signal.distinguishable(*pair) is False:
            text = (
                f"The change lies inside the survey's 95% confidence intervals ({_interval(previous)} and"
                f" {_interval(current)}): it cannot be told from chance."
            )
            found.append(Warned("interval", text))
    return found


def _interval(figure: Figure) -> str:
    low, high = figure.interval or (0.0, 0.0)
    return f"{low:g} to {high:g}"


def _newer_without_value(history: Sequence[Figure], current: Figure | None) -> list[Warned]:
    """Periods after the current one that have no figure, and why."""
    newer = [
        figure
        for figure in history
        if current and figure.period and current.period and figure.period.start > current.period.start
    ]
    if newer:
        return [Warned("not held", f"No figure for {wording.period(newer[-1].period)}: {newer[-1].note}.")]
    if not current and history:
        return [Warned("not held", f"No figure: {history[-1].note}.")]
    return []


def _not_reproduced(indicator: Indicator, report: Report, history: Sequence[Figure]) -> list[Warned]:
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
    if all(abs(found - said) <= ROUNDING * abs(said) for _, said, found in pairs):
        return []
    found = [f"{wording.figure(value, indicator.unit)} for {wording.period(period)}" for period, _, value in pairs]
    return [Warned("not reproduced", f"From the sources: {wording.listed(found)}; reported is what was printed.")]


def _about(indicator: Indicator, current: Figure | None, on: date) -> list[Warned]:
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
    if current and current.period and is_stale(current.period, indicator, current.release, on):
        since = wording.age(current.release or current.period.end, on)
        found.append(Warned("stale", f"Old figure: nothing newer for {since}; frequency: {indicator.frequency}."))
    return found


def is_stale(period: Period, indicator: Indicator, release: date | None, on: date) -> bool:
    """Whether a newer figure should have come: a cycle and a quarter after the release of a published figure, two
    cycles and a month after the end of the period of a reported one."""
    months = CYCLE_MONTHS[indicator.frequency]
    if release:
        return (on - release).days > 1.25 * months * 30.44
    return (on - period.end).days > (2 * months + 1) * 30.44
