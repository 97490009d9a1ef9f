"""Recorded replies spoilt inside, whatever source they are of: tables as text and in workbooks, and their containers.

Each function gives the spoilt bodies it can make of one body, with a word for each; none where it does not apply.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from itertools import zip_longest

import damage_json
import workbooks
from python_calamine import CalamineWorkbook

Spoilt = Iterator[tuple[str, bytes]]
Damage = Callable[[bytes], Spoilt]
Row = list[str]
Change = Callable[[Row, list[Row]], Iterator[tuple[str, list[Row]]]]
DISTRICT = re.compile(r"E0[6-9]\d{6}")
AREA = re.compile(r"[EKW]\d{8}")
UNIT = re.compile(r"\bmillions?\b|\bcounts\b", re.IGNORECASE)
WIDE = 10
MARKERS = ("[x]", "[c]", "[z]", "..", "-", "NA")


def _is_table(body: bytes) -> bool:
    return not body.startswith((b"PK", b"{", b"[", b"<")) and b"," in body.partition(b"\n")[0]


def _read(body: bytes) -> list[Row]:
    return list(csv.reader(io.StringIO(body.removeprefix(b"\xef\xbb\xbf").decode("latin-1"))))  # any bytes, unchanged


def _written(rows: list[Row]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("latin-1")


def _tables(change: Change, in_workbooks: bool = True) -> Damage:
    """A change of header and rows, for tables on their own, for the one inside a zip and for those of a workbook."""

    def damage(body: bytes) -> Spoilt:
        if _is_table(body):
            header, *rows = _read(body)
            if rows:
                yield from ((word, _written(changed)) for word, changed in change(header, rows))
        elif body.startswith(b"PK"):
            files = _unzipped(body)
            if name := next((name for name in files if name.endswith(".csv")), ""):
                yield from ((word, _zipped(files | {name: inner})) for word, inner in damage(files[name]))
            elif in_workbooks:
                yield from _workbook(change, body)

    return damage


def _workbook(change: Change, body: bytes) -> Spoilt:
    """Each change made to all sheets with areas at once; it is not known here which of them a connector reads."""
    whole = _sheets(body)
    steps: dict[str, list[tuple[str, list[Row]]]] = {}
    for name, rows in whole.items():
        if first := _first_area(rows):
            head = max(range(first), key=lambda number: (len(list(filter(None, rows[number]))), number))
            changes = change(rows[head], rows[first:])
            steps[name] = [(word, [*rows[:head], new[0], *rows[head + 1 : first], *new[1:]]) for word, new in changes]
    for step in zip_longest(*steps.values()):
        changed = {name: one[1] for name, one in zip(steps, step, strict=True) if one}
        yield next(one[0] for one in step if one), _book(body, whole | changed)


def _first_area(rows: list[Row]) -> int:
    return next((number for number, row in enumerate(rows) if any(map(AREA.fullmatch, row))), 0)


def _sheets(body: bytes) -> dict[str, list[Row]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    return {
        name: [list(map(_text, row)) for row in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names
    }


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _book(like: bytes, sheets: dict[str, list[Row]]) -> bytes:
    write = workbooks.ods if b"opendocument" in like[:200] else workbooks.xlsx
    return write({name: [[_cell(text) for text in row] for row in rows] for name, rows in sheets.items()})


def _cell(text: str) -> workbooks.Cell:
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text


def _unzipped(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def renamed(header: Row, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Every column under another name."""
    yield "renamed", [[f"former {name}" for name in header], *rows]


def missing(header: Row, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Each column gone in turn."""
    for place, name in _some(header):
        yield f"without {name}", [row[:place] + row[place + 1 :] for row in (header, *rows)]


def added(header: Row, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """A column nobody has heard of, in front."""
    yield "a column added", [["something new", *header], *(["1", *row] for row in rows)]


def ragged(header: Row, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """One line with a cell too many."""
    yield "a line too long", [header, *rows[:-1], [*rows[-1], "1"]]


def doubled(header: Row, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The last row with a place twice."""
    yield "a row twice", [header, *rows, next((row for row in reversed(rows) if _districts([row])), rows[-1])]


def area_gained(header: Row, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The rows of one district again under a code nobody has heard of."""
    if found := _districts(rows):
        yield "a new area", [header, *rows, *_under(rows, found[0], "E07999999")]


def area_lost(header: Row, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """One district gone."""
    if found := _districts(rows):
        yield "an area gone", [header, *(row for row in rows if found[0] not in row)]


def both_codes(header: Row, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """One district again under both codes of Sheffield, with the same figures."""
    if found := _districts(rows):
        others = [row for row in rows if not {"E08000019", "E08000039"} & set(row)]
        twice = [*_under(rows, found[0], "E08000019"), *_under(rows, found[0], "E08000039")]
        yield "both codes of Sheffield", [header, *others, *twice]


def marked(header: Row, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """A shorthand for what is missing in place of each number of a row in turn."""
    for place, name in _some(header):
        if _is_number(rows[0][place]):
            marker = MARKERS[place % len(MARKERS)]
            yield f"{marker} in {name}", [header, _with(rows[0], place, marker), *rows[1:]]


def exponent(header: Row, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """`1e+05` in place of each number of a row in turn."""
    for place, name in _some(header):
        if _is_number(rows[0][place]):
            yield f"1e+05 in {name}", [header, _with(rows[0], place, "1e+05"), *rows[1:]]


def worded(header: Row, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """A word in place of each number of a row in turn."""
    for place, name in _some(header):
        if _is_number(rows[0][place]):
            yield f"a word in {name}", [header, _with(rows[0], place, "some"), *rows[1:]]


def unit(body: bytes) -> Spoilt:
    """Another unit above the table, in all sheets that state one."""
    if body.startswith(b"PK") and not any(name.endswith(".csv") for name in _unzipped(body)):
        sheets = _sheets(body)
        others = {
            name: [[UNIT.sub("thousands", cell) for cell in row] for row in rows] for name, rows in sheets.items()
        }
        if others != sheets:
            yield "another unit", _book(body, others)


def latin(body: bytes) -> Spoilt:
    """A letter of the latin-1 kind in a name."""
    if _is_table(body) and (found := re.search(rb"\n[^\n]*?[ ,\"]([A-Z][a-z]{3,})", body)):
        yield "latin-1", body[: found.start(1)] + b"\xd4" + body[found.start(1) + 1 :]


def _contained(name: str) -> Damage:
    def damage(body: bytes) -> Spoilt:
        if body.startswith(b"PK"):
            yield name, _zipped(_unzipped(body) | {name: b"anything"})

    return damage


def _some(header: Row) -> list[tuple[int, str]]:
    """Every column, or of a wide table the first and the last ones and some between."""
    return [(place, name) for place, name in enumerate(header) if len(header) <= WIDE or place % (len(header) // 4) < 2]


def _districts(rows: list[Row]) -> Row:
    return [cell for row in rows for cell in row if DISTRICT.fullmatch(cell)]


def _under(rows: list[Row], code: str, other: str) -> list[Row]:
    return [[other if cell == code else cell for cell in row] for row in rows if code in row]


def _with(row: Row, place: int, cell: str) -> Row:
    return [*row[:place], cell, *row[place + 1 :]]


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?(e\+\d+)?", cell) is not None


WRONG: dict[str, Damage] = {
    "columns renamed": _tables(renamed),
    "a line too long": _tables(ragged, in_workbooks=False),
    "another unit": unit,
    "names that climb out": _contained("../evil.csv"),
}
"""None of these may pass."""
WORKBOOKS: dict[str, Damage] = {
    "a macro sheet": _contained("xl/macrosheets/sheet1.xml"),
    "a macro": _contained("xl/vbaProject.bin"),
    "external links": _contained("xl/externalLinks/externalLink1.xml"),
}
"""None of these may pass in a workbook."""
HARMLESS: dict[str, Damage] = {
    "latin-1": latin,
    "a column added": _tables(added),
    "a column gone": _tables(missing),
    "a word": _tables(worded),
}
"""These may pass, and then with the figures held."""
COUNTED: dict[str, Damage] = {
    "a row twice": _tables(doubled),
    "a new area": _tables(area_gained),
    "an area gone": _tables(area_lost),
    "a field renamed": damage_json.renamed,
    "nothing in a field": damage_json.emptied,
    "an item twice": damage_json.doubled,
    "an item gone": damage_json.lost,
}
"""These may pass, and then with a figure less or more, and no other figure in place of one."""
MARKED: dict[str, Damage] = {"a shorthand": _tables(marked), "a shorthand in JSON": damage_json.marked}
"""These may pass, and then with nothing in place of a figure."""
CHANGED: dict[str, Damage] = {"both codes of Sheffield": _tables(both_codes), "1e+05": _tables(exponent)}
"""These may pass, and then with other figures."""
