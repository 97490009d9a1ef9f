"""The answer of a hosted instance to an address that leads nowhere: not found, which address it was, and the bar.

Knows the places of pages and Streamlit's files; refuses to start the app, which would answer with half of itself.
"""

from html import escape
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Match, Route
from starlette.types import Scope

from pmf.ui import first, frame, nowhere, parts

_STATIC = Path(st.__file__).parent / "static"
_FILES = {path.relative_to(_STATIC).as_posix() for path in _STATIC.rglob("*") if path.is_file()} - {"index.html"}
_PAGES = frozenset(frame.names())
_PLACES = _PAGES.union([""], _FILES)
_CALLS = ("_stcore", "media", "component")
"""How the addresses begin that Streamlit answers to itself."""


class _Lost(Route):
    """Takes what no page and no file stands at; to stand behind all other routes of ours."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """No match for what the app will answer."""
        match, found = super().matches(scope)
        return (Match.NONE, {}) if match is not Match.NONE and leads(scope["path"]) else (match, found)


def route() -> Route:
    """What answers there."""
    return _Lost("/{path:path}", _answer, middleware=[Middleware(GZipMiddleware)])


def leads(path: str) -> bool:
    """Whether the app answers at a path: with a page, a file of Streamlit's, or one of its calls."""
    within = path.strip("/")
    begin, _, rest = within.partition("/")
    below_page = begin in _PAGES and rest.startswith("_stcore/")  # asked there too, to learn where the root is
    return within in _PLACES or below_page or (begin in _CALLS and bool(rest))


def _answer(request: Request) -> HTMLResponse:
    nav = parts.nav([(title, f"/{place}", False) for place, title in frame.bar().items()])
    said = escape(nowhere.words(request.path_params["path"]))
    body = first.framed(nav, f"<h1>{nowhere.TITLE}</h1><p>{said}</p>", "/accessibility")
    head = (
        "<meta charset='utf-8'><meta name='viewport' content='width=device-width, initial-scale=1'>"
        "<link rel='icon' href='/favicon.png'>"
        f"<title>{frame.titled(nowhere.SHORT)}</title>"
    )
    return HTMLResponse(f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>", 404)
