"""The projects of a round: counts, a list beside the map, what needs attention, reports due, by district."""

from collections.abc import Callable

import streamlit as st

from pmf import export, export_projects, origins
from pmf.ui import address, attention, cached, frame, project_filters, project_map, projects

choice = frame.ensure()
held = projects.register(choice)
key = projects.key(choice)
names = projects.districts()

top = st.container(horizontal=True, vertical_alignment="center", key="top")
top.title("Projects", width="stretch", anchor=False)
download = top.container(horizontal=True, width="content")
st.caption(projects.where(held))

filters = st.container(horizontal=True, vertical_alignment="center", key="filters")
wanted = project_filters.drawn(filters, cached.choices(choice.store.stamp, held, key), names)
shown = cached.chosen(choice.store.stamp, held, key, wanted)
st.html(projects.age(held) + projects.lead(held, shown))

left, right = st.columns([3, 2], gap="large")
colour = address.one(right, "Colour districts by", "colour", projects.shades(choice), "", projects.coloured)
kept = project_filters.kept(wanted, colour)
with left:
    page = address.number("Page", "page", 1, projects.pages(shown))
    st.html(
        projects.listing(held, shown, page, lambda name: address.href("project", id=name, **kept))
        + projects.steps(page, shown, lambda to: address.here("projects", page=to))
    )
with right:
    view = cached.indicator(*choice.key, colour) if colour else None
    drawn = cached.projects_map(choice.store.stamp, shown, view, (*key, colour), wanted, choice.dark)
    told = project_map.told(shown.rows, view)
    if view:
        told += f" Source of their shades: {origins.of(view.sources, None, [colour]).line}."
    picked = project_map.draw(st.container(), drawn, f"Map. {told} The list has the same projects.")
    st.caption(told)
if picked:
    st.switch_page("pages/project.py", query_params={**address.carried(), **kept, "id": picked})

st.header("Needs attention", anchor="needs-attention")
st.html(attention.needs(held, shown, lambda name: address.href("project", id=name, **kept)))
st.header("Reports due", anchor="reports-due")
st.html(attention.reports(shown, lambda name: address.href("project", id=name, **kept)))
left, right = st.columns([3, 2], gap="large")
with left:
    acted = projects.acted(choice)
    st.header("Red indicators without a planned action", anchor=False)
    st.html(attention.reds(held, acted, lambda name: address.href("indicator", id=name)))
with right:
    st.header("By district", anchor=False)
    st.html(projects.by_district(shown, names))

files: tuple[tuple[str, str, Callable[[], list[export.Record]]], ...] = (
    ("Download as CSV", "projects", lambda: export_projects.rows(held, shown.rows)),
    ("Needs attention (CSV)", "needs_attention", lambda: export_projects.needs(held, shown.urgent, held.idle(acted))),
)
for label, name, records in files:
    download.download_button(
        label,
        lambda records=records: export.to_csv(records()),
        f"{name}_{held.round}_{held.edition.id}.csv",
        "text/csv",
        type="tertiary",
        on_click="ignore",
    )
