"""The four files of a report. Knows names and formats; refuses to know what they say."""

from collections.abc import Callable
from pathlib import Path

from pmf.report import content, data, page, spreadsheet, word
from pmf.report.document import FORMATS, Document
from pmf.rounds.record import Record


def write(record: Record, folder: Path, committee: str = "") -> list[Path]:
    """Write the report of a round, or of a committee's part of it, in every format. Raises UnknownCommittee."""
    document = content.document(record, committee)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for suffix in FORMATS:
        paths.append(folder / f"{document.file}.{suffix}")
        paths[-1].write_bytes(made(record, document, suffix, committee))
    return paths


def made(record: Record, document: Document, suffix: str, committee: str = "") -> bytes:
    """One file of a report."""
    if suffix == "json":
        part = content.of_committee(record, committee) if committee else record
        return data.text(document, part).encode()
    return drawn(document, suffix)


def drawn(document: Document, suffix: str) -> bytes:
    """A document as a file for people."""
    makers: dict[str, Callable[[], bytes]] = {
        "docx": lambda: word.content(document),
        "xlsx": lambda: spreadsheet.content(document),
        "html": lambda: page.page(document).encode(),
    }
    return makers[suffix]()
