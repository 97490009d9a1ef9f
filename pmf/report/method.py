"""How a report came about: rules in words, sources with their releases, notes on figures, corrections, marks.

Knows what a careful reader asks; refuses to repeat figures.
"""

from pmf import wording
from pmf.editions import Edition
from pmf.report import tables
from pmf.report.document import Block, Bullets, Paragraph, Section
from pmf.rounds import corrections
from pmf.rounds.record import Record

LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0. This report is made from"
    " published figures and is no publication of the Authority."
)


def sections(record: Record) -> list[Section]:
    """Corrections, notes, the sentence behind every rating, method and sources."""
    said = [corrections.alone(each, record.names) for each in record.papers.corrections]
    return [
        Section("corrections", "Corrections", (Bullets(tuple(said)) if said else Paragraph("None has been made."),)),
        Section("notes", "Notes on figures", (tables.notes(record.card.rows),) if _noted(record) else ()),
        Section("reasons", "Why each is rated so", (tables.reasons(record.card.rows),)),
        Section("method", "Method", _method(record)),
        Section("sources", "Sources", (tables.sources(record.sources, record.names),) if record.sources else ()),
    ]


def _method(record: Record) -> tuple[Block, ...]:
    origin = record.papers.hands.origin
    return (
        Bullets(rules(record.card.edition)),
        *([Paragraph(origin, "Where this round comes from:")] if origin else []),
        Paragraph(LICENCE),
    )


def rules(edition: Edition) -> tuple[str, ...]:
    """The rules of an edition in words."""
    low, high = edition.bands.amber_within, edition.bands.blue_above
    blue = f"{high}% better or more" if edition.bands.blue_at_boundary else f"more than {high}% better"
    lead = "direction for improvement" if edition.headline == "direction" else "target"
    return (
        f"The headline rating is that against {lead}; both are shown.",
        "Against direction for improvement: Green where the change goes the wanted way, Red the other way, Amber where"
        " nothing changed.",
        f"Against target: Red more than {low}% off, Amber up to {low}% off, Green from on target, Blue {blue};"
        " without a target Baseline.",
        "Figures are rated at the decimals shown. A share changes by percentage points (pp).",
        f"Rules: {edition.title}, in force from {wording.day(edition.applies_from)}.",
    )


def _noted(record: Record) -> bool:
    return any(row.warnings for row in record.card.rows)
