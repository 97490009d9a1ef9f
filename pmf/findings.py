"""What figures say, in sentences: titles of charts, text alternatives, comparisons of then and now.

Knows rows and views; refuses to judge beyond them. "Rose" and "fell" are kept for changes that stand out from chance.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Protocol

from pmf import caveats, trend, wording
from pmf.catalogue import Formula, Indicator
from pmf.figures import Figure, Report
from pmf.revisions import Revision
from pmf.scorecard import Row


class Recomputed(Protocol):
    """A report beside today's figures for the same periods."""

    @property
    def report(self) -> Report: ...
    @property
    def current(self) -> Figure | None: ...
    @property
    def previous(self) -> Figure | None: ...


class Standing(Protocol):
    """How a source stands after its last refresh."""

    @property
    def releases(self) -> tuple[date, ...]: ...
    @property
    def last_success(self) -> date | None: ...
    @property
    def last_error(self) -> str | None: ...
    @property
    def last_error_on(self) -> date | None: ...


_NEVER = {True: "embedded snapshot, never refreshed", False: "not held, never refreshed"}


def latest(row: Row) -> str:
    """The newest figure and how it moved: the sentence at the head of an indicator's page."""
    name, unit = row.indicator.name, row.indicator.unit
    if row.current is None or row.current.value is None:
        return f"{name}: no figure is held."
    now = f"{_said(row.indicator, row.current.value)} {wording.when(row.current.period)}"
    if row.previous is None or row.previous.value is None or row.movement.change is None:
        return f"{name}: {now}, the first figure held."
    then = _said(row.indicator, row.previous.value)
    before = f"{then} {wording.when(row.previous.period)}" if row.previous.period else f"{then} the period before"
    if row.movement.travel == "level":
        aspect = caveats.broken(row.previous, row.current) or _reported_break(row)
        return f"{name}: {now}, unchanged{f', though the {aspect} changed in between' if aspect else ''}."
    if any(warning.kind == "interval" for warning in row.warnings):
        return f"{name}: {now}, about the same as {before}: the survey cannot tell the two apart."
    moved = "up" if row.movement.travel == "up" else "down"
    aspect = caveats.broken(row.previous, row.current) or _reported_break(row)
    but = f", but the {aspect} changed in between" if aspect else ""
    return f"{name}: {now}, {moved} {wording.size(row.movement.change, unit)} from {before}{but}."


def exceptions(rows: Sequence[Row]) -> str:
    """How many rows are Red, and against what: `11 indicators are Red: 10 against direction and 1 against target.`"""
    if not rows:
        return "No indicator is Red, neither against direction nor against target."
    kinds = Counter(row.red_against for row in rows)
    told = [f"{count} against {against}" for against, count in sorted(kinds.items())]
    red = f"{wording.amount(len(rows), 'indicator')} {'is' if len(rows) == 1 else 'are'} Red"
    return f"{red}: {wording.listed(told)}." if len(told) > 1 else f"{red} against {next(iter(kinds))}."


def _said(indicator: Indicator, value: Decimal) -> str:
    """A figure after its indicator's name: what the name says already is not said again."""
    quantity = wording.quantity(value, indicator.unit)
    figure = wording.figure(value, indicator.unit)
    words = set(quantity.removeprefix(figure).lower().split())
    return figure if words <= set(indicator.name.lower().split()) else quantity


def _reported_break(row: Row) -> str | None:
    """What a round itself says changed between the two figures it printed."""
    kinds = [warned.kind for warned in row.warnings if row.basis == "reported"]
    return next((kind for kind in kinds if kind in ("population base", "definition")), None)


def over_time(indicator: Indicator, place: str, figures: Sequence[Figure]) -> str:
    """What a history shows from its first to its last figure on the present definition: the title of its chart.

    It begins with the first period, so that nobody takes it for the newest movement, which is what is rated.
    """
    held = [figure for figure in figures if figure.value is not None]
    run = [figure for figure in held if figure.definition == held[-1].definition] if held else []
    if not run or run[-1].value is None:
        return f"{indicator.name}: no figures held for {place}"
    last = f"{_said(indicator, run[-1].value)} {wording.when(run[-1].period)}"
    if len(run) == 1 or run[0].value is None:
        return f"{indicator.name} was {last}"
    since, first = f"Since {wording.period(run[0].period)}: {indicator.name}", _said(indicator, run[0].value)
    change = trend.between(run[0], run[-1], run)
    if change.size == 0:
        return f"{since} is the same, {first} then and {wording.when(run[-1].period)}"
    if change.distinguishable is False:
        return f"{since} is about the same, {first} then and {last}"
    verb = "went" if change.distinguishable is None else "rose" if change.size > 0 else "fell"
    return f"{since} {verb} from {first} to {last}"


def described(indicator: Indicator, place: str, figures: Sequence[Figure]) -> str:
    """The text alternative of a history: its finding, its extremes, its breaks."""
    held = [figure for figure in figures if figure.value is not None]
    if not held:
        return over_time(indicator, place, figures)
    low, high = (pick(held, key=lambda figure: figure.value or 0) for pick in (min, max))
    breaks = [b.definition for a, b in pairwise(held) if a.definition != b.definition]
    return (
        f"Line chart of {len(held)} figures for {place}. {over_time(indicator, place, figures)}."
        f" Lowest {wording.figure(low.value, indicator.unit)} {wording.when(low.period)},"
        f" highest {wording.figure(high.value, indicator.unit)} {wording.when(high.period)}."
        + (f" Breaks: {wording.listed(breaks)}." if breaks else "")
    )


def among_members(indicator: Indicator, members: Sequence[tuple[str, Sequence[Figure]]]) -> str:
    """Which member is highest and which lowest in the newest period that every member has."""
    by_period = [{f.period: f.value for f in figures if f.value is not None} for _, figures in members]
    shared = set.intersection(*(set(values) for values in by_period)) if by_period else set()
    newest = max((period for period in shared if period), default=None)
    if newest is None or len(members) < 2:
        return f"{indicator.name} by district"
    newest_values = {name: values[newest] for values, (name, _) in zip(by_period, members, strict=True)}
    low, high = min(newest_values.values()), max(newest_values.values())
    lowest, highest = (
        wording.listed([name for name, value in newest_values.items() if value == end]) for end in (low, high)
    )
    if low == high:
        return f"{indicator.name} was the same in every district {wording.when(newest)}"
    return (
        f"{indicator.name} {wording.when(newest)} runs from {wording.figure(low, indicator.unit)} in {lowest}"
        f" to {wording.figure(high, indicator.unit)} in {highest}"
    )


def then_and_now(indicator: Indicator, found: Recomputed) -> str:
    """What was reported, what today's release says for the same period, and by how much they differ."""
    report, now = found.report, found.current
    if report.current is None or now is None or now.value is None:
        return "Today's release has no figure for the period that was reported."
    said = f"Reported {wording.figure(report.current, indicator.unit)} in {wording.round_name(report.round)}"
    release = f"the release of {wording.day(now.release)}" if now.release else "today's release"
    difference = now.value - report.current
    if difference == 0:
        return f"{said}; {release} gives the same."
    return (
        f"{said}; {release} says {wording.figure(now.value, indicator.unit)}"
        f" ({wording.signed(difference, indicator.unit)})."
    )


def since_then(indicator: Indicator, did: str, rated: Sequence[Figure], history: Sequence[Figure]) -> str:
    """Where a history has other values than a round, which `did` (`Sealed`) its figures; empty where it has none."""
    today = {figure.period: figure.value for figure in history if figure.period and figure.value is not None}
    told = [
        f"{wording.figure(then.value, indicator.unit)} for {wording.period(then.period)};"
        f" today's releases give {wording.figure(now, indicator.unit)}"
        for then in reversed(rated)
        if then.value is not None and then.period and (now := today.get(then.period, then.value)) != then.value
    ]
    return " ".join(f"{did} as {each}." for each in told)


def revised(indicator: Indicator, revision: Revision, ratings: Sequence[tuple[str | None, str | None]]) -> str:
    """What a release changed in figures already out, and whether a rating is another because of it."""
    count, largest = len(revision.changes), revision.largest
    was, now = (wording.figure(value, indicator.unit) for value in (largest.was, largest.now))
    changed = [f"{now} instead of {without}" for now, without in ratings if now != without]
    effect = f"It makes the rating {wording.listed(changed)}." if changed else "It changes no rating."
    every = "both" if count == 2 else f"all {count:,}"
    of = f"{every} figures" if count == revision.compared else f"{count:,} of the {revision.compared:,} figures"
    which = "the one" if count == 1 else "most of all the one"
    what = f"{of} published before, {which} {wording.when(largest.period)}:"
    if revision.compared == 1:
        what = f"the one figure published before, {wording.when(largest.period)}:"
    return (
        f"The release of {wording.day(revision.release)} changed {what} {was} became {now}"
        f" ({wording.signed(largest.size, indicator.unit)}). {effect}"
    )


def source_state(state: Standing) -> str:
    """When a source was last refreshed and what went wrong since, in plain words."""
    since = f"last refreshed {wording.day(state.last_success)}" if state.last_success else _NEVER[bool(state.releases)]
    if state.last_error and state.last_error_on:
        return f"{since}; the refresh of {wording.day(state.last_error_on)} failed: {state.last_error}"
    return since


def formula(declared: Formula | None, titles: Mapping[str, str], made: str) -> str:
    """How the indicator is worked out, in words; `made` is the note of a figure that says how it came about."""
    if declared is None:
        return "Reported by its owner; not worked out from published series."
    above, below = (" + ".join(titles[s] for s in part) for part in (declared.numerator, declared.denominator))
    if declared.name == "level":
        chain = "; then ".join(titles[series] for series in declared.numerator)
        return f"As published: {chain}." + (f" Here: {made}." if made else "")
    times = {"ratio": "", "share": ", in percent"}.get(declared.name, f", times {declared.base:,}")
    aligned = "" if declared.align == "same period" else f", taken at the {declared.align}"
    here = f" Here: {made}." if made else ""
    return (
        f"{above} divided by {below}{aligned}{times}. For a group of areas, what its publisher does not give is summed"
        f" over its members before dividing.{here}"
    )
