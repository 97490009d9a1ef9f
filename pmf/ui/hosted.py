"""The app as other machines reach it: the same pages, behind the guard, with health, logs and the open data.

Knows what is put together; refuses to know what any of it does. `python -m pmf serve` runs it.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from streamlit import logger

from pmf import settings
from pmf.hosting import guard, headers, health, logs
from pmf.refusals import Refusal
from pmf.ui import first, frame, lost

OPEN_DATA = "/open-data"
_LOG = logging.getLogger(__name__)


def build() -> st.App:
    """The app by the settings. Raises SettingError."""
    logger.setup_formatter = logs.adopt  # Streamlit would give every logger of its own a handler and a form
    logs.set_up()
    scripts = headers.inline_scripts(first.INDEX + first.SCRIPT + frame.SCRIPT)
    basemap = settings.basemap()
    every = headers.headers(scripts, settings.embedders(), basemap.origins if basemap else ())
    if not settings.read_only():
        every.append(headers.ALONE)
    write = logging.getLogger("pmf.hosting.requests").info
    return st.App(
        frame.PAGES.parent / "app.py",
        routes=[*first.routes(), *health.routes(), *_open_data(), lost.route()],
        middleware=[
            Middleware(guard.Log, write=write, pages=frame.names(), replica=settings.replica()),
            Middleware(guard.Guard, headers=every, read_only=settings.read_only(), replica=settings.replica()),
        ],
        lifespan=_warm,
    )


def _open_data() -> list[BaseRoute]:
    folder = settings.open_data()
    return [Mount(OPEN_DATA, StaticFiles(directory=folder, follow_symlink=True))] if folder else []


@asynccontextmanager
async def _warm(app: st.App) -> AsyncIterator[None]:
    """Import what the pages need and draw the first one, so that the first reader waits for neither."""
    import altair  # noqa: F401 - Streamlit would import it at the first chart

    try:
        first.page("")
    except Refusal as error:
        _LOG.error("starting without figures: %s", error)
    yield
