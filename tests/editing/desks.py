"""A data folder with a draft and a sealed round, and the desks of both."""

from datetime import date
from pathlib import Path

import pytest

from pmf import catalogue
from pmf.editing.desk import Desk
from pmf.rounds import sealing
from tests.rounds import made
from tests.rounds.made import Tree

SEALED, DRAFT = "2023-12", "2024-03"
COMMENTARY = 'subject,text\ncontract-waivers,"Fewer, at last."\n'


def prepared(root: Path) -> Tree:
    """The data folder, no database made from it yet."""
    tree = made.tree(root)
    tree.returned(SEALED, "contract-waivers,2023-10-01/P1M,3,1,")
    tree.returned(DRAFT, "contract-waivers,2024-01-01/P1M,1,2,")
    tree.write(f"rounds/{DRAFT}/commentary.csv", COMMENTARY)
    return tree


def named(tree: Tree, patch: pytest.MonkeyPatch) -> Tree:
    """The data folder, with the settings that name it and its database."""
    patch.setenv("PMF_DATA", str(tree.data))
    patch.setenv("PMF_DB", str(tree.db))
    return tree


def sealed(tree: Tree) -> Tree:
    """The data folder with its first round sealed, and the database made from it."""
    sealing.seal(tree.data / "rounds" / SEALED, tree.book().draft(SEALED), date(2024, 1, 5))
    tree.book()
    return tree


def desk(tree: Tree, round_id: str = DRAFT) -> Desk:
    """The desk of a round, with two projects beside the indicators of the scorecard."""
    return Desk(tree.data, round_id, [indicator.id for indicator in catalogue.scorecard()], ["bridge", "tunnel"])
