"""One indicator: the finding, its rating and why, its history, its districts, and where every figure comes from."""

import streamlit as st

from pmf import catalogue
from pmf.reading import HOME, LATEST
from pmf.ui import address, cached, editing, frame, indicator, report

choice = frame.ensure()
known = catalogue.indicators()
name = address.one(
    st.container(), "Indicator", "id", list(known), next(iter(known)), indicator.listed, label_visibility="collapsed"
)
view = cached.indicator(*choice.key, name)

about = choice.about(name)
compared = name in cached.comparable(choice.store.stamp, choice.store, None)
indicator.head(view, address.href("benchmarking", id=name) if compared else "")
left, right = st.columns([5, 3], gap="large")
with left:
    indicator.history(view, cached.history_chart(choice.store.stamp, view, about, choice.dark))
    indicator.method(view)
with right:
    indicator.rating(view)
    if view.indicator.number and choice.round != LATEST and choice.area == HOME:
        record = cached.record(choice.store.stamp, choice.store, choice.round)
        idle = report.NO_ACTION if view.row.headline.word == "Red" else ""
        if said := report.said(record, name, editing.link(record), idle):
            st.header("What the round says", anchor=False)
            st.html(said)
    if view.comparison:
        indicator.then_and_now(view)
    indicator.revised(view)
if len(view.members) > 1:
    indicator.members(view, cached.member_charts(choice.store.stamp, view, about, choice.dark))
if view.ingredients:
    indicator.ingredients(view)
