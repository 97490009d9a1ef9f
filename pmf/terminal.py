"""Results on a terminal: tables to read, JSON and CSV for programs; and what is typed there, read strictly.

Knows how a result looks and how a value is typed; refuses to know what either means.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

WIDE = 200
_GAP = 2  # blanks between two columns
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]{1,4})?", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """A column: figures stand to the right; a column of texts is as wide as its words allow, the others as they need.

    Where the terminal is too narrow the columns go whose `goes` is smallest; those without stay.
    """

    name: str
    right: bool = False
    texts: bool = False
    goes: int | None = None

    def width(self, cells: Sequence[str]) -> int:
        """The narrowest it reads well at: no word broken, a text half as wide again as its longest word."""
        said = (self.name, *cells)
        if not self.texts:
            return max(map(len, said))
        return min(max(map(len, said)), 3 * max(len(word) for cell in said for word in cell.split() or [""]) // 2)


def table(title: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None = None) -> None:
    """A table on standard output, in `width` characters or those of the terminal."""
    from rich import box  # here, so that JSON and CSV need not wait for it
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=width or (None if sys.stdout.isatty() else WIDE))
    places = fitting(columns, rows, console.width)
    shown = Table(
        title=Text(title), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, _GAP - 1, 0, 0)
    )
    for place in places:
        column = columns[place]
        justify: Literal["left", "right"] = "right" if column.right else "left"
        shown.add_column(column.name, justify=justify, no_wrap=not column.texts, overflow="fold")
    for row in rows:
        shown.add_row(*(Text(row[place]) for place in places))
    console.print(shown)
    gone = [column.name for place, column in enumerate(columns) if place not in places]
    if gone:
        console.print(
            Text(f"Left out on {console.width} characters: {', '.join(gone)}. In CSV and JSON they are there.")
        )


def fitting(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The places of the columns that fit into so many characters, in their order."""
    places = list(range(len(columns)))
    needed = {place: columns[place].width([row[place] for row in rows]) + _GAP for place in places}
    for place in sorted((p for p in places if columns[p].goes is not None), key=lambda p: columns[p].goes or 0):
        if sum(needed[place] for place in places) - _GAP > width:
            places.remove(place)
    return places


def as_json(record: object) -> None:
    """A record on standard output."""
    print(json.dumps(record, ensure_ascii=False, indent=2))


def say(text: str) -> None:
    """A message on standard error."""
    print(text, file=sys.stderr)


def number(text: str) -> Decimal:
    """A typed number."""
    if not _NUMBER.fullmatch(text):
        raise argparse.ArgumentTypeError(f"expected a number such as 10.35, got {text!r}")
    found = Decimal(text)
    if abs(found.adjusted()) > 30:
        raise argparse.ArgumentTypeError(f"expected a number of ordinary size, got {text!r}")
    return found


def day(text: str) -> date:
    """A typed date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a date such as 2023-06-01, got {text!r}") from None


def past_day(text: str) -> date:
    """A typed date that is not to come."""
    found = day(text)
    if found > date.today():  # noqa: DTZ011 - a calendar day, not a moment
        raise argparse.ArgumentTypeError(f"expected a day that has come, got {text}")
    return found
