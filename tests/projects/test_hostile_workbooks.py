"""Workbooks made to exhaust the machine, read its files or run something: refused in words, and nothing is taken."""

import zipfile
from pathlib import Path

import pytest

from pmf.projects import schema, workbook
from pmf.projects.files import RegisterError
from pmf.tables import DataFileError
from tests.projects import sheets
from tests.projects.sheets import faults, put, take, taken

SHEET = "xl/worksheets/sheet1.xml"
OPEN = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CLOSE = "</sheetData></worksheet>"
TEXT = '<row r="1"><c r="A1" t="inlineStr"><is><t>&z;</t></is></c></row>'
LAUGHS = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghz", strict=True)
)

BOOK = "an Excel workbook"
HOSTILE: dict[str, tuple[str, str, str]] = {
    "entities in entities": (
        SHEET,
        f'<!DOCTYPE x [<!ENTITY a "lol">{LAUGHS}]>{OPEN}{TEXT}{CLOSE}',
        BOOK,
    ),
    "a file of the machine": (
        SHEET,
        f'<!DOCTYPE x [<!ENTITY z SYSTEM "file:///etc/passwd">]>{OPEN}{TEXT}{CLOSE}',
        BOOK,
    ),
    "a hundredfold when unpacked": (SHEET, OPEN + " " * workbook.LARGEST + CLOSE, "at most 20,000,000 bytes unpacked"),
    "more cells than memory": (SHEET, f'{OPEN}<row r="1">{"<c/>" * workbook.MOST_TAGS}</row>{CLOSE}', "1,000,000 tags"),
    "a part cut short": ("xl/workbook.xml", "<workbook", BOOK),
    "a part that is no XML": (SHEET, "\x00\x01", BOOK),
    "an attribute nobody knows": (
        SHEET,
        OPEN.replace("<sheetData>", '<sheetPr><outlinePr x="1"/></sheetPr><sheetData>') + CLOSE,
        BOOK,
    ),
}


def repacked(path: Path, name: str, content: str) -> Path:
    """A workbook with one of its parts replaced."""
    whole = sheets.workbook(path.with_suffix(".whole.xlsx"))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return path


@pytest.mark.filterwarnings("ignore:File contains an invalid specification")  # openpyxl's own
@pytest.mark.parametrize("case", HOSTILE)
def test_it_is_refused_in_words_and_nothing_is_taken(tmp_path: Path, case: str) -> None:
    name, content, expected = HOSTILE[case]
    path = repacked(tmp_path / "register.xlsx", name, content)
    with pytest.raises(DataFileError, match=expected) as refused:
        take(path, tmp_path / "data")
    assert "root:" not in str(refused.value)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("area", ["A1:XFD1048576", "A1:CV1001"])
def test_merged_cells_make_no_cells_before_they_are_counted(tmp_path: Path, area: str) -> None:
    merged = (
        f'{CLOSE.removesuffix("</worksheet>")}<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells></worksheet>'
    )
    with pytest.raises(DataFileError, match="at most 100,000 merged cells"):
        take(repacked(tmp_path / "register.xlsx", SHEET, f"{OPEN}{merged}"), tmp_path / "data")


@pytest.mark.parametrize("part", ["a password", "another method", "a text that is not there"])
def test_a_workbook_nobody_can_open_is_said_to_be_one(tmp_path: Path, part: str) -> None:
    shared = f'{OPEN}<row r="1"><c r="A1" t="s"><v>999</v></c></row>{CLOSE}'
    path = repacked(tmp_path / "register.xlsx", SHEET, shared)
    raw = bytearray(path.read_bytes())
    start = raw.index(b"PK\x01\x02")
    if part == "a password":
        raw[start + 8] |= 1
    if part == "another method":
        raw[start + 10] = 99
    path.write_bytes(raw)
    with pytest.raises(DataFileError, match="an Excel workbook without a password"):
        take(path, tmp_path / "data")


@pytest.mark.parametrize(("place", "expected"), [("A1048576", "at most 50,000 rows"), ("XFD3", "at most 200 columns")])
def test_a_cell_far_away_makes_no_million_cells_between(tmp_path: Path, place: str, expected: str) -> None:
    row = "".join(filter(str.isdigit, place))
    content = f'{OPEN}<row r="{row}"><c r="{place}"><v>1</v></c></row>{CLOSE}'
    with pytest.raises(RegisterError, match=expected):
        take(repacked(tmp_path / "register.xlsx", SHEET, content), tmp_path / "data")


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x.example")', "=1+1", '=cmd|"/c calc"!A1'])
def test_a_formula_is_never_worked_out(tmp_path: Path, text: str) -> None:
    (fault,) = faults(sheets.workbook(tmp_path / "register.xlsx", put("projects", "name", text)), tmp_path)
    assert "expected a value, not a formula" in fault


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "+441223", "@SUM(1)"])
def test_a_text_stays_the_text_it_is(tmp_path: Path, text: str) -> None:
    found = taken(sheets.workbook(tmp_path / "register.xlsx", put("projects", "name", text)), tmp_path / "data")
    assert found["projects"][0]["name"] == text


@pytest.mark.parametrize("text", ["../../etc", "..", "/tmp/x", "a/b", "a b", "A", "-x", "x\x00"])
def test_an_id_cannot_be_a_path(tmp_path: Path, text: str) -> None:
    path = tmp_path / "projects.csv"
    rows = sheets.rows()["projects"]
    rows[1]["project_id"] = text
    path.write_text(sheets.as_csv(schema.PROJECTS, rows), encoding="utf-8")
    with pytest.raises((RegisterError, DataFileError)):
        take(path, tmp_path / "data")
    assert not (tmp_path / "data").exists()
