"""The editions of the framework as dated data: one TOML an edition.

Knows when an edition applies and with which numbers; refuses to rate anything itself.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pmf import declarations
from pmf.declarations import Table
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
    committees: dict[str, str]

    @property
    def years(self) -> str:
        """The years in its title: `2023-2025`."""
        return self.title.split()[-1]


@cache
def all_editions() -> tuple[Edition, ...]:
    """Every edition, oldest first."""
    paths = sorted(Path(__file__).parent.glob("*.toml"))
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
    target = table.table("target")
    bands = TargetBands(
        Decimal(target.take("amber_within_percent", int)),
        Decimal(target.take("blue_above_percent", int)),
        target.take("blue_at_boundary", bool),
    )
    target.finish()
    committees = table.table("committees")
    edition = Edition(
        path.stem,
        table.take("title", str),
        table.take("applies_from", date),
        table.take("headline", str, ("direction", "target")),  # type: ignore[arg-type]
        table.take("bespoke_levels", bool),
        table.take("changes_next_quarter", bool),
        bands,
        _reporting(table.table("reporting")),
        {objective: committees.take(objective, str) for objective in committees.names()},
    )
    table.finish()
    return edition


def _reporting(table: Table) -> ReportingRules:
    rules = ReportingRules(
        Decimal(table.take("quarterly_up_to_gbp", int)),
        Decimal(table.take("two_monthly_up_to_gbp", int)),
        table.take("pre_delivery", str, get_args(Report)),  # type: ignore[arg-type]
        table.take("pipeline", str, get_args(Report)),  # type: ignore[arg-type]
        table.take("exceptions_only_increase", bool),
        table.take("approved_programmes_only", bool),
    )
    table.finish()
    return rules
