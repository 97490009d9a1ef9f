"""The page a reader gets before the app has started: Streamlit's own, at the root with the scorecard written into it,
elsewhere with a way there where scripts do not run.

Knows what the scorecard page says and the page Streamlit starts from; refuses to know sessions and fields. The app
takes it away once it has drawn the same; where scripts do not run it stays.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from pmf import editions, reading, settings
from pmf.reading import LATEST
from pmf.refusals import Refusal
from pmf.store import Store
from pmf.ui import address, cached, frame, parts, table

_ROOT = '<div id="root"></div>'
_TITLE = "<title>Streamlit</title>"
_HERE = Path(__file__)
SCRIPT = f"<script>{_HERE.with_name('first.js').read_text(encoding='utf-8')}</script>"
_CSS = "".join(path.read_text(encoding="utf-8") for path in (frame.STYLE, _HERE.with_name("first.css")))
_CHOICES = ("round", "as_known", "edition", "area")
_FILTERS = (*["several"] * 5, *["switch"] * 2)
_STREAMLITS = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
_NOSCRIPT = re.compile("<noscript>.*?</noscript>", re.DOTALL)
_AGENTS = re.compile("<link[^>]*_stcore/agent[^>]*>")
INDEX = _NOSCRIPT.sub(
    "<noscript><p>This page needs scripts, which do not run here. <a href='/'>The scorecard can be read without"
    " them.</a></p></noscript>",
    _AGENTS.sub("", _STREAMLITS),
)
"""Streamlit's own page, which the addresses of other pages are answered with, in our words where no scripts run and
without the way for programs that we do not offer."""
_UNSCRIPTED = (
    "<noscript><style>body { margin: 0; } #first { position: static; }"
    " #first :is(.choices, .filters) { display: none; }</style>"
    "<p>Choices, filters and the other pages need scripts, which do not run here.</p></noscript>"
)
_WAITING = (
    "<p class='waiting' role='status' data-words='Choices and filters are not here yet: their connection to the server "
    "has not come about. The figures below are complete; loading the page again may help.'></p>"
)
_COLOURS = {"--text": "textColor", "--ground": "backgroundColor", "--field": "secondaryBackgroundColor"}


def routes() -> list[Route]:
    """What answers at the root, and at the addresses of the other pages."""
    zipped = [Middleware(GZipMiddleware)]
    return [
        Route("/", _answer, middleware=zipped),
        *(Route(f"/{name}", _index, middleware=zipped) for name in frame.names()),
    ]


def page(query: str) -> str:
    """The page for an address, as far as it asks for a round, an area or an edition; otherwise Streamlit's as it is.
    Raises Refusal where there are no figures.
    """
    held = cached.current_store()
    said = _said(query, held)
    return INDEX if said is None else _written(held, said)


def framed(bar: str, content: str, statement: str) -> str:
    """A written page, as the app looks and in its colours; `statement` is the address of the statement."""
    return (
        f"<main id='first' class='stHtml' tabindex='0'><style>{_CSS}{_colours()}</style>"
        f"<a class='skip' href='#content'>Skip to main content</a><div><div class='pages'>{bar}</div>"
        f"<div id='content'>{content}</div>"
        f"<footer class='site'>{parts.link(frame.STATEMENT, statement)}</footer></div></main>"
    )


def _answer(request: Request) -> HTMLResponse:
    try:
        return _sent(page(request.url.query))
    except Refusal:
        return _sent(INDEX)  # the app finds the same, and says it


def _index(request: Request) -> HTMLResponse:
    return _sent(INDEX)


def _sent(text: str) -> HTMLResponse:
    return HTMLResponse(text, headers={"Cache-Control": "no-cache"})


def _said(query: str, held: Store) -> Mapping[str, str] | None:
    """The choices of an address as the app's links order them, None where it says something that is not known here."""
    known = {
        "round": (LATEST, *cached.rounds(held.stamp, held)),
        "edition": [edition.id for edition in editions.all_editions()],
        "area": [area.code for area in reading.places().authorities],
    }
    asked = [pair for pair in parse_qsl(query, keep_blank_values=True) if not pair[0].startswith(address.FOREIGN)]
    said = dict(asked)
    plain = len(said) == len(asked) and all(value in known.get(name, ()) for name, value in asked)
    if not plain or settings.area() not in known["area"]:
        return None
    return {name: said[name] for name in known if name in said}


def _written(held: Store, said: Mapping[str, str]) -> str:
    today = date.today()  # noqa: DTZ011 - a calendar day
    area, round_id = said.get("area", settings.area()), said.get("round", LATEST)
    edition = said.get("edition", editions.in_force(reading.day_of(round_id, None, today)).id)
    card = cached.scorecard(held.stamp, held, area, round_id, edition, None, today)
    if table.silent(card):
        return INDEX
    nav = parts.nav([(title, address.to(place, said), not place) for place, title in frame.bar().items()])
    rows = table.scorecard(card, card.rows, lambda row: address.to("indicator", {**said, "id": row.indicator.id}))
    choices = [name for name in _CHOICES if name != "as_known" or round_id == LATEST]
    content = (
        f"{_UNSCRIPTED}{_WAITING}"
        f"<h1>{table.TITLE}</h1><p class='caption'>{escape(table.subtitle(card))}</p>{table.tallies(card)}"
        f"{_fields('filters', _FILTERS)}{rows}<h2>{table.BEWARE}</h2>{table.notes(card.rows)}"
    )
    body = framed(f"{nav}{_fields('choices', choices)}", content, address.to("accessibility", said))
    title = f"<title>{frame.titled(frame.SHOWN[''])}</title>"
    return _NOSCRIPT.sub("", INDEX).replace(_TITLE, title).replace(_ROOT, f"{body}{_ROOT}{SCRIPT}")


def _fields(css: str, names: Iterable[str]) -> str:
    """Room for the fields that only the app has."""
    return f"<div class='{css}' aria-hidden='true'>{''.join(f'<span class={name}></span>' for name in names)}</div>"


def _colours() -> str:
    """The colours of the app, as its settings have them for light and for dark."""
    pairs = (
        f"{name}: light-dark({st.get_option(f'theme.light.{option}')}, {st.get_option(f'theme.dark.{option}')});"
        for name, option in _COLOURS.items()
    )
    return f"#first {{ {' '.join(pairs)} }}"
