"""Results on a terminal: tables to read, JSON and CSV for programs; and what is typed there, read strictly.

Knows how a result looks and how a value is typed; refuses to know what either means.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

WIDE = 200


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[str] = ()) -> None:
    """A table on standard output; the columns named in `right` hold figures."""
    from rich.console import Console  # here, so that JSON and CSV need not wait for it
    from rich.table import Table
    from rich.text import Text

    shown = Table(title=Text(title), title_justify="left")
    for column in columns:
        shown.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        shown.add_row(*(Text(cell) for cell in row))
    Console(width=None if sys.stdout.isatty() else WIDE).print(shown)


def as_json(record: object) -> None:
    """A record on standard output."""
    print(json.dumps(record, ensure_ascii=False, indent=2))


def say(text: str) -> None:
    """A message on standard error."""
    print(text, file=sys.stderr)


def number(text: str) -> Decimal:
    """A typed number."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise argparse.ArgumentTypeError(f"expected a number such as 10.35, got {text!r}") from None
    if not found.is_finite() or abs(found.adjusted()) > 30:
        raise argparse.ArgumentTypeError(f"expected a number of ordinary size, got {text!r}")
    return found


def day(text: str) -> date:
    """A typed date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a date such as 2023-06-01, got {text!r}") from None
