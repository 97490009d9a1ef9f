"""The views of the Edit page: what is written about a subject, decisions, targets, names, corrections, a new round.

Knows which fields each file has; refuses to know how a draft is kept, proved or saved.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from pmf import catalogue, settings, wording
from pmf.consistency import Finding
from pmf.editing import names
from pmf.editing.desk import ACTIONS, COMMENTARY, CORRECTIONS, DECISIONS, NAMES, TARGETS, Desk
from pmf.editing.proof import NotTaken
from pmf.editing.rows import Cells, Slot
from pmf.refusals import Refusal
from pmf.rounds import drafting, pending
from pmf.rounds.papers import Papers
from pmf.rounds.pending import Difference
from pmf.rounds.record import Record
from pmf.ui import address, editing, editing_words, exhibit, parts
from pmf.ui.editing_fields import Field, form

BEGIN = "Begin a round"
VIEWS = {"": "Commentary and actions", "decisions": "Decisions", "targets": "Targets", "names": "Names", "begin": BEGIN}
SEALED_VIEWS = {"": "Corrections", "targets": "Targets", "begin": BEGIN}
_OWNER = Field(2, "Owner", width=220)


def desk(record: Record) -> Desk:
    """The desk of a round, with the indicators and projects that its papers can be about."""
    projects = [entry.project.id for entry in record.register.rows] if record.register else []
    return Desk(settings.data(), record.round, [found.id for found in catalogue.scorecard()], projects)


def state(desk: Desk) -> str:
    """Whether the round may be written, in words."""
    if not desk.begun:
        return "nothing is written about it yet"
    if desk.sealed:
        return "sealed: its papers stay as they are, corrections stand beside them"
    return "a draft: what is saved here lies in its files, for version control to keep"


def show(
    view: str, desk: Desk, record: Record, before: Record | None, waiting: Sequence[Difference], today: date
) -> None:
    """The view asked for. A file that no build reads is said to be one, and is left for a text editor."""
    try:
        if view == "targets":
            targets(desk)
        elif view == "begin" or not desk.begun:
            begin(desk, today)
        elif desk.sealed:
            corrections(desk, record, waiting, today)
        elif view == "decisions":
            decisions(desk, record)
        elif view == "names":
            hands(desk)
        else:
            words(desk, record, before)
    except NotTaken as error:
        st.error(parts.literal(f"{error}. Mend the file in a text editor, then reload this page."))


def words(desk: Desk, record: Record, before: Record | None) -> None:
    """Commentary and actions on one subject, beside what the round holds of it and what the check finds."""
    subjects = record.names
    lack, choose = st.container(), st.container()
    subject = address.one(
        choose, "About", "subject", list(subjects), next(iter(subjects)), subjects.__getitem__, width=560
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        _commentary(desk, subject)
        st.header("Planned actions", anchor=False)
        fields = (Field(1, "Action", "long", needed=True), _OWNER, Field(3, "Due", "day", 160))
        form(desk, ACTIONS, fields, (subject, "", "", ""), "Action", lambda cells: cells[0] == subject)
    now = replace(record, papers=_typed(desk, record))
    lack.html(editing_words.lacking(now, lambda name: address.here("edit", subject=name)))
    with right:
        st.html(editing_words.standing(record, subject))
        st.header("What the check finds here", anchor=False)
        found = drafting.findings(now, before.card if before else None)
        st.html(editing_words.findings(_about(found, subject), _about(record.findings, subject)))


def decisions(desk: Desk, record: Record) -> None:
    """Every decision of the round."""
    subjects = {"": "The round", **record.names}
    fields = (
        Field(2, "Decision", "long", needed=True),
        Field(0, "Taken on", "day", 160, needed=True),
        Field(1, "About", "choice", choices=subjects),
        Field(3, "Owner", width=220),
        Field(4, "Follow up by", "day", 160),
    )
    st.header("Decisions", anchor=False)
    form(desk, DECISIONS, fields, ("", "", "", "", ""), "Decision")


def targets(desk: Desk) -> None:
    """The targets of one indicator, each with the round from which it applies."""
    known = {found.id: f"{found.number} {found.name}" for found in catalogue.scorecard()}
    subject = address.one(
        st.container(), "Indicator", "subject", list(known), next(iter(known)), known.__getitem__, width=560
    )
    unit = wording.unit(catalogue.get(subject).unit).heading
    st.caption(
        parts.literal(
            "A target applies from its round on, until the next one. A sealed round keeps the target it was sealed"
            " with: one that reaches back to it shows there as a pending correction."
        )
    )
    fields = (
        Field(1, "From round", width=130, hint="The month a round is named after, as in 2026-03", needed=True),
        Field(2, f"Target, {unit}", "number", 210, hint="The number alone, such as 36,000 or 0.95", needed=True),
        Field(3, "Approved on", "day", 160),
        Field(4, "Reason"),
    )
    st.header("Targets", anchor=False)
    form(desk, TARGETS, fields, (subject, desk.round, "", "", ""), "Target", lambda cells: cells[0] == subject)


def hands(desk: Desk) -> None:
    """Who prepared, checked and approved the round."""
    st.header("Who stands by the round", anchor=False)
    st.caption(
        "A round can be sealed once all three are named. The check objects where one person is both author and assurer."
    )
    place = st.container(horizontal=True)
    for role in names.ROLES:
        cells = editing.draft(desk, NAMES).rows.get((role,))
        key = f"name|{desk.round}|{role}|{editing.turn()}"
        st.session_state.setdefault(key, cells[0] if cells else "")
        place.text_input(role.capitalize(), key=key, on_change=_kept, args=(desk, NAMES, (role,), (), key))


def corrections(desk: Desk, record: Record, waiting: Sequence[Difference], today: date) -> None:
    """What was corrected, what waits to be, and a field for each cell of the sealed round."""
    sealed, subjects = pending.cells(record), record.names
    made = [
        (
            wording.day(each.on),
            subjects.get(each.subject, each.subject),
            each.column,
            each.was,
            each.now,
            each.reason,
            each.by,
        )
        for each in desk.papers([]).corrections
    ]
    if made:
        heads = ("On", "Subject", "Column", "Sealed as", "Is", "Reason", "By")
        st.html(exhibit.plain_table(heads, made, wording.amount(len(made), "correction")))
    st.header("Corrections", anchor=False)
    st.html(editing_words.waiting(waiting, lambda each: address.here("edit", subject=each.subject, cell=each.column)))
    place = st.container(horizontal=True)
    about = list(dict.fromkeys(name for name, _ in sealed))
    subject = address.one(place, "Subject", "subject", about, about[0], subjects.__getitem__, width=560)
    columns = [column for name, column in sealed if name == subject]
    column = address.one(place, "What is wrong", "cell", columns, columns[0], str.capitalize, width=240)
    was = sealed[subject, column]
    st.html(f"<p>Sealed as: <strong>{escape(was or 'nothing')}</strong></p>")
    known = next((each.now for each in waiting if (each.subject, each.column) == (subject, column)), "")
    fields = (Field(4, "Is", width=220), Field(5, "Reason"), Field(6, "Corrected by", width=220))
    blank = (today.isoformat(), subject, column, was, known, "", "")
    opened = editing.draft(desk, CORRECTIONS).before.values()
    form(desk, CORRECTIONS, fields, blank, "Correction", lambda cells: cells not in opened)


def begin(desk: Desk, today: date) -> None:
    """A new round: its folder, and the database made anew so that it can be chosen."""
    st.header(BEGIN, anchor=False)
    st.caption(
        "A folder of its own for what will be written. Published figures join it by themselves; the next build reads"
        " returns from the folder “returns”, and the register of projects from a folder of the round in “projects”."
    )
    year, quarter = divmod(today.year * 4 + (today.month - 1) // 3 - 1, 4)
    ended = f"{year}-{quarter * 3 + 3:02d}"
    with st.form("begin", width=420):
        name = st.text_input(
            "Round", ended if desk.begun else desk.round, help="The last month of its quarter, as in 2026-03"
        )
        analyst = st.text_input("Analyst")
        if st.form_submit_button("Begin and build"):
            try:
                Desk(desk.data, name.strip(), ()).begin(analyst.strip())
            except Refusal as error:
                st.error(parts.literal(str(error)))
                return
            if editing.build():
                st.query_params.from_dict({"round": name.strip()})
            st.rerun()


def _commentary(desk: Desk, subject: str) -> None:
    cells = editing.draft(desk, COMMENTARY).rows.get((subject,))
    key = f"comment|{desk.round}|{subject}|{editing.turn()}"
    st.session_state.setdefault(key, cells[1] if cells else "")
    st.text_area(
        "Commentary",
        key=key,
        height=150,
        on_change=_kept,
        args=(desk, COMMENTARY, (subject,), (subject,), key),
    )


def _kept(desk: Desk, name: str, slot: Slot, before: Cells, key: str) -> None:
    """Take a field that is a row of its own into the draft; an empty one is none."""
    text = st.session_state[key].strip()
    editing.typed(desk, name, slot, (*before, text) if text else None)


def _typed(desk: Desk, record: Record) -> Papers:
    """The papers with what is typed where a build would take it, which is said at the files; as built where a file
    beside them cannot be read."""
    try:
        return desk.papers([draft for _, draft in editing.touched(desk) if not editing.refused(desk, draft)])
    except NotTaken:
        return record.papers


def _about(found: Sequence[Finding], subject: str) -> list[Finding]:
    return [finding for finding in found if finding.subject in (subject, subject.removeprefix("project:"))]
