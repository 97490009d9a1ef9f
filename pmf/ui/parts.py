"""Pieces of HTML that mean the same on every page: rating chips, travel arrows, sparklines, notes.

Knows markup and the palette; refuses to know which page they stand on. Every value is escaped here.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from html import escape
from string import punctuation
from typing import Literal

from pmf import charts, palette, wording
from pmf.caveats import WARNING_MARKS, Warned
from pmf.rating import Movement, Rating
from pmf.scorecard import NO_RATING, Row

DAYS = (date(1900, 1, 1), date(2199, 12, 31))
"""The days a field for a day takes; it drops others without a word."""
_MOVED = {"up": "up", "down": "down", "level": "unchanged"}
_PUNCTUATION = re.compile(f"[{re.escape(punctuation)}]")


def literal(text: str) -> str:
    """Text that Markdown is to show as it stands."""
    return _PUNCTUATION.sub(r"\\\g<0>", text)


def nav(pages: Sequence[tuple[str, str, bool | Literal["within"]]], label: str = "Pages") -> str:
    """Pages, or views of a page, as links: title, address, and whether it or one within it is being read."""
    here = {True: ' aria-current="page"', "within": ' aria-current="true"', False: ""}
    items = "".join(
        f'<li><a class="in-app" target="_self" href="{escape(href)}"{here[current]}>{escape(title)}</a></li>'
        for title, href, current in pages
    )
    return f'<nav aria-label="{escape(label)}"><ul>{items}</ul></nav>'


def chip(rating: Rating) -> str:
    """A rating as shape, word and colour; the sentence behind it as its title."""
    look, word = palette.mark(rating.word), rating.word or NO_RATING
    style = f"background:{look.fill};color:{look.text}"
    title = escape(rating.reason, quote=True)
    return (
        f'<span class="chip" style="{style}" title="{title}"><span aria-hidden="true">{look.shape}</span> {word}</span>'
    )


def travel(movement: Movement) -> str:
    """The arrow of a movement with its word for those who hear the page."""
    if movement.travel is None:
        return '<span class="muted">–</span>'
    arrow, word = wording.TRAVEL_ARROWS[movement.travel], _MOVED[movement.travel]
    return f'<span class="arrow" aria-hidden="true">{arrow}</span><span class="unseen">{word}</span>'


def sparkline(row: Row) -> str:
    """The history as a word-sized picture, where it is the history of the figures shown beside it."""
    if any(warning.kind == "not reproduced" for warning in row.warnings):
        return ""
    svg = charts.sparkline(row.history)
    if not svg:
        return ""
    return f'<img alt="" width="96" height="22" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'


def marks(warnings: tuple[Warned, ...], number: int | None) -> str:
    """One letter for each kind of warning, linked to the note that explains it."""
    kinds = dict.fromkeys(warning.kind for warning in warnings)
    return "".join(
        f'<a class="mark" href="#note-{number}" title="{escape(kind)}">{WARNING_MARKS[kind]}'
        f'<span class="unseen"> {escape(kind)}</span></a>'
        for kind in kinds
    )


def warnings(row: Row) -> str:
    """What to beware of in a row, each kind with its sentence; nothing where there is nothing."""
    items = "".join(f"<li><span class='kind'>{escape(w.kind)}</span> {escape(w.text)}</li>" for w in row.warnings)
    return f'<ul class="notes">{items}</ul>' if items else ""


def mark(warning: Warned) -> str:
    """The letter of one warning, with its meaning."""
    return f'<span class="mark" title="{escape(warning.kind)}">{WARNING_MARKS[warning.kind]}</span>'


def link(text: str, href: str, css: str = "") -> str:
    """A link inside the app: followed without losing the session, a plain link where scripts are off."""
    return f'<a class="in-app {css}" target="_self" href="{escape(href, quote=True)}">{escape(text)}</a>'
