"""A report before it is a file: sections of paragraphs, lists, tables and charts, the same for every format.

Knows the parts; refuses to know the formats and where the words come from.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal["text", "figure", "rating"]
FORMATS: dict[str, tuple[str, str]] = {
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("Spreadsheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "html": ("One page (HTML)", "text/html"),
    "json": ("JSON", "application/json"),
}
"""Name and media type of each format by the suffix of its files."""


@dataclass(frozen=True)
class Column:
    """A column of a table; `width` is its share of the line in Word."""

    title: str
    kind: Kind = "text"
    width: float = 1.0


@dataclass(frozen=True)
class Cell:
    """What a cell says. `number` is the figure behind it; `anchor` the place in the document it leads to; `spoken`
    what it says in words where its text is signs alone."""

    text: str
    number: Decimal | None = None
    anchor: str = ""
    spoken: str = ""


@dataclass(frozen=True)
class Table:
    """A table with its name as a spreadsheet sheet, its caption, and whether its first column names the rows."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    header: int = 0

    @property
    def texts(self) -> list[dict[str, str]]:
        """The rows as texts by column."""
        titles = [column.title for column in self.columns]
        return [dict(zip(titles, (cell.text for cell in row), strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Chart:
    """A drawing as SVG, the finding it shows and its text alternative."""

    svg: str
    title: str
    alternative: str


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, with the words in bold it opens with."""

    text: str
    lead: str = ""
    rating: str = ""


Block = Paragraph | Bullets | Table | Chart


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; `anchor` is its place in links, `level` 2 or 3."""

    anchor: str
    heading: str
    blocks: tuple[Block, ...]
    level: int = 2
    rating: str = ""


@dataclass(frozen=True)
class Document:
    """A report. `day` is the day it stands on; `about` are lines below its title; `file` names its files."""

    title: str
    subtitle: str
    file: str
    day: date
    about: tuple[str, ...]
    sections: tuple[Section, ...] = field(default=())

    @property
    def tables(self) -> list[Table]:
        """Every table in order."""
        return [block for section in self.sections for block in section.blocks if isinstance(block, Table)]

    def table(self, name: str) -> Table:
        """The table of that name. Raises KeyError."""
        return {table.name: table for table in self.tables}[name]
