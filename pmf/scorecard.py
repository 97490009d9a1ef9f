"""How one row of the scorecard comes about: the figures chosen, rated, and the warnings they carry.

Knows declarations, figures and rules it is handed; refuses to know where the figures are stored.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pmf import caveats, rating, wording
from pmf.catalogue import Indicator
from pmf.caveats import Warned, WarningKind
from pmf.editions import Edition
from pmf.figures import Figure, Report
from pmf.periods import Period
from pmf.rating import Movement, Rating, TargetRating

Basis = Literal["reported", "computed"]
NO_RATING = "Not rated"


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
    def label(self) -> str:
        """What readers call it: `2 Total jobs`."""
        return f"{self.indicator.number} {self.indicator.name}"

    @property
    def headline_word(self) -> str:
        """The headline rating as a word, `Not rated` where there is none."""
        return self.headline.word or NO_RATING

    @property
    def current_period(self) -> Period | None:
        """The period of the current figure, of a reported one that of its source where it is known."""
        if self.basis == "reported" and self.reported and self.reported.source_period:
            return self.reported.source_period
        return self.current.period if self.current else None

    @property
    def previous_period(self) -> Period | None:
        """The period of the figure before, of a reported one that of its source; None where nobody says."""
        if self.basis == "reported" and self.reported:
            return self.reported.source_previous_period
        return self.previous.period if self.previous else None

    @property
    def red(self) -> Rating | None:
        """The rating by which the row is Red, the headline before the other; None of a row that is not Red."""
        return next((r for r in (self.headline, self.direction, self.against_target) if r.word == "Red"), None)

    @property
    def shown(self) -> Rating:
        """The rating that stands for the row where there is room for one: by which it is Red, else the headline."""
        return self.red or self.headline

    def reason_from(self, first: Rating) -> str:
        """Both sentences, that of one rating before that of the other, for where this one is shown beside them."""
        other = self.against_target if first == self.direction else self.direction
        return f"{first.reason} {other.reason}"

    @property
    def red_against(self) -> str:
        """Against what the row is Red: `direction`, `target`, `direction and target`, or nothing."""
        rated = (("direction", self.direction), ("target", self.against_target))
        return " and ".join(against for against, rating in rated if rating.word == "Red")


@dataclass(frozen=True)
class Scorecard:
    """All rows for one area, round and edition."""

    area_code: str
    area_name: str
    edition: Edition
    round: str
    as_known: date | None
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """The round in words, with the day its figures were known where one was asked for."""
        known = f" as known on {wording.day(self.as_known)}" if self.as_known else ""
        return wording.round_name(self.round) + known

    @property
    def reds(self) -> tuple[Row, ...]:
        """The exceptions: the rows Red by either rating, as the headline of an edition may rate nothing yet."""
        return tuple(row for row in self.rows if row.red)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have which headline rating, in the order of severity."""
        return _counts([row.headline for row in self.rows])

    @property
    def other_counts(self) -> dict[str, int]:
        """The same of the rating that is not the headline."""
        by_direction = self.edition.headline == "direction"
        return _counts([row.against_target if by_direction else row.direction for row in self.rows])


RATING_ORDER = ("Red", "Amber", "Green", "Blue", "Baseline", "Contextual", "In Development")


def _counts(ratings: Sequence[Rating]) -> dict[str, int]:
    found = Counter(rating.word or NO_RATING for rating in ratings)
    return {word: found[word] for word in (*RATING_ORDER, NO_RATING) if found[word]}


def from_history(
    indicator: Indicator, history: Sequence[Figure], target: Decimal | None, edition: Edition, on: date
) -> Row:
    """A row from computed figures, oldest first: the newest with a value against the one before it."""
    held = [figure for figure in history if figure.value is not None]
    current, previous = (held[-1] if held else None), (held[-2] if len(held) > 1 else None)
    warnings = [
        *caveats.between(previous, current, history),
        *caveats.newer_without_value(history, current),
        *caveats.about(indicator, current, on),
    ]
    return _row(indicator, previous, current, target, edition, "computed" if current else None, None, warnings, history)


def from_report(
    indicator: Indicator,
    report: Report,
    target: Decimal | None,
    edition: Edition,
    on: date,
    history: Sequence[Figure] = (),
    waiting: str = "",
) -> Row:
    """A row from reported figures, digit for digit as they were reported.

    `history` holds what is computed besides; where it ends without a value, the row says what is missing.
    `waiting` says what is not held at all, where something is not.
    """
    current = Figure(report.period, report.current)
    previous = None if report.previous is None else Figure(None, report.previous)  # no period is printed for it
    warnings = []
    if report.note:
        base = "Population base: "
        kind: WarningKind = "population base" if report.note.startswith(base) else "reading"
        warnings.append(Warned(kind, report.note.removeprefix(base)))
    if report.published and not report.published_rating:
        text = "The rating of this row is lost in the print of the round; it is derived here by the rule."
        warnings.append(Warned("derived", text))
    warnings += _broken_at_the_source(report, history, warnings)
    if history and not any(figure.value is not None for figure in history):
        warnings.append(Warned("not held", f"Not computed: {history[-1].missing}."))
    if waiting:
        warnings.append(Warned("not held", waiting))
    warnings += [*caveats.not_reproduced(indicator, report, history), *caveats.about(indicator, current, on)]
    return _row(indicator, previous, current, target, edition, "reported", report, warnings, history)


def _broken_at_the_source(report: Report, history: Sequence[Figure], said: Sequence[Warned]) -> list[Warned]:
    """What changed between the reported periods by what their sources say, where the report does not say so itself."""
    held = {figure.period: figure for figure in history if figure.value is not None}
    previous, current = (held.get(period) for period in (report.source_previous_period, report.source_period))
    known = {warned.kind for warned in said}
    broken = caveats.broken(previous, current)
    return [w for w in caveats.between(previous, current) if w.kind == broken and w.kind not in known]


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
    direction = against_direction(indicator, before, now, edition)
    against_target = _against_target(indicator, now, target, edition)
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


def against_direction(indicator: Indicator, before: Decimal | None, now: Decimal | None, edition: Edition) -> Rating:
    """The rating of a change by the indicator's own declaration."""
    if indicator.state == "In Development":
        return rating.declared(indicator.state)
    return rating.against_direction(
        before, now, indicator.direction, indicator.maintain_at, edition=edition.id, unit=indicator.unit
    )


def _against_target(
    indicator: Indicator, now: Decimal | None, target: Decimal | None, edition: Edition
) -> TargetRating:
    if indicator.state:
        return rating.declared(indicator.state)
    bespoke = indicator.bespoke if edition.bespoke_levels else None
    return rating.against_target(
        now, target, indicator.direction, edition.bands, bespoke, edition=edition.id, unit=indicator.unit
    )
