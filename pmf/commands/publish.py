"""`publish`: everything published, as open data in a folder."""

import argparse
from datetime import date

from pmf import open_data, terminal
from pmf.commands import Desk, typed_path


def add(desk: Desk) -> None:
    """Declare the command."""
    parser = desk.add("publish", run, "everything published as Parquet, CSV and a database, with checksums")
    parser.add_argument("--out", type=typed_path, required=True, metavar="DIR", help="folder of the versions")


def run(options: argparse.Namespace) -> None:
    """Publish; the folder made goes to standard output."""
    made = open_data.publish(options.db, options.out, date.today())  # noqa: DTZ011 - a calendar day
    terminal.say(f"published {made}, and {options.out / open_data.LATEST} leads to it")
    print(made)
