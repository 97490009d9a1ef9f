"""What a meeting decides: recorded beside the item, kept in the browser session, downloaded as an action note.

Knows the form, the session and the list; refuses to know the files of a round and the figures.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from pmf import wording
from pmf.report import note, writing
from pmf.report.document import FORMATS
from pmf.rounds.papers import Decision
from pmf.tables import CONTROL
from pmf.ui import parts

LONGEST = 500
FIELDS = ("text", "owner", "due")
FORGETFUL = "Kept in this browser session only: download the note before you close or reload the page."


def taken(meeting: str) -> list[Decision]:
    """What this session has recorded of a meeting, in order."""
    held: list[Decision] = st.session_state.setdefault(f"decided {meeting}", [])
    return held


def decided(meeting: str) -> set[str]:
    """Subjects of which something was decided so far."""
    return {each.subject for each in taken(meeting)}


def form(meeting: str, subject: str, today: date) -> None:
    """Record a decision on a subject, which is empty for the round as a whole. What is typed and not yet recorded waits
    in its field while the meeting looks at something else."""
    text, owner, due, remark = (_typed(meeting, subject, field) for field in (*FIELDS, "remark"))
    line = st.container(horizontal=True, vertical_alignment="bottom", key="decide")
    line.text_input("Decision or action", key=text, max_chars=LONGEST, persist_state="session")
    line.text_input("Owner", key=owner, max_chars=80, width=150, persist_state="session")
    first, last = parts.DAYS
    line.date_input(
        "Due",
        None,
        key=due,
        min_value=first,
        max_value=last,
        format="DD/MM/YYYY",
        width=160,
        persist_state="session",
    )

    def record() -> None:
        typed = st.session_state
        decision = Decision(today, subject, _clean(typed[text]), _clean(typed[owner]), typed[due])
        typed[remark] = _remark(decision)
        if decision.decision:
            if decision not in taken(meeting):  # pressed twice, before the fields were empty
                taken(meeting).append(decision)
            typed[text], typed[owner], typed[due] = "", "", None

    if line.button("Record", key=_typed(meeting, subject, "record"), on_click=record) and st.session_state[remark]:
        st.warning(st.session_state[remark])


def _remark(decision: Decision) -> str:
    """Why nothing was recorded, or what of it may be a slip; empty where all is well."""
    if not decision.decision:
        return "Nothing was recorded: expected a decision or an action, got an empty field."
    if decision.due and decision.due < decision.taken:
        return f"Recorded as due on a day that has passed: {wording.day(decision.due)}."
    return ""


def on_item(meeting: str, subject: str, href: str) -> str:
    """What was decided on a subject so far, as a list with a link to the whole note; nothing where nothing was."""
    items = "".join(f"<li>{_said(each)}</li>" for each in taken(meeting) if each.subject == subject)
    whole = f"<p class='muted'>{parts.link('All decisions and the action note', href)} · {FORGETFUL}</p>"
    return f'<h3>Decided today</h3><ul class="decided">{items}</ul>{whole}' if items else ""


def listed(meeting: str, names: Mapping[str, str]) -> None:
    """Everything decided, each with a button that takes it back; before it what was typed and not recorded."""
    waiting = _waiting(meeting)
    typed = [name for subject, name in names.items() if subject in waiting]
    if waiting - names.keys():
        typed.append("something no longer on the agenda")
    if typed:
        st.warning(parts.literal(f"Typed and not recorded yet: {wording.listed(typed)}."))
    if not taken(meeting):
        st.html('<p class="lead">Nothing was decided yet. A decision is recorded below its item, or here.</p>')
    for place, each in enumerate(taken(meeting)):
        line = st.container(horizontal=True, vertical_alignment="center")
        about = escape(names.get(each.subject, note.GENERAL))
        line.html(f'<p class="decision"><span class="muted">{about}</span><br>{_said(each)}</p>', width="stretch")
        line.button(f"Take back {place + 1}", key=f"back {meeting} {place}", on_click=_take_back, args=(meeting, place))


def download(meeting: str, about: str, today: date, names: Mapping[str, str]) -> None:
    """The action note as files, once there is something to note."""
    if taken(meeting):
        made = note.document(about, f"action_note_{meeting}_{today.isoformat()}", today, taken(meeting), names)
        files = st.container(horizontal=True)
        for suffix in ("docx", "html"):
            words, media = FORMATS[suffix]
            content = partial(writing.drawn, made, suffix)
            files.download_button(f"Action note: {words}", content, f"{made.file}.{suffix}", media, on_click="ignore")
    st.caption(parts.literal(FORGETFUL))


def _typed(meeting: str, subject: str, field: str) -> str:
    return f"decision {meeting}|{subject}|{field}"


def _waiting(meeting: str) -> set[str]:
    """Subjects with something typed and not recorded; not the round as a whole, whose fields stand beside the list.

    The session keeps its fields in no order."""
    filled = (str(key).split("|") for key, value in st.session_state.items() if value)
    parts_of = [key for key in filled if key[0] == f"decision {meeting}" and key[-1] in FIELDS]
    return {subject for _, subject, _ in parts_of if subject}


def _take_back(meeting: str, place: int) -> None:
    del taken(meeting)[place]


def _said(decision: Decision) -> str:
    return (
        f"{escape(decision.decision)} · <strong>{escape(decision.owner or note.NOBODY)}</strong>,"
        f" {escape(note.due(decision))}"
    )


def _clean(said: str) -> str:
    """What was typed, in one line and without signs that no file of a round takes."""
    return " ".join(re.sub(CONTROL, " ", said).split())
