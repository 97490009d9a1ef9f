"""What a reader of the database cannot do, whatever it asks."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pmf import store
from pmf.store import Store, StoreError

pytestmark = pytest.mark.usefixtures("other_process")


def filled(number: int) -> Callable[[duckdb.DuckDBPyConnection], None]:
    """A version with one row that says a number."""

    def fill(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("CREATE TABLE figure AS SELECT ? AS number", [number])

    return fill


def number(opened: Store) -> int:
    """The number a version says."""
    ((found,),) = opened.rows("SELECT number FROM figure")
    return int(found)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is published."""
    return tmp_path / "db" / "pmf.duckdb"


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO figure VALUES (1)",
        "UPDATE figure SET number = 2",
        "DELETE FROM figure",
        "DROP TABLE figure",
        "CREATE TABLE extra (x INTEGER)",
        "ALTER TABLE figure ADD COLUMN x INTEGER",
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM glob('*')",
        "COPY figure TO '{file}.out'",
        "COPY figure FROM '{file}'",
        "ATTACH '{file}' AS other",
        "ATTACH ':memory:' AS scratch; CREATE TABLE scratch.t AS SELECT * FROM read_csv('{file}')",
        "EXPORT DATABASE '{file}.folder'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '8GB'",
        "SET threads = 64",
        "RESET memory_limit",
        "PRAGMA enable_external_access=true",
    ],
)
def test_readers_can_neither_change_nor_reach_anything(path: Path, tmp_path: Path, sql: str) -> None:
    store.publish(path, filled(1))
    secret = tmp_path / "secret.csv"
    secret.write_text("word\nhush\n", encoding="utf-8")
    opened = store.current(path)
    with pytest.raises(StoreError):
        opened.rows(sql.format(file=secret))
    assert number(opened) == 1
    assert not list(tmp_path.glob("secret.csv.*"))


def test_a_local_table_of_the_program_cannot_be_read_by_its_name(path: Path) -> None:
    store.publish(path, filled(1))
    import pandas as pd

    private = pd.DataFrame({"word": ["hush"]})
    with pytest.raises(StoreError):
        store.current(path).rows("SELECT * FROM private")
    assert len(private) == 1


def test_queries_take_parameters_in_order_or_by_name(path: Path) -> None:
    store.publish(path, filled(4))
    opened = store.current(path)
    assert opened.rows("SELECT DISTINCT number + ? FROM figure", [1]) == [(5,)]
    assert opened.rows("SELECT DISTINCT number + $n FROM figure", {"n": 2}) == [(6,)]
