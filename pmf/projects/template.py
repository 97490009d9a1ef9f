"""The empty register to fill in, and the schema in words. Knows the schema and how a workbook helps its reader."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pmf.projects import schema
from pmf.projects.checking import YEARS
from pmf.projects.importing import NOTES
from pmf.projects.schema import Column, Sheet

_ROWS = 2000
_KINDS = {
    "id": "id",
    "project": "id of a project",
    "date": f"date that shows day and year, {YEARS[0]} to {YEARS[-1]}",
    "month or date": f"month or date that shows its year, {YEARS[0]} to {YEARS[-1]}",
    "pounds": "number, not negative",
    "number": "number, not shown in percent",
    "whole": "whole number",
    "districts": "districts",
    "district": "district",
    "columns": "columns",
    "text": "text",
}


def workbook(districts: Mapping[str, str], indicators: Sequence[str]) -> bytes:
    """An Excel workbook with one sheet for each of the register's, choices to pick from, and the schema in words."""
    book = Workbook()
    del book["Sheet"]
    for sheet in schema.SHEETS:
        _sheet(book.create_sheet(sheet.name), sheet)
    _notes(book.create_sheet(NOTES), districts, indicators)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def words() -> str:
    """The schema as a page of documentation."""
    parts = [
        "# The project register",
        "One folder a round below `data/projects`, one CSV a sheet; in a workbook one sheet each. An empty cell means"
        " not known, and is shown so. Written by `pmf/projects/template.py` from `pmf/projects/schema.py`.",
        *(_described(sheet) for sheet in schema.SHEETS),
    ]
    return "\n\n".join(parts) + "\n"


def _described(sheet: Sheet) -> str:
    rows = (f"| `{name}` | {' | '.join(rest)} |" for name, *rest in _lines(sheet))
    table = "\n".join(["| column | what it holds | kind | must be there |", "|---|---|---|---|", *rows])
    return f"## {sheet.name}\n\n{_capital(sheet.told)}. One row for each {' and '.join(sheet.key)}.\n\n{table}"


def _lines(sheet: Sheet) -> Iterable[tuple[str, str, str, str]]:
    for column in sheet.columns:
        yield column.name, column.told, _kind(column), "yes" if column.required else ""


def _kind(column: Column) -> str:
    return ", ".join(column.among) if column.among else _KINDS[column.kind]


def _sheet(page: Worksheet, sheet: Sheet) -> None:
    page.freeze_panes = "B2"
    for number, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(number)
        head = page.cell(1, number, column.name)
        head.font = Font(bold=True)
        head.comment = Comment(f"{_capital(_plain(column.told))}. {_capital(_kind(column))}.", "PMF")
        page.column_dimensions[letter].width = 40 if column.kind == "text" and not column.among else 18
        cells = f"{letter}2:{letter}{_ROWS}"
        if column.among and column.kind != "columns":
            choices = DataValidation("list", formula1=f'"{",".join(column.among)}"', allow_blank=True)
            choices.add(cells)
            page.add_data_validation(choices)
        if column.kind == "date":
            page.column_dimensions[letter].number_format = "yyyy-mm-dd"


def _notes(page: Worksheet, districts: Mapping[str, str], indicators: Sequence[str]) -> None:
    rows: list[tuple[str, ...]] = [("sheet", "column", "what it holds", "kind", "must be there")]
    rows += [(sheet.name, *map(_plain, line)) for sheet in schema.SHEETS for line in _lines(sheet)]
    rows += [("", "district", name, code, "") for code, name in districts.items()]
    rows += [("", "indicator", "", name, "") for name in indicators]
    for row in rows:
        page.append(row)
    for letter, width in zip("ABCDE", (14, 28, 60, 50, 14), strict=True):
        page.column_dimensions[letter].width = width
    for cells in page.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _plain(text: str) -> str:
    """Words of the documentation for a reader who sees the marks of its code as they stand: quoted instead."""
    return re.sub("`([^`]*)`", r"“\1”", text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
