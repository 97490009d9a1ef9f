"""A large CSV file, of which only named columns are kept, every cell text: whole, or in blocks.

Knows headers, encodings and ragged lines; refuses to know what a cell means.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv as arrow_csv

from connectors.base import PublisherError

HEADER_BYTES = 1 << 20
BLOCK_BYTES = 8 << 20
WHOLE_BLOCK_BYTES = 1 << 20
"""Smaller where several threads share the work."""


def header(path: Path) -> list[str]:
    """The column names of the first line, stripped, without a byte order mark."""
    with path.open("rb") as lines:
        first = lines.readline(HEADER_BYTES).decode("utf-8-sig", errors="replace")
    names = next(csv.reader([first]), [])
    if not names:
        raise PublisherError(path.name, "a header line", "an empty file")
    return [name.strip() for name in names]


def blocks(path: Path, columns: Sequence[str], repeated: Sequence[str] = ()) -> Iterator[pd.DataFrame]:
    """Blocks of rows holding `columns`, whatever stands beside them, in bounded memory.

    Columns in `repeated` hold few different texts and come as categories, which differ from block to block.
    Raises PublisherError naming columns that are missing or double, or a line that does not fit.
    """
    names = _accepted(path, columns, None)
    try:
        with arrow_csv.open_csv(path, **_options(names, columns, repeated, BLOCK_BYTES)) as reader:
            for batch in reader:
                yield batch.to_pandas()
    except pa.ArrowInvalid as error:
        raise PublisherError(path.name, f"{len(names)} cells a line", str(error)) from error


def whole(path: Path, columns: Sequence[str], beside: Sequence[str], repeated: Sequence[str] = ()) -> pd.DataFrame:
    """All rows, holding `columns`; refuses any column that is in neither `columns` nor `beside`."""
    return joined([table(path, columns, beside, repeated)])


def table(
    path: Path,
    columns: Sequence[str],
    beside: Sequence[str] | None = None,
    repeated: Sequence[str] = (),
    named: Callable[[str], str] = str,
) -> pa.Table:
    """All rows of one file for `joined`. `named` makes the names in the file those of `columns`."""
    names = _accepted(path, columns, beside, named)
    try:
        return arrow_csv.read_csv(path, **_options(names, columns, repeated, WHOLE_BLOCK_BYTES))
    except pa.ArrowInvalid as error:
        raise PublisherError(path.name, f"{len(names)} cells a line", str(error)) from error


def joined(tables: Sequence[pa.Table]) -> pd.DataFrame:
    """The rows of all these tables; repeated texts are categories, the same for all."""
    frame: pd.DataFrame = pa.concat_tables(tables).unify_dictionaries().to_pandas()
    return frame


def each(cells: pd.Series, read: Callable[[str], str]) -> pd.Series:
    """Every cell of a column of repeated texts as `read` reads it, each text read once; categories again."""
    codes, texts = pd.factorize(pd.Index([read(text) for text in cells.cat.categories], dtype="str"))
    return pd.Series(pd.Categorical.from_codes(codes.take(cells.cat.codes), texts), index=cells.index)


def _options(names: list[str], columns: Sequence[str], repeated: Sequence[str], size: int) -> dict[str, Any]:
    kinds = dict.fromkeys(columns, pa.string()) | dict.fromkeys(repeated, pa.dictionary(pa.int32(), pa.string()))
    return {
        "read_options": arrow_csv.ReadOptions(block_size=size, column_names=names, skip_rows=1),
        "convert_options": arrow_csv.ConvertOptions(
            include_columns=list(columns), column_types=kinds, strings_can_be_null=False
        ),
    }


def _accepted(
    path: Path, columns: Sequence[str], beside: Sequence[str] | None, named: Callable[[str], str] = str
) -> list[str]:
    names = [named(name) for name in header(path)]
    missing = [name for name in columns if name not in names]
    new = [] if beside is None else [name for name in names if name not in columns and name not in beside]
    double = sorted({name for name in names if names.count(name) > 1})
    if missing or new or double:
        got = f"missing {missing}, new {new}, double {double} in {names}"
        raise PublisherError(path.name, f"the columns {list(columns)}", got)
    return names
