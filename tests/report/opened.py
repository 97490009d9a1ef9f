"""The same tables read back from every format and from the screen, each with the means of its own format."""

import json
from collections.abc import Mapping
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl

Rows = list[dict[str, str]]
SIGNS = "▲◆●★○▫⋯–"


class Tables(HTMLParser):
    """Every table of a page as rows of texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag == "table":
            self.found.append([])
        elif tag == "tr":
            self.found[-1].append([])
        elif tag in ("td", "th"):
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in ("td", "th") and self._cell is not None:
            self.found[-1][-1].append(" ".join("".join(self._cell).split()))
            self._cell = None

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        if self._cell is not None:
            self._cell.append(data)


def of_page(path: Path, first: str) -> Rows:
    """The table of a page whose first heading is `first`."""
    return next(rows(table) for table in Tables(path.read_text(encoding="utf-8")).found if table[0][0] == first)


def of_word(path: Path, first: str) -> Rows:
    """The table of a Word document whose first heading is `first`."""
    tables = ([[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(str(path)).tables)
    return next(rows(table) for table in tables if table[0][0] == first)


def of_sheet(path: Path, name: str) -> list[dict[str, object]]:
    """The table of a sheet, numbers as numbers with the format they are shown in."""
    sheet = openpyxl.load_workbook(path)[name]
    [reference] = [table.ref for table in sheet.tables.values()]
    head, *rows = sheet[reference]
    return [{str(h.value): (c.value, c.number_format) for h, c in zip(head, row, strict=True)} for row in rows]


def of_json(path: Path) -> Mapping[str, list[dict[str, object]]]:
    """The JSON of a report."""
    found: Mapping[str, list[dict[str, object]]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def shown(cell: object) -> str:
    """A number of a spreadsheet as it is shown there, without separators; a marker or text as it stands."""
    value, form = cell  # type: ignore[misc]
    if not isinstance(value, int | float):
        return str(value)
    decimals = len(form.partition(".")[2])
    return f"{Decimal(str(value)):.{decimals}f}"


def plain(text: str) -> str:
    """A figure without its symbols: `+4.87 pp` as `4.87`, an en dash as the marker of a spreadsheet."""
    bare = text.replace(",", "").replace("−", "-").replace("+", "").replace("£", "").removesuffix(" pp")
    bare = bare.removesuffix("%").removesuffix("m") if any(sign.isdigit() for sign in bare) else bare
    return "[x]" if text in ("–", "") else bare


def word(text: str) -> str:
    """A rating without its shape."""
    return text.strip(f"{SIGNS} \N{NO-BREAK SPACE}") or "Not rated"


def rows(table: list[list[str]]) -> Rows:
    """A table as texts by heading."""
    head, *body = table
    return [dict(zip(head, row, strict=True)) for row in body]
