"""The meeting view: all 27 rows on one screen, then the exceptions one by one, by keyboard."""

import streamlit as st

from pmf.ui import address, cached, frame, indicator, meeting, table

choice = frame.ensure()
card = cached.scorecard(*choice.key)
reds = meeting.exceptions(card)
item = address.number("item", 0, len(reds))


def go(to: int) -> None:
    """Show another item; 0 is the whole scorecard."""
    if to:
        st.query_params["item"] = str(to)
    else:
        st.query_params.pop("item", None)


title = f"Exception {item} of {len(reds)}" if item else f"{card.area_name}, {card.title}"
headline = "" if item else table.tallies(card)
bar = choice.bar
bar.html(f"<h1>{title}</h1>{headline}", width="stretch")
bar.button("Previous", shortcut="Left", on_click=go, args=(item - 1,), disabled=item == 0)
bar.button("Next", shortcut="Right", on_click=go, args=(item + 1,), disabled=item == len(reds))
bar.button("Overview", shortcut="Home", on_click=go, args=(0,), disabled=item == 0)
if item:
    row = reds[item - 1]
    left, right = st.columns([3, 2], gap="large")
    left.html(meeting.one(row, address.href("indicator", id=row.indicator.id)))
    view = cached.indicator(*choice.key, row.indicator.id)
    with right:
        indicator.history(
            view, cached.history_chart(choice.store.stamp, view, choice.about(row.indicator.id), choice.dark)
        )
else:
    st.html(meeting.overview(card, reds, lambda place: address.href("meeting", item=place)))
