"""Strict reading of the project's own CSV files, every cell as text.

Knows what makes a file unreadable and on which line; refuses to know what the columns mean.
"""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

NUMBER = r"-?\d+(?:\.\d+)?"


class DataFileError(ValueError):
    """A data file that cannot be taken as it stands: which file, where, what was expected, what came."""

    def __init__(self, path: Path | str, where: str, expected: str, got: str) -> None:
        super().__init__(f"{path}, {where}: expected {expected}, got {got}")


def read(path: Path, columns: Sequence[str], key: Sequence[str] = ()) -> pd.DataFrame:
    """The rows of `path`, every cell text and none missing; row i is the i-th record after the header.

    Raises DataFileError for a file that is missing, empty, not UTF-8, holds merge conflict markers, has other
    columns than `columns` in that order, a row of another length, or two rows with the same `key`.
    """
    text = _text(path)
    header, _, body = text.partition("\n")
    if header.split(",") != list(columns):
        raise DataFileError(path, "line 1", f"the columns {','.join(columns)}", repr(header))
    frame = _quoted(path, body, columns) if '"' in body else _plain(path, body, columns)
    if key:
        refuse(path, frame, frame.duplicated(list(key)), f"one row for each {', '.join(key)}", list(key))
    return frame


def refuse(path: Path, frame: pd.DataFrame, wrong: pd.Series, expected: str, columns: Sequence[str]) -> None:
    """Raise DataFileError for the first row of `frame` where `wrong` is true, showing its `columns`."""
    if wrong.any():
        row = int(wrong.to_numpy().argmax())
        got = ", ".join(f"{name} {frame[name].iloc[row]!r}" for name in columns)
        raise DataFileError(path, f"line {row + 2}", expected, got)


def refuse_text_in_numbers(path: Path, frame: pd.DataFrame, columns: Sequence[str]) -> None:
    """Raise DataFileError for the first cell of `columns` that is neither empty nor a plain decimal number."""
    for name in columns:
        refuse(path, frame, ~frame[name].str.fullmatch(f"(?:{NUMBER})?"), "a plain number or nothing", [name])


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
    marker = re.search(r"^(?:<{7}|>{7}).*", text, re.MULTILINE)
    if marker:
        line = text[: marker.start()].count("\n") + 1
        raise DataFileError(path, f"line {line}", "one version of each row", f"the conflict marker {marker[0]!r}")
    return text.replace("\r\n", "\n")


def _plain(path: Path, body: str, columns: Sequence[str]) -> pd.DataFrame:
    commas = len(columns) - 1
    lines = body.removesuffix("\n").split("\n") if body.strip("\n") else []
    for number, line in enumerate(lines, 2):
        if line.count(",") != commas:
            raise DataFileError(path, f"line {number}", f"{commas + 1} cells", f"{line.count(',') + 1}: {line!r}")
    return pd.read_csv(io.StringIO(body), header=None, names=list(columns), dtype=str, keep_default_na=False)


def _quoted(path: Path, body: str, columns: Sequence[str]) -> pd.DataFrame:
    rows = list(csv.reader(io.StringIO(body)))
    for number, row in enumerate(rows, 2):
        if len(row) != len(columns):
            raise DataFileError(path, f"record {number}", f"{len(columns)} cells", f"{len(row)}: {row!r}")
    return pd.DataFrame(rows, columns=list(columns), dtype=str)
