"""Seals a round: its record as files with checksums, written once and never changed.

Knows the folder `sealed/` of a round; refuses to overwrite it, and to read it where a byte is not what it was.
"""

import hashlib
import json
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from pmf import durable
from pmf.refusals import Refusal
from pmf.rounds import plain
from pmf.rounds.record import Record, Seal

FOLDER, SUMS = "sealed", "checksums.txt"
PARTS = ("scorecard", "projects", "papers", "findings", "changes", "sources")
_HEAD = re.compile(r"# round (\S+) sealed on (\S+), checksum of this and the lines below: ([0-9a-f]{64})")
_LINE = re.compile(r"([0-9a-f]{64})  ([a-z]+\.json)")


class SealBroken(Refusal, ValueError):
    """Sealed files that are not what was sealed."""


class SealRefused(Refusal, ValueError):
    """A round that cannot be sealed as it stands."""


def seal(folder: Path, record: Record, on: date) -> Seal:
    """Write the sealed files of a round into its folder. Raises SealRefused where it is sealed or nobody stands by it."""
    place = folder / FOLDER
    if place.exists():
        raise SealRefused(f"{place}: expected a round that is not sealed; a sealed one is corrected in corrections.csv")
    hands, printed = record.papers.hands, any(row.reported and row.reported.published for row in record.card.rows)
    unnamed = [role for role in ("analyst", "assurer", "approver") if not getattr(hands, role)]
    if unnamed and not printed:
        raise SealRefused(f"{folder / 'round.toml'}: expected a name for {' and '.join(unnamed)}, got none")
    files = {f"{name}.json": _text(part) for name, part in _parts(record).items()}
    lines = "".join(f"{_digest(content)}  {name}\n" for name, content in sorted(files.items()))
    checksum = _whole(record.round, str(on), lines)
    files[SUMS] = f"# round {record.round} sealed on {on}, checksum of this and the lines below: {checksum}\n{lines}".encode()
    draft = folder / f"{FOLDER}.part"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name, content in files.items():
        durable.replace(draft / name, content)
    draft.rename(place)
    return Seal(on, checksum)


def sealed(folder: Path) -> bool:
    """Whether a round's folder holds a seal."""
    return (folder / FOLDER).is_dir()


def faults(folder: Path) -> list[str]:
    """What is wrong with the sealed files of a round, each with the name of the file; an empty list where all is whole."""
    place = folder / FOLDER
    head, found = _sums(place)
    if head is None:
        return [f"{place / SUMS}: expected a line saying what was sealed when, and lines with the checksum it states"]
    listed = {name: digest for digest, name in found}
    here = {path.name for path in place.iterdir()} - {SUMS}
    wrong = [f"{place / name}: expected a file of the seal, got one more" for name in sorted(here - listed.keys())]
    for name, digest in listed.items():
        if name not in here:
            wrong.append(f"{place / name}: expected a sealed file, got none")
        elif (got := _digest((place / name).read_bytes())) != digest:
            wrong.append(f"{place / name}: expected the checksum {digest}, got {got}")
    return wrong


def load(folder: Path) -> Record:
    """The record as it was sealed. Raises SealBroken naming the files that are not what they were."""
    if wrong := faults(folder):
        raise SealBroken("; ".join(wrong))
    head, listed = _sums(folder / FOLDER)
    return from_files({name: (folder / FOLDER / name).read_text(encoding="utf-8") for _, name in listed}, head)


def from_files(files: dict[str, str], seal: Seal | None) -> Record:
    """The record in the texts of its sealed files. Raises NotReadable."""
    parts = {name.removesuffix(".json"): json.loads(text) for name, text in files.items()}
    whole = {**parts["changes"], "card": parts["scorecard"], "register": parts["projects"]}
    record = plain.from_plain(Record, {**whole, **{name: parts[name] for name in ("papers", "findings", "sources")}})
    register = record.register and replace(record.register, red=record.exceptions)
    return replace(record, register=register, seal=seal)


def head(folder: Path) -> Seal | None:
    """When a round was sealed and with which checksum, None where that cannot be read."""
    return _sums(folder / FOLDER)[0]


def _parts(record: Record) -> dict[str, object]:
    """What goes into which file; the Reds that a register repeats are left to the scorecard."""
    return {
        "scorecard": record.card,
        "projects": record.register and replace(record.register, red=()),
        "papers": record.papers,
        "findings": record.findings,
        "changes": {"round": record.round, "on": record.on, "before": record.before, "changed": record.changed},
        "sources": record.sources,
    }


def _sums(place: Path) -> tuple[Seal | None, list[tuple[str, str]]]:
    """What the list of checksums says; no seal where a byte of it is not what it was."""
    try:
        first, _, lines = (place / SUMS).read_text(encoding="utf-8").partition("\n")
    except (FileNotFoundError, UnicodeDecodeError):
        return None, []
    head, found = _HEAD.fullmatch(first), [_LINE.fullmatch(line) for line in lines.splitlines()]
    if not head or head[3] != _whole(head[1], head[2], lines) or not all(found):
        return None, []
    try:
        day = date.fromisoformat(head[2])
    except ValueError:
        return None, []
    return Seal(day, head[3]), [(match[1], match[2]) for match in found if match]


def _text(part: object) -> bytes:
    return (json.dumps(plain.to_plain(part), ensure_ascii=False, indent=1) + "\n").encode()


def _whole(round_id: str, on: str, lines: str) -> str:
    """The checksum of a whole seal: of its round, its day and the checksum of every file."""
    return _digest(f"{round_id} {on}\n{lines}".encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
