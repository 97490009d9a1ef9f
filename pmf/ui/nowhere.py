"""An address without a page: said on a page under the bar in place of Streamlit's dialog over the scorecard.

Knows the last part of an address and the names that pages go by; refuses to guess which page was meant.
"""

from collections.abc import Collection, Mapping
from functools import partial
from urllib.parse import unquote, urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pmf.ui import parts, quoted

SHORT = "No such page"
TITLE = "There is no such page"


def asked(url: str | None, known: Collection[str]) -> str:
    """The page that an address names and that is not among those known; empty where it names one, or none."""
    name = unquote(urlsplit(url or "").path.rsplit("/", 1)[-1]).strip()
    return "" if name in known or "/" in name else name


def words(name: str) -> str:
    """What is said of an address without a page."""
    return f"The address asks for the page “{quoted.cut(name)}”. All pages stand in the bar above."


def page(name: str, meant: Mapping[str, StreamlitPage]) -> StreamlitPage:
    """The page that stands at an address without one; it leads on where a page is `meant` by that name."""
    return st.Page(partial(_answer, name, meant.get(name)), title=SHORT, url_path=name, visibility="hidden")


def _answer(name: str, meant: StreamlitPage | None) -> None:
    if meant:
        st.switch_page(meant, query_params={each: st.query_params.get_all(each) for each in st.query_params})
    st.title(TITLE, anchor=False)
    st.warning(parts.literal(words(name)))
