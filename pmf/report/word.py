"""A report as a Word document: real headings, header rows that repeat, alternatives of charts, page numbers.

Knows the document and python-docx; refuses to know where its words come from.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import docx
import vl_convert
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from pmf import palette
from pmf.report.document import Block, Bullets, Chart, Document, Paragraph, Section, Table

TOP = 2  # the level of the sections that a report is made of
PAGE, MARGIN = (Cm(29.7), Cm(21.0)), Cm(1.6)
SMALL, CHART = Pt(8), Cm(15)
_FIXED = (1980, 1, 1, 0, 0, 0)


def content(document: Document) -> bytes:
    """The document as a file; the same document gives the same bytes."""
    made = docx.Document()
    _prepare(made, document)
    made.add_heading(document.title, level=0)
    made.add_paragraph(document.subtitle, style="Subtitle")
    for line in document.about:
        made.add_paragraph(line)
    for section in document.sections:
        _section(made, section)
    held = io.BytesIO()
    made.save(held)
    return _still(held.getvalue())


def _prepare(made: Any, document: Document) -> None:
    """Title, language, page size, type and page numbers of the whole document."""
    about = made.core_properties
    about.title, about.subject, about.language = f"{document.title}: {document.subtitle}", document.subtitle, "en-GB"
    about.author, about.last_modified_by, about.comments = "", "", ""
    about.created = about.modified = datetime(document.day.year, document.day.month, document.day.day)  # noqa: DTZ001
    page = made.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = PAGE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    for name, size in (("Normal", 10), ("Title", 24), ("Subtitle", 13), ("Heading 1", 16), ("Heading 2", 12)):
        style = made.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Arial")
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
        if name != "Normal":
            style.font.color.rgb = RGBColor(0x12, 0x43, 0x6D)
    made.styles["Normal"].paragraph_format.space_after = Pt(4)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    made.styles["Normal"].element.get_or_add_rPr().append(language)
    for default in made.styles.element.iter(qn("w:lang")):
        default.set(qn("w:val"), "en-GB")
    _page_numbers(page.footer.paragraphs[0], document)


def _section(made: Any, section: Section) -> None:
    heading = made.add_heading(section.heading, level=section.level - 1)
    if section.rating:
        heading.add_run("  ")
        _chip(heading, section.rating)
    for block in section.blocks:
        _block(made, block)
    if all(isinstance(block, Paragraph) for block in section.blocks) and section.level == TOP:
        made.paragraphs[-1].paragraph_format.keep_with_next = True  # it opens the sections below it


def _block(made: Any, block: Block) -> None:
    if isinstance(block, Table):
        _table(made, block)
    elif isinstance(block, Bullets):
        for item in block.items:
            made.add_paragraph(item, style="List Bullet")
    elif isinstance(block, Chart):
        _chart(made, block)
    else:
        _paragraph(made, block)


def _paragraph(made: Any, block: Paragraph) -> None:
    paragraph = made.add_paragraph()
    if block.lead:
        paragraph.add_run(f"{block.lead} ").bold = True
    paragraph.add_run(block.text)


def _chart(made: Any, chart: Chart) -> None:
    title = made.add_paragraph()
    title.add_run(chart.title).bold = True
    title.paragraph_format.keep_with_next = True
    image = io.BytesIO(vl_convert.svg_to_png(chart.svg, scale=2))
    picture = made.add_picture(image, width=CHART)
    picture._inline.docPr.set("descr", chart.alternative)
    picture._inline.docPr.set("title", chart.title)


def _table(made: Any, table: Table) -> None:
    caption = made.add_paragraph()
    caption.add_run(table.caption).bold = True
    caption.paragraph_format.keep_with_next = True
    grid = made.add_table(rows=1, cols=len(table.columns))
    grid.autofit = False
    widths = _widths(table)
    for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
        _write(cell, column.title, bold=True, right=column.kind == "figure")
    _repeated(grid.rows[0])
    for row in table.rows:
        line = grid.add_row()
        _unbroken(line)
        for cell, column, said in zip(line.cells, table.columns, row, strict=True):
            if column.kind == "rating":
                _small(cell.paragraphs[0])
                _chip(cell.paragraphs[0], said.text)
            else:
                _write(cell, said.text, right=column.kind == "figure")
    for place, width in enumerate(widths):
        grid.columns[place].width = width
    for line in grid.rows:
        for cell, width in zip(line.cells, widths, strict=True):
            cell.width = width
    _ruled(grid)
    if table.notes:
        _small(made.add_paragraph("Marks: " + "; ".join(table.notes)))


def _widths(table: Table) -> Sequence[int]:
    room = PAGE[0] - 2 * MARGIN
    whole = sum(column.width for column in table.columns)
    return [int(room * column.width / whole) for column in table.columns]


def _write(cell: Any, text: str, bold: bool = False, right: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.add_run(text).bold = bold
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _small(paragraph)


def _small(paragraph: Any) -> None:
    paragraph.paragraph_format.space_after = Pt(0)
    for run in paragraph.runs:
        run.font.size = SMALL


def _chip(paragraph: Any, word: str) -> None:
    """A rating: its shape and word on its colour."""
    look = palette.mark(word)
    run = paragraph.add_run(f"{look.shape}\N{NO-BREAK SPACE}{word}")
    run.bold, run.font.size, run.font.color.rgb = True, SMALL, RGBColor.from_string(look.text.removeprefix("#"))
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", look.fill.removeprefix("#"))):
        shade.set(qn(name), value)
    run._r.get_or_add_rPr().append(shade)


def _ruled(grid: Any) -> None:
    """Grey lines between the rows and none between the columns."""
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{edge}")
        for name, value in (("w:val", "single"), ("w:sz", "4"), ("w:color", "B0B0B0")):
            line.set(qn(name), value)
        borders.append(line)
    grid._tbl.tblPr.append(borders)


def _repeated(row: Any) -> None:
    """The header row of a table, on every page the table reaches."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _unbroken(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _page_numbers(paragraph: Any, document: Document) -> None:
    paragraph.add_run(f"{document.title}: {document.subtitle}. Page ")
    for field, between in (("PAGE", " of "), ("NUMPAGES", "")):
        element = OxmlElement("w:fldSimple")
        element.set(qn("w:instr"), field)
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        element.append(run)
        paragraph._p.append(element)
        paragraph.add_run(between)


def _still(content: bytes) -> bytes:
    """The same archive with the same date on every part, so that equal documents are equal bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _FIXED)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return held.getvalue()
