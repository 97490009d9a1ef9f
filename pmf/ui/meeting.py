"""The scorecard for a projector: everything on one screen, or one item of the agenda large.

Knows how an item is shown; refuses to rate, filter, query and to decide what is on the agenda.
"""

from collections.abc import Callable, Collection, Sequence
from html import escape

from pmf import wording
from pmf.projects.escalation import Assessed
from pmf.report import note
from pmf.rounds.agenda import Item
from pmf.rounds.papers import Action
from pmf.scorecard import Row, Scorecard
from pmf.ui import parts, table
from pmf.ui import projects as shared


def overview(card: Scorecard, items: Sequence[Item], link: Callable[[int], str]) -> str:
    """All rows on one screen; the name of an exception leads to its own screen."""
    places = {item.subject: link(place) for place, item in enumerate(items, 1)}

    def name(row: Row) -> str:
        href = places.get(row.indicator.id)
        return parts.link(row.indicator.name, href) if href else escape(row.indicator.name)

    caption = f"All {len(card.rows)} indicators; an underlined name leads to the exception"
    return table.render(card.rows, table.MEETING, caption, "meeting", name, table.by_perspective)


def heading(where: str, item: str, counts: str) -> str:
    """What is on the screen, and for which area and round."""
    title = f'{escape(item)} <span class="where">{escape(where)}</span>' if item else escape(where)
    return f"<h1>{title}</h1>{counts}"


def steps(item: int, last: int, link: Callable[[int], str]) -> str:
    """Links to the item before, the item after and the whole scorecard, which is item 0."""

    def step(label: str, keys: str, by: int) -> str:
        to = min(max(item + by, 0), last)
        here = ' aria-disabled="true"' if to == item else ""
        return (
            f'<a class="in-app step" target="_self" href="{escape(link(to))}" title="{keys}"'
            f' data-step="{by}" data-last="{last}"{here}>{label}</a>'
        )

    return (
        f'<nav class="steps" aria-label="Items">{step("Previous", "Left arrow or page up", -1)}'
        f"{step('Next', 'Right arrow or page down', 1)}{step('Overview', 'Home', -last)}</nav>"
    )


def tools() -> str:
    """The clock and the button for the full screen, which the script of the pages brings to life.

    The role of the clock keeps screen readers from saying every second.
    """
    return (
        '<p class="tools"><span class="clock" role="timer" aria-label="Time on this item and in all"></span>'
        '<button type="button" data-does="clock" title="Start or pause: key T">Timer</button>'
        '<button type="button" data-does="fullscreen" title="Key F">Full screen</button></p>'
    )


def place(item: int, items: Sequence[Item]) -> str:
    """What an item is called in the heading: the exceptions, then the projects, each counted on its own, decisions."""
    if not item:
        return ""
    if item > len(items):
        return "Decisions"
    kinds = [isinstance(each.about, Row) for each in items]
    same = kinds[item - 1]
    return f"{'Exception' if same else 'Project'} {kinds[:item].count(same)} of {kinds.count(same)}"


def agenda(items: Sequence[Item], at: int, decided: Collection[str], link: Callable[[int], str]) -> str:
    """Every item as a link to its screen, the decisions last; without places, which read as numbers of indicators.

    The item `at` which the meeting is stands out, and those of a subject that was `decided`."""
    found = ""
    for screen, (name, done) in enumerate([*((i.name, i.subject in decided) for i in items), ("Decisions", False)], 1):
        here = ' aria-current="step"' if screen == at else ""
        mark = ' <span class="muted">✓ decided</span>' if done else ""
        found += f"<li{here}>{parts.link(name, link(screen))}{mark}</li>"
    return f'<nav class="agenda" aria-label="Agenda"><ul>{found}</ul></nav>'


def said(comment: str, planned: Sequence[Action]) -> str:
    """What the papers of the round say of an item and what they plan; nothing where they are silent."""
    told = f"<h3>What the round says</h3><p>{escape(comment)}</p>" if comment else ""
    return told + (f"<h3>Planned now</h3>{actions(planned)}" if planned else "")


def promise(before: str | None, promised: Sequence[Action]) -> str:
    """What was promised on an item the round before, or plainly that nothing is on record."""
    if before is None:
        return '<h3>Promised last time</h3><p class="muted">No earlier round is held, so no promise is on record.</p>'
    when = wording.round_name(before)
    silent = f'<p class="muted">No planned action on this was recorded in {when}.</p>'
    return f"<h3>Promised last time</h3>{f'<p>In {when}:</p>{actions(promised)}' if promised else silent}"


def actions(planned: Sequence[Action]) -> str:
    """Planned actions as a list, each with who does it and by when."""
    return f"<ul>{''.join(f'<li>{escape(_action(action))}</li>' for action in planned)}</ul>"


def _action(action: Action) -> str:
    due = f"by {wording.day(action.due)}" if action.due else note.NO_DAY
    return f"{action.action} ({action.owner or note.NOBODY}, {due})"


def project(row: Assessed, href: str) -> str:
    """One project, large: its rating, how late it is, why it needs attention and its status."""
    entry = row.project
    why = "".join(f'<p class="why">{escape(reason.text)}</p>' for reason in row.reasons)
    late = f'<p class="late">{wording.amount(row.days_late, "day")} late</p>' if row.days_late else ""
    facts = " · ".join(filter(None, (entry.programme, entry.directorate, entry.representative)))
    return (
        f'<article class="exception"><p class="where">{escape(facts)}</p><h2>{parts.link(entry.name, href)}</h2>'
        f"<p>{shared.chip(row)} {shared.travel(entry.travel)} {escape(entry.travel or 'direction not known')}</p>"
        f'{late}{why}<p class="status">{escape(entry.status or "Status not known.")}</p></article>'
    )


def one(row: Row, href: str) -> str:
    """One exception, large: the figures, the sentence behind the rating, what to beware of."""
    indicator = row.indicator
    now, then = (wording.figure(f.value if f else None, indicator.unit) for f in (row.current, row.previous))
    unit = wording.unit(indicator.unit)
    words = "" if unit.prefix or unit.suffix else f' <span class="unit">{escape(unit.heading)}</span>'
    period = wording.when(row.current.period if row.current else None)
    beware = "".join(f"<li>{parts.mark(warning)} {escape(warning.text)}</li>" for warning in row.warnings)
    return (
        f'<article class="exception"><p class="where">{escape(indicator.objective)} ·'
        f" {escape(indicator.owner)} ownership · level of control: {escape(indicator.control)}</p>"
        f"<h2>{indicator.number} {parts.link(indicator.name, href)}</h2>"
        f'<p class="big">{parts.travel(row.movement)} {now}{words}'
        f' <span class="then">{period}, {then} before</span></p>'
        f"<p>{parts.chip(row.direction)} against direction &ensp; {parts.chip(row.against_target)} against target</p>"
        f'<p class="why">{escape(row.direction.reason)}</p><p class="why">{escape(row.against_target.reason)}</p>'
        f'{f"""<ul class="notes">{beware}</ul>""" if beware else ""}</article>'
    )
