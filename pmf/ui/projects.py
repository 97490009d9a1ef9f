"""The parts of the projects page: the register asked for, counts, the list beside the map, counts by district.

Knows how a register reads; refuses to query, to filter and to judge.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby
from typing import NoReturn

import streamlit as st

from pmf import catalogue, palette, reading, reported, wording
from pmf.projects import selection
from pmf.projects.escalation import Assessed
from pmf.projects.schema import Travel
from pmf.projects.selection import Chosen
from pmf.rating import Rating
from pmf.reading import LATEST, NoRegister, Register
from pmf.rounds import agenda
from pmf.ui import address, cached, parts
from pmf.ui.frame import Choice, Ended

Link = Callable[[str], str]
"""The address of a project's page, by its id."""
STALE_DAYS = 120
PAGE = 50
KINDS: Mapping[str, str] = {
    "Red": "Red",
    "Towards Red": "moving towards Red",
    "Green but late": "Green although late",
    "Late": "late",
    "Amber for three rounds": "Amber for three rounds or longer",
    "Report overdue": "with an overdue report",
}
"""How a sentence says which rule of attention was met."""
_ARROWS: dict[Travel, str] = {"improving": "↑", "level": "→", "worsening": "↓"}
_PLACES = {
    "On the map": "On the map",
    "Whole area": "Whole area: under every district, counted once",
    "No place on record": "No place on record",
}


def register(choice: Choice) -> Register:
    """The register the reader asked for. Where there is none the page says so and ends."""
    if choice.area != reported.AREA:
        name = reading.places().get(reported.AREA).name
        return _none(f"The register held is that of {name}; no other authority's projects are here.")
    try:
        return cached.projects(*key(choice), choice.store)
    except NoRegister:
        return _none(*missing(choice, reading.project_rounds(choice.store)))


def missing(choice: Choice, held: Sequence[str]) -> tuple[str, str]:
    """That the register asked for is not held, and a link to the newest of those `held`, which come newest first."""
    if not held:
        return "No project register is held yet.", ""
    if choice.round == LATEST and choice.as_known:
        why = f"No project register was held by {wording.day(choice.as_known)}."
    else:
        why = f"No project register is held for {wording.round_name(choice.round)}."
    newest = f"Projects of {wording.round_name(held[0])}, the newest register held"
    return why, parts.link(newest, address.href("projects", round=held[0]))


def _none(why: str, link: str = "") -> NoReturn:
    st.title("Projects", anchor=False)
    st.info(parts.literal(why))
    if link:
        st.html(f"<p>{link}</p>")
    raise Ended


def key(choice: Choice) -> tuple[str, str, str, date | None, date]:
    """What names the register of a choice, after the version of the database."""
    return (choice.store.stamp, choice.round, choice.edition, choice.as_known, choice.today)


def acted(choice: Choice) -> frozenset[str]:
    """Indicators with a planned action in the papers of the round; beside the latest figures in those of the newest."""
    held = (choice.store.stamp, choice.store)
    newest = agenda.before(cached.ends(*held), None, choice.as_known)
    papers = cached.papers(*held, newest if choice.round == LATEST else choice.round)
    return frozenset(action.subject for action in papers.actions)


def districts() -> dict[str, str]:
    """Names of the authority's districts by code."""
    return {area.code: area.name for area in reading.places().members(reported.AREA)}


def shades(choice: Choice) -> Sequence[str]:
    """What districts can be coloured by; the empty one for plain districts."""
    return ("", *cached.shading(choice.store.stamp, choice.store, choice.as_known, tuple(districts())))


def coloured(indicator: str) -> str:
    """An indicator by which districts can be coloured, in a list; none for plain districts."""
    return catalogue.get(indicator).name if indicator else "nothing, plain districts"


def where(held: Register) -> str:
    """Whose register it is, of which round, by which rules, and the day that lateness counts to."""
    name = reading.places().get(reported.AREA).name
    day = wording.day(held.day)
    return f"{name} · register of {wording.round_name(held.round)} · {held.edition.title} · lateness counts to {day}"


def age(held: Register) -> str:
    """A warning where the newest register is old and lateness counts to a day long after it; empty where it is not."""
    then = reading.round_end(held.round)
    if (held.day - then).days <= STALE_DAYS:
        return ""
    return (
        f"<p><strong>This register is {wording.age(then, held.day)} old.</strong> What was done since is not in it, so"
        " most of what follows as late may be done; choose its round to see it as it stood.</p>"
    )


def pages(shown: Chosen) -> int:
    """How many pages the list has."""
    return max(1, -(-len(shown.rows) // PAGE))


def page_of(place: int) -> int:
    """On which page of the list the project at a place stands, both counted from 1."""
    return (place - 1) // PAGE + 1


def steps(page: int, shown: Chosen, link: Callable[[int], str]) -> str:
    """Links to the other pages of the list; empty where there is one page only."""
    last = pages(shown)
    if last == 1:
        return ""
    near = sorted({1, page - 1, page, page + 1, last} & set(range(1, last + 1)))
    items = "".join(
        f"<li>{parts.link(str(to), link(to))}</li>" if to != page else f'<li aria-current="page">{to}</li>'
        for to in near
    )
    return f'<nav aria-label="Pages of the list" class="paging"><span>Page</span><ul>{items}</ul></nav>'


def chip(row: Assessed) -> str:
    """The project's rating as a chip, with why it needs attention as its title."""
    reason = " ".join(reason.text for reason in row.reasons) or "Nothing needs attention."
    return parts.chip(Rating(row.project.rag, reason))


def travel(way: Travel | None) -> str:
    """The arrow of a direction of travel with its word."""
    if way is None:
        return '<span class="muted">–<span class="unseen"> direction not known</span></span>'
    return f'<span class="arrow" aria-hidden="true">{_ARROWS[way]}</span><span class="unseen">{way}</span>'


def lead(held: Register, shown: Chosen) -> str:
    """The register in two sentences: how many have which rating, and what needs attention."""
    tally = shown.counts
    bar = "".join(_segment(word, count) for word, count in tally.items() if count)
    words = ", ".join(f"{count:,} {word}" for word, count in tally.items())
    urgent = sum(row.escalated for row in shown.urgent)
    named = wording.listed([f"{count:,} {KINDS[kind]}" for kind, count in shown.kinds.items()])
    needs = f"{wording.amount(urgent, 'project')} escalated." if urgent else "No project is escalated."
    count = len(shown.urgent)
    verb = "needs" if count == 1 else "need"
    asked = f'<a href="#needs-attention">{wording.amount(count, "project")} {verb} attention</a>: {named}.'
    more = f" {asked}" if count else ""
    return (
        f'<div class="counts"><strong role="status">{len(shown.rows):,} of {len(held.rows):,} projects shown</strong>'
        f' <span>{words}</span><div class="bar" aria-hidden="true">{bar}</div></div><p>{needs}{more}</p>'
    )


def listing(held: Register, shown: Chosen, page: int, link: Link) -> str:
    """One page of the list, under headings that say where its projects lie."""
    some = shown.rows[(page - 1) * PAGE : page * PAGE]
    heads = {"Project": "", "Rating": "", "Next milestone": "milestone", "Planned": ""}
    columns = "".join(f'<th scope="col" class="{css}">{head}</th>' for head, css in heads.items())
    bodies = "".join(
        f'<tbody><tr class="group"><th scope="rowgroup" colspan="{len(heads)}">{_PLACES[place]}</th></tr>'
        + "".join(_row(row, held, link) for row in rows)
        + "</tbody>"
        for place, rows in groupby(some, key=selection.place)
    )
    if not some:
        bodies = f'<tbody><tr><td colspan="{len(heads)}">No project fits all the filters.</td></tr></tbody>'
    first = (page - 1) * PAGE + 1
    part = f", {first:,} to {first + len(some) - 1:,} of {len(shown.rows):,}" if len(shown.rows) > PAGE else ""
    return table(f"Projects by place{part}", columns, bodies, "plain projects")


def _row(row: Assessed, held: Register, link: Link) -> str:
    project = row.project
    ahead = project.next_milestone(held.day)
    facts = " · ".join(filter(None, (project.programme, project.directorate, project.stage)))
    planned = (ahead.planned_text or (wording.day(ahead.planned) if ahead.planned else "")) if ahead else ""
    late = f'<div class="late">{wording.amount(row.days_late, "day")} late</div>' if row.days_late else ""
    return (
        f'<tr><th scope="row">{parts.link(project.name, link(project.id))}'
        f'<div class="muted">{escape(facts)}</div></th>'
        f'<td class="rating">{chip(row)} {travel(project.travel)}</td>'
        f'<td class="milestone">{escape(ahead.name if ahead else "none open")}</td>'
        f'<td class="short">{escape(planned)}{late}</td></tr>'
    )


def by_district(shown: Chosen, names: Mapping[str, str]) -> str:
    """How many projects have which rating under each district, and over all, where each counts once."""
    words = list(shown.counts)
    body = "".join(_counts(name, [shown.under(code)[word] for word in words]) for code, name in names.items())
    body += _counts("All districts, each project once", list(shown.counts.values()), "total")
    columns = "".join(f'<th scope="col" class="figure">{word}</th>' for word in (*words, "Projects"))
    wide = shown.everywhere.total()
    note = f"{wording.amount(wide, 'project')} of the whole area stand under every district and count once in the total"
    return table(note, f'<th scope="col">District</th>{columns}', f"<tbody>{body}</tbody>", "plain narrow")


def _counts(name: str, counts: Sequence[int], css: str = "") -> str:
    cells = "".join(f'<td class="figure">{count}</td>' for count in (*counts, sum(counts)))
    return f'<tr class="{css}"><th scope="row">{escape(name)}</th>{cells}</tr>'


def _segment(word: str, count: int) -> str:
    look = palette.mark(word)
    return f'<span style="flex:{count};background:{look.fill};color:{look.text}">{look.shape} {count:,}</span>'


def table(caption: str, columns: str, bodies: str, css: str) -> str:
    """Rows of cells that are HTML already, under their caption and heads."""
    return (
        f'<div class="wide"><table class="{css}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{columns}</tr></thead>{bodies}</table></div>"
    )
