"""The action note of a meeting: what was decided, who follows it up and by when, on one page.

Knows decisions and their words; refuses to know where they were recorded and what file they become.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from pmf import wording
from pmf.report.document import Cell, Column, Document, Section, Table
from pmf.rounds.papers import Decision

NOBODY, NO_DAY, GENERAL = "nobody named", "no day set", "The round as a whole"
_COLUMNS = (Column("About", width=2), Column("Decision", width=4), Column("Owner"), Column("Due"))


def document(about: str, file: str, day: date, decisions: Sequence[Decision], names: Mapping[str, str]) -> Document:
    """The note of a meeting held on `day` about a round; `names` are those of the subjects by id."""
    rows = tuple(_row(decision, names) for decision in decisions)
    open_ = sum(not (decision.owner and decision.due) for decision in decisions)
    told = wording.amount(len(decisions), "decision")
    some = f"{open_} of them " if len(decisions) > 1 else ""
    lacking = f"{some}without an owner or a day" if open_ else "each with an owner and a day"
    table = Table("Actions", f"{told}, {lacking}", _COLUMNS, rows)
    return Document(
        title="Action note",
        subtitle=f"{about}, meeting of {wording.day(day)}",
        file=file,
        day=day,
        about=("As recorded in the meeting; it becomes part of the record with the papers of the round.",),
        sections=(Section("actions", "Decisions and actions", (table,)),),
    )


def due(decision: Decision) -> str:
    """By when, in words."""
    return wording.day(decision.due) if decision.due else NO_DAY


def _row(decision: Decision, names: Mapping[str, str]) -> tuple[Cell, ...]:
    texts = (names.get(decision.subject, GENERAL), decision.decision, decision.owner or NOBODY, due(decision))
    return tuple(map(Cell, texts))
