"""A record as the texts of its sealed files, and back.

Knows which part goes into which file; refuses to know where the files lie.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from pmf.rounds import plain, seals
from pmf.rounds.record import Record
from pmf.rounds.seals import Seal, SealRefused


def seal(folder: Path, record: Record, on: date) -> Seal:
    """Seal a record in the folder of its round.

    Raises SealRefused for a round that is sealed, and for one by which nobody stands unless it was printed before.
    """
    hands, reports = record.papers.hands, [row.reported for row in record.card.rows if row.reported]
    printed = any(report.published and report.round == record.round for report in reports)
    unnamed = [role for role in ("analyst", "assurer", "approver") if not getattr(hands, role)]
    if unnamed and not printed:
        raise SealRefused(f"{folder / 'round.toml'}: expected a name for {' and '.join(unnamed)}, got none")
    texts = {name: json.dumps(plain.to_plain(part), ensure_ascii=False, indent=1) for name, part in parts(record)}
    return seals.write(folder, record.round, on, {name: f"{text}\n".encode() for name, text in texts.items()})


def parts(record: Record) -> list[tuple[str, object]]:
    """What goes into which file; the Reds that a register repeats are left to the scorecard."""
    about = {"round": record.round, "on": record.on, "before": record.before, "changed": record.changed}
    return [
        (seals.CARD, record.card),
        (seals.REGISTER, record.register and replace(record.register, red=())),
        ("papers.json", record.papers),
        ("findings.json", record.findings),
        ("round.json", about),
        ("sources.json", record.sources),
        ("benchmarks.json", record.benchmarks),
    ]


def record(seal: Seal, files: Mapping[str, str]) -> Record:
    """The record in the texts of its sealed files. Raises NotReadable."""
    read = {name.removesuffix(".json"): plain.parsed(text, name) for name, text in files.items()}
    if not isinstance(opening := read.pop("round", None), dict):
        raise plain.NotReadable(f"round.json: expected an object, got {str(opening)[:80]}")
    opening["changed"] = [_change(each) for each in opening.get("changed") or ()]
    whole = {**opening, "card": read.pop("scorecard", None), "register": read.pop("projects", None), **read}
    found = plain.from_plain(Record, whole)
    register = found.register and replace(found.register, red=found.exceptions)
    return replace(found, register=register, seal=seal)


def _change(sealed: object) -> object:
    """A change as it was sealed; older seals hold its sentence alone."""
    return {"kind": "told", "subject": "", "objective": "", "text": sealed} if isinstance(sealed, str) else sealed
