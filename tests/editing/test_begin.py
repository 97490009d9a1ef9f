"""A round is begun: its folder, the name of who prepares it, and what is no round."""

import shutil

import pytest

from pmf import store
from pmf.editing.desk import Desk, NotSaved
from pmf.tables import DataFileError
from tests.editing.desks import DRAFT, SEALED, desk, sealed
from tests.editing.test_desk import as_a_build_reads
from tests.rounds.made import Tree


def test_a_round_is_begun_and_then_shown(tree: Tree) -> None:
    shutil.rmtree(tree.data / "rounds" / SEALED / "sealed")
    sealed(tree)
    at = Desk(tree.data, "2024-06", desk(tree).indicators)
    tree.book()
    at.begin("Ann")
    assert desk(tree).unbuilt(store.current(tree.db)) == ("rounds/2024-06",), "also where its build was refused"
    book = tree.book()
    assert book.rounds() == ["2024-06", DRAFT, SEALED]
    record = book.record("2024-06")
    assert (record.papers.hands.analyst, record.seal, record.before) == ("Ann", None, DRAFT)
    with pytest.raises(NotSaved, match="expected a round that has no folder yet"):
        at.begin("Ben")


@pytest.mark.parametrize("name", ["2024-13", "June", "", "../2024-06", "2024-06/x"])
def test_what_is_no_round_is_not_begun(tree: Tree, name: str) -> None:
    before = sorted(tree.data.rglob("*"))
    with pytest.raises(NotSaved, match="the new round: expected a round such as 2026-03"):
        Desk(tree.data, name, []).begin("")
    assert sorted(tree.data.rglob("*")) == before


def test_a_folder_among_the_rounds_that_is_none_is_refused(tree: Tree) -> None:
    tree.write("rounds/notes/round.toml", "")
    with pytest.raises(DataFileError, match=r"rounds/notes, its name: expected a round such as 2026-03, got notes"):
        as_a_build_reads(desk(tree))
