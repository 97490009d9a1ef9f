"""Rounds to edit: made once for a process, each test with a copy of its own."""

import shutil
from pathlib import Path

import pytest

from pmf import store
from tests.editing import desks
from tests.rounds import made
from tests.rounds.made import Tree


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a sealed round and a draft, with the database made from both."""
    root = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "_open", {})
        desks.sealed(desks.prepared(root))
    return root


@pytest.fixture
def tree(made_once: Path, tmp_path: Path, other_process: None, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """A sealed round and a draft of this test's own, with the database made from both."""
    shutil.copytree(made_once, tmp_path, symlinks=True, dirs_exist_ok=True)
    return desks.named(made.at(tmp_path), monkeypatch)
