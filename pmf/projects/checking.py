"""Every fault of a register, sheet by sheet, row by row. Knows what the schema allows; refuses to mend anything."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pmf import tables
from pmf.projects import schema
from pmf.projects.nearest import nearest
from pmf.projects.schema import Column, Sheet

Row = Mapping[str, str]
Rows = Sequence[tuple[int, Row]]
"""Rows of a sheet, each with the number of the line it stands on."""

NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_FORMS = {
    "id": (re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*"), "lower-case words joined by hyphens, such as market-towns"),
    "pounds": (re.compile(r"[0-9]+(?:\.[0-9]+)?"), "a plain number of pounds such as 1500000"),
    "number": (NUMBER, "a plain number such as 1500000 or 0.5"),
    "whole": (re.compile(r"[0-9]{1,4}"), "a whole number such as 24"),
}
_SHOWN = 60
YEARS = range(1990, 2100)
"""In which days of a register may lie."""
ENGLAND = {"latitude": (49.8, 55.9), "longitude": (-6.5, 1.8)}
"""Degrees between which every place in England lies."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong: where it stands, what was expected there, what came; `column` is empty for a whole row.

    `meant` is an accepted value near to what came, for the reader to put there; empty where there is none.
    """

    sheet: str
    row: int
    column: str
    expected: str
    got: str
    meant: str = ""

    def __str__(self) -> str:
        where = [f"sheet {self.sheet}", *([f"row {self.row}"] if self.row else [])]
        where += [f"column {self.column}"] if self.column else []
        offer = f"; did you mean {self.meant}?" if self.meant else ""
        return f"{', '.join(where)}: expected {self.expected}, got {self.got}{offer}"


@dataclass(frozen=True)
class Known:
    """What a register may refer to: districts of the authority by code, and ids of indicators."""

    districts: Mapping[str, str]
    indicators: Collection[str]


def faults(sheets: Mapping[str, Rows], known: Known) -> list[Fault]:
    """Every fault of the sheets, in the order they are read; an empty list where all is well."""
    projects = {row["project_id"] for _, row in sheets[schema.PROJECTS.name]}
    found = [] if projects else [Fault(schema.PROJECTS.name, 0, "", "at least one project", "none")]
    for sheet in schema.SHEETS:
        rows = sheets[sheet.name]
        found += _repeated(sheet, rows)
        for number, row in rows:
            found += _cells(sheet, number, row, known, projects)
            found += _places(sheet, number, row)
    return found


def _repeated(sheet: Sheet, rows: Rows) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for number, row in rows:
        key = tuple(row[name] for name in sheet.key)
        before = first.setdefault(key, number)
        if before != number:
            expected = f"one row for each {' and '.join(sheet.key)}"
            yield Fault(sheet.name, number, sheet.key[0], expected, f"{_quoted(*key)} again, as in row {before}")


def _cells(sheet: Sheet, number: int, row: Row, known: Known, projects: Collection[str]) -> Iterator[Fault]:
    for column in sheet.columns:
        cell = row[column.name]
        expected = _expected(column, cell, known, projects)
        if expected:
            meant = _meant(column, cell, known, projects)
            yield Fault(sheet.name, number, column.name, expected, _quoted(cell) if cell else "nothing", meant)


def _expected(column: Column, cell: str, known: Known, projects: Collection[str]) -> str:
    """What was expected of a cell, empty where the cell is as it should be."""
    if not cell:
        return column.told if column.required else ""
    if re.search(tables.CONTROL, cell):
        return tables.CONTROL_WORDS
    if column.kind in _FORMS:
        form, words = _FORMS[column.kind]
        return "" if form.fullmatch(cell) else words
    if column.kind in ("date", "month or date"):
        return _expected_day(cell, column.kind)
    if column.kind == "project":
        return "" if cell in projects else "the id of a project in the sheet projects"
    if column.kind in ("districts", "district"):
        return _expected_districts(column, cell, known)
    if column.name == "indicator":
        return "" if cell in known.indicators else "the id of an indicator of the catalogue, such as total-jobs"
    parts = cell.split(";") if column.kind == "columns" else [cell]
    if not column.among or set(parts) <= set(column.among):
        return ""
    return f"{'names joined by ; among' if column.kind == 'columns' else 'one of'} {', '.join(column.among)}"


def _meant(column: Column, cell: str, known: Known, projects: Collection[str]) -> str:
    """What may have been meant by a cell at fault: a value that is accepted there, or empty."""
    if column.kind == "id":
        plain = unicodedata.normalize("NFKD", cell).encode("ascii", "ignore").decode()
        offer = "-".join(re.findall(r"[a-z0-9]+", plain.lower()))
        return "" if offer in projects else offer
    accepted = _accepted(column, known, projects)
    typed = re.split(r"\s*[;,]\s*", cell) if column.kind in ("districts", "columns") else [cell]
    found = dict.fromkeys(nearest(part, accepted) for part in typed)
    offer = ";".join(found) if all(found) else ""
    return "" if _expected(column, offer, known, projects) else offer


def _accepted(column: Column, known: Known, projects: Collection[str]) -> Mapping[str, str]:
    """The values a cell of a column may have, by every spelling they go under; none where they cannot be listed."""
    if column.kind == "project":
        form, _ = _FORMS["id"]
        return {name: name for name in projects if form.fullmatch(name)}
    if column.kind in ("districts", "district"):
        region = {schema.REGION: schema.REGION, "whole area": schema.REGION} if column.kind == "districts" else {}
        return region | {spelling: code for code, name in known.districts.items() for spelling in (code, name)}
    return {name: name for name in (known.indicators if column.name == "indicator" else column.among)}


def _expected_day(cell: str, kind: str) -> str:
    text = f"{cell}-01" if kind == "month or date" and re.fullmatch(r"\d{4}-\d{2}", cell) else cell
    try:
        right = re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) and date.fromisoformat(text).year in YEARS
    except ValueError:
        right = False
    return "" if right else f"a {kind} such as 2023-12-31, from {YEARS[0]} to {YEARS[-1]}"


def _expected_districts(column: Column, cell: str, known: Known) -> str:
    if column.kind == "districts" and cell == schema.REGION:
        return ""
    codes = cell.split(";") if column.kind == "districts" else [cell]
    if len(set(codes)) == len(codes) and set(codes) <= set(known.districts):
        return ""
    listed = ", ".join(f"{code} {name}" for code, name in known.districts.items())
    return f"{'codes joined by ;' if column.kind == 'districts' else 'a code'} among {listed}" + (
        f", or {schema.REGION}" if column.kind == "districts" else ""
    )


def _places(sheet: Sheet, number: int, row: Row) -> Iterator[Fault]:
    """A point that lies outside England, or has its coordinates swapped."""
    cells = [row.get(name, "") for name in ENGLAND]
    if sheet is not schema.LOCATIONS or not all(NUMBER.fullmatch(cell) for cell in cells):
        return
    outside = [name for name, cell in zip(ENGLAND, cells, strict=True) if not _within(name, cell)]
    if not outside:
        return
    if _within("latitude", cells[1]) and _within("longitude", cells[0]):
        yield Fault(sheet.name, number, "latitude", "latitude before longitude", f"{_quoted(*cells)}, swapped")
        return
    for name in outside:
        low, high = ENGLAND[name]
        yield Fault(sheet.name, number, name, f"a place in England, from {low} to {high}", row[name])


def _within(name: str, cell: str) -> bool:
    low, high = ENGLAND[name]
    return Decimal(str(low)) <= Decimal(cell) <= Decimal(str(high))


def _quoted(*cells: str) -> str:
    return ", ".join(repr(cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}…") for cell in cells)
