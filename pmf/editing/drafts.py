"""A file as it was opened and the changes typed since: its new text, and the difference as lines.

Knows one file of the data folder; refuses to read or write it.
"""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pmf.editing.rows import Cells, Changes, Slot


@dataclass(frozen=True)
class Paper:
    """A file that may be changed.

    `place` is where it lies below the data folder; `rows` reads its text, `write` makes changes in it. `read` takes a
    data folder and raises the Refusal that a build would. A file that only `grows` takes new rows alone.
    """

    place: str
    rows: Callable[[str], Mapping[Slot, Cells]]
    write: Callable[[str, Changes], str]
    read: Callable[[Path], object]
    grows: bool = False


@dataclass(frozen=True)
class Draft:
    """What was typed into a paper since it was opened; `opened` is empty where the file is not there yet."""

    paper: Paper
    opened: str
    changes: Mapping[Slot, Cells | None] = field(default_factory=dict)

    @property
    def before(self) -> Mapping[Slot, Cells]:
        """The rows as they were opened."""
        return self.paper.rows(self.opened)

    @property
    def text(self) -> str:
        """The file as it would be saved."""
        return self.paper.write(self.opened, self.changes) if self.changes else self.opened

    @property
    def touched(self) -> bool:
        """Whether there is anything to save."""
        return self.text != self.opened

    @property
    def rows(self) -> dict[Slot, Cells | None]:
        """The rows as they were opened, each as it was typed since, then those that are new; None where one goes."""
        return {**self.before, **self.changes}

    @property
    def difference(self) -> tuple[str, ...]:
        """The lines of a unified diff below its two headings, each after `+`, `-`, a space or `@@`."""
        before, after = self.opened.splitlines(), self.text.splitlines()
        return tuple(difflib.unified_diff(before, after, n=1, lineterm=""))[2:]

    def typed(self, slot: Slot, wanted: Cells | None) -> "Draft":
        """The draft with one more change; one that leads back to what was opened is none."""
        rest = {known: cells for known, cells in self.changes.items() if known != slot}
        back = wanted == self.before.get(slot)
        return replace(self, changes=rest if back else {**rest, slot: wanted})
