"""`check`: a round read as a sharp-eyed member would, before it is sealed."""

import argparse

from pmf import consistency, store, terminal
from pmf.commands import Desk
from pmf.rounds import folders


def add(desk: Desk) -> None:
    """Declare the command."""
    parser = desk.add("check", run, "what a sharp-eyed member would find in a round", formats=("table", "csv", "json"))
    parser.add_argument("--round", help="a reported round such as 2023-09; the newest unless given")
    parser.add_argument("--on", type=terminal.day, metavar="DATE", help="the day that lateness counts from")


def run(options: argparse.Namespace) -> None:
    """Print the findings, the gravest first."""
    raise NotImplementedError
