"""Data and methods: where the figures come from, how old they are, how ratings are made, how to read the pages."""

import streamlit as st

from pmf import editions, export, reading
from pmf.ui import cached, coverage, downloads, frame, methods

choice = frame.ensure()
runs = cached.runs()
held = cached.sources(choice.store.stamp, choice.store, choice.today, runs)

st.title("Data and methods", anchor=False)
st.caption("Where every figure comes from, how old it is, how a rating is made, and how to read the pages.")
st.header("Sources and their freshness", anchor=False)
st.html(methods.sources(held))
st.download_button(
    "Download the list of sources (CSV)",
    export.to_csv([export.source(state) for state in held]),
    "sources.csv",
    "text/csv",
    type="tertiary",
    on_click="ignore",
)
if offer := cached.offer():
    st.header("Open data", anchor=False)
    st.html(downloads.offered(offer))
st.header("What was revised", anchor=False)
st.html(methods.revisions(cached.revised(choice.store.stamp, choice.store, choice.area, choice.today)))
st.header("Last refreshes", anchor=False)
st.html(methods.runs(runs))
st.header("How ratings are made", anchor=False)
st.html(methods.rules(editions.all_editions()))
st.header("How to read the scorecard", anchor=False)
st.html(methods.reading())
st.header("Which areas and years are held", anchor=False)
here = reading.places().get(choice.area).name
st.html(coverage.table(cached.coverage(choice.store.stamp, choice.store, choice.area), here))
