"""What the pages show where the database cannot be read or turns out damaged: what to do, never a traceback."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pmf import store
from tests.ui.test_pages import PAGES, page, text

pytestmark = pytest.mark.usefixtures("other_process")


def half(connection: duckdb.DuckDBPyConnection) -> None:
    """A database of ours in which tables are missing."""
    connection.execute("CREATE TABLE reported AS SELECT '2023-09' AS round")


def to_itself(path: Path) -> None:
    """A link that leads to itself."""
    path.symlink_to(path.name)


def foreign(path: Path) -> None:
    """A file of somebody else."""
    path.write_bytes(b"my notes")


@pytest.mark.parametrize("name", PAGES)
def test_a_table_found_missing_is_said_on_every_page(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pmf.duckdb"
    store.publish(path, half)
    monkeypatch.setenv("PMF_DB", str(path))
    shown = text(page(name)).replace("\\", "")
    assert "No figures to show yet" in shown
    assert "cannot be read (Catalog Error: " in shown
    assert "run `python -m pmf build` to make it anew" in shown


@pytest.mark.parametrize("make", [to_itself, foreign])
def test_what_is_no_database_is_said(
    make: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pmf.duckdb"
    make(path)
    monkeypatch.setenv("PMF_DB", str(path))
    shown = text(page()).replace("\\", "")
    assert "No figures to show yet" in shown
    assert f"the database at {path} cannot be read" in shown
    assert "let PMF_DB name another path" in shown
