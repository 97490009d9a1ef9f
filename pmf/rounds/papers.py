"""What people wrote for a round: commentary, actions, decisions, changes of indicators, corrections, their names.

Knows the files of `data/rounds/<round>/` besides the figures; refuses to judge what they say.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

import pandas as pd

from pmf import declarations, tables

ChangeKind = Literal["added", "removed", "redefined", "retargeted"]
PrintedColumn = Literal["title", "direction", "frequency"]


@dataclass(frozen=True)
class Hands:
    """Who prepared, checked and approved a round, and where its text comes from. A name may be empty: not given."""

    analyst: str = ""
    assurer: str = ""
    approver: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Comment:
    """What the round says of an indicator or a project."""

    subject: str
    text: str


@dataclass(frozen=True)
class Action:
    """What will be done about an indicator or a project, by whom and by when; owner and day may be missing."""

    subject: str
    action: str
    owner: str
    due: date | None


@dataclass(frozen=True)
class Decision:
    """What was decided about a subject, which may be empty, and who follows it up by when."""

    taken: date
    subject: str
    decision: str
    owner: str
    due: date | None


@dataclass(frozen=True)
class KpiChange:
    """A change of the list of indicators, its approval and the quarter (`2026-03`) from which it takes effect."""

    indicator: str
    change: ChangeKind
    approved_by: str
    approved: date | None
    effective: str
    reason: str


@dataclass(frozen=True)
class Correction:
    """A correction made after sealing: the sealed figure stays, this stands beside it."""

    on: date
    subject: str
    column: str
    was: str
    now: str
    reason: str
    by: str


@dataclass(frozen=True)
class Printed:
    """What the print of a round says of an indicator where that is not what the catalogue says."""

    indicator: str
    column: PrintedColumn
    printed: str


@dataclass(frozen=True)
class Papers:
    """All that was written for one round. Subjects are ids of indicators, and of projects after `project:`."""

    hands: Hands = Hands()
    comments: tuple[Comment, ...] = ()
    actions: tuple[Action, ...] = ()
    decisions: tuple[Decision, ...] = ()
    kpi_changes: tuple[KpiChange, ...] = ()
    printed: tuple[Printed, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def comment(self, subject: str) -> str:
        """What is said of a subject, empty where nothing is."""
        return " ".join(comment.text for comment in self.comments if comment.subject == subject)

    def actions_on(self, subject: str) -> tuple[Action, ...]:
        """The planned actions on a subject."""
        return tuple(action for action in self.actions if action.subject == subject)

    def print_of(self, indicator: str, column: str) -> str:
        """What is printed in a column, empty where nothing else is than the catalogue says."""
        return next((p.printed for p in self.printed if (p.indicator, p.column) == (indicator, column)), "")


@dataclass(frozen=True)
class Sheet:
    """What one file must look like: its columns, those that may not be empty, days, and cells among known words."""

    columns: tuple[str, ...]
    needed: tuple[str, ...]
    key: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    words: tuple[str, Any] | None = None


SHEETS = {
    "commentary.csv": Sheet(("subject", "text"), ("subject", "text"), key=("subject",)),
    "actions.csv": Sheet(("subject", "action", "owner", "due"), ("subject", "action"), days=("due",)),
    "decisions.csv": Sheet(
        ("taken", "subject", "decision", "owner", "due"), ("taken", "decision"), days=("taken", "due")
    ),
    "kpi_changes.csv": Sheet(
        ("indicator", "change", "approved_by", "approved", "effective", "reason"),
        ("indicator", "change", "effective", "reason"),
        days=("approved",),
        words=("change", ChangeKind),
    ),
    "printed.csv": Sheet(
        ("indicator", "column", "printed"),
        ("indicator", "column", "printed"),
        key=("indicator", "column"),
        words=("column", PrintedColumn),
    ),
    "corrections.csv": Sheet(
        ("on", "subject", "column", "was", "now", "reason", "by"),
        ("on", "subject", "column", "reason", "by"),
        days=("on",),
    ),
}


def read(folder: Path, indicators: Collection[str], projects: Collection[str]) -> Papers:
    """All papers in the folder of a round; a file that is not there holds nothing yet.

    Raises DataFileError or DeclarationError naming file and line or key.
    """
    subjects = [*indicators, *map(of_project, projects)]

    def rows(name: str, known: Collection[str] = subjects) -> list[dict[str, Any]]:
        return _rows(folder / name, SHEETS[name], known)

    return Papers(
        hands=hands(folder / "round.toml"),
        comments=tuple(Comment(**row) for row in rows("commentary.csv")),
        actions=tuple(Action(**row) for row in rows("actions.csv")),
        decisions=tuple(Decision(**row) for row in rows("decisions.csv", ["", *subjects])),
        kpi_changes=tuple(KpiChange(**row) for row in rows("kpi_changes.csv", indicators)),
        printed=tuple(Printed(**row) for row in rows("printed.csv", indicators)),
        corrections=tuple(Correction(**row) for row in rows("corrections.csv")),
    )


def of_project(project: str) -> str:
    """The subject that a project is: its id alone may be that of an indicator too."""
    return f"project:{project}"


def hands(path: Path) -> Hands:
    """Who stands by a round; nobody yet where the file is missing. Raises DeclarationError."""
    if not path.exists():
        return Hands()
    table = declarations.read(path)
    held = {name: table.maybe(name, str, "") for name in Hands.__dataclass_fields__}
    table.finish()
    for name, text in held.items():
        if re.search(tables.CONTROL, text):
            raise table.error(name, tables.CONTROL_WORDS, text)
    return Hands(**{name: " ".join(text.split()) for name, text in held.items()})


def _rows(path: Path, sheet: Sheet, subjects: Collection[str]) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    frame = tables.read(path, sheet.columns, key=sheet.key or sheet.columns, may_be_empty=True)
    _check(path, frame, sheet, subjects)
    rows = frame.to_dict("records")
    return [{str(name): _day(cell) if name in sheet.days else cell for name, cell in row.items()} for row in rows]


def _check(path: Path, frame: pd.DataFrame, sheet: Sheet, subjects: Collection[str]) -> None:
    about = "indicator" if "indicator" in sheet.columns else "subject"
    for name in sheet.columns:
        tables.refuse(path, frame, frame[name].str.contains(tables.CONTROL), tables.CONTROL_WORDS, [name])
    for name in sheet.needed:
        tables.refuse(path, frame, frame[name].str.strip().eq(""), f"something under {name}", [name])
    for name in sheet.days:
        tables.refuse(path, frame, ~frame[name].map(_is_day), "a day such as 2026-03-31 or nothing", [name])
    if sheet.words:
        name, known = sheet.words[0], get_args(sheet.words[1])
        tables.refuse(path, frame, ~frame[name].isin(known), f"one of {', '.join(known)}", [name])
    if "effective" in sheet.columns:
        wrong = ~frame["effective"].str.fullmatch(tables.ROUND)
        tables.refuse(path, frame, wrong, tables.ROUND_WORDS, ["effective"])
    unknown = ~frame[about].isin(list(subjects))
    tables.refuse(
        path, frame, unknown, "an indicator of the scorecard, or a project of the round as project:its-id", [about]
    )


def _is_day(text: str) -> bool:
    try:
        return not text or date.fromisoformat(text).isoformat() == text  # Python also takes a week: 2026-W05
    except ValueError:
        return False


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
