"""`build`: the database from the files under data/."""

import argparse

from pmf import build, settings, terminal
from pmf.commands import Desk


def add(desk: Desk) -> None:
    """Declare the command."""
    desk.add("build", run, "make the database from the files under data/", changes=True)


def run(options: argparse.Namespace) -> None:
    """Build and publish; what was counted goes to standard error."""
    counts = build.build(options.db, settings.data(), raw=settings.raw(options.db), remark=terminal.say)
    rows = ", ".join(f"{count:,} rows in {table}" for table, count in counts.items())
    terminal.say(f"published {options.db}: {rows}")
