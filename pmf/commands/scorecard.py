"""`scorecard`: the 27 rows for an area and a round."""

import argparse

from pmf import export, reading, settings, store, terminal, wording
from pmf.commands import Desk
from pmf.reading import LATEST
from pmf.scorecard import NO_RATING, Scorecard
from pmf.terminal import Column

COLUMNS = (
    Column("No", right=True),
    Column("Indicator", texts=True),
    Column("Period"),
    Column("Previous", right=True, goes=3),
    Column("Current", right=True),
    Column("Change", right=True, goes=5),
    Column("Direction"),
    Column("Target", goes=2),
    Column("Basis", goes=1),
    Column("Marks", texts=True, goes=4),
)


def add(desk: Desk) -> None:
    """Declare the command."""
    parser = desk.add("scorecard", run, "the 27 rows for an area and a round", formats=("table", "csv", "json"))
    parser.add_argument("--round", default=LATEST, help="a reported round such as 2023-09, or latest")
    parser.add_argument("--edition", choices=desk.editions, help="rules to rate by; those in force unless given")
    parser.add_argument("--area", default=settings.area(), help="code of an area, such as E47000001")
    parser.add_argument(
        "--as-known", type=terminal.past_day, metavar="DATE", help="the figures that were out by then, as 2023-06-01"
    )


def run(options: argparse.Namespace) -> None:
    """Print the scorecard in the form asked for."""
    if options.as_known and options.round != LATEST:
        terminal.say(f"--as-known does not change round {options.round}: it is shown as reported")
    card = reading.scorecard(store.current(options.db), options.area, options.round, options.edition, options.as_known)
    if options.format == "json":
        terminal.as_json(export.scorecard(card))
    elif options.format == "csv":
        print(export.to_csv(export.rows(card, card.rows)), end="")
    else:
        _print(card)


def _print(card: Scorecard) -> None:
    title = f"{card.area_name}, {card.title}, {card.edition.id} edition"
    rows = [
        (
            str(row.indicator.number),
            row.indicator.name,
            wording.period(row.current.period if row.current else None),
            wording.figure(row.previous.value if row.previous else None, row.indicator.unit),
            wording.figure(row.current.value if row.current else None, row.indicator.unit),
            wording.signed(row.movement.change, row.indicator.unit),
            row.direction.word or NO_RATING,
            row.against_target.word or NO_RATING,
            row.basis or "none",
            ", ".join(dict.fromkeys(warning.kind for warning in row.warnings)),
        )
        for row in card.rows
    ]
    terminal.table(title, COLUMNS, rows)
    print(", ".join(f"{count} {word}" for word, count in card.counts.items()))
