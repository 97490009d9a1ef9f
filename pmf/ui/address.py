"""The page's address as the truth about what is shown: every choice in it, every view a link.

Knows query parameters and widgets; refuses to know what a choice means. A parameter that is absent means the
default, one that is no option is answered with a message and the default.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

LONGEST_SHOWN = 40
EARLIEST = date(2000, 1, 1)


def one(
    place: DeltaGenerator,
    label: str,
    name: str,
    options: Sequence[str],
    default: str,
    words: Callable[[str], str] = str,
    **widget: Any,
) -> str:
    """A select box whose choice stands in the address as `name`; returns the option, never its words."""
    _follow(name, lambda said: said[-1] if said and said[-1] in options else None, default, label, options)
    chosen: str = place.selectbox(label, options, key=_key(name), format_func=words, **widget)
    _write(name, [] if chosen == default else [chosen])
    return chosen


def some(
    place: DeltaGenerator,
    label: str,
    name: str,
    options: Sequence[str],
    words: Callable[[str], str] = str,
    **widget: Any,
) -> list[str]:
    """A multiselect whose choices stand in the address, one `name` parameter each."""
    _follow(name, lambda said: said if said and set(said) <= set(options) else None, [], label, options)
    chosen: list[str] = place.multiselect(
        label, options, key=_key(name), format_func=words, label_visibility="collapsed", placeholder=label, **widget
    )
    _write(name, chosen)
    return chosen


def switch(place: DeltaGenerator, label: str, name: str, **widget: Any) -> bool:
    """A toggle that stands in the address as `name=yes` while it is on."""
    _follow(name, lambda said: True if said == ["yes"] else None, False, label, ["yes"])
    on = place.toggle(label, key=_key(name), **widget)
    _write(name, ["yes"] if on else [])
    return on


def day(place: DeltaGenerator, label: str, name: str, **widget: Any) -> date | None:
    """A date field that may stay empty; in the address as `2023-06-01`."""
    _follow(name, _date, None, label, ["a date such as 2023-06-01"])
    chosen: date | None = place.date_input(
        label,
        min_value=EARLIEST,
        max_value=date.today(),  # noqa: DTZ011 - a calendar day
        key=_key(name),
        format="DD/MM/YYYY",
        **widget,
    )
    _write(name, [chosen.isoformat()] if chosen else [])
    return chosen


def number(name: str, low: int, high: int) -> int:
    """A whole number from the address, the nearest one allowed where it is out of bounds, `low` where it is none."""
    said = st.query_params.get(name, "")
    return min(max(int(said), low), high) if said.isascii() and said.isdigit() and len(said) < 10 else low


def href(page: str, **changes: str | int) -> str:
    """A link to a page of the app that keeps round, edition, area and date and makes `changes`."""
    return f"{page}?{urlencode({**carried(), **changes})}"


def carried() -> Mapping[str, str]:
    """What every link takes along from page to page."""
    return {name: st.query_params[name] for name in ("round", "edition", "area", "as_known") if name in st.query_params}


def _key(name: str) -> str:
    return f"choice_{name}"


def _follow(name: str, read: Callable[[list[str]], Any], default: Any, label: str, options: Sequence[str]) -> None:
    """Let the address decide where it has changed since the last run: a new session, a link, the back button.

    Where it says nothing, a default that depends on other choices may change, and the choice with it.
    """
    said, before = st.query_params.get_all(name), st.session_state.get(f"default_{name}")
    st.session_state[f"default_{name}"] = default
    same_default = bool(said) or default == before
    if said == st.session_state.get(f"address_{name}") and _key(name) in st.session_state and same_default:
        return
    found = read(said)
    if said and found is None:
        shown = said[-1] if len(said[-1]) <= LONGEST_SHOWN else said[-1][:LONGEST_SHOWN] + "…"
        expected = options[0] if len(options) == 1 else f"one of {len(options)} such as {options[0]}"
        st.warning(
            f"The link asks for {label.lower()} “{_plain(shown)}”, which is not held: expected {expected}."
            " The default is shown."
        )
    st.session_state[_key(name)] = default if found is None else found
    st.session_state[f"address_{name}"] = said
    st.session_state.pop(f"written_{name}", None)


def _write(name: str, values: list[str]) -> None:
    """Put a choice into the address once the reader has made it; what a link said stays as it was said."""
    before = st.session_state.setdefault(f"written_{name}", values)
    if values == before:
        return
    if values:
        st.query_params[name] = values
    elif name in st.query_params:
        del st.query_params[name]
    st.session_state[f"address_{name}"] = values
    st.session_state[f"written_{name}"] = values


def _date(said: list[str]) -> date | None:
    try:
        found = date.fromisoformat(said[-1]) if said else None
    except ValueError:
        return None
    return found if found and EARLIEST <= found <= date.today() else None  # noqa: DTZ011 - a calendar day


def _plain(text: str) -> str:
    """Text without the characters that Markdown would act on."""
    return "".join(letter if letter.isalnum() or letter in " -_.,/:" else "·" for letter in text)
