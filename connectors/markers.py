"""Cells as publishers print them: separators, exponents, notes in brackets, shorthand for what is missing.

Knows what each shorthand means; refuses to guess one it has not been told, and never turns one into a number.
"""

import re
from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from connectors.base import PublisherError

NOT_APPLICABLE = "z"
MEANING: Mapping[str, str] = {
    "x": "x",
    "c": "c",
    "k": "c",
    "low": "c",
    "u": "x",
    "z": NOT_APPLICABLE,
    "..": "x",
    "-": "x",
    "na": "x",
    "n/a": "x",
    "null": "x",
}
NOTES: Mapping[str, str] = {"p": "p", "e": "e", "i": "e", "r": ""}

_NUMBER = r"-?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_CELL = re.compile(rf"(?P<number>{_NUMBER})?\s*(?P<notes>(?:\[[^\]]*\]\s*)*)")
_YEAR = re.compile(r"(\d{4})(?:\s*\[(?:r|p|note[^\]]*)\])*", re.IGNORECASE)
_NOTE = re.compile(r"\[\s*([^\]]*?)\s*\]")


def read(cells: pd.Series, where: str, meaning: Mapping[str, str] | None = None) -> pd.DataFrame:
    """`value` and `status` of every cell, in the order and with the index of `cells`.

    `meaning` adds to or overrides MEANING for one publisher; an empty cell is refused unless it is in there as "".
    Status `z` (not applicable) is no status of the observation table: drop those rows.
    """
    plain = _plain(cells)
    if plain is not None:
        return pd.DataFrame({"value": plain, "status": ""}, index=cells.index)
    text = cells.astype(str).str.strip()
    number = pd.to_numeric(text, errors="coerce").astype("float64")
    status = pd.Series("", index=text.index, dtype=object)
    odd = ~number.abs().lt(float("inf"))
    known = {**MEANING, **(meaning or {})}
    seen = {cell: _one(cell, where, known) for cell in text[odd].unique()}
    number = number.mask(odd, text.map({cell: value for cell, (value, _) in seen.items()}).astype(float))
    status = status.mask(odd, text.map({cell: letter for cell, (_, letter) in seen.items()}))
    return pd.DataFrame({"value": number, "status": status.astype(str)})


def early(headings: pd.Series) -> pd.Series:
    """Which headings of columns mark all below them as provisional: `2025 [p]`, `2024-25 P`."""
    return headings.str.contains(r"\[p\]|p$", case=False)


def provisional(status: pd.Series, which: pd.Series) -> pd.Series:
    """The statuses, with `p` for `which` figures that have none of their own."""
    return status.mask(which & (status == ""), "p")


def year(heading: str, expected: str, where: str) -> int:
    """The year that a heading begins with, notes in brackets after it; PublisherError with what was `expected`."""
    found = _YEAR.fullmatch(heading)
    if found is None:
        raise PublisherError(where, expected, repr(heading))
    return int(found[1])


def _plain(cells: pd.Series) -> pd.Series | None:
    """All cells as finite numbers, if that is what they are: one pass, for the large files."""
    try:
        number = pd.Series(pa.array(cells.astype("str")).cast(pa.float64()).to_pandas().to_numpy(), index=cells.index)
    except pa.ArrowInvalid:
        return None
    return number if number.abs().lt(float("inf")).all() else None


def _one(cell: str, where: str, known: Mapping[str, str]) -> tuple[float | None, str]:
    bare = cell.casefold()
    if bare in known:
        return None, known[bare]
    found = _CELL.fullmatch(cell)
    notes = [note.casefold() for note in _NOTE.findall(found["notes"])] if found else []
    missing = next((known[note] for note in notes if note in known), None)
    if found and not found["number"] and missing is not None:
        return None, missing
    number = float(found["number"].replace(",", "")) if found and found["number"] else float("inf")
    if missing is not None or number in (float("inf"), float("-inf")):
        raise PublisherError(where, f"a number or a shorthand among {sorted(known)}", repr(cell))
    return number, _flag(notes, where, cell)


def _flag(notes: list[str], where: str, cell: str) -> str:
    for note in notes:
        if note not in NOTES and not note.startswith("note"):
            raise PublisherError(where, f"a note among {sorted(NOTES)} or 'note n'", repr(cell))
    return next((NOTES[note] for note in notes if NOTES.get(note)), "")
