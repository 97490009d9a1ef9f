"""What the rules read and what they answer. Knows the parts of a round; refuses to judge them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol, get_args

from pmf.projects.schema import Travel
from pmf.rounds.papers import Papers
from pmf.scorecard import Row, Scorecard

Severity = Literal["error", "warning", "note"]
"""An error is a contradiction, a warning what a member would ask about, a note what a reader should know."""
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True)
class Finding:
    """What one rule found in one place; `subject` is an indicator, a project or the round."""

    rule: str
    subject: str
    severity: Severity
    message: str


@dataclass(frozen=True)
class Result:
    """A measured outcome of a project: what is counted, in which unit, which way is better, what was aimed at and what
    was reached."""

    outcome: str
    unit: str
    direction: Literal["up", "down"]
    target: Decimal | None
    achieved: Decimal | None


@dataclass(frozen=True)
class Told:
    """What a round tells of one project; `texts` are its narrative, `promised` its outcomes in words, `passed` the day
    its next milestone was due where that is past; `travel` is None where nobody says."""

    id: str
    name: str
    rating: str
    travel: Travel | None
    texts: tuple[str, ...] = ()
    promised: str = ""
    milestone: str = ""
    passed: date | None = None
    results: tuple[Result, ...] = ()

    @property
    def narrative(self) -> str:
        """Every text on its status as one."""
        return " ".join(self.texts)


@dataclass(frozen=True)
class Draft:
    """A round as it stands on a day, and the round before it where there was one."""

    round: str
    on: date
    card: Scorecard
    papers: Papers
    projects: tuple[Told, ...] = ()
    before: Scorecard | None = None

    @property
    def commented(self) -> Iterator[tuple[Row, str]]:
        """Every row of the scorecard that has a commentary, with it."""
        return ((row, text) for row in self.card.rows if (text := self.papers.comment(row.indicator.id)))


Found = tuple[Severity, str, str]


class Rule(Protocol):
    """A rule yields severity, subject and message of what it finds; its name is the function's."""

    __name__: str

    def __call__(self, draft: Draft) -> Iterator[Found]: ...
