"""The order of business of a meeting: the Reds, then the projects that need attention, and what was promised before.

Knows which items there are and in which order; refuses to rate, to fetch and to word.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pmf.projects import escalation
from pmf.projects.escalation import Assessed
from pmf.rounds import papers
from pmf.scorecard import Row, Scorecard


@dataclass(frozen=True)
class Item:
    """One item: the subject it has in the papers of a round, its name, and the indicator or project it is about."""

    subject: str
    name: str
    about: Row | Assessed


def agenda(card: Scorecard, projects: Iterable[Assessed]) -> tuple[Item, ...]:
    """Every item: the Reds by either rating, then the projects that need attention, the escalated first."""
    rows = [Item(row.indicator.id, row.label, row) for row in card.reds]
    needy = [Item(papers.of_project(p.project.id), p.project.name, p) for p in escalation.attention(projects)]
    return (*rows, *needy)


def before(rounds: Sequence[tuple[str, date]], round_id: str | None, known: date | None = None) -> str | None:
    """The round whose promises a meeting on `round_id` looks back on; None where there is none.

    `rounds` are ids with the day each ends on. A meeting on the latest figures (`round_id` None) looks back on the
    newest round that had ended by the day `known`, or on the newest of all.
    """
    earlier = [name for name, end in rounds if (round_id is None or name < round_id) and (not known or end <= known)]
    return max(earlier, default=None)
