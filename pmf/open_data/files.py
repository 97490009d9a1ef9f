"""Tables as files: CSV for spreadsheets, Parquet in parts for engines. Knows formats; refuses to know what rows mean.

Both say the same: nothing is an empty cell in the one and null in the other, and no text is empty.
"""

import re
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from pmf import tables
from pmf.open_data.tables import Table
from pmf.refusals import Refusal

_FOLDER_NAME = re.compile(r"[A-Za-z0-9_.-]+")


class UnsafeText(Refusal, ValueError):
    """A text that a spreadsheet would take for a formula, or that cannot name a folder."""


def write(folder: Path, table: Table, rows: pa.Table) -> None:
    """Write the rows as `csv/<table>.csv` and below `parquet/<table>`. Raises UnsafeText, and then writes nothing."""
    _refuse_formulas(table, rows)
    for kind in ("csv", "parquet"):
        (folder / kind).mkdir(exist_ok=True)
    options = pyarrow.csv.WriteOptions(quoting_style="needed")
    pyarrow.csv.write_csv(rows, folder / "csv" / f"{table.name}.csv", options)
    for place, part in _parts(table, rows):
        path = folder / "parquet" / table.name / place / "part-0.parquet"
        path.parent.mkdir(parents=True)
        pyarrow.parquet.write_table(part, path)


def _parts(table: Table, rows: pa.Table) -> list[tuple[str, pa.Table]]:
    """The rows in parts, each with its folder; the column that names the folder is not in the part."""
    column = table.partition
    if not column:
        return [("", rows)]
    parts = []
    for value in pc.unique(rows[column]).sort().to_pylist():
        if not _FOLDER_NAME.fullmatch(value):
            raise UnsafeText(f"{table.name}, {column}: expected letters, digits, - _ or ., got {value!r}")
        parts.append((f"{column}={value}", rows.filter(pc.equal(rows[column], value)).drop_columns([column])))
    return parts


def _refuse_formulas(table: Table, rows: pa.Table) -> None:
    for column in (column for column in table.columns if column.kind == "string"):
        found = rows[column.name].filter(pc.match_substring_regex(rows[column.name], tables.FORMULA))
        if len(found):
            raise UnsafeText(
                f"{table.name}, {column.name}: expected no text that a spreadsheet takes for a formula,"
                f" got {found[0].as_py()!r}"
            )
