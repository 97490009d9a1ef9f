"""A data tree with rounds of its own: the real catalogue, returned figures, one small source."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from pmf import build, catalogue, store
from pmf.build import DATA
from pmf.rounds.book import Book
from pmf.rounds.shelf import Folders
from tests.small_data import HEADER, JOBS, PEOPLE, SOURCE

RETURN = "indicator,period,previous,current,note\n"
HANDS = 'analyst = "Ann"\nassurer = "Ben"\napprover = "The Board"\n'


@dataclass(frozen=True)
class Tree:
    """A data folder and the database made from it."""

    data: Path
    db: Path

    def write(self, name: str, text: str) -> Path:
        """Write a file of the data folder."""
        path = self.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def returned(self, round_id: str, *rows: str) -> None:
        """Write the return of a round and the hands that stand by it."""
        self.write(f"returns/{round_id}.csv", RETURN + "".join(f"{row}\n" for row in rows))
        self.write(f"rounds/{round_id}/round.toml", HANDS)

    def book(self) -> Book:
        """The book of rounds from a database made now."""
        plain = [replace(indicator, formula=None) for indicator in catalogue.indicators().values()]
        build.build(self.db, self.data, plain)
        return Book(store.current(self.db), Folders(self.data))


def at(root: Path) -> Tree:
    """The data folder and the database of a root."""
    return Tree(root / "data", root / "db" / "pmf.duckdb")


def tree(root: Path) -> Tree:
    """A data folder with the real reference tables and nothing reported yet."""
    made = at(root)
    shutil.copytree(DATA / "reference", made.data / "reference", ignore=shutil.ignore_patterns("boundaries"))
    made.write("snapshot/small/source.toml", SOURCE)
    for name, rows in (("jobs", JOBS), ("people", PEOPLE)):
        made.write(f"snapshot/small/{name}.csv", HEADER + rows)
    made.write("targets.csv", "indicator,from_round,target,approved,reason\n")
    return made
