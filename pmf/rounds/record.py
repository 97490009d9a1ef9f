"""The record of a round: everything its screen, its reports and its sealed files show, in one object.

Knows the parts and how they belong together; refuses to fetch, to word and to judge.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pmf.consistency.draft import Finding
from pmf.reading.projects import Register
from pmf.rounds.papers import Papers, of_project
from pmf.rounds.seals import Seal
from pmf.scorecard import Row, Scorecard

Kind = Literal["rating", "joined", "left", "target", "figure", "revised", "project rating", "edition", "told"]
"""What changed; `told` is a sentence of an older seal, which says no more."""


@dataclass(frozen=True)
class Change:
    """One change since the round before: what it is about, under which objective, and the sentence that says it.

    The objective is empty of what concerns the whole round.
    """

    kind: Kind
    subject: str
    objective: str
    text: str


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
class Compared:
    """How an exception stands among other combined authorities, in the newest period that was out for the round.

    `own` and `england` are None where no figure is held; `verdict` is worded by the rules of fair comparison, `rank`
    with its denominator, `without` names the areas that have no figure.
    """

    indicator: str
    name: str
    unit: str
    period: str
    own: Decimal | None
    england: Decimal | None
    verdict: str
    rank: str
    without: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """One round on the day `on`. `register` is None where no projects are held, `changed` says what
    moved since the round `before`, `seal` is None while the round is a draft."""

    round: str
    on: date
    card: Scorecard
    register: Register | None
    papers: Papers
    findings: tuple[Finding, ...]
    before: str | None
    changed: tuple[Change, ...]
    sources: tuple[Vintage, ...]
    benchmarks: tuple[Compared, ...] = ()
    seal: Seal | None = None

    @property
    def names(self) -> dict[str, str]:
        """What readers call the subjects of its papers: indicators by number and name, projects by name."""
        found = {row.indicator.id: row.label for row in self.card.rows}
        entries = self.register.rows if self.register else ()
        return found | {of_project(entry.project.id): entry.project.name for entry in entries}

    @property
    def exceptions(self) -> tuple[Row, ...]:
        """The rows that are Red by either rating."""
        return self.card.reds

    @property
    def others_told(self) -> tuple[Row, ...]:
        """The rows that are no exception and of which the round says or plans something all the same."""
        told = {c.subject for c in self.papers.comments} | {a.subject for a in self.papers.actions}
        return tuple(row for row in self.card.rows if row.indicator.id in told and not row.red)
