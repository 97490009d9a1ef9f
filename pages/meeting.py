"""The meeting view: all 27 rows on one screen, then the agenda item by item, by keyboard, and what was decided."""

import streamlit as st

from pmf import reading
from pmf.reading import LATEST, NoRegister
from pmf.rounds import agenda
from pmf.rounds.agenda import Item
from pmf.scorecard import Row
from pmf.ui import address, cached, decisions, frame, indicator, meeting, projects, table

choice = frame.ensure()
card = cached.scorecard(*choice.key)
store = (choice.store.stamp, choice.store)
ours = choice.area == reading.HOME
try:
    needy = cached.projects(*projects.key(choice), choice.store).rows if ours else ()
except NoRegister:
    needy = ()
items = agenda.agenda(card, needy)
last = len(items) + 1
item = address.number("Item", "item", 0, last)
minutes = f"{choice.area}_{choice.round}"


def link(place: int) -> str:
    """The address of an item; 0 is the whole scorecard."""
    return address.href("meeting", item=place) if place else address.href("meeting")


def shown(chosen: Item) -> str:
    """The indicator or the project of an item, large."""
    if isinstance(chosen.about, Row):
        return meeting.one(chosen.about, address.href("indicator", id=chosen.subject))
    return meeting.project(chosen.about, address.href("project", id=chosen.about.project.id))


def beside(chosen: Item) -> None:
    """The history of an item, what the round says of it and what was promised the round before."""
    if isinstance(chosen.about, Row):
        view = cached.indicator(*choice.key, chosen.subject)
        if indicator.has_history(view):
            chart = cached.history_chart(choice.store.stamp, view, choice.about(chosen.subject), choice.dark)
            indicator.history(view, chart)
    if not ours:
        return
    this = None if choice.round == LATEST else choice.round
    before = agenda.before(cached.ends(*store), this, choice.as_known)
    now, then = (cached.papers(*store, name) for name in (this, before))
    if said := meeting.said(now.comment(chosen.subject), now.actions_on(chosen.subject)):
        st.html(said)
    st.html(meeting.promise(before, then.actions_on(chosen.subject)))


where = f"{card.area_name}, {card.title}"
tallies = "" if item else table.tallies(card)
choice.bar.popover("Agenda").html(meeting.agenda(items, item, decisions.decided(minutes), link))
choice.bar.html(meeting.heading(where, meeting.place(item, items), tallies), width="stretch")
choice.bar.html(meeting.tools(), width="content")
choice.bar.html(meeting.steps(item, last, link), width="content")
if item == 0:
    st.html(meeting.overview(card, items, link))
elif item == last:
    names = {each.subject: each.name for each in items}
    decisions.form(minutes, "", choice.today)
    decisions.listed(minutes, names)
    decisions.download(minutes, where, choice.today, names)
else:
    chosen = items[item - 1]
    left, right = st.columns([3, 2], gap="large")
    left.html(shown(chosen))
    with left:
        decisions.form(minutes, chosen.subject, choice.today)
        if so_far := decisions.on_item(minutes, chosen.subject, link(last)):
            st.html(so_far)
    with right:
        beside(chosen)
