"""The text of a CSV file with some rows otherwise, every other byte as it was.

Knows rows and where a new one belongs; refuses to judge what they say. A row that stays keeps its quotes, a file its
line endings.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

csv.field_size_limit(10_000_000)  # what is written here is read here again
Cells = tuple[str, ...]
Slot = tuple[str, ...]
"""What names a row: its key, or all its cells where its file has none, as they were before it was changed."""
Rank = tuple[int | str, ...]
Changes = Mapping[Slot, Cells | None]
"""By slot what a row shall be; None where it shall go. A slot that no row has stands for a new row."""


@dataclass(frozen=True)
class Layout:
    """The columns of a file, those that name a row, and the rank by which its rows are ordered."""

    columns: tuple[str, ...]
    key: tuple[str, ...]
    rank: Callable[[Mapping[str, str]], Rank]

    def slot(self, cells: Cells) -> Slot:
        """What names a row of these cells."""
        return tuple(cells[self.columns.index(name)] for name in self.key) or cells

    def place(self, cells: Cells) -> Rank:
        """The rank of a row of these cells."""
        return self.rank(dict(zip(self.columns, cells, strict=True)))


def cells(text: str) -> list[Cells]:
    """The rows of a file that its reader takes, in their order."""
    return [found for found, _ in _rows(_plain(text).partition("\n")[2])]


def changed(text: str, layout: Layout, changes: Changes) -> str:
    """The text with the changes made. A changed row stays where it is unless its rank is another, a new one goes
    behind the last of its rank; an empty text begins with the header."""
    header, _, body = (_plain(text) or f"{','.join(layout.columns)}\n").partition("\n")
    rows = list(_rows(body))
    for slot, wanted in changes.items():
        place = next((i for i, (found, _) in enumerate(rows) if layout.slot(found) == slot), None)
        if place is None or rows[place][0] != wanted:
            _change(rows, place, layout, wanted)
    whole = "\n".join([header, *(line for _, line in rows)])
    ended = whole if text and not text.endswith("\n") else f"{whole}\n"
    return ended.replace("\n", "\r\n") if "\r\n" in text else ended


def _change(rows: list[tuple[Cells, str]], place: int | None, layout: Layout, wanted: Cells | None) -> None:
    before = rows.pop(place)[0] if place is not None else None
    if wanted is None:
        return
    if place is None or before is None or layout.place(before) != layout.place(wanted):
        place = _behind(rows, layout, wanted)
    rows.insert(place, (wanted, _line(wanted)))


def _behind(rows: Sequence[tuple[Cells, str]], layout: Layout, wanted: Cells) -> int:
    """Where a row belongs: behind the last one whose rank is not above its own."""
    rank = layout.place(wanted)
    return max((i + 1 for i, (found, _) in enumerate(rows) if layout.place(found) <= rank), default=0)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def _rows(body: str) -> Iterator[tuple[Cells, str]]:
    """Each row with the lines it stands on; no blank lines, which a reader takes only where there is nothing else."""
    lines, begun = body.split("\n"), 0
    reader = csv.reader(io.StringIO(body), strict=True)
    for found in reader:
        if found:
            yield tuple(found), "\n".join(lines[begun : reader.line_num])
        begun = reader.line_num


def _line(wanted: Cells) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(wanted)
    return out.getvalue().removesuffix("\n")
