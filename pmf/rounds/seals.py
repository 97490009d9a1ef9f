"""The sealed files of a round and their checksums, written once and never changed.

Knows the folder `sealed/` of a round as files; refuses to overwrite it, and to read it where a byte is not what it was.
`checksums.txt` is in the form that `sha256sum --check` reads.
"""

import hashlib
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pmf import durable
from pmf.refusals import Refusal

FOLDER, SUMS = "sealed", "checksums.txt"
CARD, REGISTER = "scorecard.json", "projects.json"
_HEAD = re.compile(r"# round (\S+) sealed on (\S+), checksum of this and the lines below: ([0-9a-f]{64})")
_LINE = re.compile(r"([0-9a-f]{64})  ([a-z]+\.json)")


@dataclass(frozen=True)
class Seal:
    """When a round was sealed and the checksum of all its sealed files."""

    on: date
    checksum: str


class SealBroken(Refusal, ValueError):
    """Sealed files that are not what was sealed."""


class SealRefused(Refusal, ValueError):
    """A round that cannot be sealed as it stands."""


def write(folder: Path, round_id: str, on: date, files: Mapping[str, bytes]) -> Seal:
    """Seal the files of a round in its folder, all or none. Raises SealRefused where it is sealed."""
    place = folder / FOLDER
    if place.exists():
        raise SealRefused(f"{place}: expected a round that is not sealed; a sealed one is corrected in corrections.csv")
    lines = "".join(f"{_digest(content)}  {name}\n" for name, content in sorted(files.items()))
    checksum = _whole(round_id, str(on), lines)
    head = f"# round {round_id} sealed on {on}, checksum of this and the lines below: {checksum}\n"
    draft = folder / f"{FOLDER}.part"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name, content in {**files, SUMS: f"{head}{lines}".encode()}.items():
        durable.replace(draft / name, content)
    draft.rename(place)
    return Seal(on, checksum)


def sealed(folder: Path) -> bool:
    """Whether a round's folder holds a seal."""
    return (folder / FOLDER).is_dir()


def faults(folder: Path) -> list[str]:
    """What is wrong with the seal of a round, each with the name of the file; an empty list where all is whole."""
    place = folder / FOLDER
    seal, listed = _sums(place)
    if seal is None:
        return [f"{place / SUMS}: expected the checksums that its first line was made from, got others"]
    here = {path.name for path in place.iterdir()} - {SUMS}
    wrong = [f"{place / name}: expected only what was sealed, got one file more" for name in sorted(here - set(listed))]
    for name, digest in listed.items():
        if name not in here:
            wrong.append(f"{place / name}: expected a sealed file, got none")
        elif (got := _digest((place / name).read_bytes())) != digest:
            wrong.append(f"{place / name}: expected the checksum {digest}, got {got}")
    return wrong


def read(folder: Path) -> tuple[Seal, dict[str, str]]:
    """The seal of a round and the text of each sealed file. Raises SealBroken naming the files that are not whole."""
    wrong = faults(folder)
    seal, listed = _sums(folder / FOLDER)
    if wrong or seal is None:
        raise SealBroken("; ".join(wrong))
    return seal, {name: (folder / FOLDER / name).read_text(encoding="utf-8") for name in listed}


def _sums(place: Path) -> tuple[Seal | None, dict[str, str]]:
    """What the list of checksums says; no seal where a byte of it is not what it was."""
    try:
        first, _, lines = (place / SUMS).read_text(encoding="utf-8").partition("\n")
    except (FileNotFoundError, UnicodeDecodeError):
        return None, {}
    head, found = _HEAD.fullmatch(first), [_LINE.fullmatch(line) for line in lines.splitlines()]
    if not head or not all(found) or head[3] != _whole(head[1], head[2], lines):
        return None, {}
    return Seal(date.fromisoformat(head[2]), head[3]), {match[2]: match[1] for match in found if match}


def _whole(round_id: str, on: str, lines: str) -> str:
    """The checksum of a whole seal: of its round, its day and the checksum of every file."""
    return _digest(f"{round_id} {on}\n{lines}".encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
