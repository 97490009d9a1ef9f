"""`seal`, `verify` and `changes`: a round is closed, proved whole, and compared with another."""

import argparse
import re
from dataclasses import asdict
from datetime import date

from pmf import settings, store, tables, terminal, wording
from pmf.commands import Desk
from pmf.commands.check import counted
from pmf.rounds import changes, pending, sealing, seals
from pmf.rounds.book import Book
from pmf.rounds.shelf import Folders


def add(desk: Desk) -> None:
    """Declare the commands."""
    sealed = desk.add("seal", seal, "close a round: figures, ratings, words and sources with a checksum", changes=True)
    sealed.add_argument("round", help="a reported round such as 2023-09")
    proved = desk.add("verify", verify, "prove that a sealed round is what was sealed")
    proved.add_argument("round", help="a sealed round such as 2023-09")
    compared = desk.add("changes", between, "what changed between two rounds", formats=("table", "json"))
    compared.add_argument("before", help="the earlier round")
    compared.add_argument("after", help="the later round")


def seal(options: argparse.Namespace) -> None:
    """Seal a round; what the check finds in it is sealed with it."""
    record = _book(options).draft(options.round)
    folder = Folders(settings.data()).folder(options.round)
    made = sealing.seal(folder, record, date.today())  # noqa: DTZ011 - a calendar day, not a moment
    terminal.say(f"sealed {folder / seals.FOLDER} with {counted(record.findings)}: checksum {made.checksum}")
    terminal.say("to show it, make the database anew: python -m pmf build")


def verify(options: argparse.Namespace) -> int:
    """Say of every sealed file that is not whole which it is, and what changed in the sources since."""
    if not re.fullmatch(tables.ROUND, options.round):
        raise seals.SealRefused(f"expected {tables.ROUND_WORDS}, got {options.round!r}")
    folder = Folders(settings.data()).folder(options.round)
    if not seals.sealed(folder):
        raise seals.SealRefused(f"{folder / seals.FOLDER}: expected a sealed round, got none")
    if wrong := seals.faults(folder):
        for fault in wrong:
            terminal.say(fault)
        return 1
    held = store.current(options.db)
    book = Book(held, Folders(settings.data()))
    record = book.record(options.round)
    print(f"{wording.round_name(options.round)} is as it was sealed: {record.seal.checksum if record.seal else ''}")
    for difference in pending.between(record, book.draft(options.round)):
        print(f"pending correction: {difference.text}")
    print(
        f"Figures, targets and projects as of the database built on {wording.moment(held.built)} UTC, papers as they"
        " lie in their files; to see later changes of figures, targets and projects, build again: python -m pmf build"
    )
    return 0


def between(options: argparse.Namespace) -> None:
    """Print what changed from one round to another, in sentences."""
    book = _book(options)
    before, after = book.record(options.before), book.record(options.after)
    found = changes.between(before, after)
    if options.format == "json":
        rows = [asdict(change) for change in found]
        terminal.as_json({"before": before.round, "after": after.round, "changes": rows})
        return
    print("\n".join(change.text for change in found) or "Nothing changed.")


def _book(options: argparse.Namespace) -> Book:
    return Book(store.current(options.db), Folders(settings.data()))
