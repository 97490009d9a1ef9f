"""The DuckDB file: published whole, read by many, never changed.

Knows files, connections and versions; refuses to know what the tables hold.

The path everybody names (`data/pmf.duckdb`) is a link to an immutable version beside it. Publishing builds a new
version and switches the link in one step: readers of the old version are undisturbed, new readers see the new one.
"""

import os
import re
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

import duckdb
import pandas as pd

from pmf.refusals import Refusal

Parameters = Sequence[object] | Mapping[str, object]

SCHEMA = 3
GRACE_SECONDS = 24 * 3600
_STAMPED = r"\.\d{8}T\d{6}-[0-9a-f]{8}"
_HARDENED = (  # in this order: what needs the file system first, then no more access, then no more changes
    "SET temp_directory = ''",
    "SET memory_limit = '512MB'",
    "SET threads = 2",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET python_enable_replacements = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


class StoreError(Refusal, RuntimeError):
    """The database cannot be read or written: what is wrong with it and what to do."""


class Store:
    """One published version, open for reading. Safe to share between threads: every query has its own cursor.

    Raises StoreError for a file that is no database of ours, and from `rows` for one found damaged later.
    """

    def __init__(self, version: Path) -> None:
        self._version = version
        try:
            self._connection = _attached(version)
            ((schema, self.stamp),) = _built(self._connection)
        except (duckdb.Error, ValueError) as error:
            raise self._damaged(error) from error
        if schema != SCHEMA:
            raise StoreError(
                f"{version} was built for schema {schema}, this program reads schema {SCHEMA}; {_cure(version)}"
            )

    @property
    def built(self) -> str:
        """When the version was built, in ISO form, UTC."""
        moment: str = self.stamp.partition("-")[0]
        return moment

    def rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """The result of a query as plain tuples."""
        with self._asked(sql, parameters) as answer:
            return answer.fetchall()

    def frame(self, sql: str, parameters: Parameters = ()) -> pd.DataFrame:
        """The result of a query as a data frame."""
        with self._asked(sql, parameters) as answer:
            frame: pd.DataFrame = answer.df()
            return frame

    @contextmanager
    def _asked(self, sql: str, parameters: Parameters) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            with self._connection.cursor() as cursor:
                yield cursor.execute("USE held").execute(sql, parameters)
        except duckdb.Error as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> StoreError:
        return StoreError(f"the database at {self._version} cannot be read ({_first(error)}); {_cure(self._version)}")


_open: MutableMapping[tuple[Path, int, int], Store] = WeakValueDictionary()
_newest: dict[Path, Store] = {}  # of each path, so that it stays open between requests
_opening = Lock()


def current(path: Path) -> Store:
    """The version that `path` leads to now, opened once per process.

    Raises StoreError for a path that leads nowhere or to no database of ours. A version already handed out stays
    open as long as somebody holds it, also where its file has been replaced since.
    """
    try:
        state = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(f"there is no database at {path}; run `python -m pmf build` to make one") from None
    except OSError as error:
        raise StoreError(f"the database at {path} cannot be read ({error.strerror}); {_elsewhere(path)}") from error
    version = path.resolve()
    file = (version, state.st_ino, state.st_mtime_ns)
    with _opening:
        opened = _open.get(file) or Store(version)
        _open[file] = _newest[path] = opened
        return opened


def publish(path: Path, fill: Callable[[duckdb.DuckDBPyConnection], None]) -> Path:
    """Let `fill` write a new version and make `path` lead to it; returns the version's own path.

    Where `fill` raises, nothing has changed and nothing is left behind. Versions out of use for longer than
    GRACE_SECONDS are removed. Raises StoreError where something else than a database of ours stands at `path`, and
    where nothing can be written there.
    """
    if os.path.lexists(path) and not _ours(path):
        raise StoreError(f"expected a database of this program or nothing at {path}, got {_other(path)}")
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    version = path.parent / f"{path.stem}.{stamp}.duckdb"
    building = path.parent / f".{path.stem}.{stamp}.building"
    with _writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _writing(path, (duckdb.IOException, duckdb.TransactionException)), duckdb.connect(building) as connection:
            connection.execute("SET disabled_compression_methods = 'fsst,dict_fsst,zstd'")  # slow, saves nothing
            connection.execute("CREATE TABLE build AS SELECT ? AS schema, ? AS stamp", [SCHEMA, stamp])
            connection.begin()
            fill(connection)
            connection.commit()
            connection.execute("CHECKPOINT")
        with _writing(path):
            building.rename(version)
            _link(path, version)
    finally:
        for leftover in path.parent.glob(f"{building.name}*"):
            leftover.unlink()
        if path.resolve() != version.resolve():
            version.unlink(missing_ok=True)
    _remove_old(path, version)
    return version


@contextmanager
def _writing(path: Path, refused: tuple[type[Exception], ...] = (OSError,)) -> Iterator[None]:
    try:
        yield
    except refused as error:
        raise StoreError(f"no database can be written at {path} ({_first(error)}); {_elsewhere(path)}") from error


def _attached(version: Path) -> duckdb.DuckDBPyConnection:
    """The file, read-only and hardened. Attached, as a file replaced under its name would be served from memory."""
    connection = duckdb.connect()
    quoted = str(version).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS held (READ_ONLY)")
    for setting in ("USE held", "DETACH memory", *_HARDENED):
        connection.execute(setting)
    return connection


def _built(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """What a database of ours says of itself: schema and stamp."""
    return connection.execute("SELECT schema, stamp FROM build").fetchall()


def _ours(path: Path) -> bool:
    """Whether `path` is a link that we made, even to a version gone or damaged, or leads to a database we built."""
    if path.is_symlink() and re.fullmatch(rf"{re.escape(path.stem)}{_STAMPED}\.duckdb", str(path.readlink())):
        return True
    try:
        with _attached(path) as connection:
            return len(_built(connection)) == 1
    except duckdb.Error:
        return False


def _other(path: Path) -> str:
    return "a folder" if path.is_dir() else "a link that leads nowhere" if not path.exists() else "another file"


def _cure(version: Path) -> str:
    """What to do about a file that cannot be read: a build replaces only what a build made."""
    made = re.fullmatch(rf".*{_STAMPED}\.duckdb", version.name) or _ours(version)
    return "run `python -m pmf build` to make it anew" if made else _elsewhere(version)


def _elsewhere(path: Path) -> str:
    return f"see what stands at {path}, or let PMF_DB name another path, and run `python -m pmf build`"


def _first(error: Exception) -> str:
    return str(error).splitlines()[0]


def _link(path: Path, version: Path) -> None:
    fresh, before = path.with_name(f".{version.name}.link"), path.resolve()
    fresh.symlink_to(version.name)
    try:
        os.replace(fresh, path)  # noqa: PTH105 - the one call that replaces in one step, whatever stands there
    finally:
        fresh.unlink(missing_ok=True)
    if before.is_file() and before != path:
        os.utime(before)  # its grace begins now that it is out of use


def _remove_old(path: Path, keep: Path) -> None:
    long_ago = time.time() - GRACE_SECONDS
    ours = re.compile(rf"\.?{re.escape(path.stem)}{_STAMPED}\.(?:duckdb(?:\.link)?|building.*)")
    for old in path.parent.iterdir():
        if ours.fullmatch(old.name) and old != keep and old.lstat().st_mtime < long_ago:
            old.unlink(missing_ok=True)
