"""A publisher's replies beside those recorded, which are the contract: columns, fields, codes and units by name.

Knows formats; refuses to know what a column means and which of them a connector can do without.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from replay import RECORDED

from connectors.base import Landed, PublisherError
from connectors.intake import Intake
from connectors.sheets import Workbook
from pmf import preflight

AREA = re.compile(r"[EKW]\d{8}")
UNIT = re.compile(r"units?\b|pounds|million|thousand|per ?cent|%|£", re.IGNORECASE)
CODED = ("conceptref", "unit")
"""Fields of which not only the name is agreed but what stands in them."""
Shape = Mapping[str, Collection[str]]
"""What is agreed of a file, by kind: its columns, its fields, its sheets, its units."""


@dataclass
class Findings:
    """What breaks the contract, and what is only to be known."""

    wrong: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)


def checked(intake: Intake, held: pd.DataFrame) -> Findings:
    """A source fetched and tidied, every file held against its recorded shape and the figures against those `held`."""
    found = Findings()
    try:
        raw = intake.fetch()
        for landed in raw:
            _hold(landed, intake.source.id, found)
        rows = intake.tidy(raw)
    except PublisherError as error:
        found.wrong.append(str(error))
        return found
    compared = preflight.compare(held, rows, {series.id for series in intake.source.series})
    found.wrong += compared.faults
    found.noted += [*compared.objections, *compared.notes]
    if lost := sorted({series.id for series in intake.source.series} - set(rows["series"])):
        found.wrong.append(f"{intake.source.id}: series missing: {', '.join(lost)}")
    last = pd.concat([held.assign(of="embedded"), rows.assign(of="published")]).groupby(["series", "of"])
    found.noted += [
        f"{series}: {of} to {row['period_end']:%Y-%m-%d}, release {row['release']:%Y-%m-%d}"
        for (series, of), row in last[["period_end", "release"]].max().iterrows()
    ]
    return found


def _hold(landed: Landed, source: str, found: Findings) -> None:
    ours = recorded(source, landed.name)
    if ours is None:
        found.noted.append(f"{landed.name}: no reply like it is recorded")
        return
    agreed, sent = shape(ours.read_bytes()), shape(landed.path.read_bytes())
    for kind, names in agreed.items():
        missing, added = (
            sorted(set(a) - set(b)) for a, b in ((names, sent.get(kind, ())), (sent.get(kind, ()), names))
        )
        found.wrong += [f"{landed.name}: {kind} missing: {', '.join(missing)}"] if missing else []
        found.noted += [f"{landed.name}: {kind} added: {', '.join(added)}"] if added else []


def recorded(source: str, name: str) -> Path | None:
    """The recorded reply of this name, or of the same but for its numbers: pages and releases are counted."""
    alike = [path for path in sorted((RECORDED / source).iterdir()) if _uncounted(path.name) == _uncounted(name)]
    return next((path for path in alike if path.name == name), alike[0] if alike else None)


def shape(body: bytes) -> Shape:
    """What is agreed of a reply. Nothing of a web page, whose links the connector finds or names."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            tables = [name for name in archive.namelist() if name.endswith(".csv")]
            return shape(archive.read(tables[0])) if tables else dict(_of_workbook(Workbook(body, "workbook")))
    start = body.lstrip(b"\xef\xbb\xbf \r\n")[:1]
    if start in (b"{", b"["):
        fields, codes = set[str](), set[str]()
        _walk(json.loads(body.decode("utf-8-sig")), "", lambda path: fields.add(path), lambda code: codes.add(code))
        return {"fields": fields, "codes and units": codes}
    if start == b"<":
        return {}
    first = body.partition(b"\n")[0].decode("utf-8-sig", errors="replace")
    return {"columns": {name.strip() for name in next(csv.reader([first]), [])}}


def _walk(part: Any, path: str, field: Callable[[str], None], code: Callable[[str], None]) -> None:
    if isinstance(part, list):
        for one in part:
            _walk(one, path, field, code)
    elif isinstance(part, dict):
        for name, inner in part.items():
            field(f"{path}.{name}".lstrip("."))
            if name in CODED and isinstance(inner, str):
                code(f"{name} {inner}")
            _walk(inner, f"{path}.{name}", field, code)


def _of_workbook(book: Workbook) -> Iterator[tuple[str, Collection[str]]]:
    """Of every sheet with areas the header, which is the fullest row before the first of them, and its units."""
    for name in book.names:
        rows = book.rows(re.escape(name.strip()))
        first = next((number for number, row in enumerate(rows) if any(map(AREA.fullmatch, row))), 0)
        if first:
            header = max(reversed(rows[:first]), key=lambda row: sum(map(bool, row)))
            above = [cell for row in rows[:first] if row is not header for cell in row]
            sheet = _uncounted(name.strip())
            yield f"columns of {sheet}", {_uncounted(cell) for cell in header if cell}
            yield f"units of {sheet}", {_uncounted(cell) for cell in above if UNIT.search(cell)}


def _uncounted(text: str) -> str:
    return re.sub(r"\d+", "#", text)
