"""What would be sealed otherwise today: differences between a sealed round and the same round drawn up anew.

Knows what readers see of a round; refuses to change what was sealed. A difference stays pending until it is a dated
correction with a reason.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pmf import wording
from pmf.rounds import corrections
from pmf.rounds.papers import of_project
from pmf.rounds.record import Record
from pmf.scorecard import Row

FIGURES = ("previous", "current", "target")
_FIGURE = re.compile(rf"(?P<minus>[-{wording.MINUS}])?\s*£?(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?P<unit>[^0-9]*)")
Cells = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Difference:
    """One cell that was sealed one way and would be another way today; `name` is what readers call its subject."""

    subject: str
    name: str
    column: str
    was: str
    now: str

    @property
    def text(self) -> str:
        """`2 Total jobs, current: sealed as 516,000; now 515,000`, words in quotes."""
        was, now = (corrections.shown(self.column, cell) for cell in (self.was, self.now))
        return f"{self.name}, {self.column}: sealed as {was}; now {now}"


def between(sealed: Record, anew: Record) -> list[Difference]:
    """Every difference that no correction says yet; one that has moved on since its correction is pending again."""
    was, now, names = cells(sealed), cells(anew), {**anew.names, **sealed.names}
    made = {(each.subject, each.column): each.now for each in sealed.papers.corrections}  # the last of a cell counts
    return [
        Difference(cell[0], names[cell[0]], cell[1], was.get(cell, ""), now.get(cell, ""))
        for cell in dict.fromkeys([*was, *now])
        if was.get(cell, "") != now.get(cell, "")
        and (cell not in made or not _says(made[cell], now.get(cell, ""), cell[1]))
    ]


def _says(typed: str, shown: str, column: str) -> bool:
    """Whether what was typed says what is shown: a figure its number, in its unit or in none, `28650` for `£28,650m`;
    words their letters."""
    mine, theirs = (_FIGURE.fullmatch(text.strip()) if column in FIGURES else None for text in (typed, shown))
    if mine and theirs:
        return _number(mine) == _number(theirs) and _unit(mine) in ("", _unit(theirs))
    return _letters(typed) == _letters(shown)


def _number(figure: re.Match[str]) -> Decimal:
    return Decimal(f"{'-' if figure['minus'] else ''}{figure['number'].replace(',', '')}")


def _unit(figure: re.Match[str]) -> str:
    return figure["unit"].strip().lower().replace("million", "m")


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum() or sign == ".").lower()


def cells(record: Record) -> Cells:
    """What readers see of a round, by subject and column."""
    found: Cells = {}
    for row in record.card.rows:
        found |= {(row.indicator.id, column): text for column, text in _row(row)}
        found[row.indicator.id, "commentary"] = record.papers.comment(row.indicator.id)
        found[row.indicator.id, "actions"] = "; ".join(a.action for a in record.papers.actions_on(row.indicator.id))
    for entry in record.register.rows if record.register else ():
        project, subject = entry.project, of_project(entry.project.id)
        ahead = project.next_milestone(record.on)
        due = wording.day(ahead.planned) if ahead and ahead.planned else ""
        found |= {
            (subject, "name"): project.name,
            (subject, "rating"): project.rag or "",
            (subject, "travel"): project.travel or "",
            (subject, "status"): project.status,
            (subject, "milestone"): f"{ahead.name}, {due}" if ahead else "",
            (subject, "commentary"): record.papers.comment(subject),
        }
    return found


def _row(row: Row) -> Iterator[tuple[str, str]]:
    unit = row.indicator.unit
    yield "name", row.indicator.name
    yield "period", wording.period(row.current.period if row.current else None)
    for column, figure in (("previous", row.previous), ("current", row.current)):
        yield column, wording.figure(figure.value if figure else None, unit)
    yield "target", wording.figure(row.target, unit)
    yield "direction rating", row.direction.word or ""
    yield "target rating", row.against_target.word or ""
