"""Zip containers from outside, .xlsx and .ods among them: what is refused before anything is opened.

Knows containers; refuses to know sheets and figures.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from typing import IO

from connectors.base import MEGABYTE, Landed, PublisherError
from connectors.shapes import package

ENTRIES = 5_000
UNPACKED = 500 * MEGABYTE
PLACES = 5_000_000
"""Cells a sheet may stretch over, filled or not."""
_SHEET = re.compile(r"(?:.*/)?[^/]*\.xml", re.IGNORECASE)
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_CLIMBS = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\x00")
_ACTIVE = re.compile(r"(?:.*/)?vbaProject\.bin|xl/(?:macrosheets|externalLinks)/.*|(?:Basic|Scripts)/.*", re.IGNORECASE)
_DECLARED = {  # parts may have any name; these files say what each part is, or where a sheet comes from
    "[Content_Types].xml": re.compile(rb"macroEnabled|macrosheet|vbaProject|externalLink", re.IGNORECASE),
    "content.xml": re.compile(rb"<table:table-source|<table:dde-link"),
}


@contextmanager
def member(landed: Landed, pattern: str, unpacked: int = UNPACKED) -> Iterator[IO[bytes]]:
    """The one file inside whose name matches `pattern` in full, as a stream; nothing is unpacked to disk."""
    with _opened(landed, unpacked) as archive:
        found = [name for name in archive.namelist() if re.fullmatch(pattern, name)]
        if len(found) != 1:
            names = ", ".join(archive.namelist()[:10])
            raise PublisherError(landed.name, f"one file named {pattern} inside", f"{len(found)} among {names}")
        with archive.open(found[0]) as stream:
            yield stream


def workbook(landed: Landed, unpacked: int = UNPACKED) -> bytes:
    """The bytes of an .xlsx or .ods that holds no macros and no links to other files."""
    with _opened(landed, unpacked) as archive:
        active = next(filter(_ACTIVE.fullmatch, archive.namelist()), "")
        for name in set(_DECLARED) & set(archive.namelist()):
            active = active or _declared(archive, name, _DECLARED[name])
        if active:
            raise PublisherError(landed.name, "a workbook without macros and links to other files", repr(active))
        _sound(archive, landed)
        _small(archive, landed)
    return landed.path.read_bytes()


@contextmanager
def _opened(landed: Landed, unpacked: int) -> Iterator[zipfile.ZipFile]:
    with landed.open() as file:
        if wrong := package(file.read(80)):
            raise PublisherError(landed.name, "a zip container", wrong)
    try:
        with zipfile.ZipFile(landed.path) as archive:
            _contained(archive, landed, unpacked)
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError) as error:
        raise PublisherError(landed.name, "a whole zip container", str(error)) from error


def _contained(archive: zipfile.ZipFile, landed: Landed, unpacked: int) -> None:
    entries = archive.infolist()
    if len(entries) > ENTRIES:
        raise PublisherError(landed.name, f"at most {ENTRIES:,} files inside", f"{len(entries):,}")
    for entry in entries:
        if _CLIMBS.search(entry.filename) or _CLIMBS.search(entry.orig_filename):
            raise PublisherError(landed.name, "names that stay inside", repr(entry.orig_filename))
        if entry.flag_bits & 1:
            raise PublisherError(landed.name, "a container without a password", repr(entry.filename))
    if (total := sum(entry.file_size for entry in entries)) > unpacked:
        raise PublisherError(landed.name, f"at most {unpacked:,} bytes inside", f"{total:,}")


def _declared(archive: zipfile.ZipFile, name: str, pattern: re.Pattern[bytes]) -> str:
    tail = b""
    with archive.open(name) as stream:
        while chunk := stream.read(MEGABYTE):
            if found := pattern.search(tail + chunk):
                return f"{found[0].decode()} in {name}"
            tail = chunk[-40:]  # longer than anything looked for
    return ""


def _sound(archive: zipfile.ZipFile, landed: Landed) -> None:
    # other readers trust the stream, not the size it declares: unpack each once, bounded, before they do
    if broken := archive.testzip():
        raise PublisherError(landed.name, "files that match their checksums", repr(broken))


def _small(archive: zipfile.ZipFile, landed: Landed) -> None:
    # a reader of sheets makes every place from the first cell to the last one, however few are filled
    for name in filter(_SHEET.fullmatch, archive.namelist()):
        rows, columns = 0, 0
        for column, row in _addresses(archive, name):
            rows, columns = max(rows, row), max(columns, column)
        if rows * columns > PLACES:
            raise PublisherError(landed.name, f"at most {PLACES:,} places in a sheet", f"{rows * columns:,} in {name}")


def _addresses(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[int, int]]:
    """The furthest column and row of each part of a sheet, counted from 1."""
    tail = b""
    with archive.open(name) as stream:
        while chunk := stream.read(MEGABYTE):
            found = set(_ADDRESS.findall(tail + chunk))
            letters = max((column for column, _ in found), key=lambda column: (len(column), column), default=b"")
            yield _number(letters), max((int(row) for _, row in found), default=0)
            tail = chunk[-40:]


def _number(letters: bytes) -> int:
    """The number of a column: A is 1, AA 27."""
    return reduce(lambda found, letter: found * 26 + letter - ord("A") + 1, letters, 0)
