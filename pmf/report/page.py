"""A report as one page of HTML that needs nothing else: no server, no network, no script, no cookie.

Knows the document and HTML; refuses to know where its words come from.
"""

from html import escape
from pathlib import Path

from pmf import palette
from pmf.report.document import Block, Bullets, Cell, Chart, Column, Document, Section, Table

_STYLE = Path(__file__).with_name("page.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
LONG, SHORT = 24, 14
"""A cell with more characters than the first keeps a readable width, one with no more than the second its line."""


def page(document: Document) -> str:
    """The whole page."""
    style = " ".join(_STYLE.read_text(encoding="utf-8").split())
    title = f"{document.title}: {document.subtitle}"
    parts = [s for s in document.sections if s.level == 2]
    contents = "".join(f'<li><a href="#{s.anchor}">{escape(s.heading)}</a></li>' for s in parts)
    nav = f'<nav aria-label="Contents"><ul>{contents}</ul></nav>' if len(parts) > 1 else ""
    about = "".join(f'<p class="about">{escape(line)}</p>' for line in document.about)
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body>"
        '<a class="skip" href="#main">Skip to the report</a>'
        f'<header><h1>{escape(document.title)}</h1><p class="subtitle">{escape(document.subtitle)}</p>{about}</header>'
        f'{nav}<main id="main">'
        f"{''.join(_section(section) for section in document.sections)}</main></body></html>\n"
    )


def _section(section: Section) -> str:
    chip = f" {_chip(section.rating)}" if section.rating else ""
    heading = f'<h{section.level} id="{section.anchor}">{escape(section.heading)}{chip}</h{section.level}>'
    return heading + "".join(_block(block, section) for block in section.blocks)


def _block(block: Block, section: Section) -> str:
    if isinstance(block, Table):
        return _table(block, section)
    if isinstance(block, Bullets):
        return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in block.items)}</ul>"
    if isinstance(block, Chart):
        return f"<figure><figcaption>{escape(block.title)}</figcaption>{block.svg}</figure>"
    lead = f"<strong>{escape(block.lead)}</strong> " if block.lead else ""
    return f"<p>{lead}{escape(block.text)}</p>"


def _table(table: Table, section: Section) -> str:
    heads = "".join(f'<th scope="col"{_css(column)}>{escape(column.title)}</th>' for column in table.columns)
    rows = "".join(f"<tr>{''.join(_cells(table, row))}</tr>" for row in table.rows)
    notes = f'<p class="marks">{escape("; ".join(table.notes))}</p>' if table.notes else ""
    name = f"{section.anchor}-{table.name.lower()}"
    return (
        f'<div class="wide" role="region" aria-labelledby="{name}" tabindex="0"><table>'
        f'<caption id="{name}">{escape(table.caption)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{notes}"
    )


def _cells(table: Table, row: tuple[Cell, ...]) -> list[str]:
    return [
        f'<th scope="row">{_linked(cell)}</th>'
        if place == table.header
        else f'<td{_css(column, cell)} data-label="{escape(column.title)}">{_inside(column, cell)}</td>'
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True))
    ]


def _inside(column: Column, cell: Cell) -> str:
    if cell.spoken:
        return f'<span title="{escape(cell.spoken)}">{escape(cell.text)}</span>'
    return _chip(cell.text) if column.kind == "rating" else _linked(cell)


def _linked(cell: Cell) -> str:
    return f'<a href="#{cell.anchor}">{escape(cell.text)}</a>' if cell.anchor else escape(cell.text)


def _css(column: Column, cell: Cell | None = None) -> str:
    if column.kind == "figure":
        return ' class="figure"'
    if cell is None or column.kind == "rating":
        return ""
    return ' class="long"' if len(cell.text) > LONG else ' class="short"' if len(cell.text) <= SHORT else ""


def _chip(word: str) -> str:
    look = palette.mark(word)
    return f'<span class="chip" style="background:{look.fill};color:{look.text}">{look.shape} {escape(word)}</span>'
