"""`check`: a round read as a sharp-eyed member would, before it is sealed."""

import argparse
from dataclasses import asdict

from pmf import export, settings, store, terminal, wording
from pmf.commands import Desk
from pmf.consistency import SEVERITIES, Finding
from pmf.rounds.book import Book
from pmf.rounds.record import Record
from pmf.rounds.shelf import Folders
from pmf.terminal import Column


def add(desk: Desk) -> None:
    """Declare the command."""
    parser = desk.add("check", run, "what a sharp-eyed member would find in a round", formats=("table", "csv", "json"))
    parser.add_argument("--round", help="a reported round such as 2023-09; the newest unless given")
    parser.add_argument(
        "--on", type=terminal.day, metavar="DATE", help="the day lateness counts from; the round's last"
    )


def run(options: argparse.Namespace) -> None:
    """Print the findings, the gravest first."""
    book = Book(store.current(options.db), Folders(settings.data()))
    record = book.draft(options.round or book.newest(), options.on)
    if options.format == "json":
        terminal.as_json(
            {"round": record.round, "on": str(record.on), "findings": [asdict(f) for f in record.findings]}
        )
    elif options.format == "csv":
        print(export.to_csv([asdict(finding) for finding in record.findings]), end="")
    else:
        _print(record)


def _print(record: Record) -> None:
    title = f"Consistency of {wording.round_name(record.round)} on {wording.day(record.on)}"
    rows = [(finding.severity, finding.rule, finding.message) for finding in record.findings]
    terminal.table(title, (Column("Severity"), Column("Rule", texts=True), Column("Finding", texts=True)), rows)
    print(counted(record.findings))


def counted(findings: tuple[Finding, ...]) -> str:
    """How many findings of which severity, in words."""
    words = [finding.severity for finding in findings]
    return ", ".join(wording.amount(words.count(word), word) for word in SEVERITIES if word in words) or "nothing found"
