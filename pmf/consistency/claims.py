"""Rules on commentary and actions: whether what is written fits the rating and the figures beside it.

Knows rows with their commentary and actions; refuses to know projects.
"""

from collections.abc import Iterator
from decimal import Decimal

from pmf import caveats, wording
from pmf.consistency import sentences
from pmf.consistency.draft import Draft, Found
from pmf.scorecard import Row

SMALL = 10
"""Whole numbers below this are counts of things in a sentence, not figures."""


def praise_on_red(draft: Draft) -> Iterator[Found]:
    """Commentary that says something goes well under a Red."""
    for row, text in draft.commented:
        if row.red and (said := sentences.praise(text)):
            yield "error", row.indicator.id, f"{_red(row)} and its commentary says “{said}”."


def gloom_on_green(draft: Draft) -> Iterator[Found]:
    """Commentary that says something goes badly under a Green or Blue."""
    for row, text in draft.commented:
        good = next((r.word for r in (row.headline, row.direction) if r.word in ("Green", "Blue")), None)
        if good and not row.red and (said := sentences.gloom(text)):
            yield "warning", row.indicator.id, f"{row.label} is {good}, its commentary says “{said}”."


def said_to_move_otherwise(draft: Draft) -> Iterator[Found]:
    """Commentary that lets a figure rise which fell, or fall which rose."""
    for row, text in draft.commented:
        said = sentences.said_to_move(text)
        if said and row.movement.travel and said != row.movement.travel:
            moved = {"up": "up", "down": "down", "level": "not at all"}[row.movement.travel]
            yield "error", row.indicator.id, f"{row.label} moved {moved}, its commentary says {said}."


def number_not_held(draft: Draft) -> Iterator[Found]:
    """A number in the commentary that is neither a figure of the row nor worked out from its figures."""
    for row, text in draft.commented:
        held = _held(row)
        for number in sentences.numbers(text):
            told = number.percent or number.value * number.counts_in >= SMALL
            if told and not any(number.rounds(value) for value in held):
                shown = text[number.start : number.end]
                message = f"{row.label}: its commentary says {shown}, which none of its figures is or gives."
                yield "warning", row.indicator.id, message


def old_figure_called_latest(draft: Draft) -> Iterator[Found]:
    """Commentary that calls a figure new which should have been followed by a newer one."""
    for row, text in draft.commented:
        current, lowered = row.current, text.lower()
        said = next((word for word in ("latest", "newest", "up to date", "most recent") if word in lowered), "")
        if not said or not current or not current.period:
            continue
        if caveats.is_stale(current, row.indicator, draft.on):
            since = wording.age(current.period.end, draft.on)
            message = f"{row.label}: its commentary says “{said}” of a figure whose period ended {since} ago."
            yield "warning", row.indicator.id, message


def red_without_action(draft: Draft) -> Iterator[Found]:
    """A Red goes to members with planned actions; this one has none."""
    for row in draft.card.rows:
        if row.red and not draft.papers.actions_on(row.indicator.id):
            yield "error", row.indicator.id, f"{_red(row)} and no action is planned."


def red_without_commentary(draft: Draft) -> Iterator[Found]:
    """A Red that nobody explains."""
    for row in draft.card.rows:
        if row.red and not draft.papers.comment(row.indicator.id):
            yield "warning", row.indicator.id, f"{_red(row)} and has no commentary."


def action_without_owner_or_day(draft: Draft) -> Iterator[Found]:
    """An action nobody will do, or at no time."""
    for action in draft.papers.actions:
        missing = [name for name, given in (("owner", action.owner), ("day it is due", action.due)) if not given]
        if missing:
            yield "warning", action.subject, f"The action “{action.action}” has no {' and no '.join(missing)}."


def action_overdue(draft: Draft) -> Iterator[Found]:
    """An action whose day has passed."""
    for action in draft.papers.actions:
        if action.due and action.due < draft.on:
            yield "warning", action.subject, f"The action “{action.action}” was due on {wording.day(action.due)}."


RULES = (
    praise_on_red,
    gloom_on_green,
    said_to_move_otherwise,
    number_not_held,
    old_figure_called_latest,
    red_without_action,
    red_without_commentary,
    action_without_owner_or_day,
    action_overdue,
)


def _red(row: Row) -> str:
    return f"{row.label} is Red against {row.red_against}"


def _held(row: Row) -> set[Decimal]:
    """Every number the row itself shows, as it stands and in full: figures, change, target, those in its words."""
    figures = [figure.value for figure in (row.previous, row.current, *row.history) if figure]
    own = [*figures, row.target, None if row.movement.change is None else abs(row.movement.change)]
    note = row.reported.note if row.reported else ""
    words = [row.reason, note, row.indicator.name, row.indicator.definition, *row.indicator.caveats]
    told = [number.value for text in (*words, *(w.text for w in row.warnings)) for number in sentences.numbers(text)]
    held = {value for value in own if value is not None} | set(told)
    full = wording.counts_in(row.indicator.unit)
    return held | {value * full for value in held} | _years(row)


def _years(row: Row) -> set[Decimal]:
    periods = [figure.period for figure in (row.previous, row.current, *row.history) if figure and figure.period]
    return {Decimal(day.year) for period in periods for day in (period.start, period.end)}
