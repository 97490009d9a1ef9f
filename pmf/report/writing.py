"""The four files of a report. Knows names and formats; refuses to know what they say."""

from pathlib import Path

from pmf.report import content, data, page, spreadsheet, word
from pmf.rounds.record import Record


def write(record: Record, folder: Path, committee: str = "") -> list[Path]:
    """Write the report of a round, or of a committee's part of it, in every format. Raises UnknownCommittee."""
    document = content.document(record, committee)
    part = content.of_committee(record, committee) if committee else record
    folder.mkdir(parents=True, exist_ok=True)
    paths = {suffix: folder / f"{document.file}.{suffix}" for suffix in ("docx", "xlsx", "html", "json")}
    word.write(document, paths["docx"])
    spreadsheet.write(document, paths["xlsx"])
    paths["html"].write_text(page.page(document), encoding="utf-8")
    paths["json"].write_text(data.text(document, part), encoding="utf-8")
    return list(paths.values())
