"""What changed between two rounds, in sentences: colours, what joined or left, targets, figures.

Knows two records; refuses to know where they come from and which of two figures is right.
"""

from collections.abc import Iterator

from pmf import wording
from pmf.figures import Figure
from pmf.periods import Period
from pmf.projects.escalation import Assessed
from pmf.rating import Rating
from pmf.rounds.papers import ChangeKind
from pmf.rounds.record import Change, Kind, Record
from pmf.scorecard import NO_RATING, Row

WORSE_FIRST = ("Red", "Amber", "Green", "Blue")


def between(before: Record, after: Record) -> list[Change]:
    """Every change from one round to another, the kinds in the order a meeting goes through them."""
    return [
        *_edition(before, after),
        *_ratings(before, after),
        *_membership(before, after),
        *_targets(before, after),
        *_revised(before, after),
        *_figures(before, after),
        *_projects(before, after),
    ]


def _edition(before: Record, after: Record) -> Iterator[Change]:
    then, now = before.card.edition, after.card.edition
    if then.id != now.id:
        text = f"Rated by the {now.id} edition; the round before by the {then.id} edition."
        if then.headline != now.headline:
            text += f" It leads with the rating against {now.headline}, that one led with {then.headline}."
            text += " Ratings are set against ratings of the same kind below."
        yield Change("edition", "round", "", text)


def _ratings(before: Record, after: Record) -> Iterator[Change]:
    """Headline ratings that moved; where two editions lead with different ratings, both kinds, each against its own."""
    then_by, now_by = before.card.edition.headline, after.card.edition.headline
    for was, now in _pairs(before, after):
        for against, then, rating in _compared(was, now, then_by, now_by):
            if then.word != rating.word:
                text = f"{now.label} moved from {then.word or NO_RATING} to {rating.word or NO_RATING}{against}."
                yield _of(now, "rating", text)


def _compared(was: Row, now: Row, then_by: str, now_by: str) -> list[tuple[str, Rating, Rating]]:
    """The ratings to set against each other; those against a target that came or went are told with the target."""
    other_target = (was.target is None) != (now.target is None)
    if then_by == now_by:
        return [] if now_by == "target" and other_target else [("", was.headline, now.headline)]
    kinds = [(" against direction", was.direction, now.direction)]
    return kinds if other_target else [*kinds, (" against target", was.against_target, now.against_target)]


def _membership(before: Record, after: Record) -> Iterator[Change]:
    earlier, later = _rows(before), _rows(after)
    for name in (name for name in later if name not in earlier):
        why = _why(after, name, "added")
        yield _of(later[name], "joined", f"{later[name].label} joined the scorecard{why}.")
    for name in (name for name in earlier if name not in later):
        yield _of(earlier[name], "left", f"{earlier[name].label} left the scorecard{_why(after, name, 'removed')}.")


def _targets(before: Record, after: Record) -> Iterator[Change]:
    for was, now in _pairs(before, after):
        if was.target != now.target:
            said = [
                wording.figure(row.target, row.indicator.unit) if row.target is not None else "" for row in (was, now)
            ]
            if not said[0]:
                rated = now.against_target.word or NO_RATING
                text = f"{now.label} has a target now, {said[1]}: {rated} against it."
            elif not said[1]:
                text = f"{now.label} has no target any more; it was {said[0]}."
            else:
                text = f"The target of {now.label} changed from {said[0]} to {said[1]}."
            yield _of(now, "target", text)


def _revised(before: Record, after: Record) -> Iterator[Change]:
    """Figures that were given before and are given otherwise now."""
    for was, now in _pairs(before, after):
        unit = now.indicator.unit
        computed = was.basis == "reported" and now.basis == "computed"
        verbs = ("was reported as", "is computed as") if computed else ("was", "is given as")
        for then, period in ((was.current, was.current_period), (was.previous, was.previous_period)):
            again = _given(now, period, then is was.current and after.before == before.round)
            if then and then.value is not None and again and again.value not in (None, then.value):
                said, says = (wording.figure(value, unit) for value in (then.value, again.value))
                text = f"{now.label} {wording.when(period)} {verbs[0]} {said} and {verbs[1]} {says} now."
                yield _of(now, "revised", text)


def _given(row: Row, period: Period | None, newest: bool) -> Figure | None:
    """What a row gives for a period of the round before, in its two figures or in the history behind computed ones.

    A figure before of which nobody says the period is taken for the `newest` that the very round before gave.
    """
    if period is None:
        return None
    if row.current_period == period:
        return row.current
    if row.previous_period == period or (row.previous_period is None and newest):
        return row.previous
    held = {figure.period: figure for figure in (row.history if row.basis == "computed" else ())}
    return held.get(period)


def _figures(before: Record, after: Record) -> Iterator[Change]:
    """Figures of another period than before, and those that came or went altogether."""
    for was, now in _pairs(before, after):
        if text := _news(was, now):
            yield _of(now, "figure", f"{now.label}{text}.")


def _news(was: Row, now: Row) -> str:
    said, says = _told(was), _told(now)
    if not says:
        return f" has no figure any more; it was {said}" if said else ""
    if not said:
        return f": {says} is its first figure"
    if was.current_period == now.current_period:
        return ""
    if was.current_period and now.current_period and now.current_period.end < was.current_period.end:
        return f" goes back to {says}; it was {said}"
    change = now.movement.change
    return f": {says} is new" + (f" ({wording.signed(change, now.indicator.unit)})" if change is not None else "")


def _told(row: Row) -> str:
    """The current figure with its unit and period, empty where there is none."""
    if row.current is None or row.current.value is None:
        return ""
    said = wording.quantity(row.current.value, row.indicator.unit)
    return f"{said} {wording.when(row.current_period)}" if row.current_period else said


def _projects(before: Record, after: Record) -> Iterator[Change]:
    if before.register is None or after.register is None:
        return
    earlier, later = (_entries(record) for record in (before, after))
    for name, entry in later.items():
        if name not in earlier:
            yield _of_project(entry, "joined", f"{entry.project.name} joined the list of projects, {_rag(entry)}.")
        elif _rag(earlier[name]) != _rag(entry):
            text = f"{entry.project.name} moved from {_rag(earlier[name])} to {_rag(entry)}."
            yield _of_project(entry, "project rating", text)
    for entry in (entry for name, entry in earlier.items() if name not in later):
        yield _of_project(entry, "left", f"{entry.project.name} left the list of projects.")


def _of(row: Row, kind: Kind, text: str) -> Change:
    return Change(kind, row.indicator.id, row.indicator.objective, text)


def _of_project(entry: Assessed, kind: Kind, text: str) -> Change:
    return Change(kind, entry.project.id, entry.project.objective, text)


def _pairs(before: Record, after: Record) -> list[tuple[Row, Row]]:
    earlier = _rows(before)
    both = [(earlier[name], row) for name, row in _rows(after).items() if name in earlier]
    return sorted(both, key=lambda pair: _severity(pair[1]))


def _rows(record: Record) -> dict[str, Row]:
    return {row.indicator.id: row for row in record.card.rows}


def _entries(record: Record) -> dict[str, Assessed]:
    return {entry.project.id: entry for entry in (record.register.rows if record.register else ())}


def _severity(row: Row) -> tuple[int, int]:
    word = row.shown.word
    return WORSE_FIRST.index(word) if word in WORSE_FIRST else len(WORSE_FIRST), row.indicator.number or 0


def _why(record: Record, indicator: str, kind: ChangeKind) -> str:
    """The reason of the newest change of that kind that is in force."""
    said = [
        change
        for change in record.papers.kpi_changes
        if (change.indicator, change.change) == (indicator, kind) and change.effective <= record.round
    ]
    change = max(reversed(said), key=lambda each: each.effective, default=None)  # of one day the last written
    return f": {change.reason}, approved by {change.approved_by}" if change and change.approved_by else ""


def _rag(entry: Assessed) -> str:
    return entry.project.rag or "Not rated"
