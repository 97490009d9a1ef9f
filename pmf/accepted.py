"""The figures that refreshes brought and checks let pass: one file each, and one manifest that says which count.

Knows files and their order; refuses to know publishers and whether figures are plausible. A file counts only once the
manifest names it, and the manifest is replaced by renaming, so there is a state before and a state after, none between.
"""

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from pmf import durable, observations, vintages
from pmf.observations import Release
from pmf.refusals import Refusal

Definition = Callable[[str, date], str]
"""What the figures of a series and release stand on: population base, geography or method; empty where it is one."""


def _none(series: str, release: date) -> str:
    return ""


class DamagedFile(Refusal, ValueError):
    """A file that is not what the manifest says: where, what was expected, what came."""


class Accepted:
    """What is accepted below `root`. Reading needs no lock; `add` and `tidy_up` need that of `durable.alone`."""

    def __init__(self, root: Path) -> None:
        self.root, self._manifest = root, root / "manifest.json"

    def sources(self) -> list[str]:
        """Ids of the sources with accepted figures."""
        return sorted(self._read())

    def newer_than(self, path: Path) -> bool:
        """Whether figures were accepted since the file at `path` was written, or there is none."""
        return not path.exists() or (self._manifest.exists() and self._manifest.stat().st_mtime > path.stat().st_mtime)

    def read(self, source: str) -> pd.DataFrame:
        """All accepted rows of the source in the shape of `pmf.observations`, later acceptance winning."""
        rows = vintages.none()
        for entry in self._read().get(source, []):
            rows = vintages.over(rows, self._rows(entry))
        return rows

    def releases(self, source: str) -> list[Release]:
        """Every accepted release of the source: its date, what dated it, where it was read from."""
        entries = self._read().get(source, [])
        with self._sound():
            return [
                Release(series, date.fromisoformat(day), dated_by, entry["read_from"], definition=definition)
                for entry in entries
                for series, day, dated_by, definition in entry["releases"]
            ]

    def add(
        self, source: str, rows: pd.DataFrame, read_from: str, now: datetime, definition: Definition = _none
    ) -> None:
        """Accept `rows`, which have a column `dated_by` besides those of an observation."""
        manifest = self._read()
        content = _parquet(rows[list(observations.COLUMNS)])
        digest = hashlib.sha256(content).hexdigest()
        name = f"{source}/tidy-{now:%Y%m%dT%H%M%S}-{digest[:12]}.parquet"
        (self.root / source).mkdir(parents=True, exist_ok=True)
        durable.replace(self.root / name, content)
        dated = rows[["series", "release", "dated_by"]].drop_duplicates().itertuples(index=False)
        entry = {
            "file": name,
            "sha256": digest,
            "accepted": now.isoformat(timespec="seconds"),
            "read_from": read_from,
            "releases": sorted(
                [series, f"{day:%Y-%m-%d}", dated_by, definition(series, day.date())] for series, day, dated_by in dated
            ),
        }
        manifest.setdefault(source, []).append(entry)
        durable.replace(self._manifest, json.dumps({"sources": manifest}, indent=1).encode() + b"\n")

    def tidy_up(self) -> None:
        """Remove what a dead process left: files that no manifest names and parts of files."""
        named = {entry["file"] for entries in self._read().values() for entry in entries}
        for path in [*self.root.glob("*/tidy-*.parquet"), *self.root.glob("*.part"), *self.root.glob("*/tidy-*.part")]:
            if path.relative_to(self.root).as_posix() not in named:
                path.unlink()

    def _read(self) -> dict[str, list[dict[str, Any]]]:
        if not self._manifest.exists():
            return {}
        with self._sound():
            sources: dict[str, list[dict[str, Any]]] = json.loads(self._manifest.read_bytes())["sources"]
            for entry in (entry for entries in sources.values() for entry in entries):
                entry["file"], entry["sha256"], entry["releases"]
        return sources

    @contextmanager
    def _sound(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedFile(f"{self._manifest}: expected a manifest in JSON, got {error}") from error

    def _rows(self, entry: dict[str, Any]) -> pd.DataFrame:
        path = self.root / entry["file"]
        content = path.read_bytes() if path.exists() else b""
        if (got := hashlib.sha256(content).hexdigest()) != entry["sha256"]:
            raise DamagedFile(f"{path}: expected sha256 {entry['sha256']}, got {got if content else 'no file'}")
        try:
            return pd.read_parquet(io.BytesIO(content)).astype(vintages.TYPES)
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedFile(f"{path}: expected observations in Parquet, got {error}") from error


def _parquet(rows: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    rows.to_parquet(buffer, index=False)
    return buffer.getvalue()
