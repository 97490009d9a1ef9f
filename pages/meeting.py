"""The meeting view: all 27 rows on one screen, then the agenda item by item, by keyboard, and what was decided."""

import streamlit as st

from pmf import reading
from pmf.reading import LATEST, NoRegister
from pmf.rounds import agenda
from pmf.rounds.papers import Papers
from pmf.scorecard import Row
from pmf.ui import address, cached, decisions, frame, indicator, meeting, projects, table

choice = frame.ensure()
card = cached.scorecard(*choice.key)
ours = choice.area == reading.HOME
try:
    needy = cached.projects(*projects.key(choice), choice.store).rows if ours else ()
except NoRegister:
    needy = ()
items = agenda.agenda(card, needy)
last = len(items) + 1
item = address.number("item", 0, last)
held = f"{choice.area}_{choice.round}"


def link(place: int) -> str:
    """The address of an item; 0 is the whole scorecard."""
    return address.href("meeting", item=place) if place else address.href("meeting")


where = f"{card.area_name}, {card.title}"
choice.bar.html(
    meeting.heading(where, meeting.place(item, items), "" if item else table.tallies(card)),
    width="stretch",
)
choice.bar.html(meeting.tools(), width="content")
choice.bar.html(meeting.steps(item, last, link), width="content")
choice.bar.popover("Agenda").html(meeting.agenda(items, link))
names = {each.subject: each.name for each in items}
if item == last:
    decisions.form(held, "", choice.today)
    decisions.listed(held, names)
    decisions.download(held, where, choice.today, names)
elif item:
    chosen = items[item - 1]
    view = cached.indicator(*choice.key, chosen.subject) if isinstance(chosen.about, Row) else None
    left, right = st.columns([3, 2], gap="large")
    if isinstance(chosen.about, Row):
        left.html(meeting.one(chosen.about, address.href("indicator", id=chosen.subject)))
    else:
        left.html(meeting.project(chosen.about, address.href("project", id=chosen.about.project.id)))
    with right:
        if view and indicator.has_history(view):
            indicator.history(
                view, cached.history_chart(choice.store.stamp, view, choice.about(chosen.subject), choice.dark)
            )
        ends = [(name, reading.round_end(name)) for name in cached.rounds(choice.store.stamp, choice.store)]
        this = None if choice.round == LATEST else choice.round
        before = agenda.before(ends, this, choice.as_known)
        now, then = (
            cached.record(choice.store.stamp, choice.store, name).papers if name and ours else Papers()
            for name in (this, before)
        )
        if told := meeting.said(now.comment(chosen.subject), now.actions_on(chosen.subject)):
            st.html(told)
        st.html(meeting.promise(before, then.actions_on(chosen.subject)))
        noted = st.container()
    decisions.form(held, chosen.subject, choice.today)
    if said := decisions.on_item(held, chosen.subject):
        noted.html(said)
else:
    st.html(meeting.overview(card, items, link))
