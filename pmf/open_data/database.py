"""The database as the public may have it. Knows what marks a draft; refuses to know what the tables hold.

A table with a column `published` is a table of things that may be drafts: only its published rows are taken over.
"""

from pathlib import Path
from typing import Any

from pmf import store


def without_drafts(db: Path, folder: Path) -> Path:
    """Publish in `folder` a database of what may be shown of the one at `db`; returns the new version's path.

    Raises StoreError where there is no database of ours at `db`.
    """
    names = [name for (name,) in store.current(db).rows("SELECT table_name FROM duckdb_tables() ORDER BY table_name")]
    held = str(db.resolve()).replace("'", "''")

    def fill(connection: Any) -> None:
        connection.execute(f"ATTACH '{held}' AS held (READ_ONLY)")
        marked = connection.execute(
            "SELECT table_name FROM duckdb_columns() WHERE database_name = 'held' AND column_name = 'published'"
        )
        drafts = {name for (name,) in marked.fetchall()}
        for name in names:
            if name != "build":
                shown = "WHERE published" if name in drafts else ""
                connection.execute(f'CREATE TABLE "{name}" AS FROM held."{name}" {shown}')
        connection.execute("ALTER TABLE build ADD COLUMN built_at TIMESTAMPTZ")
        connection.execute("ALTER TABLE build ADD COLUMN made_from VARCHAR")
        connection.execute("UPDATE build SET built_at = held.built_at, made_from = held.stamp FROM held.build AS held")

    return store.publish(folder / "pmf.duckdb", fill)
