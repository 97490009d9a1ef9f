"""The tables of the open data, one TOML a table in `declared/`: what each says, column by column.

Knows names, types and meanings; refuses to know where rows come from and file formats.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

import pyarrow as pa

from pmf import declarations
from pmf.declarations import Table as Declared
from pmf.reading.whole import Kind

_ARROW: Mapping[Kind, pa.DataType] = {
    "string": pa.string(),
    "double": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


@dataclass(frozen=True)
class Column:
    """One column: its name, its type, what it says, and the `table.column` it points to, if any."""

    name: str
    kind: Kind
    told: str
    refers: str


@dataclass(frozen=True)
class Table:
    """One table: `key` are the columns that name a row, `partition` the column whose values become folders, if any."""

    name: str
    title: str
    key: tuple[str, ...]
    partition: str
    columns: tuple[Column, ...]

    @property
    def kinds(self) -> dict[str, Kind]:
        """The type of every column."""
        return {column.name: column.kind for column in self.columns}

    @property
    def schema(self) -> pa.Schema:
        """The columns as Arrow has them."""
        return pa.schema([(column.name, _ARROW[column.kind]) for column in self.columns])


@cache
def every() -> tuple[Table, ...]:
    """Every table by name. Raises DeclarationError."""
    return tuple(read(path) for path in sorted((Path(__file__).parent / "declared").glob("*.toml")))


def read(path: Path) -> Table:
    """The table declared in one file. Raises DeclarationError naming file and key."""
    declared = declarations.read(path)
    columns = declared.table("columns")
    found = tuple(_column(name, columns.table(name)) for name in columns.names())
    names = tuple(column.name for column in found)
    table = Table(
        path.stem,
        declared.take("title", str),
        declared.texts("key"),
        declared.maybe("partition", str, "", ("", *names)),
        found,
    )
    if not table.key or not set(table.key) <= set(names):
        raise declared.error("key", "columns of the table", list(table.key))
    declared.finish()
    return table


def _column(name: str, declared: Declared) -> Column:
    kind: Kind = declared.take("kind", str, get_args(Kind))  # type: ignore[arg-type]
    column = Column(name, kind, declared.take("told", str), declared.maybe("refers", str, ""))
    declared.finish()
    return column
