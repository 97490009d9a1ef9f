"""What stands where the database should be and is none, or none of ours: said in a sentence, never overwritten."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from pmf import store
from pmf.store import StoreError
from tests.test_store import filled, names, number

pytestmark = pytest.mark.usefixtures("other_process")
NOBODY = 65534
FOREIGN = {
    "nothing in it": b"",
    "text": b"my notes of ten years",
    "zeros": b"\0" * 20_000,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where databases are published."""
    folder = tmp_path / "db"
    folder.mkdir()
    return folder / "pmf.duckdb"


@contextmanager
def anybody(path: Path) -> Iterator[None]:
    """Not the administrator, whom no permission stops; the folders above `path` may be entered."""
    before = os.geteuid()
    if before == 0:
        for folder in path.parents[1:4]:
            folder.chmod(folder.stat().st_mode | 0o055)
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


def foreign(path: Path, sql: str) -> None:
    """A DuckDB file that somebody made for another purpose."""
    with duckdb.connect(path) as connection:
        connection.execute(sql)


def refused(path: Path, words: str) -> None:
    """Neither read nor replaced, and nothing beside it."""
    before = names(path)
    with pytest.raises(StoreError, match=words):
        store.publish(path, filled(1))
    assert names(path) == before
    with pytest.raises(StoreError, match=r"run `python -m pmf build`"):
        store.current(path)


@pytest.mark.parametrize("raw", FOREIGN.values(), ids=FOREIGN)
def test_another_file_is_left_alone(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    refused(path, rf"expected a database of this program or nothing at {re.escape(str(path))}, got another file")
    assert path.read_bytes() == raw


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE other (x INTEGER)",
        "CREATE TABLE build AS SELECT 99 AS schema",
        "CREATE TABLE build AS SELECT 'one' AS other",
        "CREATE TABLE build (schema INTEGER, stamp VARCHAR)",
    ],
)
def test_a_database_of_somebody_else_is_left_alone(path: Path, sql: str) -> None:
    foreign(path, sql)
    refused(path, "got another file")


def test_a_folder_is_left_alone(path: Path) -> None:
    path.mkdir()
    refused(path, "got a folder")


def test_a_link_of_somebody_else_is_left_alone(path: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    path.symlink_to(notes)
    refused(path, "got another file")
    assert path.readlink() == notes


@pytest.mark.parametrize("to", ["pmf.duckdb", "gone.duckdb"])
def test_a_link_to_itself_or_nowhere_is_left_alone(path: Path, to: str) -> None:
    path.symlink_to(to)
    refused(path, "got a link that leads nowhere")


def test_a_link_of_ours_is_switched_whatever_became_of_its_version(path: Path) -> None:
    store.publish(path, filled(1)).unlink()
    with pytest.raises(StoreError, match=r"there is no database at .*; run `python -m pmf build` to make one"):
        store.current(path)
    version = store.publish(path, filled(2))
    version.write_bytes(b"rubbish")
    with pytest.raises(StoreError, match=r"cannot be read \(.*\); run `python -m pmf build` to make it anew"):
        store.current(path)
    store.publish(path, filled(3))
    assert number(store.current(path)) == 3


def test_a_copy_of_a_database_of_ours_is_read_and_replaced(path: Path, tmp_path: Path) -> None:
    shutil.copy(store.publish(tmp_path / "elsewhere.duckdb", filled(1)), path)
    assert number(store.current(path)) == 1
    store.publish(path, filled(2))
    assert number(store.current(path)) == 2


def test_a_plain_file_replaced_while_in_use_is_noticed(path: Path, tmp_path: Path) -> None:
    """Somebody copies databases instead of linking them; the first is still held by a session."""
    for told in (1, 2):
        shutil.copy(store.publish(tmp_path / f"{told}.duckdb", filled(told)), tmp_path / f"copy{told}")
    (tmp_path / "copy1").replace(path)
    first = store.current(path)
    assert (number(first), store.current(path)) == (1, first)
    (tmp_path / "copy2").replace(path)
    second = store.current(path)
    assert (number(first), number(second)) == (1, 2)
    assert first.stamp != second.stamp


def test_a_table_that_is_not_there_says_what_to_do(path: Path) -> None:
    store.publish(path, filled(1))
    with pytest.raises(StoreError, match=r"cannot be read \(Catalog Error: .*metric_value.*\); run `python -m pmf"):
        store.current(path).rows("SELECT * FROM metric_value")


def test_a_block_found_damaged_later_says_what_to_do(path: Path) -> None:
    def many(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("CREATE TABLE figure AS SELECT hash(range)::VARCHAR AS number FROM range(500_000)")

    version = store.publish(path, many)
    content = bytearray(version.read_bytes())
    content[len(content) // 3 : len(content) // 3 + 100_000] = b"\xff" * 100_000
    version.write_bytes(content)
    with pytest.raises(StoreError, match=r"cannot be read \(.*\); run `python -m pmf build` to make it anew"):
        store.current(path).rows("SELECT max(number), min(number) FROM figure")


def test_a_folder_that_takes_no_file_says_so(path: Path) -> None:
    path.parent.chmod(0o555)
    with (
        anybody(path),
        pytest.raises(StoreError, match=rf"no database can be written at {re.escape(str(path))} \(.*\); see what"),
    ):
        store.publish(path, filled(1))
    assert names(path) == set()


def test_a_file_in_the_place_of_the_folder_says_so(path: Path) -> None:
    path.write_bytes(b"in the way")
    with pytest.raises(StoreError, match=r"no database can be written at .*pmf\.duckdb/pmf\.duckdb"):
        store.publish(path / "pmf.duckdb", filled(1))
    with pytest.raises(StoreError, match=r"there is no database at .*pmf\.duckdb/pmf\.duckdb"):
        store.current(path / "pmf.duckdb")


def test_a_database_that_may_not_be_read_says_so(path: Path) -> None:
    store.publish(path, filled(1)).chmod(0o000)
    with anybody(path), pytest.raises(StoreError, match=r"cannot be read \(.*[Pp]ermission.*\)"):
        store.current(path)


def test_a_folder_that_may_not_be_entered_says_so(path: Path) -> None:
    store.publish(path, filled(1))
    path.parent.chmod(0o000)
    with anybody(path), pytest.raises(StoreError, match=r"cannot be read \(Permission denied\)"):
        store.current(path)
