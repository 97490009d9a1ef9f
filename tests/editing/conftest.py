"""A data folder to edit, its first round closed by a seal of little in it."""

from datetime import date
from pathlib import Path

import pytest

from pmf.rounds import seals
from tests.editing import desks
from tests.rounds.made import Tree


@pytest.fixture
def tree(tmp_path: Path, other_process: None, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """A draft and a sealed round, no database yet."""
    tree = desks.named(desks.prepared(tmp_path), monkeypatch)
    seals.write(tree.data / "rounds" / desks.SEALED, desks.SEALED, date(2024, 1, 5), {"round.json": b"{}\n"})
    return tree
