"""Commentary, actions, decisions, targets and names of a round, typed here and saved in its files."""

import streamlit as st

from pmf import reading, settings, wording
from pmf.reading import LATEST
from pmf.ui import address, cached, editing, editing_views, frame, parts

choice = frame.ensure()
if settings.read_only():
    st.title("Edit", anchor=False)
    st.info("Editing is off: this instance shows what was published and changes nothing.")
    raise frame.Ended

held = (choice.store.stamp, choice.store)
name = cached.rounds(*held)[0] if choice.round == LATEST else choice.round
record, before = cached.record(*held, name), cached.before(*held, name)
desk = editing_views.desk(record)
st.title("Edit", anchor=False)
st.caption(
    parts.literal(
        f"{reading.places().get(reading.HOME).name} · {wording.round_name(name)} · {editing_views.state(desk)}"
    )
)
if not desk.writable:
    st.warning(parts.literal(f"Nothing can be saved: {desk.data} cannot be written by this program."))
titles = editing_views.SEALED_VIEWS if desk.sealed else editing_views.VIEWS
view = address.word("View", "view", list(titles), "")
st.html(parts.nav([(title, address.here("edit", view=key), key == view) for key, title in titles.items()], "Views"))
editing_views.show(view, desk, record, before, cached.waiting(*held, name), choice.today)
editing.review(desk, choice.store)
