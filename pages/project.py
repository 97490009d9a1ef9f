"""One project: why it needs attention, its narrative, milestones, outcomes, risk, history and reports due."""

import streamlit as st

from pmf.ui import address, cached, frame, project, project_filters, projects

choice = frame.ensure()
held = projects.register(choice)
entry = project.find(held, address.text("id"))
key, names = projects.key(choice), projects.districts()
asked = project_filters.said(cached.choices(choice.store.stamp, held, key), names)
shown = cached.chosen(choice.store.stamp, held, key, asked)
kept = project_filters.kept(asked, address.word("Colour districts by", "colour", projects.shades(choice), ""))

st.html(
    project.steps(
        held,
        shown,
        entry,
        project_filters.words(asked, names),
        lambda name: address.href("project", id=name, **kept),
        lambda page: address.href("projects", **kept, **({"page": page} if page > 1 else {})),
    )
)
if entry is None:
    st.title("No such project", anchor=False)
    st.info(project.none(held, address.text("id")))
    raise frame.Ended
project.head(entry, held)
left, right = st.columns([5, 3], gap="large")
with left:
    project.narrative(entry, held)
    project.outcomes(entry, held)
    project.thread(entry, cached.scorecard(*choice.key), lambda name: address.href("indicator", id=name))
    project.places(entry, names)
with right:
    project.attention(entry)
    project.clock(entry, held)
    project.risk(entry)
    project.history(entry)
    project.records(entry)
