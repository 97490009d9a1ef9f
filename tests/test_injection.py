"""Words that are meant to run: they stand in pages and files as the words they are, and run nowhere."""

import csv
import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from pmf import export, export_projects, reading, store
from pmf.report import writing
from pmf.rounds.book import Book
from tests import poisoned
from tests.poisoned import EVIL, ROUND
from tests.test_cli import Capture, ask


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Path]:
    """The poisoned round and its database."""
    return poisoned.tree(tmp_path_factory.mktemp("poisoned"))


@pytest.fixture(scope="module")
def files(made: tuple[Book, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files of its report by suffix."""
    paths = writing.write(made[0].record(ROUND), tmp_path_factory.mktemp("report"))
    return {path.suffix: path for path in paths}


def test_a_page_of_a_report_has_the_words_and_no_script(files: dict[str, Path]) -> None:
    page = files[".html"].read_text(encoding="utf-8")
    assert "&lt;script&gt;" in page
    for tag in ("<script", "<img src=x", 'href="javascript:'):
        assert tag not in page


def test_a_spreadsheet_has_the_words_and_neither_formula_nor_link(files: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(files[".xlsx"])
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("@SUM(1+1)<img") for cell in cells)
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    targets = [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert [target for target in targets if "javascript" in target] == []


def test_a_word_document_has_the_words_and_nothing_live(files: dict[str, Path]) -> None:
    document = docx.Document(str(files[".docx"]))
    said = [paragraph.text for paragraph in document.paragraphs]
    said += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any(EVIL in text for text in said)
    with zipfile.ZipFile(files[".docx"]) as packed:
        assert b"javascript" not in packed.read("word/_rels/document.xml.rels")
        assert not [name for name in packed.namelist() if "vba" in name.lower() or "embed" in name.lower()]


def test_no_cell_of_a_csv_file_begins_a_formula(made: tuple[Book, Path]) -> None:
    held = store.current(made[1])
    register = reading.projects(held, ROUND)
    card = reading.scorecard(held, "E47000008", ROUND)
    texts = (
        export.to_csv(export_projects.rows(register, register.rows)),
        export.to_csv(export_projects.needs(register, register.rows, ())),
        export.to_csv(export.rows(card, card.rows)),
    )
    assert EVIL[:20] in texts[0]
    for text in texts:
        for row in csv.reader(io.StringIO(text)):
            assert [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))] == []


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "arguments",
    [
        ("seal", "{}"),
        ("verify", "{}"),
        ("changes", "{}", "2023-09"),
        ("report", "--round", "{}", "--out", "OUT"),
        ("report", "--round", "2023-09", "--committee", "{}", "--out", "OUT"),
        ("refresh", "{}"),
    ],
)
def test_no_name_of_a_round_committee_or_source_is_a_path(
    capsys: Capture, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    away = tmp_path / "away"
    (away / "sealed").mkdir(parents=True)
    given = [word.format(f"../../../../../../..{away}").replace("OUT", str(tmp_path / "out")) for word in arguments]
    answer = ask(capsys, *given)
    assert answer.code in (1, 2)
    assert "expected" in answer.err
    assert [path.name for path in tmp_path.rglob("*")] == ["away", "sealed"]
