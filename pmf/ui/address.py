"""The page's address as the truth about what is shown: every choice in it, every view a link.

Knows query parameters and widgets; refuses to know what a choice means. A parameter that is absent means the
default, one that is no option is left out with a message.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pmf import wording
from pmf.ui import parts, quoted

LONGEST_NUMBER = 15
MOST_NAMED = 3
FOREIGN = ("utm_", "fbclid", "gclid", "mc_")
"""How the names begin that newsletters and search engines hang on to a link, which ask for nothing."""
EARLIEST = date(2000, 1, 1)
CARRIED = ("round", "edition", "area", "as_known")
TYPED: Final = "contains"
"""How what is typed into a box of choices finds them: as it stands, where scattered letters would find “Not rated” by
“Red”."""
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_WHOLE = re.compile(r"[0-9]{1,9}")
READ = "page being read"
"""Where a session keeps which page it shows."""
REFUSED = "refused"
"""Where a session keeps what remains of every parameter of which something was left out, by name."""


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
    said = st.query_params.get_all(name)[-1:]
    _answer(name, label, [value for value in said if value not in options], options, words(default), words=words)
    held = _follow(name, said[0] if said and said[0] in options else default)
    chosen: str = place.selectbox(label, options, format_func=words, filter_mode=TYPED, **held, **widget)
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
    held = _follow(name, many(label, name, options, words), _narrow)
    chosen: list[str] = place.multiselect(
        label,
        options,
        format_func=words,
        filter_mode=TYPED,
        label_visibility="collapsed",
        placeholder=label,
        **held,
        **widget,
    )
    return chosen


def switch(place: DeltaGenerator, label: str, name: str, **widget: Any) -> bool:
    """A toggle that stands in the address as `name=yes` while it is on."""
    return place.toggle(label, **_follow(name, on(label, name), _narrow), **widget)


def day(place: DeltaGenerator, label: str, name: str, **widget: Any) -> date | None:
    """A date field that may stay empty; in the address as `2023-06-01`."""
    said = st.query_params.get_all(name)[-1:]
    found = _date(said[0]) if said else None
    _answer(name, label, said if found is None else [], ["a date such as 2023-06-01 that is not to come"])
    chosen: date | None = place.date_input(
        label,
        min_value=EARLIEST,
        max_value=date.today(),  # noqa: DTZ011 - a calendar day
        format="DD/MM/YYYY",
        **_follow(name, found),
        **widget,
    )
    return chosen


def amount(place: DeltaGenerator, label: str, name: str, default: str = "", **widget: Any) -> Decimal | None:
    """A field for a number that may stay empty; in the address as `85` or `0.95`."""
    said = st.query_params.get_all(name)[-1:]
    found = _decimal(said[0]) if said else None
    _answer(name, label, said if found is None else [], ["a number such as 85"])
    typed: str = place.text_input(label, **_follow(name, said[0] if found is not None else default), **widget)
    return _decimal(typed)


def word(label: str, name: str, options: Sequence[str], default: str) -> str:
    """One of the options as the address has it, for views that are chosen by links and not by a widget."""
    said = st.query_params.get_all(name)[-1:]
    _answer(name, label, [value for value in said if value not in options], options)
    return said[0] if said and said[0] in options else default


def many(label: str, name: str, options: Sequence[str], words: Callable[[str], str] = str) -> list[str]:
    """Those of the options that the address has, one `name` parameter each; none of them where it says nothing."""
    said = st.query_params.get_all(name)
    taken = [value for value in dict.fromkeys(said) if value in options]
    _answer(name, label, [value for value in said if value not in options], options, taken=taken, words=words)
    return taken


def on(label: str, name: str) -> bool:
    """Whether the address says `name=yes`."""
    said = st.query_params.get_all(name)[-1:]
    _answer(name, label, [value for value in said if value != "yes"], ["yes"])
    return said == ["yes"]


def number(label: str, name: str, low: int, high: int) -> int:
    """A whole number from the address; where it is none or out of bounds the nearest one, with a message."""
    said = st.query_params.get_all(name)[-1:]
    plain = [int(value) for value in said if _WHOLE.fullmatch(value)]
    found = min(max((low, *plain)), high)
    _answer(name, label, said if plain != [found] else [], [f"a number from {low} to {high}"], str(found))
    return found


def text(name: str) -> str:
    """A text from the address, empty where there is none; for the page to look up."""
    return st.query_params.get(name, "")


def href(page: str, /, **changes: str | int | Sequence[str]) -> str:
    """A link to a page of the app (the first one where `page` is empty) that takes along what every link does."""
    return to(page, {**carried(), **changes})


def to(page: str, said: Mapping[str, str | int | Sequence[str]]) -> str:
    """A link to a page of the app (the first one where `page` is empty) that says just this."""
    query = urlencode(said, doseq=True)
    return f"{page or '.'}{'?' if query else ''}{query}"


def here(page: str, /, **changes: str | int) -> str:
    """A link to the page being read as it stands, filters and all, with `changes`."""
    return f"{page}?{urlencode({**kept(st.query_params), **changes}, doseq=True)}"


def kept(names: Iterable[str]) -> dict[str, list[str]]:
    """Of these names what the address says, without what was refused."""
    remains = st.session_state.get(REFUSED, {})
    said = {name: remains.get(name, st.query_params.get_all(name)) for name in names}
    return {name: values for name, values in said.items() if values}


def begin(page: str, known: Collection[str]) -> str:
    """The words on names in the address that a page does not take, empty where it takes all; what was refused before is
    forgotten, and what fields held on another page: the address alone goes along. Called before anything else reads the
    address. Streamlit keeps its own names (`embed`) to itself.
    """
    if st.session_state.get(READ) != page:
        st.session_state[READ] = page
        for name in (*known, *CARRIED):
            _renew(name)
    said = set(st.query_params) - {*known, *CARRIED}
    strange = sorted(name for name in said if not name.startswith(FOREIGN))
    st.session_state[REFUSED] = {name: [] for name in strange}
    if not strange:
        return ""
    *first, last = (*known, *CARRIED)
    named = wording.listed([f"“{quoted.shown(name)}”" for name in strange[:MOST_NAMED]])
    more = f" and {len(strange) - MOST_NAMED} more" if len(strange) > MOST_NAMED else ""
    which = (
        "which are no choices of this page and are" if len(strange) > 1 else "which is no choice of this page and is"
    )
    return f"The link says {named}{more}, {which} left out. The page takes {', '.join(first)} and {last}."


def unanswered() -> bool:
    """Whether the address asks for what is left out, which the page has said."""
    return bool(st.session_state.get(REFUSED))


def carried() -> Mapping[str, str]:
    """What every link takes along from page to page: round, edition, area and date, unless they were refused."""
    return {name: said[-1] for name, said in kept(CARRIED).items()}


def _answer(
    name: str,
    label: str,
    refused: Sequence[str],
    options: Sequence[str],
    instead: str = "",
    taken: Sequence[str] = (),
    words: Callable[[str], str] = str,
) -> None:
    """Say what of the address is left out, for as long as the address says it, and what is shown `instead`.

    What is `taken` remains beside it. An embedded page shows nothing in its place, see `unanswered`.
    """
    others = {each: left for each, left in st.session_state.get(REFUSED, {}).items() if each != name}
    st.session_state[REFUSED] = others | ({name: list(taken)} if refused else {})
    if refused:
        then = f"Shown instead: {parts.literal(instead)}." if instead else "It is left out."
        said = f"The link asks for {label.lower()} “{quoted.shown(refused[0])}”."
        said += f" Expected {quoted.expected(options, words)}."
        st.warning(said if st.context.is_embedded else f"{said} {then}")


def _follow(name: str, value: Any, write: Callable[[str, str], None] | None = None) -> dict[str, Any]:
    """The key of a widget that shows `value`, as the address has it, and what puts a choice into the address.

    Where the address decided and not the reader (a link, the back button, a default that depends on another choice)
    the widget is a new one: of a widget it has out of sight, as in a closed popover, a browser keeps the value last
    shown, and would send that back as a choice.
    """
    key = _key(name)
    if key in st.session_state and st.session_state[key] != value:
        _renew(name)
        key = _key(name)
    if key not in st.session_state:
        st.session_state[key] = value
    return {"key": key, "on_change": write or _write, "args": (name, key)}


def _renew(name: str) -> None:
    """Let the field of that name be a new one, where there is one."""
    if _key(name) in st.session_state:
        st.session_state[f"turn_{name}"] = st.session_state.get(f"turn_{name}", 0) + 1


def show_again(names: Iterable[str]) -> None:
    """Tell a browser once more what fields hold that it may not have drawn yet, as in a closed popover: it was told at
    the first run only, and would take the first option for the reader's choice."""
    for name in names:
        key = _key(name)
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def _key(name: str) -> str:
    turn = st.session_state.get(f"turn_{name}", 0)
    return f"choice_{name}_{turn}" if turn else f"choice_{name}"


def _write(name: str, key: str) -> None:
    """Put what the reader chose into the address, also where it is the default."""
    chosen = st.session_state[key]
    if chosen is None or chosen is False or chosen in ([], ""):
        st.query_params.pop(name, None)
    elif isinstance(chosen, list):
        st.query_params[name] = chosen
    else:
        st.query_params[name] = "yes" if chosen is True else str(chosen)


def _narrow(name: str, key: str) -> None:
    """Put into the address what the reader narrows a list by, which is then read from its first page."""
    _write(name, key)
    st.query_params.pop("page", None)


def _decimal(said: str) -> Decimal | None:
    plain = len(said) <= LONGEST_NUMBER and _NUMBER.fullmatch(said.strip())
    return Decimal(said.strip()) if plain else None


def _date(said: str) -> date | None:
    try:
        found = date.fromisoformat(said)
    except ValueError:
        return None
    return found if EARLIEST <= found <= date.today() else None  # noqa: DTZ011 - a calendar day
