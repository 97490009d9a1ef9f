"""The DuckDB file: published whole, read by many, never changed.

Knows files, connections and versions; refuses to know what the tables hold.

The path everybody names (`data/pmf.duckdb`) is a link to an immutable version beside it. Publishing builds a new
version and switches the link in one step: readers of the old version are undisturbed, new readers see the new one.
"""

import os
import re
import secrets
import time
from collections.abc import Callable, Mapping, MutableMapping, Sequence
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
    """The database cannot be read: what is wrong with it and what to do."""


class Store:
    """One published version, open for reading. Safe to share between threads: every query has its own cursor."""

    def __init__(self, version: Path) -> None:
        self._connection = duckdb.connect(version, read_only=True)
        for setting in _HARDENED:
            self._connection.execute(setting)
        self.stamp: str = version.name
        found = [schema for (schema,) in self.rows("SELECT schema FROM build")]
        if found != [SCHEMA]:
            schemas = ", ".join(map(str, found)) or "none"
            raise StoreError(f"{version} was built for schema {schemas}, this program reads schema {SCHEMA}")

    def frame(self, sql: str, parameters: Parameters = ()) -> pd.DataFrame:
        """The result of a query as a data frame."""
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, parameters).df()

    def rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """The result of a query as plain tuples."""
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, parameters).fetchall()


_open: MutableMapping[Path, Store] = WeakValueDictionary()
_newest: dict[Path, Store] = {}  # of each path, so that it stays open between requests
_opening = Lock()


def current(path: Path) -> Store:
    """The version that `path` links to now, opened once per process.

    Raises StoreError for a path that leads nowhere or to no database of ours. A version already handed out stays
    open as long as somebody holds it.
    """
    version = path.resolve()
    with _opening:
        if version not in _open:
            if not version.is_file():
                raise StoreError(f"there is no database at {path}; run `python -m pmf build` to make one")
            try:
                opened = Store(version)
            except (duckdb.Error, StoreError) as error:
                raise StoreError(
                    f"the database at {path} cannot be read ({str(error).splitlines()[0]});"
                    " run `python -m pmf build` to make it anew"
                ) from error
            _open[version] = opened
        _newest[path] = _open[version]
        return _newest[path]


def publish(path: Path, fill: Callable[[duckdb.DuckDBPyConnection], None]) -> Path:
    """Let `fill` write a new version and make `path` lead to it; returns the version's own path.

    Where `fill` raises, nothing has changed and nothing is left behind. Versions out of use for longer than
    GRACE_SECONDS are removed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    version = path.parent / f"{path.stem}.{stamp}.duckdb"
    building = path.parent / f".{path.stem}.{stamp}.building"
    try:
        with duckdb.connect(building) as connection:
            connection.execute("CREATE TABLE build AS SELECT ? AS schema, ? AS stamp", [SCHEMA, stamp])
            connection.begin()
            fill(connection)
            connection.commit()
            connection.execute("CHECKPOINT")
        building.rename(version)
        _link(path, version)
    finally:
        for leftover in path.parent.glob(f"{building.name}*"):
            leftover.unlink()
        if path.resolve() != version.resolve():
            version.unlink(missing_ok=True)
    _remove_old(path, version)
    return version


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
    ours = re.compile(rf"\.?{re.escape(path.stem)}\.\d{{8}}T\d{{6}}-[0-9a-f]{{8}}\.(?:duckdb|building.*)")
    for old in path.parent.iterdir():
        if ours.fullmatch(old.name) and old != keep and old.stat().st_mtime < long_ago:
            old.unlink(missing_ok=True)
