"""A round in which everybody who may write words wrote words meant to run somewhere."""

from datetime import date
from pathlib import Path

from pmf.projects import importing, schema
from pmf.projects.checking import Known
from pmf.rounds import sealing
from pmf.rounds.book import Book
from tests.projects import sheets
from tests.projects.sheets import KNOWN
from tests.rounds import made

ROUND = "2023-12"
RUN = 'window.ran="yes"'
EVIL = f"@SUM(1+1)<img src=x onerror='{RUN}'><script>{RUN}</script>[a](javascript:{RUN}) 'x'"
CELL = '"' + EVIL.replace('"', '""') + '"'
NOTE = f'"See {CELL[1:]}'
"""The same for a note, which may not begin like a formula."""


def tree(root: Path) -> tuple[Book, Path]:
    """The round, sealed, and where its database is."""
    held = made.tree(root)
    held.returned(ROUND, f"contract-waivers,2023-10-01/P1M,1,3,{NOTE}", "foi-requests,2023-12-01/P1M,94,90,")
    folder = f"rounds/{ROUND}"
    held.write(f"{folder}/commentary.csv", f"subject,text\ncontract-waivers,{CELL}\nproject:bridge,{CELL}\n")
    held.write(f"{folder}/actions.csv", f"subject,action,owner,due\ncontract-waivers,{CELL},{CELL},2024-03-31\n")
    held.write(
        f"{folder}/decisions.csv", f"taken,subject,decision,owner,due\n2023-12-20,contract-waivers,{CELL},{CELL},\n"
    )
    known = Known(KNOWN.districts, frozenset({"total-jobs"}))
    importing.take(_register(root), ROUND, held.data, known)
    book = held.book()
    sealing.seal(held.data / folder, book.draft(ROUND), date(2024, 1, 5))
    return held.book(), held.db


def _register(root: Path) -> Path:
    """The small register, every text in it replaced."""
    folder = root / "register"
    folder.mkdir()
    for sheet in schema.SHEETS:
        rows = sheets.rows()[sheet.name]
        free = (column.name for column in sheet.columns if column.kind == "text" and not column.among)
        texts = set(free) - {"indicator"}
        for row in rows:
            row.update({name: EVIL for name in texts if name in row or sheet is schema.PROJECTS})
        (folder / f"{sheet.name}.csv").write_text(sheets.as_csv(sheet, rows), encoding="utf-8")
    return folder
