"""Rules on the figures and ratings of the scorecard: what is printed, what the catalogue says, what the sums give.

Knows rows and what is printed of them; refuses to read commentary.
"""

from collections.abc import Iterator
from decimal import Decimal

from pmf import caveats, wording
from pmf.consistency.draft import Draft, Found
from pmf.figures import Report
from pmf.observations import CYCLE_MONTHS
from pmf.scorecard import NO_RATING, Row

LEAP = 20
"""A figure so many times the one before is rather in another unit."""


def rating_not_printed(draft: Draft) -> Iterator[Found]:
    """A rating that the print has lost is derived by the rule, and has to say so."""
    for row in draft.card.rows:
        if (report := _printed(draft, row)) and not report.published_rating:
            yield "warning", row.indicator.id, f"{row.label}: no rating is printed; {row.headline_word} by the rule."


def printed_rating_differs(draft: Draft) -> Iterator[Found]:
    """A printed rating that its own figures do not give."""
    for row in draft.card.rows:
        report = _printed(draft, row)
        if report and report.published_rating and report.published_rating != row.headline_word:
            message = f"{row.label}: printed {report.published_rating}, {row.headline_word} by the rule."
            yield "error", row.indicator.id, message


def printed_travel_differs(draft: Draft) -> Iterator[Found]:
    """A printed arrow that its own figures do not give."""
    for row in draft.card.rows:
        printed = report.published_travel if (report := _printed(draft, row)) else ""
        if printed and row.movement.travel and printed != row.movement.travel:
            message = f"{row.label}: the arrow says {printed}, the figures moved {row.movement.travel}."
            yield "error", row.indicator.id, message


def undefined_direction(draft: Draft) -> Iterator[Found]:
    """A direction for improvement that is printed and that the framework does not define."""
    for row in draft.card.rows:
        printed = draft.papers.print_of(row.indicator.id, "direction")
        if printed and printed not in ("up", "down"):
            level = row.indicator.maintain_at
            ours = f" We read it as holding {wording.figure(level, row.indicator.unit)}." if level is not None else ""
            message = f"{row.label}: the direction is printed {printed}, which the framework does not define.{ours}"
            yield "warning", row.indicator.id, message


def cumulative_indicator(draft: Draft) -> Iterator[Found]:
    """A running total can only grow: against direction it never turns Red."""
    for row in draft.card.rows:
        if row.indicator.cumulative and row.movement.change is not None:
            grown = wording.quantity(row.movement.change, row.indicator.unit)
            message = f"{row.label} is cumulative and can never turn Red; in the period itself it is {grown}."
            yield "warning", row.indicator.id, message


def title_against_unit(draft: Draft) -> Iterator[Found]:
    """A title that promises a number over figures in percent, or a share over figures that are none."""
    for row in draft.card.rows:
        title = draft.papers.print_of(row.indicator.id, "title") or row.indicator.name
        first, percent = title.split()[0].lower(), wording.is_percentage(row.indicator.unit)
        if percent and first in ("number", "total", "count"):
            yield "warning", row.indicator.id, f"{row.label}: titled “{title}”, the figures are percentages."
        if not percent and first in ("percentage", "proportion", "share"):
            unit = wording.unit(row.indicator.unit).heading
            yield "warning", row.indicator.id, f"{row.label}: titled “{title}”, the figures are in {unit}."


def due_again(draft: Draft) -> Iterator[Found]:
    """An indicator measured every few years whose next measurement falls into the year of the round or before."""
    for row in draft.card.rows:
        months, current = CYCLE_MONTHS[row.indicator.frequency], row.current
        if months > 12 and current and current.period:
            year = current.period.end.year + months // 12
            if year <= draft.on.year:
                shown = wording.period(current.period)
                every, due = row.indicator.frequency, "due" if year == draft.on.year else "was due"
                yield (
                    "warning",
                    row.indicator.id,
                    f"{row.label}: measured {every}, last {shown}; {due} again in {year}.",
                )


def stale_figure(draft: Draft) -> Iterator[Found]:
    """A figure so old that a newer one should have come."""
    for row in draft.card.rows:
        current = row.current
        if current and current.period and caveats.is_stale(current, row.indicator, draft.on):
            since = wording.age(current.came or current.period.end, draft.on)
            aged = f"{wording.period(current.period)} {'came out' if current.came else 'ended'} {since} ago"
            message = (
                f"{row.label}: the latest figure is no longer new: {aged}, and figures are {row.indicator.frequency}."
            )
            yield "warning", row.indicator.id, message


def period_repeated(draft: Draft) -> Iterator[Found]:
    """Two figures under one period: within a row, or in this round and the one before."""
    earlier = {row.indicator.id: row for row in draft.before.rows} if draft.before else {}
    for row in draft.card.rows:
        then, now = row.previous_period, row.current_period
        if then and then == now:
            yield "error", row.indicator.id, f"{row.label}: both figures carry the period {wording.period(now)}."
        last = earlier.get(row.indicator.id)
        if last is None or not last.current or not row.current or last.current_period != row.current_period:
            continue
        was, value = (_figure(each) for each in (last, row))
        shown = wording.period(row.current_period)
        if was == value:
            yield "note", row.indicator.id, f"{row.label}: still the figure of the round before, {value} for {shown}."
        else:
            message = f"{row.label}: {shown} was {was} in the round before and is {value} now."
            yield "error", row.indicator.id, message


def previous_is_not_last_current(draft: Draft) -> Iterator[Found]:
    """A previous figure that is not what the round before gave as its current one, of the same period or of none."""
    earlier = {row.indicator.id: row for row in draft.before.rows} if draft.before else {}
    for row in draft.card.rows:
        last = earlier.get(row.indicator.id)
        if not last or not last.current or not row.current or not row.previous:
            continue
        moved_on = last.current_period != row.current_period
        same = row.previous_period in (None, last.current_period)
        if moved_on and same and last.current.value is not None and row.previous.value != last.current.value:
            was = wording.figure(row.previous.value, row.indicator.unit)
            message = f"{row.label}: the figure before is {was}; the round before said {_figure(last)}."
            yield "warning", row.indicator.id, message


def percentage_out_of_range(draft: Draft) -> Iterator[Found]:
    """A share that is below nothing or above the whole."""
    for row in draft.card.rows:
        for value in _values(row):
            if wording.is_percentage(row.indicator.unit) and not 0 <= value <= 100:
                shown = wording.figure(value, row.indicator.unit)
                yield "error", row.indicator.id, f"{row.label}: {shown} is no share of a whole."


def unit_leap(draft: Draft) -> Iterator[Found]:
    """Two figures so far apart that one is probably written in another unit, as 0.82 beside 82."""
    for row in draft.card.rows:
        values = [abs(value) for value in _values(row) if value]
        if len(values) == 2 and max(values) >= LEAP * min(values):
            shown = wording.listed([wording.figure(value, row.indicator.unit) for value in _values(row)])
            message = f"{row.label}: {shown} are {LEAP} times apart or more; is one in another unit?"
            yield "error", row.indicator.id, message


def base_changed(draft: Draft) -> Iterator[Found]:
    """A rating that rests on two population bases or two definitions."""
    for row in draft.card.rows:
        elsewhere = [change.note for change in row.indicator.definition_changes]  # between older figures and these two
        for warning in row.warnings:
            if warning.kind in ("population base", "definition") and warning.text not in elsewhere:
                rated = f"{row.direction.word or NO_RATING} against direction"
                message = f"{row.label}: {rated} rests on two bases. {warning.text}"
                yield "warning", row.indicator.id, message


def not_reproduced(draft: Draft) -> Iterator[Found]:
    """A reported figure that its named source does not give."""
    for row in draft.card.rows:
        for warning in row.warnings:
            if warning.kind == "not reproduced":
                yield "note", row.indicator.id, f"{row.label}: {warning.text}"


def figure_missing(draft: Draft) -> Iterator[Found]:
    """A row without a current figure, or with nothing to compare it with."""
    for row in draft.card.rows:
        if row.current is None or row.current.value is None:
            yield "error", row.indicator.id, f"{row.label}: no current figure."
        elif row.previous is None or row.previous.value is None:
            yield "note", row.indicator.id, f"{row.label}: no figure before, so not rated against direction."


def ambiguous_frequency(draft: Draft) -> Iterator[Found]:
    """A frequency that can mean two things."""
    for row in draft.card.rows:
        printed = draft.papers.print_of(row.indicator.id, "frequency") or row.indicator.frequency
        if printed.lower() in ("bi-annual", "biannual", "bi-monthly", "bimonthly", "bi-weekly"):
            message = f"{row.label}: “{printed}” can mean twice in the time or once in two; say which."
            yield "note", row.indicator.id, message


RULES = (
    rating_not_printed,
    printed_rating_differs,
    printed_travel_differs,
    undefined_direction,
    cumulative_indicator,
    title_against_unit,
    due_again,
    stale_figure,
    period_repeated,
    previous_is_not_last_current,
    percentage_out_of_range,
    unit_leap,
    base_changed,
    not_reproduced,
    figure_missing,
    ambiguous_frequency,
)


def _printed(draft: Draft, row: Row) -> Report | None:
    """What the print of this round gives for a row; None where the row stands as an earlier round reported it."""
    return row.reported if row.reported and row.reported.published and row.reported.round == draft.round else None


def _figure(row: Row) -> str:
    return wording.figure(row.current.value if row.current else None, row.indicator.unit)


def _values(row: Row) -> list[Decimal]:
    return [figure.value for figure in (row.previous, row.current) if figure and figure.value is not None]
