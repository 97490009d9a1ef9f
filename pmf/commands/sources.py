"""`sources`: what is held, from where, how old."""

import argparse

from pmf import export, findings, reading, refresh, runlog, settings, store, terminal, wording
from pmf.commands import Desk
from pmf.terminal import Column

COLUMNS = (
    Column("Id"),
    Column("Publisher", texts=True, goes=1),
    Column("Dataset", texts=True, goes=4),
    Column("Newest release"),
    Column("Newest period", goes=3),
    Column("Next expected", goes=2),
    Column("State"),
    Column("Refresh", texts=True, goes=5),
)


def add(desk: Desk) -> None:
    """Declare the command."""
    desk.add("sources", run, "what is held, from where, how old", formats=("table", "csv", "json"))


def run(options: argparse.Namespace) -> None:
    """Print every source with its freshness and its last runs; in JSON also what it revised."""
    held = store.current(options.db)
    states = reading.sources(held, runs=runlog.read(settings.raw(options.db) / refresh.LOG))
    if options.format == "json":
        revised = reading.revised(held, settings.area())
        terminal.as_json(
            [export.source(s) | {"revised": [export.revised(r) for r in revised if r.of(s)]} for s in states]
        )
    elif options.format == "csv":
        print(export.to_csv([export.source(state) for state in states]), end="")
    else:
        rows = [
            (
                s.id,
                s.publisher,
                s.dataset,
                wording.day(s.releases[0]) if s.releases else "",
                wording.period(s.newest_period),
                wording.day(s.next_expected) if s.next_expected else "",
                s.freshness,
                findings.source_state(s),
            )
            for s in states
        ]
        terminal.table("Sources", COLUMNS, rows)
