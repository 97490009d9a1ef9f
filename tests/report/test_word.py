"""The Word document is one that Word and a screen reader find their way in."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn


@pytest.fixture(scope="module")
def document(files: Mapping[str, Path]) -> Document:
    """The document of September 2023."""
    return docx.Document(str(files["docx"]))


def test_it_says_what_it_is_and_in_which_language(document: Document) -> None:
    about = document.core_properties
    expected = "Corporate performance report, September 2023: Cambridgeshire and Peterborough Combined Authority"
    assert (about.title, about.language) == (expected, "en-GB")
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_headings_are_headings_in_order(document: Document) -> None:
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    titles = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert titles[:4] == ["Headline", "Key findings", "Scorecard", "Exceptions"]
    assert len([p for p in document.paragraphs if p.style.name == "Heading 2"]) == 10 + 6 + 7


def test_an_opening_stays_with_what_it_opens(document: Document) -> None:
    paragraphs = list(document.paragraphs)
    place = next(i for i, p in enumerate(paragraphs) if p.text == "Exceptions" and p.style.name == "Heading 1")
    assert paragraphs[place + 1].paragraph_format.keep_with_next
    assert not paragraphs[place - 1].paragraph_format.keep_with_next


def test_every_table_repeats_its_header_and_breaks_no_row(document: Document) -> None:
    assert len(document.tables) == 6
    for table in document.tables:
        head, *rows = table.rows
        assert head._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_every_chart_has_its_finding_as_alternative(document: Document) -> None:
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(described) == 10
    assert all(re.match(r"(Two bars from zero|Line chart of \d+ figures)", text) for text in described)
    assert "435 in 2021, up 40 from 395 the period before" in described[-2]


def test_pages_are_numbered(document: Document) -> None:
    fields = [field.get(qn("w:instr")) for field in document.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice on this machine: the PDF is not made")
def test_it_opens_and_prints(files: Mapping[str, Path], tmp_path: Path) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(files["docx"])], check=True, capture_output=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", (tmp_path / f"{files['docx'].stem}.pdf").read_bytes()))
    assert 8 <= pages <= 20
