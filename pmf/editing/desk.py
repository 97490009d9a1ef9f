"""The desk of whoever prepares a round: the papers that lie on it, opened, proved and saved.

Knows which files of a round may be changed and when; refuses to have rules of its own about what they say.
"""

import os
import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pmf import durable, reported, settings, tables
from pmf.editing import names, proof, rows
from pmf.editing.drafts import Draft, Paper
from pmf.editing.rows import Cells, Changes, Layout, Rank, Slot
from pmf.refusals import Refusal, shown
from pmf.rounds import papers, seals
from pmf.rounds.papers import SHEETS, Papers
from pmf.rounds.shelf import Stored
from pmf.store import Store

COMMENTARY, ACTIONS, DECISIONS, CORRECTIONS = "commentary.csv", "actions.csv", "decisions.csv", "corrections.csv"
NAMES, TARGETS = "round.toml", "targets.csv"
DRAFTED = (COMMENTARY, ACTIONS, DECISIONS, NAMES)
"""What is written while a round is prepared; sealing closes it."""


class NotSaved(Refusal, RuntimeError):
    """What was not saved, and what stands in the way."""


class ChangedMeanwhile(NotSaved):
    """A file that somebody else changed since it was opened."""


@dataclass(frozen=True)
class Desk:
    """The papers of a round below a data folder; indicators and projects it can be about, in the order of its files."""

    data: Path
    round: str
    indicators: Sequence[str]
    projects: Sequence[str] = ()

    @property
    def folder(self) -> str:
        """Where the round lies below the data folder."""
        return f"rounds/{self.round}"

    @property
    def begun(self) -> bool:
        """Whether the round has a folder: figures may be returned before anything is written about them."""
        return (self.data / self.folder).is_dir()

    @property
    def sealed(self) -> bool:
        """Whether the round is sealed: then it can only be corrected."""
        return seals.sealed(self.data / self.folder)

    @property
    def subjects(self) -> list[str]:
        """What papers can be about."""
        return [*self.indicators, *map(papers.of_project, self.projects)]

    @property
    def open(self) -> tuple[str, ...]:
        """The files that may be changed now."""
        return (TARGETS, CORRECTIONS) if self.sealed else (TARGETS, *DRAFTED)

    @property
    def writable(self) -> bool:
        """Whether this process may write in the data folder."""
        places = (self.data, self.data / "rounds", self.data / self.folder)
        return all(os.access(place, os.W_OK) for place in places if place.exists())

    def unbuilt(self, store: Store) -> tuple[str, ...]:
        """What lies below the data folder otherwise than in the store: rounds begun since, this round, the targets."""
        try:
            same = {
                self.folder: Stored(store).written(self.round) == self._papers(self.data),
                TARGETS: _targets(store) == reported.targets(self.data, self.indicators).to_dict("records"),
            }
        except Refusal:  # a build says what is wrong with it
            return (self.folder,)
        held = Stored(store).rounds()
        folders = [path.name for path in tables.files(self.data / "rounds", "*") if path.is_dir()]
        begun = [f"rounds/{name}" for name in folders if name not in held]
        return tuple(dict.fromkeys([*begun, *(place for place, known in same.items() if not known)]))

    def paper(self, name: str) -> Paper:
        """A file of the round, or the targets of all rounds."""
        if name == TARGETS:
            layout = Layout(reported.TARGETS, ("indicator", "from_round"), self._rank(name))
            return Paper(TARGETS, *_csv(layout), lambda data: reported.targets(data, self.indicators))
        place = f"{self.folder}/{name}"
        if name == NAMES:
            return Paper(place, names.rows, names.changed, lambda data: papers.hands(data / place))
        layout = Layout(SHEETS[name].columns, SHEETS[name].key, self._rank(name))
        return Paper(place, *_csv(layout), self._papers, grows=name == CORRECTIONS)

    def opened(self, name: str) -> Draft:
        """A file as it lies there now, with nothing typed yet. Raises NotTaken where no build could read it."""
        paper = self.paper(name)
        content = _content(self.data / paper.place)
        if content:
            proof.read(self.data, {paper.place: content}, paper.read)
        return Draft(paper, content.decode())

    def reopened(self, name: str, draft: Draft) -> Draft:
        """The file as it lies there now, with the same typed into it. Raises NotTaken."""
        fresh = self.opened(name)
        for slot, wanted in draft.changes.items():
            fresh = fresh.typed(slot, wanted)  # a row that is gone already need not go
        return fresh

    def moved(self, draft: Draft) -> bool:
        """Whether the file is another than it was when the draft was opened."""
        return _content(self.data / draft.paper.place) != draft.opened.encode()

    def prove(self, draft: Draft) -> None:
        """Let the file be read as it would be saved. Raises NotTaken."""
        proof.read(self.data, {draft.paper.place: draft.text}, draft.paper.read)

    def papers(self, drafts: Sequence[Draft]) -> Papers:
        """All papers of the round as they would be read after saving. Raises NotTaken."""
        texts = {draft.paper.place: draft.text for draft in drafts if draft.touched}
        return proof.read(self.data, texts, self._papers, beside=self.folder)

    def save(self, name: str, draft: Draft) -> Draft:
        """Write the file, and return it as opened anew.

        Raises ReadOnly, NotTaken, ChangedMeanwhile, Busy, or NotSaved for a sealed round and a folder that cannot be
        written; then the file is as it was.
        """
        settings.refuse_changes()
        path = self.data / draft.paper.place
        self.prove(draft)
        with _writing(path), durable.alone(self.data, "saving"):
            self._refuse_closed(name, draft)
            if self.moved(draft):
                raise ChangedMeanwhile(f"{path}: expected the file as it was opened, got one that was changed since")
            durable.replace(path, draft.text.encode())
        return Draft(draft.paper, draft.text)

    def begin(self, analyst: str) -> None:
        """Begin the round: its folder, with the name of who prepares it where one is given.

        Raises ReadOnly, NotTaken, or NotSaved for a round that is there and for what is no round.
        """
        settings.refuse_changes()
        if not re.fullmatch(tables.ROUND, self.round):
            raise NotSaved(f"the new round: expected {tables.ROUND_WORDS}, got {shown(self.round)}")
        if (self.data / self.folder).exists():
            raise NotSaved(f"{self.data / self.folder}: expected a round that has no folder yet, got one that has")
        paper = self.paper(NAMES)
        draft = Draft(paper, "").typed(("analyst",), (analyst,)) if analyst else Draft(paper, "")
        self.prove(draft)
        with _writing(self.data / self.folder):
            (self.data / self.folder).mkdir(parents=True)
            durable.replace(self.data / paper.place, draft.text.encode())

    def _papers(self, data: Path) -> Papers:
        return papers.read(data / self.folder, self.indicators, self.projects)

    def _rank(self, name: str) -> Callable[[Mapping[str, str]], Rank]:
        """Papers lie in the order of the scorecard and the register, decisions by day, corrections as they came."""
        known = {subject: place for place, subject in enumerate(self.subjects)}
        return {
            COMMENTARY: lambda row: (known.get(row["subject"], len(known)),),
            ACTIONS: lambda row: (known.get(row["subject"], len(known)),),
            DECISIONS: lambda row: (row["taken"],),
            CORRECTIONS: lambda row: (),
            TARGETS: lambda row: (known.get(row["indicator"], len(known)), row["from_round"]),
        }[name]

    def _refuse_closed(self, name: str, draft: Draft) -> None:
        """Raise NotSaved for a paper of a sealed round, and for a correction that is not new."""
        where = self.data / draft.paper.place
        if name not in self.open:
            expected = "corrections of a sealed round" if self.sealed else "a sealed round to correct"
            raise NotSaved(f"{where}: expected {expected}, got other papers")
        if draft.paper.grows and draft.before.keys() & draft.changes.keys():
            raise NotSaved(f"{where}: expected new corrections only, got a change of one that was made")


def _csv(layout: Layout) -> tuple[Callable[[str], dict[Slot, Cells]], Callable[[str, Changes], str]]:
    """How the rows of a CSV file are read, and how changes enter it."""

    def held(text: str) -> dict[Slot, Cells]:
        return {layout.slot(cells): cells for cells in rows.cells(text)}

    return held, lambda text, changes: rows.changed(text, layout, changes)


def _targets(store: Store) -> list[dict[Hashable, object]]:
    """The targets as they were when the store was built."""
    return store.frame("SELECT * FROM target").to_dict("records")


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotSaved(f"{path}: expected a place that can be written, got: {error.strerror}") from error
