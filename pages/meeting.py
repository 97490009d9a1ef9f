"""The meeting view: all 27 rows on one screen, then the exceptions one by one, by keyboard."""

import streamlit as st

from pmf.ui import address, cached, frame, indicator, meeting, table

choice = frame.ensure()
card = cached.scorecard(*choice.key)
reds = meeting.exceptions(card)
item = address.number("item", 0, len(reds))


def link(place: int) -> str:
    """The address of an item; 0 is the whole scorecard."""
    return address.href("meeting", item=place) if place else address.href("meeting")


where = f"{card.area_name}, {card.title}"
choice.bar.html(
    meeting.heading(where, f"Exception {item} of {len(reds)}" if item else "", "" if item else table.tallies(card)),
    width="stretch",
)
choice.bar.html(meeting.steps(item, len(reds), link), width="content")
if item:
    row = reds[item - 1]
    view = cached.indicator(*choice.key, row.indicator.id)
    left, right = st.columns([3, 2], gap="large") if indicator.has_history(view) else (st.container(), None)
    left.html(meeting.one(row, address.href("indicator", id=row.indicator.id)))
    if right:
        with right:
            indicator.history(
                view, cached.history_chart(choice.store.stamp, view, choice.about(row.indicator.id), choice.dark)
            )
else:
    st.html(meeting.overview(card, reds, link))
