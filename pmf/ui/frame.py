"""What every page stands in: navigation, the choices all pages share, the style, and the words when there is no data.

Knows the pages and the shared choices; refuses to know what a page shows.
"""

import logging
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from pmf import editions, reading, settings, wording
from pmf.reading import LATEST
from pmf.refusals import Refusal
from pmf.store import Store, StoreError
from pmf.ui import address, cached, nowhere, parts, takes

STATEMENT = "Accessibility and privacy"
SHOWN = {
    "": "Scorecard",
    "indicator": "Indicator",
    "region": "State of the Region",
    "benchmarking": "Benchmarking",
    "projects": "Projects",
    "report": "Report",
    "methods": "Data and methods",
    "edit": "Edit",
}
"""The pages of the bar by their place in the address."""
FIRST = "first"
"""A name nothing else may have: that of the page at the root, which is known by none."""
WITHIN = {"project": "projects"}
PAGES = Path(__file__).parent.parent.parent / "pages"
STYLE = Path(__file__).with_name("style.css")
_SCRIPTS = (Path(__file__).with_name(f"{name}.js") for name in ("links", "tables", "connection", "dates"))
SCRIPT = f"<script>{''.join(path.read_text(encoding='utf-8') for path in _SCRIPTS)}</script>"


@dataclass(frozen=True)
class Choice:
    """What the reader chose for all pages, and the data it is answered from; `bar` has room for a page's buttons."""

    store: Store
    area: str
    round: str
    edition: str
    as_known: date | None
    today: date
    dark: bool
    bar: DeltaGenerator

    @property
    def key(self) -> tuple[str, Store, str, str, str, date | None, date]:
        """The arguments of a cached reading for this choice, after the version of the database."""
        return (self.store.stamp, self.store, self.area, self.round, self.edition, self.as_known, self.today)

    def about(self, indicator: str) -> cached.Key:
        """What names the view of an indicator under this choice."""
        return (indicator, self.area, self.round, self.edition, self.as_known)


class Ended(Exception):
    """A page has said all that it can. What stands around it is drawn all the same, which `st.stop` would leave out."""


_chosen: ContextVar[Choice | None] = ContextVar("chosen", default=None)


def run() -> None:
    """The whole app: the frame with the current page in it."""
    pages = _pages()
    if name := nowhere.asked(st.context.url, [FIRST, *(page.url_path for page in pages)]):
        pages.append(nowhere.page(name, {"scorecard": pages[0]}))
    page = st.navigation(pages, position="hidden")
    st.set_page_config(page_title=titled(page.title), layout="wide")
    st.html(STYLE)
    st.container(key=f"script-{st.context.theme.type}").html(SCRIPT, unsafe_allow_javascript=True)
    taken = takes.PAGES.get(page.url_path)
    strange = address.begin(page.url_path, taken) if taken is not None else ""
    token = None
    try:
        token = _chosen.set(_choose(cached.current_store(), pages, page))
        if strange:
            st.warning(strange)
        with suppress(Ended):
            page.run()
        if page.url_path != "meeting":
            st.html(f"<footer class='site'>{parts.link(STATEMENT, address.href('accessibility'))}</footer>")
    except Refusal as error:
        _no_data(error)
    finally:
        if token:
            _chosen.reset(token)


def ensure() -> Choice:
    """What the reader chose. A page that Streamlit started on its own, from a deep link, gets its frame first."""
    choice = _chosen.get()
    if choice is None:
        run()
        st.stop()
    return choice


def titled(page: str) -> str:
    """What a window says of a page."""
    return f"{page} – Performance Management Framework"


def names() -> list[str]:
    """The pages as they stand in addresses."""
    return sorted(path.stem for path in PAGES.glob("*.py"))


def bar() -> dict[str, str]:
    """The pages a reader is shown in the bar, by their place in the address: one that only reads edits nothing."""
    return {place: title for place, title in SHOWN.items() if place != "edit" or not settings.read_only()}


def _pages() -> list[StreamlitPage]:
    shown = bar()
    first = st.Page(PAGES / "scorecard.py", title=SHOWN[""], url_path=FIRST, default=True)  # stands at the root
    others = [
        st.Page(PAGES / f"{place}.py", title=title, visibility="visible" if place in shown else "hidden")
        for place, title in SHOWN.items()
        if place
    ]
    return [
        first,
        *others,
        st.Page(PAGES / "project.py", title="Project", visibility="hidden"),
        st.Page(PAGES / "meeting.py", title="Meeting view", visibility="hidden"),
        st.Page(PAGES / "accessibility.py", title=STATEMENT, visibility="hidden"),
    ]


def _choose(held: Store, pages: list[StreamlitPage], current: StreamlitPage) -> Choice:
    """The bar of pages and choices; in a meeting there is one way out, and the choices stand behind a button."""
    meeting = current.url_path == "meeting"
    row = (
        st.container(horizontal=True, vertical_alignment="center", key="meeting")
        if meeting
        else st.container(horizontal=True, vertical_alignment="bottom", key="bar")
    )
    links = row.container(horizontal=True, width="content", key="pages")
    place = row.popover("Change") if meeting else row.container(horizontal=True, key="choices")
    if meeting:
        address.show_again(address.CARRIED)
    rounds = [LATEST, *cached.rounds(held.stamp, held)]
    named = {area.code: area.name for area in reading.places().authorities}
    if settings.area() not in named:
        raise StoreError(
            f"PMF_AREA is {settings.area()!r}: expected the code of a combined authority, such as E47000008"
        )
    round_id = address.one(place, "Round", "round", rounds, LATEST, wording.round_name, width=155)
    later = place.container(width=145)  # where the date stands; what it says decides the edition in force
    today = date.today()  # noqa: DTZ011 - a calendar day
    as_known = None
    if round_id == LATEST:
        as_known = address.day(later, "As known on", "as_known", help="Show the figures that were out by then")
    elif "as_known" in st.query_params:
        st.info("A published round stands as it was reported: the date in the link changes nothing.")
    in_force = editions.in_force(reading.day_of(round_id, as_known, today))
    titles = {edition.id: edition.years for edition in reversed(editions.all_editions())}
    edition = address.one(place, "Edition", "edition", list(titles), in_force.id, titles.__getitem__, width=125)
    area = address.one(place, "Area", "area", list(named), settings.area(), named.__getitem__, width=280)
    shown = [] if meeting else [page for page in pages if page.visibility == "visible"]
    links.html(
        parts.nav(
            [(page.title, address.href(page.url_path), _read(page, current)) for page in shown]
            or [("Close", address.href(""), False)]
        )
    )
    return Choice(held, area, round_id, edition, as_known, today, st.context.theme.type == "dark", row)


def _read(page: StreamlitPage, current: StreamlitPage) -> bool | Literal["within"]:
    return page is current or (page.url_path == WITHIN.get(current.url_path) and "within")


def _no_data(error: Exception) -> None:
    """Say what is wrong to those who can mend it; on a read-only instance, that it is being mended."""
    if settings.read_only():
        logging.getLogger(__name__).error("nothing to show: %s", error)
        st.title("No figures to show just now")
        st.info("The figures cannot be read at the moment. Nothing you did caused this; please try again later.")
        return
    st.title("No figures to show yet")
    st.error(parts.literal(str(error)))
    st.markdown(
        "In the folder of the project, run `make run`, or `python -m pmf build` and reload this page."
        " The figures it is made from are part of the project and are not affected."
    )
