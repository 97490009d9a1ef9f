"""What is in a version of the open data: every file with size and checksum. Knows the folder; refuses to read rows."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pmf.open_data import csvw
from pmf.open_data.tables import Table
from pmf.open_data.words import LICENCE_URL, TITLE

NAME = "manifest.json"
SUMS = "SHA256SUMS"
_CHUNK = 1 << 20


def write(folder: Path, tables: Sequence[Table], counts: Mapping[str, int], stamp: str, day: date) -> None:
    """Write the CSV metadata, the manifest and the checksums, in this order: each covers what is there by then."""
    metadata = csvw.described(tables, day)
    (folder / "csv" / "csv-metadata.json").write_text(json.dumps(metadata, indent=1), encoding="utf-8")
    found = {
        "title": TITLE,
        "version": stamp,
        "published": day.isoformat(),
        "licence": LICENCE_URL,
        "tables": [
            {"name": t.name, "title": t.title, "rows": counts[t.name], "csv": f"csv/{t.name}.csv"} for t in tables
        ],
        "files": [_file(folder, path) for path in _files(folder)],
    }
    (folder / NAME).write_text(json.dumps(found, indent=1), encoding="utf-8")
    sums = "".join(f"{checksum(path)}  {path.relative_to(folder).as_posix()}\n" for path in _files(folder))
    (folder / SUMS).write_text(sums, encoding="utf-8")


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _file(folder: Path, path: Path) -> dict[str, object]:
    return {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": checksum(path)}


@dataclass(frozen=True)
class Offer:
    """A version of the open data as readers are offered it: each table with its rows, files with their bytes."""

    version: str
    published: date
    tables: tuple[tuple[str, str, int], ...]
    bytes: Mapping[str, int]

    @property
    def database(self) -> str:
        """The name of the database file."""
        return next(name for name in self.bytes if name.endswith(".duckdb"))


def offer(folder: Path) -> Offer | None:
    """What the version in a folder offers, None where there is none."""
    path = folder / NAME
    if not path.is_file():
        return None
    found = json.loads(path.read_text(encoding="utf-8"))
    return Offer(
        version=found["version"],
        published=date.fromisoformat(found["published"]),
        tables=tuple((table["name"], table["title"], table["rows"]) for table in found["tables"]),
        bytes={file["path"]: file["bytes"] for file in found["files"]},
    )
