"""Internal figures brought in by hand: one file a round, held against what was reported before it is taken.

Knows where returns are kept and what to doubt in one; refuses to know how a file is read (see `reported`) and what
becomes of the figures. Every version taken stays; the newest of a round counts, over the one embedded in the project.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd

from pmf import durable, reported
from pmf.preflight import Implausible
from pmf.runlog import Outcome

SOURCE = "internal_returns"
SLIPPED = 10
"""So many times the previous figure, or less than that part of it, looks like a slipped decimal point."""
_FIGURES = ["period", "previous", "current"]


@dataclass(frozen=True)
class Returns:
    """The returns taken below `root`, in a folder a round."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where the rounds are."""
        return self.root / "returns"

    def newest(self) -> Mapping[str, Path]:
        """The file of each round that was taken last; its name begins with the moment."""
        return {path.parent.name: path for path in sorted(self.folder.glob("*/*.csv"))}

    def newer_than(self, path: Path) -> bool:
        """Whether a return was taken since the file at `path` was written."""
        return any(not path.exists() or one.stat().st_mtime > path.stat().st_mtime for one in self.newest().values())

    def add(self, round_id: str, content: bytes, now: datetime) -> None:
        """Keep one version of a round's return."""
        folder = self.folder / round_id
        folder.mkdir(parents=True, exist_ok=True)
        durable.replace(folder / f"{now:%Y%m%dT%H%M%S}-{hashlib.sha256(content).hexdigest()[:12]}.csv", content)


@dataclass(frozen=True)
class Return:
    """A file on its way in, named after its round; `data` and `root` hold what was reported before."""

    path: Path
    data: Path
    root: Path
    scorecard: Collection[str]

    def take(self, by_name: bool, dry_run: bool, now: datetime) -> Outcome:
        """Check the figures against those held, and keep them where something is new.

        Raises DataFileError for a file that breaks its form, Implausible for figures not `by_name` accepted.
        """
        taken, round_id = Returns(self.root), self.path.stem
        content = self.path.read_bytes() if self.path.is_file() else b""
        incoming = reported.returned(self.path, round_id, self.data, self.scorecard).set_index("indicator")
        every = reported.read(self.data, self.scorecard, taken.newest())
        held = every[every["round"] == round_id].set_index("indicator")
        doubts = [*_missing(incoming, held), *_slipped(incoming)]
        both = incoming.index.intersection(held.index)
        same = incoming.loc[both, _FIGURES].eq(held.loc[both, _FIGURES]).all(axis=1)
        news = len(both) < len(incoming) or not same.all() or not set(held.index) <= set(incoming.index)
        if news and doubts and not by_name:
            raise Implausible("; ".join(doubts))
        if news and not dry_run:
            taken.add(round_id, content, now)
        return Outcome(
            source=SOURCE,
            at="",
            result="dry run" if dry_run else "accepted" if news else "nothing new",
            seconds=0.0,
            release_before=round_id if len(held) else "",
            release_after=round_id,
            new=len(incoming) - len(both),
            revised=int((~same).sum()),
            unchanged=int(same.sum()),
            notes=(*_carried(incoming, every, round_id), *(f"accepted by name: {text}" for text in doubts if news)),
        )


def _missing(incoming: pd.DataFrame, held: pd.DataFrame) -> Iterator[str]:
    if lost := sorted(set(held.index[~held["published"].astype(bool)]) - set(incoming.index)):
        yield f"{len(lost)} indicators returned before are missing: {', '.join(lost)}"


def _slipped(incoming: pd.DataFrame) -> Iterator[str]:
    for name, row in incoming.iterrows():
        previous, current = (abs(Decimal(row[end] or 0)) for end in ("previous", "current"))
        if previous and current and not previous / SLIPPED < current < previous * SLIPPED:
            yield f"{name}: {row['current']} after {row['previous']}, as after a slipped decimal point"


def _carried(incoming: pd.DataFrame, every: pd.DataFrame, round_id: str) -> Iterator[str]:
    """Where a previous figure is not the current one of the round before: revised since, or mistyped."""
    earlier = every[every["round"] < round_id].sort_values("round").drop_duplicates("indicator", keep="last")
    before = earlier.set_index("indicator")
    for name in incoming.index.intersection(before.index):
        was, said, told = str(before.at[name, "current"]), str(incoming.at[name, "previous"]), before.at[name, "round"]
        if was and said and Decimal(was) != Decimal(said):
            yield f"{name}: previous {said}, where {told!s} reported {was}"
