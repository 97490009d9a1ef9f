"""The store: whole versions swapped under readers, nothing left of a failed build, nothing to be changed or reached."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pmf import store
from pmf.store import Store, StoreError

pytestmark = pytest.mark.usefixtures("other_process")
Fill = Callable[[duckdb.DuckDBPyConnection], None]
READERS, SWAPS, ROWS = 8, 12, 20_000


def filled(number: int) -> Fill:
    """A version in which every row of the table says the same number."""

    def fill(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute(f"CREATE TABLE figure AS SELECT {number} AS number FROM range({ROWS})")

    return fill


def number(opened: Store) -> int:
    """The number a version says."""
    ((low, high, count),) = opened.rows("SELECT min(number), max(number), count(*) FROM figure")
    assert (low, count) == (high, ROWS)
    return int(low)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where databases are published."""
    return tmp_path / "db" / "pmf.duckdb"


def names(path: Path) -> set[str]:
    """Everything that lies beside the database, hidden files too."""
    return {entry.name for entry in path.parent.iterdir()}


def make_old(version: Path) -> None:
    """Let a version have been written long before the grace period."""
    long_ago = version.stat().st_mtime - 10 * store.GRACE_SECONDS
    os.utime(version, (long_ago, long_ago))


def test_a_published_path_leads_to_its_version_with_nothing_beside_it(path: Path) -> None:
    version = store.publish(path, filled(1))
    assert path.resolve() == version.resolve()
    assert names(path) == {path.name, version.name}
    assert version.name == f"pmf.{store.current(path).stamp}.duckdb"
    assert number(store.current(path)) == 1


def test_new_readers_see_the_new_version_and_old_ones_keep_theirs(path: Path) -> None:
    store.publish(path, filled(1))
    old = store.current(path)
    assert store.current(path) is old
    store.publish(path, filled(2))
    new = store.current(path)
    assert (number(old), number(new)) == (1, 2)
    assert old.stamp != new.stamp


def test_eight_threads_read_one_whole_version_each_time_while_the_file_is_swapped(path: Path) -> None:
    store.publish(path, filled(0))
    published, swapped, start = [0], threading.Event(), threading.Barrier(READERS + 1)
    seen: list[list[int]] = [[] for _ in range(READERS)]
    errors: list[BaseException] = []

    def read(mine: list[int]) -> None:
        try:
            start.wait()
            while not swapped.is_set():
                oldest = published[0]
                mine.append(number(store.current(path)))
                assert oldest <= mine[-1] <= published[0] + 1
            mine.append(number(store.current(path)))
        except BaseException as error:  # noqa: BLE001 - whatever goes wrong in a thread must be seen by the test
            errors.append(error)

    threads = [threading.Thread(target=read, args=(mine,)) for mine in seen]
    for thread in threads:
        thread.start()
    start.wait()
    try:
        for swap in range(1, SWAPS + 1):
            store.publish(path, filled(swap))
            published[0] = swap
    finally:
        swapped.set()
        for thread in threads:
            thread.join()
    assert errors == []
    for mine in seen:
        assert mine == sorted(mine), "a reader went back to an older version"
        assert mine[-1] == SWAPS
    assert len({value for mine in seen for value in mine}) > 2


def test_threads_share_one_version_without_mixing_their_answers(path: Path) -> None:
    store.publish(path, filled(3))
    opened = store.current(path)
    wrong: list[object] = []

    def ask(factor: int) -> None:
        for _ in range(30):
            found = opened.rows("SELECT DISTINCT number * ? FROM figure", [factor])
            if found != [(3 * factor,)]:
                wrong.append((factor, found))

    threads = [threading.Thread(target=ask, args=(factor,)) for factor in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize("error", [ValueError("half way"), KeyboardInterrupt()])
def test_a_failed_build_changes_nothing_and_leaves_nothing(path: Path, error: BaseException) -> None:
    store.publish(path, filled(1))
    before = names(path)

    def fail(connection: duckdb.DuckDBPyConnection) -> None:
        filled(2)(connection)
        raise error

    with pytest.raises(type(error)):
        store.publish(path, fail)
    assert names(path) == before
    assert number(store.current(path)) == 1


def test_a_disk_that_fills_while_it_is_written_is_said(path: Path) -> None:
    def fill(connection: duckdb.DuckDBPyConnection) -> None:
        raise duckdb.TransactionException("Failed to commit: No space left on device")

    with pytest.raises(store.StoreError, match="no database can be written at"):
        store.publish(path, fill)
    assert names(path) == set()


def test_a_first_build_that_fails_leaves_no_file(path: Path) -> None:
    with pytest.raises(duckdb.Error):
        store.publish(path, lambda connection: connection.execute("SELECT * FROM nothing") and None)
    assert names(path) == set()


def test_a_missing_database_says_what_to_do(path: Path) -> None:
    with pytest.raises(
        StoreError, match=r"there is no database at .*pmf\.duckdb; run `python -m pmf build` to make one"
    ):
        store.current(path)


def test_another_schema_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SCHEMA", 7)
    store.publish(path, filled(1))
    monkeypatch.setattr(store, "SCHEMA", 8)
    with pytest.raises(StoreError, match=r"built for schema 7, this program reads schema 8"):
        store.current(path)


def test_versions_long_out_of_use_are_removed_but_never_the_current_one(path: Path) -> None:
    first, second = store.publish(path, filled(1)), store.publish(path, filled(2))
    leftover = path.parent / ".pmf.20200101T000000-00000000.building"
    leftover.write_bytes(b"from a process that was killed")
    link = path.parent / ".pmf.20200101T000000-00000000.duckdb.link"
    link.symlink_to("pmf.20200101T000000-00000000.duckdb")
    os.utime(link, (0, 0), follow_symlinks=False)
    stranger = path.parent / "notes.txt"
    stranger.write_text("mine", encoding="utf-8")
    for file in (first, leftover, stranger):
        make_old(file)
    third = store.publish(path, filled(3))
    assert names(path) == {path.name, second.name, third.name, "notes.txt"}
    assert number(store.current(path)) == 3


def test_the_current_version_stays_even_without_any_grace(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "GRACE_SECONDS", -3600)
    store.publish(path, filled(1))
    assert number(store.current(path)) == 1


def test_a_version_replaced_a_moment_ago_stays_for_its_grace_period(path: Path) -> None:
    """A version may serve for weeks; what counts is how long it is out of use, not when it was written."""
    first = store.publish(path, filled(1))
    make_old(first)
    store.publish(path, filled(2))
    assert first.exists()


def test_another_database_in_the_folder_keeps_its_versions(path: Path) -> None:
    other = path.with_name("pmf.staging.duckdb")
    make_old(store.publish(other, filled(7)))
    store.publish(path, filled(1))
    assert number(store.current(other)) == 7


def test_a_version_somebody_still_holds_can_be_opened_again(path: Path) -> None:
    """A session holds the first; another path is read in between; then the first is asked for again."""
    store.publish(path, filled(1))
    held = store.current(path)
    other = path.with_name("other.duckdb")
    store.publish(other, filled(2))
    assert number(store.current(other)) == 2
    assert number(store.current(path)) == number(held) == 1
