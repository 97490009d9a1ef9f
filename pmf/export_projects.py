"""Projects as plain records for other programs: the one shape behind JSON, CSV and downloads.

Knows the command contract's field names; refuses to word anything for people.
"""

from collections.abc import Iterable
from datetime import date

from pmf import cells
from pmf.editions import Edition
from pmf.export import Record
from pmf.projects import outcomes
from pmf.projects.escalation import Assessed, Change
from pmf.projects.register import Outcome
from pmf.reading import Register
from pmf.scorecard import Row


def register(held: Register) -> Record:
    """A register as in the command contract, with what joined and left since the round before."""
    return {
        **_belongs(held),
        "before": held.before,
        "rows": [row(entry, held.edition, held.day) for entry in held.rows],
        "counts": held.counts,
        "projects": _change(held.projects),
        "attention": _change(held.attention),
    }


def rows(held: Register, shown: Iterable[Assessed]) -> list[Record]:
    """Rows that can stand alone, each with the round, edition and day it belongs to; outcome figures as words."""
    return [{**_belongs(held), **_flat(entry, held.edition, held.day)} for entry in shown]


def needs(held: Register, urgent: Iterable[Assessed], idle: Iterable[Row]) -> list[Record]:
    """The one list of what needs attention: projects, then Red indicators without a planned action, each with why."""
    projects: list[Record] = [
        {
            "kind": "project",
            "id": entry.project.id,
            "name": entry.project.name,
            "rating": entry.project.rag,
            "travel": entry.project.travel,
            "escalate": entry.escalated,
            "days_late": entry.days_late,
            "attention": [reason.text for reason in entry.reasons],
        }
        for entry in urgent
    ]
    indicators: list[Record] = [
        {
            "kind": "indicator",
            "id": entry.indicator.id,
            "name": entry.indicator.name,
            "rating": entry.headline.word,
            "travel": entry.movement.travel,
            "escalate": None,
            "days_late": None,
            "attention": [f"Red without a planned action. {entry.headline.reason}"],
        }
        for entry in idle
    ]
    return [{**_belongs(held), **found} for found in (*projects, *indicators)]


def _belongs(held: Register) -> Record:
    return {"round": held.round, "edition": held.edition.id, "on": held.day.isoformat()}


def _change(found: Change) -> Record:
    return {"joined": list(found.joined), "left": list(found.left)}


def row(entry: Assessed, edition: Edition, on: date) -> Record:
    """One project on a day: unknown values are None, days and numbers texts."""
    project, clock = entry.project, entry.clock
    ahead = project.next_milestone(on)
    return {
        "id": project.id,
        "name": project.name,
        "programme": project.programme or None,
        "directorate": project.directorate or None,
        "activity_type": project.activity_type or None,
        "stage": project.stage,
        "expected_delivery_cost_gbp": cells.number(project.cost),
        "districts": list(project.districts),
        "region_wide": project.region_wide,
        "rag": project.rag,
        "direction_of_travel": project.travel,
        "next_milestone": ahead.name if ahead else None,
        "milestone_date": cells.day(ahead.planned) if ahead else None,
        "milestone_date_text": ahead.planned_text if ahead else None,
        "late": entry.days_late > 0,
        "days_late": entry.days_late,
        "green_but_late": entry.green_but_late,
        "escalate": entry.escalated,
        "attention": [reason.text for reason in entry.reasons],
        "report": clock.report,
        "report_frequency": clock.frequency_words,
        "last_report": cells.day(project.last_report),
        "next_report_due": cells.day(clock.next_due),
        "overdue": clock.overdue,
        "report_reason": " ".join(filter(None, (clock.reason, clock.refused))),
        "objective": project.objective or None,
        "indicators": [link.indicator for link in project.indicators],
        "outcomes": [_outcome(found, edition) for found in project.outcomes],
        "status": project.status or None,
        "risk": project.risk or None,
        "mitigation": project.mitigation or None,
        "our_classification": list(project.ours),
    }


def _flat(entry: Assessed, edition: Edition, on: date) -> Record:
    return {**row(entry, edition, on), "outcomes": [_told(found) for found in entry.project.outcomes]}


def _told(found: Outcome) -> str:
    achieved, target = cells.number(found.achieved) or "not known", cells.number(found.target)
    return f"{found.name}: {achieved}{f' of {target}' if target else ', no target'}"


def _outcome(found: Outcome, edition: Edition) -> Record:
    against = outcomes.rated(found, edition.bands, edition=edition.id)
    return {
        "name": found.name,
        "unit": found.unit,
        "direction": found.direction,
        "target": cells.number(found.target),
        "achieved": cells.number(found.achieved),
        "as_of": found.as_of or None,
        "rating": against.word,
        "gap_percent": cells.number(against.gap_percent),
        "reason": against.reason,
        "note": found.note or None,
    }
