"""The database as the public may have it. Knows what marks a draft; refuses to know what else the tables hold.

Of every table with a column `round` only rows of public rounds are taken over: printed ones and sealed ones.
"""

from pathlib import Path
from typing import Any

from pmf import store

_SEALED = "SELECT round FROM held.round_part WHERE part = 'seal'"
_PUBLIC = f"SELECT round FROM held.reported WHERE published UNION {_SEALED}"
_COLUMNS = "SELECT table_name FROM duckdb_columns() WHERE database_name = 'held' AND column_name = ?"


def without_drafts(db: Path, folder: Path) -> Path:
    """Publish in `folder` a database of what may be shown of the one at `db`; returns the new version's path.

    Raises StoreError where there is no database of ours at `db`.
    """
    names = [name for (name,) in store.current(db).rows("SELECT table_name FROM duckdb_tables() ORDER BY table_name")]
    held = str(db.resolve()).replace("'", "''")

    def fill(connection: Any) -> None:
        connection.execute(f"ATTACH '{held}' AS held (READ_ONLY)")
        dated, marked = (
            {row[0] for row in connection.execute(_COLUMNS, [c]).fetchall()} for c in ("round", "published")
        )
        for name in names:
            if name != "build":
                shown = f"round IN ({_PUBLIC})" if name in dated else "true"
                drafts = f"AND (published OR round IN ({_SEALED}))" if name in marked else ""
                connection.execute(f'CREATE TABLE "{name}" AS FROM held."{name}" WHERE {shown} {drafts}')
        connection.execute("ALTER TABLE build ADD COLUMN built_at TIMESTAMPTZ")
        connection.execute("ALTER TABLE build ADD COLUMN made_from VARCHAR")
        connection.execute("UPDATE build SET built_at = held.built_at, made_from = held.stamp FROM held.build AS held")

    return store.publish(folder / "pmf.duckdb", fill)
