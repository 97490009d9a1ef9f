"""A register brought in from a workbook, a CSV file or a folder of these: all of it, or nothing and every fault.

Knows the order of the work; refuses to change a register that is held unless told to.
"""

import csv
import io
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from pmf import tables
from pmf.projects import checking, grid, schema, workbook
from pmf.projects.checking import Fault, Known, Rows
from pmf.projects.files import RegisterError
from pmf.projects.grid import Grid
from pmf.projects.nearest import nearest
from pmf.refusals import Refusal

NOTES = "schema"
"""A sheet of this name comes with the template and is left alone."""


class RegisterHeld(Refusal, FileExistsError):
    """A round that has a register already."""


@dataclass(frozen=True)
class Imported:
    """A register taken: how many rows each sheet has, and what was mended or left out on the way."""

    folder: Path
    rows: dict[str, int]
    remarks: tuple[str, ...]


def take(
    source: Path,
    round_id: str,
    data: Path,
    known: Known,
    replace: bool = False,
    prove: Callable[[], object] = lambda: None,
) -> Imported:
    """Make what `source` holds the register of a round below `data`.

    Raises DataFileError for a file that cannot be opened, RegisterError with every fault, RegisterHeld where the
    round has a register and `replace` is not asked for, and what `prove` raises once the register is in its place:
    the papers of a round may name projects that it lacks. All is as it was then.
    """
    folder = data / "projects" / round_id
    if folder.exists() and not replace:
        raise RegisterHeld(f"{folder} is held already: expected --replace to put another register in its place")
    sheets, faults, remarks = _read(source)
    found = sorted({*faults, *_checked(sheets, known, faults)}, key=_place)
    if found:
        raise RegisterError(source, found)
    _write(folder, sheets, prove)
    return Imported(folder, {name: len(rows) for name, rows in sheets.items()}, tuple(remarks))


def _read(source: Path) -> tuple[dict[str, Rows], list[Fault], list[str]]:
    """Every sheet of the register as text, those that are not there empty."""
    grids, faults, remarks = _grids(source)
    sheets: dict[str, Rows] = {}
    for sheet in schema.SHEETS:
        if sheet.name not in grids and sheet is not schema.PROJECTS:
            remarks.append(f"no sheet {sheet.name}: taken as empty")
            sheets[sheet.name] = []
            continue
        read = grid.read(sheet, grids.pop(sheet.name, []))
        sheets[sheet.name] = read.rows
        faults += read.faults
        remarks += read.remarks
    names = {sheet.name: sheet.name for sheet in schema.SHEETS}
    expected = f"a sheet among {', '.join(names)}"
    faults += [Fault(name, 0, "", expected, "another", nearest(name, names)) for name in grids if name != NOTES]
    return sheets, faults, remarks


def _grids(source: Path) -> tuple[dict[str, Grid], list[Fault], list[str]]:
    if not source.is_dir():
        found, faults, remarks = workbook.grids(source)
        alone = source.suffix.lower() == ".csv"  # a file alone is the sheet of projects, whatever its name
        return ({schema.PROJECTS.name: next(iter(found.values()))} if alone else found), faults, remarks
    every = [workbook.grids(path) for path in tables.files(source, "*.csv")]
    return (
        {name: rows for found, _, _ in every for name, rows in found.items()},
        [fault for _, faults, _ in every for fault in faults],
        [remark for _, _, remarks in every for remark in remarks],
    )


def _checked(sheets: Mapping[str, Rows], known: Known, faults: list[Fault]) -> list[Fault]:
    """Faults of the contents, without those of cells already found at fault."""
    places = {(fault.sheet, fault.row, fault.column) for fault in faults}
    found = checking.faults(sheets, known)
    return [fault for fault in found if (fault.sheet, fault.row, fault.column) not in places]


def _place(fault: Fault) -> tuple[int, str, int, str]:
    names = [sheet.name for sheet in schema.SHEETS]
    return (names.index(fault.sheet) if fault.sheet in names else len(names), fault.sheet, fault.row, fault.column)


def _write(folder: Path, sheets: Mapping[str, Rows], prove: Callable[[], object]) -> None:
    """Write the whole register beside its place and put it there in one step; it stays if it proves itself."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as scratch, ExitStack() as undo:
        fresh, old = Path(scratch) / "fresh", Path(scratch) / "old"
        fresh.mkdir()
        for sheet in schema.SHEETS:
            (fresh / f"{sheet.name}.csv").write_text(_csv(sheet, sheets[sheet.name]), encoding="utf-8")
        if folder.exists():
            folder.rename(old)
            undo.callback(old.rename, folder)
        fresh.rename(folder)
        undo.callback(folder.rename, fresh)
        prove()
        undo.pop_all()


def _csv(sheet: schema.Sheet, rows: Rows) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, sheet.names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for _, row in rows)
    return out.getvalue()
