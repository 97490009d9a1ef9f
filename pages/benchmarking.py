"""Benchmarking: an area among others by one indicator, in five views, each with its words, figures and files."""

from functools import partial

import streamlit as st

from pmf import origins, palette
from pmf.ui import address, benchmarking, benchmarking_views, cached, frame, parts

choice = frame.ensure()
alone = bool(st.context.is_embedded)
top = st.container(key="alone" if alone else "questions")
if not alone:
    top.title("Benchmarking", anchor=False)
links = top.container()
bar = top.container(horizontal=True, vertical_alignment="bottom", key="filters")
asked = benchmarking.ask(choice, bar)
links.html(benchmarking.views(asked.view))
made = benchmarking_views.make(choice, asked, bar)
spec = cached.picture(choice.store.stamp, made.key, choice.dark, made.draw) if made.charted else None
states = cached.sources(choice.store.stamp, choice.store, choice.today, cached.runs())
origin = partial(origins.of, states, made.newest)
source = origin(made.shown.indicators).line
if alone and address.unanswered():
    benchmarking.nothing()
elif alone:
    benchmarking.embedded(made.shown, spec, source)
else:
    benchmarking.show(made.shown, spec, source, made.beside)
    benchmarking.downloads(
        made.shown,
        lambda: made.draw(palette.LIGHT),
        origin,
        tabled=made.charted and not made.beside,
        embed=benchmarking.iframe(choice, asked),
    )
    if asked.view != benchmarking.FIFTHS:
        way = parts.link(
            "Definition, districts and sources of this indicator", address.href("indicator", id=asked.indicator)
        )
        st.html(f"<p>{way}</p>")
    if made.aside:
        st.header("How the area's own figure moved", anchor=False)
        st.html(made.aside)
