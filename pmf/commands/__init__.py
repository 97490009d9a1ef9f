"""One module a command. A command module has `add(desk)`, which declares its arguments and what runs.

Knows what commands share; refuses to know what any of them does.
"""

import argparse
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from pmf import editions, settings

Run = Callable[[argparse.Namespace], int | None]
"""What a command does with its arguments; its exit code, 0 where it returns none."""


class Command(Protocol):
    """What a module in this folder offers."""

    def add(self, desk: "Desk") -> None:
        """Declare the command."""


@dataclass(frozen=True)
class Desk:
    """Where commands are declared, and the arguments several of them share."""

    commands: Any
    editions: list[str]

    def add(
        self,
        name: str,
        run: Run,
        told: str,
        *,
        database: bool = True,
        formats: tuple[str, ...] = (),
        changes: bool = False,
    ) -> argparse.ArgumentParser:
        """A command of this name; `formats` are the forms its result can take, the first unless asked.

        One that `changes` what the pages show is refused where the instance is read-only.
        """
        parser: argparse.ArgumentParser = self.commands.add_parser(name, help=told, description=told)
        parser.set_defaults(run=run, misused=parser.error, changes=changes)
        if database:
            parser.add_argument("--db", type=typed_path, default=settings.database(), help="path of the database")
        if formats:
            parser.add_argument("--format", choices=formats, default=formats[0])
        return parser


def parser() -> argparse.ArgumentParser:
    """Every command. Raises DeclarationError where an edition cannot be read."""
    whole = argparse.ArgumentParser(prog="pmf", description="Figures in, rated scorecard out.")
    desk = Desk(
        whole.add_subparsers(dest="command", required=True), [edition.id for edition in editions.all_editions()]
    )
    for found in pkgutil.iter_modules(__path__):
        module: Command = import_module(f"{__name__}.{found.name}")
        module.add(desk)
    return whole


def typed_path(text: str) -> Path:
    """A path that is typed. Raises ArgumentTypeError where nothing is."""
    if not text:
        raise argparse.ArgumentTypeError("expected a path such as data/pmf.duckdb, got nothing")
    return Path(text)
