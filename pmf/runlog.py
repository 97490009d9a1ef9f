"""What every refresh did, one JSON line a source: the memory behind "last success" and "last error".

Knows the log; refuses to know how a refresh works.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

from pmf import durable

Result = Literal["accepted", "nothing new", "dry run", "refused", "failed"]


@dataclass(frozen=True)
class Outcome:
    """What became of one source in one run. Dates and times are ISO text, empty where there is none."""

    source: str
    at: str
    result: Result
    seconds: float
    release_before: str = ""
    release_after: str = ""
    new: int = 0
    revised: int = 0
    unchanged: int = 0
    areas_gained: tuple[str, ...] = ()
    areas_lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    error: str = ""

    @property
    def ok(self) -> bool:
        """Whether the source was read and found good."""
        return not self.error

    @property
    def public(self) -> "Outcome":
        """The same without what may name files and addresses of the machine it ran on."""
        return replace(self, notes=(), error="the refresh did not succeed" if self.error else "")


@dataclass(frozen=True)
class Standing:
    """How a source stands: its last good run, and its last error if that is more recent or remembered."""

    last_success: str = ""
    last_error_at: str = ""
    last_error: str = ""

    @property
    def failing(self) -> bool:
        """Whether the most recent run failed."""
        return self.last_error_at > self.last_success


def write(path: Path, outcome: Outcome) -> None:
    """Add one outcome to the log."""
    durable.append(path, json.dumps(asdict(outcome)))


def read(path: Path) -> list[Outcome]:
    """Every outcome, oldest first, as far as this version knows what is said of it.

    A line that says too little is left out: one cut short by a dying process was never whole.
    """
    if not path.exists():
        return []
    return [outcome for line in path.read_text("utf-8", "replace").splitlines() if (outcome := _outcome(line))]


def standings(outcomes: Iterable[Outcome]) -> Mapping[str, Standing]:
    """The standing of every source that was ever refreshed."""
    found: dict[str, Standing] = {}
    for outcome in outcomes:
        before = found.get(outcome.source, Standing())
        if outcome.ok:
            found[outcome.source] = Standing(outcome.at, before.last_error_at, before.last_error)
        else:
            found[outcome.source] = Standing(before.last_success, outcome.at, outcome.error)
    return found


def _outcome(line: str) -> Outcome | None:
    try:
        values: dict[str, Any] = json.loads(line)
        said: dict[str, Any] = {field.name: values[field.name] for field in fields(Outcome) if field.name in values}
        lists = {name: tuple(value) for name, value in said.items() if isinstance(value, list)}
        return Outcome(**(said | lists))
    except (ValueError, TypeError):
        return None
