"""Where rounds lie: below `data/rounds` as people write them, and in the store as they were when it was built.

Knows which papers and which seal a round has in either place; refuses to know what they say.
"""

import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Protocol

import pandas as pd

from pmf import tables
from pmf.rounds import papers, plain, seals
from pmf.rounds.papers import Papers
from pmf.rounds.seals import Seal
from pmf.store import Store

PAPERS, SEAL = "papers", "seal"
Projects = Callable[[str], Collection[str]]


class Shelf(Protocol):
    """A place where rounds lie."""

    def papers(self, round_id: str, indicators: Sequence[str], projects: Sequence[str]) -> Papers:
        """The papers of a round as they are now, about these indicators and projects."""

    def sealed(self, round_id: str) -> tuple[Seal, dict[str, str]] | None:
        """The seal of a round and the text of each sealed file, None where it is not sealed."""


class Folders:
    """The rounds below a data folder. Its methods raise what makes a file unreadable."""

    def __init__(self, data: Path) -> None:
        self._folder = data / "rounds"

    def folder(self, round_id: str) -> Path:
        """The folder of a round, whether or not it is there."""
        return self._folder / round_id

    def papers(self, round_id: str, indicators: Sequence[str], projects: Sequence[str]) -> Papers:
        """The papers as they lie there now."""
        return papers.read(self.folder(round_id), indicators, projects)

    def sealed(self, round_id: str) -> tuple[Seal, dict[str, str]] | None:
        """The seal, proved whole."""
        folder = self.folder(round_id)
        return seals.read(folder) if seals.sealed(folder) else None


class Stored:
    """The rounds in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rounds(self) -> set[str]:
        """Every round that had a folder when the store was built."""
        return {name for (name,) in self._store.rows("SELECT DISTINCT round FROM round_part")}

    def papers(self, round_id: str, indicators: Sequence[str], projects: Sequence[str]) -> Papers:
        """The papers as they were when the store was built, checked then."""
        return self.written(round_id)

    def written(self, round_id: str) -> Papers:
        """The papers of a round, whatever indicators and projects they are about."""
        found = self._parts(round_id).get(PAPERS)
        return plain.from_text(Papers, found) if found else Papers()

    def sealed(self, round_id: str) -> tuple[Seal, dict[str, str]] | None:
        """The seal as it was when the store was built, proved whole then."""
        files = {name: text for name, text in self._parts(round_id).items() if name != PAPERS}
        seal = files.pop(SEAL, "")
        return (plain.from_text(Seal, seal), files) if seal else None

    def _parts(self, round_id: str) -> dict[str, str]:
        return dict(self._store.rows("SELECT part, content FROM round_part WHERE round = ? ORDER BY part", [round_id]))


def read(data: Path, indicators: Collection[str], projects: Projects) -> pd.DataFrame:
    """Papers and seal of every round as texts for the store: `round`, `part` and `content`.

    Raises DataFileError, DeclarationError or SealBroken for the first file that cannot be taken.
    """
    found = []
    shelf = Folders(data)
    for folder in (path for path in tables.files(data / "rounds", "*") if path.is_dir()):
        name = folder.name
        if not re.fullmatch(tables.ROUND, name):
            raise tables.DataFileError(folder, "its name", tables.ROUND_WORDS, name)
        written = shelf.papers(name, list(indicators), list(projects(name)))
        found.append((name, PAPERS, plain.to_text(written)))
        if held := shelf.sealed(name):
            seal, files = held
            found += [(name, SEAL, plain.to_text(seal)), *((name, file, text) for file, text in files.items())]
    return pd.DataFrame(found, columns=["round", "part", "content"], dtype=str)
