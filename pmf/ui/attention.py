"""What needs attention and which reports are due, as tables for a meeting. Knows the register; refuses to judge it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from html import escape

from pmf import findings, wording
from pmf.projects.escalation import Assessed, Change
from pmf.projects.selection import Chosen
from pmf.reading import Register
from pmf.ui import parts
from pmf.ui.projects import Link, chip, table, travel

LISTED = 50
"""Rows shown of a list; the download has all."""
NAMED = 8
"""Projects named in a sentence; the others are counted."""


def needs(held: Register, shown: Chosen, link: Link) -> str:
    """The list for the monthly meeting: what needs attention and why, and what changed since the round before."""
    urgent = shown.urgent
    if not urgent:
        return f"<p>Nothing needs attention.</p>{since(held)}"
    rows = "".join(
        f'<tr><th scope="row">{parts.link(row.project.name, link(row.project.id))}</th>'
        f'<td class="rating">{chip(row)} {travel(row.project.travel)}</td>'
        f'<td data-head="Escalated">{"yes" if row.escalated else "no"}</td>'
        f"<td>{'<br>'.join(escape(reason.text) for reason in row.reasons)}</td></tr>"
        for row in urgent[:LISTED]
    )
    columns = "".join(f'<th scope="col">{head}</th>' for head in ("Project", "Rating", "Escalated", "Why"))
    caption = _caption(len(urgent), "project needs", "projects need", "attention")
    return table(caption, columns, f"<tbody>{rows}</tbody>", "plain stacked") + since(held)


def since(held: Register) -> str:
    """What joined and left the register and the list since the round before."""
    if held.before is None:
        return '<p class="muted">No earlier round is held, so nothing can be said to have joined or left.</p>'
    register = _changed("nothing", "the register", held.projects, held.names)
    needy = _changed("Nothing", "the list of those that need attention", held.attention, held.names)
    return f"<p>{escape(f'Since {wording.round_name(held.before)}, {register}. {needy}.')}</p>"


def _changed(nothing: str, name: str, found: Change, names: Mapping[str, str]) -> str:
    """What joined a list and what left it, as a sentence without its stop; `nothing` is how it begins where none."""
    if not found.joined and not found.left:
        return f"{nothing} joined or left {name}"
    if not found.left:
        return f"{_some(found.joined, names)} joined {name}; nothing left it"
    if not found.joined:
        return f"{_some(found.left, names)} left {name}; nothing joined it"
    return f"{_some(found.joined, names)} joined {name}; {_some(found.left, names)} left it"


def _some(ids: Sequence[str], names: Mapping[str, str]) -> str:
    """The first few by name, and how many more there are."""
    named = [names[each] for each in ids[:NAMED]]
    more = len(ids) - len(named)
    return wording.listed([*named, wording.amount(more, "other")] if more else named)


def reds(held: Register, acted: Collection[str], link: Link) -> str:
    """The scorecard's Reds without a planned action, each with its reason; then how many have one."""
    idle = held.idle(acted)
    rows = "".join(
        f'<tr><th scope="row">{parts.link(row.label, link(row.indicator.id))}</th>'
        f'<td class="rating">{parts.chip(row.red)}</td><td>{escape(row.red.reason)}</td></tr>'
        for row in idle
        if row.red
    )
    count = len(held.red) - len(idle)
    rest = f"<p>{wording.amount(count, 'Red indicator')} with a planned action on record.</p>" if count else ""
    if not held.red:
        return f"<p>{findings.exceptions(())}</p>"
    if not rows:
        return f"<p>No Red is without one.</p>{rest}"
    columns = "".join(f'<th scope="col">{head}</th>' for head in ("Indicator", "Rating", "Why"))
    caption = f"{len(idle)} of {wording.amount(len(held.red), 'Red indicator')}"
    return table(caption, columns, f"<tbody>{rows}</tbody>", "plain stacked") + rest


def reports(shown: Chosen, link: Link) -> str:
    """Reports due by the edition's clock, the overdue first, those that cannot be determined last."""
    owed = shown.owed
    if not owed:
        return "<p>None of the projects shown has to report.</p>"
    late = sum(bool(row.clock.overdue) for row in owed)
    unclear = sum(row.clock.next_due is None for row in owed)
    rows = "".join(
        f'<tr><th scope="row">{parts.link(row.project.name, link(row.project.id))}</th>'
        f'<td data-head="Report">{row.clock.report}</td>'
        f'<td data-head="How often">{escape(row.clock.frequency_words)}</td>'
        f'<td class="short" data-head="Last">{_day(row.project.last_report)}</td>'
        f'<td class="short" data-head="Next due">{_day(row.clock.next_due)}</td>'
        f'<td class="short" data-head="State">{_state(row)}</td>'
        f"<td>{escape(' '.join(filter(None, (row.clock.reason, row.clock.refused))))}</td></tr>"
        for row in owed[:LISTED]
    )
    heads = ("Project", "Report", "How often", "Last", "Next due", "State", "Why")
    columns = "".join(f'<th scope="col">{head}</th>' for head in heads)
    told = f"{late:,} overdue, {unclear:,} without a date that can be worked out, of {len(owed):,} that report"
    quiet = len(shown.rows) - len(owed)
    rest = f" {wording.amount(quiet, 'project')} of those shown need not report." if quiet else ""
    return table(f"{told}.{rest}", columns, f"<tbody>{rows}</tbody>", "plain stacked")


def _state(row: Assessed) -> str:
    if row.clock.overdue is None:
        return "not known"
    return '<span class="late">overdue</span>' if row.clock.overdue else "in time"


def _day(day: date | None) -> str:
    return wording.day(day) if day else "not known"


def _caption(count: int, one: str, many: str, rest: str) -> str:
    more = f", the first {LISTED} here; the download has all" if count > LISTED else ""
    return f"{count:,} {one if count == 1 else many} {rest}{more}"
