"""Everything published, as open data: the database, Parquet and CSV side by side, described and with checksums.

Knows the order of the work and the folder it makes; refuses to know what a table means or how a file is written.
"""

import os
import secrets
import shutil
from datetime import date
from pathlib import Path

from pmf import store
from pmf.open_data import database, files, manifest, rows, tables, words
from pmf.refusals import Refusal

LATEST = "latest"


class NotAFolder(Refusal, OSError):
    """A place that open data cannot be published in."""


def publish(db: Path, out: Path, day: date) -> Path:
    """Publish what the database at `db` holds as a version of its own under `out`; returns the version's folder.

    `out/latest` leads to it. Rounds that are not published are left out, of the database too. Ratings of the latest
    figures are those of `day`. Where anything fails nothing has changed. Raises StoreError, NotAFolder or UnsafeText.
    """
    if out.exists() and not out.is_dir():
        raise NotAFolder(f"{out}: expected a folder or nothing, got a file")
    if os.path.lexists(out / LATEST) and not (out / LATEST).is_symlink():
        raise NotAFolder(f"{out / LATEST}: expected the link to the latest version or nothing, got something else")
    out.mkdir(parents=True, exist_ok=True)
    making = out / f".{secrets.token_hex(6)}.publishing"
    making.mkdir()
    try:
        version = database.without_drafts(db, making)
        public = store.Store(version)
        counts = {}
        for table in tables.every():
            found = rows.of(table, public, day)
            counts[table.name] = len(found)
            files.write(making, table, found)
        words.write(making, tables.every(), public)
        manifest.write(making, tables.every(), counts, version.stem, day)
        finished = out / version.stem.removeprefix("pmf.")
        making.rename(finished)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    _lead(out / LATEST, finished.name)
    return finished


def _lead(link: Path, name: str) -> None:
    """Let the link lead to the folder of that name, in one step."""
    fresh = link.with_name(f".{name}.link")
    fresh.symlink_to(name, target_is_directory=True)
    try:
        os.replace(fresh, link)  # noqa: PTH105 - the one call that replaces in one step, whatever stands there
    finally:
        fresh.unlink(missing_ok=True)
