"""What of a register needs attention, and why. Knows projects, their history and their clock; refuses to read data.

Escalated is what the framework escalates: a Red, or a project that moves towards Red. The other reasons are ours.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pmf import wording
from pmf.projects.clock import Clock
from pmf.projects.register import Project
from pmf.projects.schema import Rag, Travel

Kind = Literal["Red", "Towards Red", "Green but late", "Late", "Amber for three rounds", "Report overdue"]
ESCALATED: tuple[Kind, ...] = ("Red", "Towards Red")
SEVERITY: tuple[Rag, ...] = ("Red", "Amber", "Green")
LONG = 3
"""Rounds of Amber in a row after which it is no passing state."""


@dataclass(frozen=True)
class Standing:
    """How a project stood in one round."""

    round: str
    rag: Rag | None
    travel: Travel | None


@dataclass(frozen=True)
class Reason:
    """Why a project needs attention: the rule it met, and the sentence."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Assessed:
    """A project as it stands on a day: its clock, its history up to its own round, and what needs attention."""

    project: Project
    clock: Clock
    days_late: int
    history: tuple[Standing, ...]
    reasons: tuple[Reason, ...]

    @property
    def escalated(self) -> bool:
        """Whether the framework escalates it."""
        return any(reason.kind in ESCALATED for reason in self.reasons)

    @property
    def green_but_late(self) -> bool:
        """Whether it is Green although its next milestone has passed."""
        return any(reason.kind == "Green but late" for reason in self.reasons)


@dataclass(frozen=True)
class Change:
    """What joined and left a list of projects since the round before, by id."""

    joined: tuple[str, ...]
    left: tuple[str, ...]


def assess(project: Project, clock: Clock, history: Sequence[Standing], rounds: Sequence[str], on: date) -> Assessed:
    """What of a project needs attention on a day; nothing of one that is closed.

    `history` ends with the project's own round; `rounds` are all rounds with a register up to that one, oldest first.
    """
    late = project.days_late(on)
    by_round = {standing.round: standing for standing in history}
    found = (
        []
        if project.stage == "closed"
        else [
            *_colour(project),
            *_towards_red(project, by_round, rounds),
            *_lateness(project, late, on),
            *_amber_for_long(by_round, rounds),
            *_overdue(clock, on),
        ]
    )
    return Assessed(project, clock, late, tuple(history), tuple(found))


def attention(rows: Iterable[Assessed]) -> list[Assessed]:
    """The rows that need attention, the escalated first, then by colour and by the number of reasons."""
    return sorted((row for row in rows if row.reasons), key=_urgency)


def change(before: Iterable[str], now: Iterable[str]) -> Change:
    """What joined and what left between two lists of ids, each in its list's order."""
    old, new = dict.fromkeys(before), dict.fromkeys(now)
    return Change(tuple(name for name in new if name not in old), tuple(name for name in old if name not in new))


def _urgency(row: Assessed) -> tuple[bool, int, int, str]:
    rag = row.project.rag
    return (
        not row.escalated,
        SEVERITY.index(rag) if rag else len(SEVERITY),
        -len(row.reasons),
        row.project.name,
    )


def _colour(project: Project) -> Iterable[Reason]:
    if project.rag == "Red":
        yield Reason("Red", "Rated Red.")


def _towards_red(project: Project, by_round: Mapping[str, Standing], rounds: Sequence[str]) -> Iterable[Reason]:
    before = by_round.get(rounds[-2]) if len(rounds) > 1 else None
    if project.travel == "worsening" and project.rag != "Red":
        yield Reason("Towards Red", f"{project.rag or 'Not rated'} and reported as moving towards Red.")
    elif project.rag == "Amber" and before and before.rag == "Green":
        yield Reason("Towards Red", f"Fell from Green in {wording.round_name(before.round)} to Amber.")


def _lateness(project: Project, late: int, on: date) -> Iterable[Reason]:
    ahead = project.next_milestone(on)
    if not late or ahead is None or ahead.planned is None:
        return
    kind: Kind = "Green but late" if project.rag == "Green" else "Late"
    colour = "Still Green, but its" if kind == "Green but late" else "Its"
    passed = f"milestone “{ahead.name}” was planned for {wording.day(ahead.planned)} and is not recorded as done"
    yield Reason(kind, f"{colour} {passed}, {wording.amount(late, 'day')} late on {wording.day(on)}.")


def _amber_for_long(by_round: Mapping[str, Standing], rounds: Sequence[str]) -> Iterable[Reason]:
    run = 0
    for name in reversed(rounds):
        if name not in by_round or by_round[name].rag != "Amber":
            break
        run += 1
    if run >= LONG:
        since = wording.round_name(rounds[-run])
        yield Reason("Amber for three rounds", f"Amber in {run} rounds in a row, since {since}.")


def _overdue(clock: Clock, on: date) -> Iterable[Reason]:
    if clock.overdue and clock.next_due:
        late = wording.amount((on - clock.next_due).days, "day")
        due = wording.day(clock.next_due)
        yield Reason("Report overdue", f"Its {clock.frequency} report was due on {due}, {late} ago.")
