"""Drafts of a session: what was typed is kept here until it is saved, and nothing else makes it go.

Knows the session and the desk; refuses to know which fields a form has.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from pmf import settings, wording
from pmf.editing import publishing
from pmf.editing.desk import TARGETS, Desk
from pmf.editing.drafts import Draft
from pmf.editing.proof import NotTaken
from pmf.editing.rows import Cells, Slot
from pmf.refusals import Refusal
from pmf.rounds.record import Record
from pmf.store import Store
from pmf.ui import address, editing_words, parts

_DRAFTS, _TURN, _SAID = "editing_drafts", "editing_turn", "editing_said"


def link(record: Record) -> Callable[[str], str] | None:
    """The address where a subject of a round is edited; None where nothing may change."""
    if settings.read_only() or record.seal:
        return None
    return lambda subject: address.href("edit", round=record.round, subject=subject)


def draft(desk: Desk, name: str) -> Draft:
    """A file with what this session typed into it; opened anew as long as nothing was. Raises NotTaken."""
    held: Draft | None = _drafts().get(_key(desk, name))
    if held is None:
        held = desk.opened(name)
    elif not held.changes and desk.moved(held):
        held = desk.opened(name)
        renew()
    held = Draft(desk.paper(name), held.opened, held.changes)
    _drafts()[_key(desk, name)] = held
    return held


def typed(desk: Desk, name: str, slot: Slot, wanted: Cells | None) -> None:
    """Keep a row as it was typed."""
    _drafts()[_key(desk, name)] = draft(desk, name).typed(slot, wanted)


def turn() -> int:
    """How often drafts were taken from under their fields: fields of another turn are new ones."""
    found: int = st.session_state.setdefault(_TURN, 0)
    return found


def renew() -> None:
    """Let every field show what the drafts hold."""
    st.session_state[_TURN] = turn() + 1


def touched(desk: Desk) -> list[tuple[str, Draft]]:
    """The files in which something would change, each with its draft; also one that may not be changed any more."""
    typed_into = [name for at, name in _drafts() if at == desk.round]
    found = [(name, draft(desk, name)) for name in dict.fromkeys([*desk.open, *typed_into])]
    return [(name, each) for name, each in found if each.touched]


def refused(desk: Desk, each: Draft) -> str:
    """Why a build would not take a draft, empty where it would."""
    try:
        desk.prove(each)
    except NotTaken as error:
        return str(error)
    return ""


def review(desk: Desk, store: Store) -> None:
    """What would be saved, what stands in the way, and what to do next."""
    changed = touched(desk)
    st.header("What would be saved", anchor="save")
    _answer()
    if changed:
        fit = [_reviewed(desk, name, each) for name, each in changed]
        _decide(desk, changed, ready=all(fit))
    else:
        st.html(
            '<p class="muted">Nothing waits to be saved. What you type shows here, line by line, before it is saved,'
            " and stays while this tab is open and not reloaded.</p>"
        )
    _consequence(desk, store)


def _reviewed(desk: Desk, name: str, each: Draft) -> bool:
    """Show the difference of one file; whether it can be saved as it stands."""
    st.html(editing_words.difference(each))
    if said := refused(desk, each):
        st.error(parts.literal(f"Cannot be saved yet. {said}"))
        return False
    if desk.moved(each):
        st.warning(
            f"Somebody changed {name} since you opened it. Nothing is overwritten and what you typed is kept: take in"
            " the file as it is now, look at the difference again, then save."
        )
        st.button(f"Take in {name} as it is now", on_click=_reopen, args=(desk, name, each))
        return False
    return True


def _decide(desk: Desk, changed: Sequence[tuple[str, Draft]], *, ready: bool) -> None:
    row = st.container(horizontal=True, vertical_alignment="center", key="decide")
    files = wording.listed([name for name, _ in changed])
    row.button(f"Save {files}", type="primary", disabled=not ready, on_click=_save, args=(desk, changed))
    with row.popover("Discard …"):
        st.write(f"What you typed in {files} is lost.")
        st.button("Discard it", on_click=_discard, args=(desk, changed))


def _consequence(desk: Desk, store: Store) -> None:
    """What is saved and not built yet, and the button that lets the pages follow."""
    waiting = desk.unbuilt(store)
    if not waiting:
        return
    places = wording.listed([f"data/{place}" for place in waiting])
    st.info(parts.literal(f"Saved and not shown yet: {places}. Pages, reports and the check follow with a build."))
    if st.button("Build now"):
        build()
        st.rerun()


def build() -> bool:
    """Make the database anew, and say once what became of it; whether it was made."""
    try:
        with st.spinner("Reading every file and making the database anew. This takes some seconds."):
            remarks = publishing.publish()
    except (Refusal, OSError) as error:
        st.session_state[_SAID] = ("error", f"The database stays as it was. {error}")
        return False
    st.session_state[_SAID] = ("success", " ".join(["Built. All pages show what was saved.", *remarks]))
    return True


def _save(desk: Desk, changed: Sequence[tuple[str, Draft]]) -> None:
    saved: list[str] = []
    if any(draft(desk, name).text != each.text for name, each in changed):
        st.session_state[_SAID] = (
            "info",
            "Not saved yet: the difference below now has what you typed last. Save again to write it.",
        )
        return
    try:
        for name, each in changed:
            _drafts()[_key(desk, name)] = desk.save(name, each)
            saved.append(name)
    except Refusal as error:
        kept = f" Saved before that: {wording.listed(saved)}." if saved else ""
        st.session_state[_SAID] = ("error", f"Not saved, and what you typed is kept. {error}.{kept}")
    else:
        st.session_state[_SAID] = ("success", f"Saved {wording.listed(saved)}.")
    renew()


def _reopen(desk: Desk, name: str, each: Draft) -> None:
    try:
        _drafts()[_key(desk, name)] = desk.reopened(name, each)
    except Refusal as error:
        st.session_state[_SAID] = ("error", str(error))
    renew()


def _discard(desk: Desk, changed: Sequence[tuple[str, Draft]]) -> None:
    for name, _ in changed:
        _drafts().pop(_key(desk, name))
    renew()


def _answer() -> None:
    """Say once what became of the last deed."""
    kind, said = st.session_state.pop(_SAID, ("", ""))
    if kind:
        {"success": st.success, "error": st.error, "info": st.info}[kind](parts.literal(said))


def _drafts() -> dict[tuple[str, str], Draft]:
    found: dict[tuple[str, str], Draft] = st.session_state.setdefault(_DRAFTS, {})
    return found


def _key(desk: Desk, name: str) -> tuple[str, str]:
    return ("" if name == TARGETS else desk.round, name)
