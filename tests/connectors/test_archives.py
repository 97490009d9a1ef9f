"""Containers from outside are read or refused by name; nothing of them is ever written to disk."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectors.archives import member, workbook
from connectors.base import Landed, PublisherError

TYPES = '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{}+xml"/></Types>'
PLAIN = {"[Content_Types].xml": TYPES.format("spreadsheetml.worksheet"), "xl/workbook.xml": "<workbook/>"}


def packed(entries: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def landed(tmp_path: Path, content: bytes) -> Landed:
    path = tmp_path / "raw.zip"
    path.write_bytes(content)
    return Landed("table.xlsx", path, "", datetime(2026, 8, 3, tzinfo=UTC))


def test_a_member_is_streamed_by_its_pattern(tmp_path: Path) -> None:
    file = landed(tmp_path, packed({"a/laua_r1.csv": "x", "a/pcds_r1.csv": "y"}))
    with member(file, r".*laua.*\.csv") as stream:
        assert stream.read() == b"x"


@pytest.mark.parametrize("name", ["../x.csv", "a/../../x.csv", "/etc/x.csv", "C:\\x.csv", "..\\x.csv"])
def test_a_name_that_climbs_out_is_refused(tmp_path: Path, name: str) -> None:
    file = landed(tmp_path, packed({name: "x", "fine.csv": "y"}))
    with pytest.raises(PublisherError, match="expected names that stay inside"), member(file, "fine.csv"):
        pass
    assert [path.name for path in tmp_path.rglob("*")] == ["raw.zip"]


@pytest.mark.parametrize(
    ("content", "pattern", "error"),
    [
        (b"<html>", "x", "expected a zip container"),
        (packed({"x": "y"})[:-30], "x", "expected a whole zip container"),
        (packed({"x1": "y", "x2": "y"}), "x.", "expected one file named x. inside, got 2"),
        (packed({"a": "y"}), "x", "expected one file named x inside, got 0"),
        (packed({"x": bytes(3_000_000)}), "x", "expected at most 2,000,000 bytes inside, got 3,000,000"),
        (packed({f"{number}": "" for number in range(5001)}), "1", "expected at most 5,000 files inside"),
    ],
    ids=("no zip", "cut short", "two", "none", "large", "many"),  # made of bytes they would hold the time of day
)
def test_a_container_out_of_bounds_is_refused(tmp_path: Path, content: bytes, pattern: str, error: str) -> None:
    with pytest.raises(PublisherError, match=error), member(landed(tmp_path, content), pattern, 2_000_000):
        pass


def test_a_locked_container_is_refused(tmp_path: Path) -> None:
    content = bytearray(packed({"x": "y"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(PublisherError, match="without a password"), member(landed(tmp_path, bytes(content)), "x"):
        pass


def test_a_plain_workbook_is_given_as_it_is(tmp_path: Path) -> None:
    assert workbook(landed(tmp_path, packed(PLAIN))) == packed(PLAIN)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("xl/vbaProject.bin", "x"),
        ("xl/macrosheets/sheet1.xml", "<xm:macrosheet/>"),
        ("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
        ("[Content_Types].xml", TYPES.format("spreadsheetml.externalLink")),
        ("[Content_Types].xml", '<Types ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'),
        ("Basic/Standard/Module1.xml", "<script:module/>"),
        ("Scripts/python/x.py", "x"),
        ("content.xml", '<table:table-source xlink:href="file:///other.ods"/>'),
        ("content.xml", " " * (1_000_000 - 9) + "<table:table-source/>"),
    ],
)
def test_a_workbook_with_macros_or_links_elsewhere_is_refused(tmp_path: Path, name: str, content: str) -> None:
    with pytest.raises(PublisherError, match="expected a workbook without macros and links to other files"):
        workbook(landed(tmp_path, packed(PLAIN | {name: content})))


@pytest.mark.parametrize("places", [("A1", "XFD1048576"), ("AAA1", "A9000"), ("KN1", "B20000")])
def test_a_sheet_stretched_over_more_places_than_memory_is_refused(tmp_path: Path, places: tuple[str, str]) -> None:
    cells = "".join(f"<row><c r='{place}'><v>1</v></c></row>" for place in places)
    with pytest.raises(PublisherError, match="at most 5,000,000 places in a sheet"):
        workbook(landed(tmp_path, packed(PLAIN | {"xl/worksheets/sheet1.xml": cells})))


def test_a_long_sheet_of_few_columns_is_taken(tmp_path: Path) -> None:
    content = packed(PLAIN | {"xl/worksheets/sheet1.xml": '<c r="A1"/><c r="D1048576"/>'})
    assert workbook(landed(tmp_path, content)) == content


def test_a_workbook_that_does_not_match_its_checksums_is_refused(tmp_path: Path) -> None:
    content = bytearray(packed(PLAIN | {"xl/sheet.xml": "<sheet/>"}))
    content[content.index(b"PK\x01\x02") - 3] ^= 0xFF
    with pytest.raises(PublisherError, match=r"whole zip container|match their checksums"):
        workbook(landed(tmp_path, bytes(content)))
