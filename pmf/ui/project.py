"""The parts of one project's page. Knows the project it is given; refuses to query, to rate and to judge."""

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from pmf import catalogue, wording
from pmf.projects import clock as clocks
from pmf.projects import outcomes as figures
from pmf.projects.escalation import Assessed, Standing
from pmf.projects.register import Milestone
from pmf.projects.selection import Chosen
from pmf.rating import Rating
from pmf.reading import Register
from pmf.scorecard import Scorecard
from pmf.ui import exhibit, parts
from pmf.ui import projects as shared

Link = Callable[[str], str]
OURS = {"activity_type": "activity type"}
"""Columns of the register whose name is not how readers call them."""


def find(held: Register, name: str) -> Assessed | None:
    """The project of that id, the first of the register where none is asked for."""
    return next((row for row in held.rows if name in ("", row.project.id)), None)


def none(held: Register, name: str) -> str:
    """Why there is no project to show."""
    return parts.literal(f"The register of {wording.round_name(held.round)} has no project “{name[:40]}”.")


def steps(
    held: Register, shown: Chosen, entry: Assessed | None, asked: str, link: Link, back: Callable[[int], str]
) -> str:
    """Back to the list, and the projects before and after this one among those shown; `asked` has the filters in words.

    `back` is the address of a page of the list, by its number.
    """
    ids = [row.project.id for row in shown.rows]
    at = ids.index(entry.project.id) if entry and entry.project.id in ids else None
    found = [parts.link("Back to the list" if asked else "All projects", back(shared.page_of((at or 0) + 1)))]
    if entry:
        found.append(f'<span class="muted">{escape(_place(held, shown, at, asked))}</span>')
    near = [] if at is None else [("Before", at - 1), ("Next", at + 1)]
    for word, to in near:
        if 0 <= to < len(ids):
            found.append(f"{word}: {parts.link(shown.rows[to].project.name, link(ids[to]))}")
    items = "".join(f"<li>{item}</li>" for item in found)
    return f'<nav aria-label="Projects" class="near"><ul>{items}</ul></nav>'


def _place(held: Register, shown: Chosen, at: int | None, asked: str) -> str:
    """Where a project stands in the list, and of what list: `2 of 4 shown, of 7 in all: Amber`."""
    count = len(shown.rows)
    place = f"{at + 1:,} of {count:,}" if at is not None else f"Not among the {count:,}"
    return f"{place} shown, of {len(held.rows):,} in all: {asked}" if asked else place


def head(entry: Assessed, held: Register) -> None:
    """Name, place in the register, rating and what it does."""
    project = entry.project
    st.title(parts.literal(project.name), anchor=False)
    names = shared.districts()
    lies = "whole area" if project.region_wide else wording.listed([names[code] for code in project.districts])
    facts = [project.programme, project.stage, project.directorate, project.activity_type, lies, project.objective]
    st.caption(parts.literal(" · ".join(fact for fact in facts if fact)))
    st.html(
        f'<p class="lead">{escape(project.description)}</p><p>{shared.chip(entry)} {shared.travel(project.travel)}'
        f" {project.travel or 'direction not known'}, register of {wording.round_name(held.round)}</p>"
    )
    if project.ours:
        ours = wording.listed([OURS.get(name, name) for name in project.ours])
        st.html(f'<p class="muted">Our own classification, not printed by the source: {escape(ours)}.</p>')


def narrative(entry: Assessed, held: Register) -> None:
    """The status, the milestones with their slippage, what the project is for."""
    project = entry.project
    st.header("Status", anchor=False)
    st.html(f"<p>{escape(project.status or 'Not known.')}</p>")
    st.header("Milestones", anchor=False)
    rows = [_milestone(milestone, held) for milestone in project.milestones]
    columns = ("Milestone", "Planned", "Forecast", "Done", "Against plan")
    st.html(exhibit.plain_table(columns, rows, f"On {wording.day(held.day)}") if rows else "<p>None on record.</p>")
    if project.outcomes_text:
        st.header("What it is for", anchor=False)
        st.html(
            "<ul>"
            + "".join(f"<li>{escape(text[:1].upper() + text[1:])}</li>" for text in project.outcomes_text)
            + "</ul>"
        )


def _milestone(milestone: Milestone, held: Register) -> tuple[str, ...]:
    late, slip = milestone.days_late(held.day), milestone.slippage
    if late:
        state = f"{wording.amount(late, 'day')} late"
    elif slip is None:
        state = "" if milestone.done else "not due yet"
    else:
        state = "on plan" if slip.days == 0 else f"{wording.amount(abs(slip.days), 'day')} "
        state += "" if slip.days == 0 else "after plan" if slip.days > 0 else "before plan"
    days = (wording.day(day) if day else "" for day in (milestone.forecast, milestone.done))
    planned = milestone.planned_text or (wording.day(milestone.planned) if milestone.planned else "not known")
    return (milestone.name, planned, *days, state)


def outcomes(entry: Assessed, held: Register) -> None:
    """Outcome figures against their targets, each with its rating and the sentence behind it."""
    found = entry.project.outcomes
    if not found:
        return
    st.header("Outcomes against target", anchor=False)
    body = ""
    for outcome in found:
        rated = figures.rated(outcome, held.edition.bands, edition=held.edition.id)
        body += (
            f'<tr><th scope="row">{escape(outcome.name)}</th>'
            f'<td class="figure" data-head="Achieved">{wording.figure(outcome.achieved, outcome.unit)}</td>'
            f'<td class="figure" data-head="Target">{wording.figure(outcome.target, outcome.unit)}</td>'
            f'<td class="rating">{parts.chip(rated)}</td>'
            f"<td>{escape(rated.reason)}"
            f'<div class="muted">{escape(_noted(outcome.as_of, outcome.note))}</div></td></tr>'
        )
    heads = ("Outcome", "Achieved", "Target", "Rating", "Why")
    columns = "".join(f'<th scope="col">{name}</th>' for name in heads)
    st.html(
        f'<div class="wide"><table class="plain stacked"><caption>By the {held.edition.title}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _noted(as_of: str, note: str) -> str:
    when = f"As of {wording.round_name(as_of)}." if len(as_of) == len("2023-09") else f"As of {as_of}." if as_of else ""
    return f"{when} {note[:1].upper()}{note[1:]}".strip()


def thread(entry: Assessed, card: Scorecard, link: Link) -> None:
    """The golden thread: the objective and the indicators the project should move."""
    project = entry.project
    st.header("Indicators it should move", anchor=False)
    if not project.indicators:
        st.html("<p>None on record.</p>")
        return
    ratings = {row.indicator.id: row.direction for row in card.rows}
    items = "".join(
        f"<li>{parts.link(catalogue.get(found.indicator).name, link(found.indicator))} should go {found.direction},"
        f" {f'showing after {found.lag_months} months' if found.lag_months is not None else 'nobody has said when'}"
        f" {parts.chip(ratings[found.indicator]) if found.indicator in ratings else ''}"
        f'<span class="muted"> {escape(found.basis)}</span></li>'
        for found in project.indicators
    )
    st.html(
        f'<ul class="notes">{items}</ul><p class="muted">The chip is the indicator\'s rating against direction in'
        " the same round.</p>"
    )


def attention(entry: Assessed) -> None:
    """Why it needs attention, and whether it is escalated."""
    st.header("Needs attention", anchor=False)
    reasons = "".join(f"<li>{escape(reason.text)}</li>" for reason in entry.reasons)
    said = "Escalated." if entry.escalated else "Not escalated." if reasons else "Nothing needs attention."
    st.html(f'<p><strong>{said}</strong></p><ul class="notes">{reasons}</ul>')


def clock(entry: Assessed, held: Register) -> None:
    """How often it reports, when the next report is due, and why."""
    found, project = entry.clock, entry.project
    st.header("Reports", anchor=False)
    last = wording.day(project.last_report) if project.last_report else "not known"
    due = wording.day(found.next_due) if found.next_due else "cannot be worked out" if found.owed else "none"
    state = {True: "overdue", False: "in time", None: ""}[found.overdue]
    facts = [
        ("How often", found.frequency_words),
        ("Last report", last),
        ("Next due", f"{due}{f', {state}' if state else ''}"),
        ("Expected delivery cost", wording.pounds(project.cost) if project.cost is not None else "not known"),
        ("Internal representative", project.representative or "not known"),
    ]
    words = [
        found.reason,
        found.refused,
        clocks.within_programme(project, held.edition.reporting, edition=held.edition.id),
    ]
    st.html(_facts(facts) + "".join(f'<p class="why">{escape(text)}</p>' for text in words if text))


def risk(entry: Assessed) -> None:
    """The top risk and what is done about it."""
    st.header("Top risk", anchor=False)
    st.html(
        _facts([("Risk", entry.project.risk or "not known"), ("Mitigation", entry.project.mitigation or "not known")])
    )


def history(entry: Assessed) -> None:
    """Its rating in every round held, the newest first."""
    st.header("Rating over rounds", anchor=False)
    rows = "".join(_standing(standing) for standing in reversed(entry.history))
    st.html(
        '<div class="wide"><table class="plain narrow"><caption>'
        f"{wording.amount(len(entry.history), 'round')} on record</caption>"
        '<thead><tr><th scope="col">Round</th><th scope="col">Rating</th><th scope="col">Direction</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _standing(standing: Standing) -> str:
    rated = parts.chip(Rating(standing.rag, f"As reported in {wording.round_name(standing.round)}."))
    return (
        f'<tr><th scope="row">{wording.round_name(standing.round)}</th><td class="rating">{rated}</td>'
        f"<td>{shared.travel(standing.travel)} {standing.travel or 'not known'}</td></tr>"
    )


def places(entry: Assessed, names: Mapping[str, str]) -> None:
    """Where it is."""
    found = entry.project.locations
    st.header("Places", anchor=False)
    rows = [(place.place, names.get(place.district, "not known"), place.precision) for place in found]
    whole = "<p>The whole area.</p>" if entry.project.region_wide else ""
    table = (
        exhibit.plain_table(("Place", "District", "Point"), rows, wording.amount(len(rows), "place")) if rows else ""
    )
    st.html(whole + table or "<p>No place on record.</p>")


def records(entry: Assessed) -> None:
    """Decisions and lessons, the newest first; nothing where there are none."""
    found = sorted(entry.project.records, key=lambda record: record.date, reverse=True)
    if not found:
        return
    st.header("Decisions and lessons", anchor=False)
    rows = [(wording.day(record.date), record.kind, record.text, record.owner) for record in found]
    st.html(exhibit.plain_table(("Day", "Kind", "What", "Follows it up"), rows, wording.amount(len(rows), "record")))


def _facts(facts: list[tuple[str, str]]) -> str:
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    return f'<dl class="facts">{items}</dl>'
