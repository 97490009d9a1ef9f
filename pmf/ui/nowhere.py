"""An address without a page: said on a page under the bar in place of Streamlit's dialog over the scorecard.

Knows the last part of an address; refuses to guess which page was meant.
"""

from collections.abc import Collection
from functools import partial
from urllib.parse import unquote, urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pmf.ui import address


def asked(url: str | None, known: Collection[str]) -> str:
    """The page that an address names and that is not among those known; empty where it names one, or none."""
    name = unquote(urlsplit(url or "").path.rsplit("/", 1)[-1]).strip()
    return "" if name in known or "/" in name else name


def page(name: str) -> StreamlitPage:
    """The page that stands at an address without one."""
    return st.Page(partial(_say, name), title="No such page", url_path=name, visibility="hidden")


def _say(name: str) -> None:
    st.title("There is no such page", anchor=False)
    st.warning(f"The address asks for the page “{address.shown(name)}”. All pages stand in the bar above.")
