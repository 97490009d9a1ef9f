"""A report as a spreadsheet by the rules for accessible government spreadsheets: one table a sheet, numbers as numbers.

Knows the document and gptables; refuses to know where its words come from. No cell is ever a formula.
"""

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from pmf.report.document import Bullets, Cell, Column, Document, Paragraph, Section, Table

with warnings.catch_warnings():
    warnings.simplefilter("ignore", ResourceWarning)  # it leaves a file of its own to be closed by chance
    import gptables

MISSING, NONE = "[x]", "[z]"
LEGEND = {MISSING: "not available", NONE: "not applicable"}
LONGEST = 32_000
"""Characters of a cell; Excel holds some more and drops the rest in silence."""
CUT = "[cut here: a cell holds no more; the other files of this report have all of it]"
_LETTER = re.compile("[A-Za-z0-9]")
"""What gptables wants in every cell."""
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WORDS = {"–": MISSING, "": NONE}


def content(document: Document) -> bytes:
    """The workbook as a file: cover, contents, then one sheet for each table."""
    held = io.BytesIO()
    found = {table.name: table for table in tables(document)}
    summary = _summary(document)
    sheets = {table.name.replace("_", " "): _sheet(table) for table in (summary, *found.values())}
    with warnings.catch_warnings():
        # it warns that there is no sheet of notes, ours being a table like the others, and of its own old pandas calls
        warnings.filterwarnings("ignore", module="gptables")
        book = _book(document, held, sheets)
    day = datetime(document.day.year, document.day.month, document.day.day, tzinfo=UTC)
    book.set_properties({"title": f"{document.title}: {document.subtitle}", "created": day})
    book.close()
    return held.getvalue()


def _book(document: Document, held: io.BytesIO, sheets: dict[str, Any]) -> Any:
    return gptables.produce_workbook(
        filename=held,
        sheets=sheets,
        cover=gptables.Cover(
            title=_plain(f"{document.title}: {document.subtitle}"),
            intro=["Introductory information", *map(_plain, document.about)],
            about=[
                "About these sheets",
                "Each sheet holds one table below its headings. Figures are numbers in the unit of their row.",
                f"Markers: {'; '.join(f'{mark} {words}' for mark, words in LEGEND.items())}.",
            ],
        ),
        contentsheet_options={},
        workbook_options=_OPTIONS,
    )


def tables(document: Document) -> Iterator[Table]:
    """The tables of a document, those of one name as one."""
    found: dict[str, Table] = {}
    for table in document.tables:
        before = found.get(table.name)
        found[table.name] = replace(before, rows=before.rows + table.rows) if before else table
    return iter(found.values())


def _summary(document: Document) -> Table:
    """Everything that is said in sentences, in the order of the report."""
    rows = [(section.heading, text) for section in document.sections for text in _said(section)]
    cells = tuple((Cell(heading), Cell(text)) for heading, text in rows)
    return Table("Summary", "What the report says in words", (Column("Section"), Column("Text", width=4.0)), cells)


def _said(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield " ".join(filter(None, (block.lead, block.text)))
        elif isinstance(block, Bullets):
            yield from block.items


def _sheet(table: Table) -> Any:
    frame = pd.DataFrame(
        {
            column.title: [_value(column, row[place]) for row in table.rows]
            for place, column in enumerate(table.columns)
        },
        dtype=object,
    )
    return gptables.GPTable(
        table=frame,
        table_name=table.name,
        title=_plain(table.caption),
        instructions="This sheet holds one table.",
        legend=[*(f"{mark} {words}" for mark, words in LEGEND.items()), *map(_plain, table.notes)],
        index_columns={2: table.header},
        additional_formatting=list(_formats(table)),
    )


def _value(column: Column, cell: Cell) -> object:
    """A number where there is one; a marker where there is nothing."""
    if column.kind == "figure" and cell.number is not None:
        whole = cell.number == cell.number.to_integral_value()
        return int(cell.number) if whole else float(cell.number)
    return cell.spoken or _WORDS.get(cell.text) or _plain(cell.text)


def _plain(text: str) -> str:
    """A text as a cell of Excel holds it, without what gptables would take for a link or a reference to a note."""
    plain = text.replace("](", "] (").replace("$$", "$ $")
    fitting = plain if len(plain) <= LONGEST else f"{plain[:LONGEST]} {CUT}"
    return fitting if _LETTER.search(fitting) else f"{fitting} (as written)"


def _formats(table: Table) -> Iterator[dict[str, Any]]:
    """Every number with the decimals it carries, thousands separated."""
    for down, row in enumerate(table.rows):
        for across, cell in enumerate(row):
            if cell.number is not None and table.columns[across].kind == "figure":
                decimals = max(0, -int(cell.number.as_tuple().exponent))
                shown = "#,##0" + ("." + "0" * decimals if decimals else "")
                yield {"cell": {"cells": (down + 1, across), "format": {"num_format": shown, "align": "right"}}}
