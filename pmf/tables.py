"""Strict reading of the project's own CSV files, every cell as text.

Knows what makes a file unreadable and on which line; refuses to know what the columns mean.
"""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from pmf.refusals import Refusal, shown

CONTROL, CONTROL_WORDS = r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]", "text without control characters"
"""Characters that neither Word nor a spreadsheet takes."""
FORMULA = r"^[=+\-@\t\r]"
FORMULA_WORDS = "text that no spreadsheet takes for a formula, so not beginning with = + - @ or a tab"
NUMBER = r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?"
NUMBER_OR_NOTHING = "a plain number or nothing (up to 15 digits, 9 decimals)"
ROUND = r"(?:1[89]|2[01])[0-9]{2}-(?:0[1-9]|1[0-2])"
ROUND_WORDS = "a round such as 2026-03"


class DataFileError(Refusal, ValueError):
    """A data file that cannot be taken as it stands: which file, where, what was expected, what came."""

    def __init__(self, path: Path | str, where: str, expected: str, got: str) -> None:
        super().__init__(f"{path}, {where}: expected {expected}, got {got}")


def files(folder: Path, pattern: str) -> list[Path]:
    """What fits the pattern below `folder`, by name; what an editor or a file manager hides there is not ours."""
    found = folder.glob(pattern)
    return sorted(path for path in found if not any(part[0] == "." for part in path.relative_to(folder).parts))


def read(path: Path, columns: Sequence[str], key: Sequence[str] = (), *, may_be_empty: bool = False) -> pd.DataFrame:
    """The rows of `path`, every cell text and none missing, each under the number of the line it begins on.

    Raises DataFileError for a file that is missing, empty, not UTF-8, holds merge conflict markers, has other
    columns than `columns` in that order, no row although it must have one, a row of another length, or two rows with
    the same `key`.
    """
    text = _text(path)
    header, _, body = text.partition("\n")
    if header.split(",") != list(columns):
        raise DataFileError(path, "line 1", f"the columns {','.join(columns)}", repr(header))
    frame = _quoted(path, body, columns) if '"' in body else _plain(path, body, columns)
    if frame.empty and not may_be_empty:
        raise DataFileError(path, "line 2", "at least one row", "none")
    if key:
        refuse(path, frame, frame.duplicated(list(key)), f"one row for each {', '.join(key)}", list(key))
    return frame


def refuse(path: Path, frame: pd.DataFrame, wrong: pd.Series, expected: str, columns: Sequence[str]) -> None:
    """Raise DataFileError for the first row of `frame` where `wrong` is true, showing its `columns`."""
    if wrong.any():
        row = int(wrong.to_numpy().argmax())
        got = ", ".join(f"{name} {shown(frame[name].iloc[row])}" for name in columns)
        raise DataFileError(path, f"line {frame.index[row]}", expected, got)


def refuse_text_in_numbers(path: Path, frame: pd.DataFrame, columns: Sequence[str]) -> None:
    """Raise DataFileError for the first cell of `columns` that is neither empty nor a plain decimal number."""
    for name in columns:
        plain = pc.match_substring_regex(pa.array(frame[name], pa.string()), rf"^(?:{NUMBER})?$")
        refuse(path, frame, ~plain.to_pandas(), NUMBER_OR_NOTHING, [name])


def numbers(path: Path, frame: pd.DataFrame, name: str) -> npt.NDArray[np.float64]:
    """The cells of a column as numbers, NaN where empty. Raises DataFileError for one that is no plain number."""
    refuse_text_in_numbers(path, frame, [name])
    texts = pa.array(frame[name], pa.string())
    held = pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
    cells: npt.NDArray[np.float64] = pc.cast(held, pa.float64()).to_numpy(zero_copy_only=False)
    return cells


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise DataFileError(path, "the file", "to be there", "no such file") from None
    if not raw.strip():
        raise DataFileError(path, "line 1", "a header and rows", "an empty file")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise DataFileError(path, f"line {line}", "text in UTF-8", f"the byte {raw[error.start]:#04x}") from None
    if text.startswith("\ufeff"):
        raise DataFileError(path, "line 1", "no byte order mark", "one")
    marked = "<" * 7 in text or ">" * 7 in text
    if marked and (marker := re.search(r"^(?:<{7}|>{7}).*", text, re.MULTILINE)):
        line = text[: marker.start()].count("\n") + 1
        raise DataFileError(path, f"line {line}", "one version of each row", f"the conflict marker {marker[0]!r}")
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        raise DataFileError(path, f"line {line}", "no carriage return inside a line", "one")
    return text


def _plain(path: Path, body: str, columns: Sequence[str]) -> pd.DataFrame:
    if not body.strip("\n"):
        return pd.DataFrame(columns=list(columns), dtype=str)
    if len(columns) > 1 and "\n\n" in f"\n{body}":
        raise _ragged(path, body, columns)
    texts = arrow_csv.ConvertOptions(column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False)
    raw = body.encode()
    whole = arrow_csv.ReadOptions(column_names=list(columns), block_size=len(raw))  # a line may be of any length
    lines = arrow_csv.ParseOptions(ignore_empty_lines=False)
    try:
        read = arrow_csv.read_csv(io.BytesIO(raw), whole, lines, texts)
    except pa.ArrowInvalid:
        raise _ragged(path, body, columns) from None
    frame: pd.DataFrame = read.to_pandas()
    frame.index = pd.RangeIndex(2, 2 + len(frame))
    return frame


def _ragged(path: Path, body: str, columns: Sequence[str]) -> DataFileError:
    """The first line that has another number of cells than there are columns."""
    commas = len(columns) - 1
    lines = enumerate(body.removesuffix("\n").split("\n"), 2)
    number, line = next((number, line) for number, line in lines if line.count(",") != commas)
    return DataFileError(path, f"line {number}", f"{commas + 1} cells", f"{line.count(',') + 1}: {line!r}")


def _quoted(path: Path, body: str, columns: Sequence[str]) -> pd.DataFrame:
    reader = csv.reader(io.StringIO(body), strict=True)
    lines, rows, line = [], [], 2
    try:
        for row in reader:
            if len(row) != len(columns):
                raise DataFileError(path, f"line {line}", f"{len(columns)} cells", f"{len(row)}: {row!r}")
            lines.append(line)
            rows.append(row)
            line = reader.line_num + 2
    except csv.Error as error:
        raise DataFileError(path, f"line {line}", "cells quoted and closed", str(error)) from None
    return pd.DataFrame(rows, columns=list(columns), index=lines, dtype=str)
