"""The meeting view: all 27 rows on one screen, then the exceptions one by one, by keyboard."""

import streamlit as st

from pmf import wording
from pmf.ui import address, cached, frame, meeting

choice = frame.ensure()
card = cached.scorecard(*choice.key)
exceptions = meeting.exceptions(card)
item = address.number("item", 0, len(exceptions))


def go(to: int) -> None:
    """Show another item; 0 is the whole scorecard."""
    if to:
        st.query_params["item"] = str(to)
    else:
        st.query_params.pop("item", None)


bar = st.container(horizontal=True, vertical_alignment="center", key="meeting")
title = f"{card.area_name}, {wording.round_name(card.round)}, {card.edition.id} edition"
bar.html(f"<h1>{title}</h1>" if not item else f"<h1>Exception {item} of {len(exceptions)}</h1>")
bar.button("Previous", shortcut="Left", on_click=go, args=(item - 1,), disabled=item == 0)
bar.button("Next", shortcut="Right", on_click=go, args=(item + 1,), disabled=item == len(exceptions))
bar.button("Overview", shortcut="Home", on_click=go, args=(0,), disabled=item == 0)
if item:
    st.html(meeting.one(exceptions[item - 1], lambda row: address.href("indicator", id=row.indicator.id)))
else:
    st.html(meeting.overview(card, lambda number: address.href("meeting", item=number)))
