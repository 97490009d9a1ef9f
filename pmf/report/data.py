"""A report as plain JSON for other programs: rows as in the command contract, and everything said about them.

Knows the shape; refuses to word anything.
"""

import json

from pmf import export, export_projects
from pmf.report import highlights
from pmf.report.document import Document
from pmf.rounds import plain
from pmf.rounds.record import Record


def text(document: Document, record: Record) -> str:
    """The JSON of a report; `record` is the part of the round that the document is about."""
    papers = plain.to_plain(record.papers)
    register = record.register
    found = {
        "title": document.title,
        "subtitle": document.subtitle,
        "round": record.round,
        "on": record.on.isoformat(),
        "edition": record.card.edition.id,
        "seal": plain.to_plain(record.seal),
        "counts": record.card.counts,
        "rows": [export.row(row) for row in record.card.rows],
        "exceptions": [row.indicator.id for row in record.exceptions],
        "project_counts": register.counts if register else {},
        "projects": [export_projects.row(e, register.edition, register.day) for e in register.rows] if register else [],
        "changed_since": record.before,
        "changed": [change.text for change in record.changed],
        "key_findings": plain.to_plain(highlights.highlights(record)),
        **{name: papers[name] for name in ("comments", "actions", "decisions", "kpi_changes", "corrections", "hands")},
        "benchmarks": plain.to_plain(record.benchmarks),
        "sources": plain.to_plain(record.sources),
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
