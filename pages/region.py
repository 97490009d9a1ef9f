"""The State of the Region: where the area stands, as one table or theme by theme with charts and a map."""

from functools import partial

import streamlit as st

from pmf import export, groups, origins, reading, region_export
from pmf.reading import LATEST
from pmf.region import THEMES, arranged
from pmf.ui import address, cached, frame, parts, region, region_table

choice = frame.ensure()
theme = address.word("Theme", "theme", (region.OVERVIEW, *THEMES), region.OVERVIEW)
top = st.container(horizontal=True, vertical_alignment="center", key="top")
top.title("State of the Region", width="stretch", anchor=False)
sets = [name for name in groups.offered(reading.places(), choice.area) if name in groups.NEIGHBOURS]
beside = address.one(top, "Neighbours", "neighbours", sets, groups.NEIGHBOURS[0], groups.TITLES.__getitem__, width=270)
download = top.container(width="content")
known = choice.as_known or (None if choice.round == LATEST else reading.round_end(choice.round))
state = cached.region(choice.store.stamp, choice.store, choice.area, beside, known, known or choice.today)
key = (choice.area, beside, known, theme)


def indicator(name: str) -> str:
    """The address of an indicator's page."""
    return address.href("indicator", id=name)


title = region.headline(state)
st.caption(parts.literal(title))
sources = cached.sources(choice.store.stamp, choice.store, choice.today, cached.runs())
origin = partial(origins.of, sources, None)
st.html(region.themes(theme, lambda name: address.href("region", **({"theme": name} if name else {}))))
if theme == region.OVERVIEW:
    order = address.word("Order", "sort", region_table.ORDERS, region_table.ORDERS[0])
    filters = st.container(horizontal=True, vertical_alignment="center", key="filters")
    of = address.some(filters, "Theme", "only", THEMES, str.capitalize)
    verdicts = address.some(filters, "Against England", "verdict", region_table.VERDICTS, str.capitalize)
    ages = address.some(filters, "Freshness", "freshness", region_table.AGES, str.capitalize)
    evidence = address.switch(filters, "Evidence", "evidence")
    rows = [
        row
        for row in arranged(state.standings, order)
        if (not of or row.indicator.theme in of)
        and (not verdicts or region_table.named(row) in verdicts)
        and (not ages or row.freshness in ages)
    ]
    records, name = partial(region_export.rows, state, rows), f"where_we_stand_{choice.area}.csv"
    caption = region_table.caption(state, len(rows))
    st.html(region_table.render(rows, order, caption, lambda by: address.here("region", sort=by), indicator, evidence))
    st.html(region_table.HOW_TO_READ)
    st.header("Authorities without a figure", anchor=False)
    st.html(region_table.absences(state))
    st.header("Indicators without a figure", anchor=False)
    st.html(region.missing(state.without, indicator))
else:
    rows = list(state.drawn(theme))
    records, name = partial(region_export.lines, state, state.of(theme)), f"{theme}_{choice.area}.csv"
    st.html(region.summary(state, theme, indicator))
    st.html(region.key(state))
    region.charts(rows, cached.theme_charts(choice.store.stamp, rows, key, choice.dark), indicator)
    held = cached.districts(choice.store.stamp, state.of(theme), key)
    if held:
        st.header("Districts", anchor=False)
        mapped = address.one(st.container(), "Map of", "map", list(held), next(iter(held)), region.name_of, width=420)
        drawn = cached.district_map(choice.store.stamp, held[mapped], (*key, mapped), choice.dark)
        left, right = st.columns([2, 3], gap="large")
        region.district_map(left, held[mapped], drawn)
        right.html(region.district_list(held[mapped], cached.ground(choice.dark)))
    st.caption(parts.literal(f"Source: {origin([row.indicator.id for row in rows]).line}"))
    if state.missing(theme):
        st.header("Not held", anchor=False)
        st.html(region.missing(state.missing(theme), indicator))


def taken_along() -> str:
    """The rows or lines shown as a file, each with where its figures come from."""
    found = {row.indicator.id: origin([row.indicator.id]) for row in state.standings}
    return export.to_csv(origins.stamped(records(), title, lambda record: found[str(record["indicator"])]))


download.download_button("Download as CSV", taken_along, name, "text/csv", type="tertiary", on_click="ignore")
