"""Excel workbooks and CSV files as grids of cells. Knows the two formats; refuses to know what a register is.

A workbook is opened for reading only; formulas are never worked out, links never followed.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from pmf.projects.checking import Fault
from pmf.projects.grid import Broken, Cell, Formula, Grid, InPart
from pmf.tables import DataFileError

LARGEST = 20_000_000
"""Bytes a file may have; a workbook may have as many when it is unpacked."""
MOST_MERGED = 100_000
"""Places that merged cells may cover; each is made when a workbook is opened."""
MOST_ROWS, MOST_COLUMNS, MOST_TAGS = 50_000, 200, 1_000_000
"""A tag takes half a kilobyte when a workbook is open, and a cell has four of them."""

_MERGED = re.compile(rb"""mergeCell\s[^>]*?ref\s*=\s*["']([^"':]+):([^"']+)["']""")
_UNSHOWN = re.compile(r"""\[[^\]]*\]|"[^"]*"|[\\_*].""")
"""What of a number format stands for no part of the value: colours and languages, quoted and escaped signs."""
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError),  # the container, with a password among others
    *(InvalidFileException, AttributeError, LookupError, TypeError, ValueError),  # what stands in its parts
    SyntaxError,  # two readers of XML
)


def grids(path: Path) -> tuple[dict[str, Grid], list[Fault], list[str]]:
    """Every sheet of a workbook by its name in lower case, or the one of a CSV file by the file's own name.

    With what is wrong in the form and what was mended. Raises DataFileError for a file that cannot be opened at all.
    """
    size = _size(path)
    if size > LARGEST:
        raise DataFileError(path, "the file", f"at most {LARGEST:,} bytes", f"{size:,}")
    if path.suffix.lower() == ".csv":
        rows, remarks = _csv(path)
        return {path.stem.lower(): rows}, [], remarks
    if path.suffix.lower() != ".xlsx":
        raise DataFileError(
            path, "its name", "a workbook .xlsx, a file .csv or a folder of these", path.suffix or "none"
        )
    return _excel(path)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        raise DataFileError(path, "the file", "to be there", "no such file") from None


def _excel(path: Path) -> tuple[dict[str, Grid], list[Fault], list[str]]:
    try:
        _refuse_too_much(path)
        book = load_workbook(io.BytesIO(path.read_bytes()), keep_links=False)
    except _DAMAGED as error:
        if isinstance(error, DataFileError):
            raise
        raise DataFileError(path, "the file", "an Excel workbook without a password", str(error)) from error
    found: dict[str, Grid] = {}
    faults: list[Fault] = []
    for sheet in book.worksheets:
        name = sheet.title.strip().lower()
        if too_large := _too_large(sheet):
            faults.append(Fault(name, 0, "", *too_large))
            continue
        faults += _merged(name, sheet)
        found[name] = [(row[0].row, [_cell(cell) for cell in row]) for row in sheet.iter_rows() if row]
    return found, faults, []


def _refuse_too_much(path: Path) -> None:
    """Raise DataFileError for a workbook that would fill the memory, before it is opened."""
    with zipfile.ZipFile(path) as packed:
        unpacked = sum(entry.file_size for entry in packed.infolist())
        if unpacked > LARGEST:
            raise DataFileError(path, "the file", f"at most {LARGEST:,} bytes unpacked", f"{unpacked:,}")
        tags = merged = 0
        for entry in packed.infolist():
            part = packed.read(entry)
            tags += part.count(b"<")
            merged += sum(_places(first, last) for first, last in _MERGED.findall(part))
    if tags > MOST_TAGS:
        raise DataFileError(path, "the file", f"at most {MOST_TAGS:,} tags", f"{tags:,}")
    if merged > MOST_MERGED:
        raise DataFileError(path, "the file", f"at most {MOST_MERGED:,} merged cells", f"{merged:,}")


def _places(first: bytes, last: bytes) -> int:
    """How many cells an area has."""
    left, top, right, bottom = range_boundaries(f"{first.decode()}:{last.decode()}")
    return int((right - left + 1) * (bottom - top + 1))


def _too_large(sheet: Worksheet) -> tuple[str, str] | None:
    """What is expected of the size of a sheet and what came, before a cell is made for every place of it."""
    if sheet.max_row > MOST_ROWS:
        return f"at most {MOST_ROWS:,} rows", f"{sheet.max_row:,}; delete what is formatted below the last row"
    if sheet.max_column > MOST_COLUMNS:
        got = f"{sheet.max_column:,}; delete what is formatted right of the last column"
        return f"at most {MOST_COLUMNS} columns", got
    return None


def _merged(name: str, sheet: Worksheet) -> Iterator[Fault]:
    for area in sheet.merged_cells.ranges:
        yield Fault(name, area.min_row, "", "a value in every cell", f"merged cells {area.coord}")


def _cell(cell: ExcelCell) -> Cell:
    value = cell.value
    if isinstance(value, ArrayFormula | DataTableFormula) or cell.data_type == "f":
        return Formula(str(getattr(value, "text", None) or value))
    if cell.data_type == "e":
        return Broken(str(value))
    shown = _UNSHOWN.sub("", cell.number_format).lower()
    if isinstance(value, date):
        return _day(value, shown)
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in cell.number_format:
        return f"{(Decimal(f'{value:.15g}') * (100 if '%' in shown else 1)).normalize():f}%"
    known = value is None or isinstance(value, str | int | float | bool | date)
    return value if known else str(value)  # times of day and spans, which no column holds


def _day(value: date, shown: str) -> date | InPart:
    """A date as far as its cell shows it: `31 Mar` and `10:00` name no year and are none."""
    if "y" not in shown:
        return InPart(f"{value:%d %b}" if "d" in shown else f"{value:%H:%M}")
    if "d" not in shown:
        return InPart(f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}")
    return value


def _csv(path: Path) -> tuple[Grid, list[str]]:
    raw, remarks = path.read_bytes(), []
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in raw:
        raise DataFileError(path, "the file", "text in UTF-8 or windows-1252", "UTF-16: save it as CSV UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("windows-1252")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            raise DataFileError(path, f"line {line}", "UTF-8 or windows-1252", f"{raw[error.start]:#04x}") from None
        remarks.append(f"{path.name} is not in UTF-8; it was read as windows-1252")
    first = text.partition("\n")[0]
    if first.count(",") < max(first.count(";"), first.count("\t")):
        raise DataFileError(path, "line 1", "commas between the cells", repr(first[:60]))
    try:
        return _lines(text), remarks
    except csv.Error as error:
        raise DataFileError(path, "the file", "cells quoted and closed", str(error)) from None


def _lines(text: str) -> Grid:
    """The rows, each under the number of the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, line = [], 1
    for cells in reader:
        rows.append((line, cells))
        line = reader.line_num + 1
    return rows
