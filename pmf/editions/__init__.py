"""The editions of the framework as dated data: one TOML an edition.

Knows when an edition applies and with which numbers; refuses to rate anything itself.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pmf import declarations, tables
from pmf.declarations import Table
from pmf.framework import Committee, Objective
from pmf.projects.clock import Report, ReportingRules
from pmf.rating import TargetBands
from pmf.refusals import Refusal

Headline = Literal["direction", "target"]


class UnknownEdition(Refusal, KeyError):
    """An edition there is not."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Edition:
    """One edition: which rating leads, the bands against target, how often projects report, which committee looks
    after which objective.

    `changes_next_quarter` says whether a change of the list of indicators waits for the quarter after its approval.
    """

    id: str
    title: str
    applies_from: date
    headline: Headline
    bespoke_levels: bool
    changes_next_quarter: bool
    bands: TargetBands
    reporting: ReportingRules
    committees: dict[Objective, Committee]

    @property
    def years(self) -> str:
        """The years in its title: `2023-2025`."""
        return self.title.split()[-1]


@cache
def all_editions() -> tuple[Edition, ...]:
    """Every edition, oldest first. Raises DeclarationError."""
    paths = tables.files(Path(__file__).parent, "*.toml")
    return tuple(sorted((_read(path) for path in paths), key=lambda edition: edition.applies_from))


def get(edition_id: str) -> Edition:
    """The edition of that name. Raises UnknownEdition naming those there are."""
    for edition in all_editions():
        if edition.id == edition_id:
            return edition
    known = ", ".join(edition.id for edition in all_editions())
    raise UnknownEdition(f"unknown edition {edition_id!r}: expected one of {known}")


def in_force(on: date) -> Edition:
    """The edition that applies on a day; the first one for days before it."""
    earlier = [edition for edition in all_editions() if edition.applies_from <= on]
    return earlier[-1] if earlier else all_editions()[0]


def _read(path: Path) -> Edition:
    table = declarations.read(path)
    edition = Edition(
        path.stem,
        table.take("title", str),
        table.take("applies_from", date),
        table.one_of("headline", Headline),
        table.take("bespoke_levels", bool),
        table.take("changes_next_quarter", bool),
        _bands(table.table("target")),
        _reporting(table.table("reporting")),
        _committees(table.table("committees")),
    )
    table.finish()
    return edition


def _bands(table: Table) -> TargetBands:
    percents = [table.take(key, int) for key in ("amber_within_percent", "blue_above_percent")]
    for key, percent in zip(("amber_within_percent", "blue_above_percent"), percents, strict=True):
        if not 0 < percent <= 100:
            raise table.error(key, "a percentage from 1 to 100", percent)
    bands = TargetBands(Decimal(percents[0]), Decimal(percents[1]), table.take("blue_at_boundary", bool))
    table.finish()
    return bands


def _reporting(table: Table) -> ReportingRules:
    rules = ReportingRules(
        Decimal(table.take("quarterly_up_to_gbp", int)),
        Decimal(table.take("two_monthly_up_to_gbp", int)),
        table.one_of("pre_delivery", Report),
        table.one_of("pipeline", Report),
        table.take("exceptions_only_increase", bool),
        table.take("approved_programmes_only", bool),
    )
    table.finish()
    return rules


def _committees(table: Table) -> dict[Objective, Committee]:
    found = {name: table.one_of(name, Committee) for name in get_args(Objective) if name in table}
    table.finish()
    return found
