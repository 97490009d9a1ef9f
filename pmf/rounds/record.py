"""The record of a round: everything its screen, its reports and its sealed files show, in one object.

Knows the parts and how they belong together; refuses to fetch, to word and to judge.
"""

from dataclasses import dataclass
from datetime import date

from pmf.consistency.draft import Finding
from pmf.reading.projects import Register
from pmf.rounds.papers import Papers
from pmf.rounds.seals import Seal
from pmf.scorecard import Row, Scorecard


@dataclass(frozen=True)
class Vintage:
    """The newest release of a source that was out for the round, and the indicators that rest on the source."""

    source: str
    publisher: str
    dataset: str
    landing_page: str
    licence: str
    release: date
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """One round on the day `on`. `register` is None where no projects are held, `changed` says in sentences what
    moved since the round `before`, `seal` is None while the round is a draft."""

    round: str
    on: date
    card: Scorecard
    register: Register | None
    papers: Papers
    findings: tuple[Finding, ...]
    before: str | None
    changed: tuple[str, ...]
    sources: tuple[Vintage, ...]
    seal: Seal | None = None

    @property
    def exceptions(self) -> tuple[Row, ...]:
        """The rows rated Red."""
        return tuple(row for row in self.card.rows if row.headline.word == "Red")
