"""`report`: a round as Word, accessible spreadsheet, one page of HTML and JSON."""

import argparse

from pmf import settings, store, terminal
from pmf.commands import Desk, typed_path
from pmf.rounds.book import Book
from pmf.rounds.shelf import Folders


def add(desk: Desk) -> None:
    """Declare the command."""
    parser = desk.add("report", run, "a round as Word, accessible spreadsheet, one page of HTML and JSON")
    parser.add_argument("--round", help="a reported round such as 2023-09; the newest unless given")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--committee", default="", help="the part one committee looks after, by its name")
    which.add_argument("--committees", action="store_true", help="the whole and the part of every committee")
    parser.add_argument("--out", type=typed_path, required=True, metavar="DIR", help="folder the files go into")


def run(options: argparse.Namespace) -> None:
    """Write the files and name them."""
    from pmf.report import content, writing  # here, so that other commands need not wait for the formats

    book = Book(store.current(options.db), Folders(settings.data()))
    record = book.record(options.round or book.newest())
    if record.seal is None:
        terminal.say(f"round {record.round} is a draft: it is not sealed yet")
    for committee in ["", *content.committees(record)] if options.committees else [options.committee]:
        for path in writing.write(record, options.out, committee):
            print(path)
