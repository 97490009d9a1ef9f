"""Key findings for the press and social media: at most eight sentences, the surest and largest changes first.

Knows rows with their warnings; refuses to say of a change more than its figures bear.
"""

from dataclasses import dataclass
from decimal import Decimal

from pmf import findings, wording
from pmf.rounds.record import Record
from pmf.scorecard import Row

MOST = 8
UNSURE = (
    "interval",
    "population base",
    "definition",
    "periods",
    "vintages",
    "not reproduced",
    "reading",
    "cumulative",
    "stale",
)
"""Warnings under which a change may be another thing than it looks, or no news."""


@dataclass(frozen=True)
class Highlight:
    """One finding, where its figures come from, and how large the change is in percent of the figure before."""

    indicator: str
    sentence: str
    source: str
    percent: Decimal


def highlights(record: Record) -> tuple[Highlight, ...]:
    """The largest changes that nothing stands against.

    Nothing of a row with doubts, of one whose source cannot be named, of one without a base or from a base of zero.
    """
    found = [_of(row, record) for row in record.card.rows if _sure(row)]
    ordered = sorted(found, key=lambda each: (-each.percent, each.indicator))
    return tuple(ordered[:MOST])


def _sure(row: Row) -> bool:
    traced = row.indicator.owner == "CPCA" or row.indicator.formula is not None
    held = traced and row.previous and row.previous.value and row.current and row.current.value is not None
    return bool(held) and bool(row.movement.change) and not {w.kind for w in row.warnings} & set(UNSURE)


def _of(row: Row, record: Record) -> Highlight:
    before = row.previous.value if row.previous and row.previous.value else Decimal(1)
    change = abs(row.movement.change or Decimal(0))
    return Highlight(
        row.indicator.id,
        findings.latest(row),
        source(row, record),
        wording.rounded(change * 100 / abs(before), 1),
    )


def source(row: Row, record: Record) -> str:
    """Where the figures of a row come from: the publishers behind a computed one, the round behind a reported one."""
    if row.basis == "computed":
        behind = [v for v in record.sources if row.indicator.id in v.indicators]
        return "; ".join(f"{v.publisher}, {v.dataset}, {wording.day(v.release)}" for v in behind)
    if row.reported is None:
        return "no figure held"
    owner = "published statistics" if row.indicator.formula else "the Combined Authority's own figures"
    return f"as reported in {wording.round_name(row.reported.round)} from {owner}"
