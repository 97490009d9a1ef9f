"""Registers as they lie below `data/projects`: one folder a round, one CSV a sheet.

Knows files and their strict reading; refuses to take a register with a fault.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from pmf import reported, tables, wording
from pmf.areas import Areas
from pmf.projects import checking, schema
from pmf.projects.checking import Fault, Known, Rows
from pmf.tables import DataFileError


class RegisterError(DataFileError):
    """A register that cannot be taken: every fault with its sheet, row and column."""

    def __init__(self, where: Path | str, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        lines = [f"{where}: {wording.amount(len(faults), 'fault')}; nothing was taken", *map(str, faults)]
        ValueError.__init__(self, "\n  ".join(lines))


def known(places: Areas, indicators: Sequence[str]) -> Known:
    """What a register may refer to: the districts of the authority whose register it is, and these indicators."""
    members = places.members(reported.AREA)
    return Known({area.code: area.name for area in members}, frozenset(indicators))


def read(data: Path, known: Known) -> dict[str, pd.DataFrame]:
    """Every register below `data`: of each sheet all rows of all rounds as text, after `round`.

    Raises DataFileError for a file that cannot be read, RegisterError with every fault of a round.
    """
    folders = [path for path in tables.files(data / "projects", "*") if path.is_dir()]
    rounds = [_round(folder, known) for folder in folders]
    return {
        sheet.name: pd.concat([_empty(sheet), *(found[sheet.name] for found in rounds)], ignore_index=True)
        for sheet in schema.SHEETS
    }


def _round(folder: Path, known: Known) -> dict[str, pd.DataFrame]:
    if not re.fullmatch(tables.ROUND, folder.name):
        raise DataFileError(folder, "its name", tables.ROUND_WORDS, folder.name)
    frames = {
        sheet.name: tables.read(folder / f"{sheet.name}.csv", sheet.names, may_be_empty=True) for sheet in schema.SHEETS
    }
    found = checking.faults({name: _rows(frame) for name, frame in frames.items()}, known)
    if found:
        raise RegisterError(folder, found)
    return {name: frame.assign(round=folder.name) for name, frame in frames.items()}


def _rows(frame: pd.DataFrame) -> Rows:
    names = list(frame.columns)
    cells = zip(*(frame[name].tolist() for name in names), strict=True)  # far faster than row by row
    return [(line, dict(zip(names, row, strict=True))) for line, row in zip(frame.index.tolist(), cells, strict=True)]


def _empty(sheet: schema.Sheet) -> pd.DataFrame:
    return pd.DataFrame(columns=[*sheet.names, "round"], dtype=str)
