"""From cells as a person typed them to the text a register holds: headers found, spaces, dates and numbers read.

Knows how people fill in sheets; refuses to guess: what it does not read for certain is a fault.
"""

import re
from calendar import month_abbr, month_name
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from pmf import wording
from pmf.projects.checking import Fault, Row
from pmf.projects.nearest import nearest
from pmf.projects.schema import Column, Sheet

_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_WORDED = re.compile(r"(\d{1,2}) ([A-Za-z]{3,9}) (\d{4})")
_DATED = ("date", "month or date")
_LOOKED_AT = 10
"""Rows from the top in which a header is looked for."""


@dataclass(frozen=True)
class Formula:
    """A cell that is worked out from others, so that its value depends on where it was last opened."""

    text: str


@dataclass(frozen=True)
class Broken:
    """A cell that shows an error."""

    text: str


@dataclass(frozen=True)
class InPart:
    """A date that its cell shows in part, as what it shows: the month `2024-03`, a year, or a day of no year."""

    text: str


Cell = str | int | float | bool | date | datetime | Formula | Broken | InPart | None
Grid = Sequence[tuple[int, Sequence[Cell]]]
"""Rows of cells, each with the number under which its owner finds it."""


@dataclass(frozen=True)
class Read:
    """What a sheet gave: its rows as the register's text, what is wrong, and what was mended or left out."""

    rows: tuple[tuple[int, Row], ...]
    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]


def read(sheet: Sheet, grid: Grid) -> Read:
    """The rows of a sheet under the columns of its header, wherever these stand; blank rows are left out."""
    filled = [(number, cells) for number, cells in grid if any(_plain(cell) for cell in cells)]
    at = next((i for i, (_, cells) in enumerate(filled[:_LOOKED_AT]) if _is_header(sheet, cells)), None)
    if at is None:
        first, cells = filled[0] if filled else (1, [])
        got = ", ".join(_plain(cell) for cell in cells[:6]) or "nothing"
        return Read((), (Fault(sheet.name, first, "", f"the columns {', '.join(sheet.names)}", got),), ())
    number, header = filled[at]
    faults = list(_header_faults(sheet, number, header))
    headed = {i for i, cell in enumerate(header) if _plain(cell)}
    columns = {i: column for i, cell in enumerate(header) for column in sheet.columns if _name(cell) == column.name}
    rows, remarks = [], list(_left_out(sheet, list(columns.values())))
    for line, cells in filled[at + 1 :]:
        if _is_header(sheet, cells):
            faults.append(Fault(sheet.name, line, "", "a row of the register", "a second header row"))
        else:
            row, wrong = _row(sheet, line, cells, columns, headed)
            rows.append((line, row))
            faults += wrong
            remarks += _either_way(sheet, line, cells, columns)
    return Read(tuple(rows), tuple(faults), tuple(remarks))


def _is_header(sheet: Sheet, cells: Sequence[Cell]) -> bool:
    """Whether most filled cells are names of columns."""
    names = [_name(cell) for cell in cells if _plain(cell)]
    return sum(name in sheet.names for name in names) * 2 > len(names)


def _header_faults(sheet: Sheet, number: int, header: Sequence[Cell]) -> Iterator[Fault]:
    if number != 1:
        yield Fault(sheet.name, number, "", "the names of the columns in row 1", f"them in row {number}")
    names = [_name(cell) for cell in header]
    for name in dict.fromkeys(filter(None, names)):
        if name not in sheet.names:
            meant = nearest(name, {free: free for free in sheet.names if free not in names})
            yield Fault(sheet.name, number, name, f"a column among {', '.join(sheet.names)}", repr(name), meant)
        elif names.count(name) > 1:
            yield Fault(sheet.name, number, name, "the column once", f"it {names.count(name)} times")
    for column in sheet.columns:
        if column.required and column.name not in names:
            yield Fault(sheet.name, number, column.name, f"the column, {column.told}", "no such column")


def _left_out(sheet: Sheet, found: Sequence[Column]) -> Iterator[str]:
    missing = [column.name for column in sheet.columns if column not in found and not column.required]
    if missing:
        yield f"sheet {sheet.name}: no column {', '.join(missing)}; taken as unknown"


def _row(
    sheet: Sheet, number: int, cells: Sequence[Cell], columns: dict[int, Column], headed: Collection[int]
) -> tuple[dict[str, str], list[Fault]]:
    row, faults = dict.fromkeys(sheet.names, ""), []
    for place, cell in enumerate(cells):
        column = columns.get(place)
        if column is None:
            if _plain(cell) and place not in headed:
                faults.append(Fault(sheet.name, number, "", "no cell outside the columns", repr(_plain(cell))))
            continue
        text, expected = _text(column, cell)
        row[column.name] = text
        if expected:
            faults.append(Fault(sheet.name, number, column.name, expected, text))
            row[column.name] = ""
    return row, faults


def _text(column: Column, cell: Cell) -> tuple[str, str]:
    """A cell as the register's text and "", or as it came and what was expected instead."""
    dated = column.kind in _DATED
    if isinstance(cell, Formula):
        return cell.text, "a value, not a formula"
    if isinstance(cell, Broken):
        return cell.text, "a value"
    if isinstance(cell, InPart):
        return cell.text, "" if dated else f"{column.told}, not a date"
    if isinstance(cell, datetime | date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return day.isoformat(), "" if dated else f"{column.told}, not a date"
    if isinstance(cell, bool):
        return str(cell), "a text or a number, not true or false"
    if isinstance(cell, int | float):
        return _plain(cell), "a date, not a number" if dated else ""
    text = _plain(cell)
    if text.startswith("="):
        return text, "a value, not a formula"
    return (_day(text) if dated else _joined(column, text)), ""


def _joined(column: Column, text: str) -> str:
    """A list without the spaces around its semicolons, where spaces would change what it says."""
    return re.sub(r"\s*;\s*", ";", text).strip(";") if column.kind in ("districts", "columns") else text


def _day(text: str) -> str:
    """A date typed as text in ISO form, the day before the month; a text that is none stays as it is."""
    plain, worded = _DAY_FIRST.fullmatch(text), _WORDED.fullmatch(text)
    if plain:
        day, month, year = plain[1], int(plain[2]), plain[3]
    elif worded:
        name = worded[2].title()
        names = month_abbr if len(name) == 3 else month_name
        day, month, year = worded[1], list(names).index(name) if name in names else 0, worded[3]
    else:
        return text
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return text


def _either_way(sheet: Sheet, number: int, cells: Sequence[Cell], columns: dict[int, Column]) -> Iterator[str]:
    """Which dates typed in figures name another day to who puts the month first, and how they were read."""
    for column, cell in ((columns[place], cell) for place, cell in enumerate(cells) if place in columns):
        typed = _DAY_FIRST.fullmatch(_plain(cell)) if column.kind in _DATED and isinstance(cell, str) else None
        either = {int(typed[1]), int(typed[2])} if typed else set()
        if typed and len(either) == 2 and either <= set(range(1, 13)):
            day = wording.day(date.fromisoformat(_day(typed[0])))
            yield f"sheet {sheet.name}, row {number}, {column.name}: {typed[0]} read as {day}, the day before the month"


def _plain(cell: Cell) -> str:
    """A cell's text with single spaces, none around it, and no character that does not show."""
    if cell is None:
        return ""
    if isinstance(cell, Formula | Broken | InPart):
        return cell.text
    if isinstance(cell, float):
        return f"{Decimal(f'{cell:.15g}'):f}"
    shown = re.sub("[\u00ad\u200b\u2060\ufeff]", "", str(cell))
    return " ".join(re.sub(r"[\x00-\x1f\x7f\ufffe\uffff]", " ", shown).split())


def _name(cell: Cell) -> str:
    """A header cell as a column's name: `Project ID ` is `project_id`."""
    return _plain(cell).lower().replace(" ", "_")
