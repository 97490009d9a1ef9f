"""Sheets of a workbook as rows of text, and the table inside one: its header found by words, not by number.

Knows how publishers wrap a table in titles, notes and footnotes; refuses to know what any column means.
"""

import io
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from connectors.base import PublisherError

Row = list[str]


class Workbook:
    """An ODS or XLSX file held in memory; sheets are read when asked for. Macros and links are never run."""

    def __init__(self, raw: bytes, where: str) -> None:
        self.where = where
        try:
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        except CalamineError as error:
            raise PublisherError(where, "an ODS or XLSX workbook", str(error)) from error

    @property
    def names(self) -> list[str]:
        """Sheet names as written, spaces included."""
        return list(self._book.sheet_names)

    def rows(self, pattern: str) -> list[Row]:
        """All rows of the one sheet whose name, less outer spaces, matches `pattern` in full."""
        found = [name for name in self.names if re.fullmatch(pattern, name.strip())]
        if len(found) != 1:
            raise PublisherError(self.where, f"one sheet named {pattern}", str(found or self.names))
        return [[text(cell) for cell in row] for row in self._book.get_sheet_by_name(found[0]).to_python()]


def text(cell: object) -> str:
    """A cell as text: whole numbers without a point, white space of any sort as one space."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return " ".join(str(cell).split())


def table(rows: Sequence[Row], is_header: Callable[[Row], bool], where: str) -> pd.DataFrame:
    """Everything below the one row for which `is_header` holds, under that row's names, every cell text."""
    found = [number for number, row in enumerate(rows) if is_header(row)]
    if len(found) != 1:
        raise PublisherError(where, "one header row", f"{len(found)} among {len(rows)} rows")
    header = rows[found[0]]
    frame = pd.DataFrame(rows[found[0] + 1 :], columns=range(len(header)), dtype=str)
    frame = frame.loc[:, [column for column, name in enumerate(header) if name]]
    frame.columns = pd.Index([name for name in header if name])
    repeated = frame.columns[frame.columns.duplicated()].tolist()
    if repeated:
        raise PublisherError(where, "each column once", f"{repeated} twice")
    return frame.reset_index(drop=True)
