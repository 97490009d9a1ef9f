"""One project: why it needs attention, its narrative, milestones, outcomes, risk, history and reports due."""

import streamlit as st

from pmf.ui import address, cached, frame, project, projects

choice = frame.ensure()
held = projects.register(choice)
entry = project.find(held, address.text("id"))

st.html(project.steps(held, entry, lambda name: address.href("project", id=name), address.href("projects")))
if entry is None:
    st.title("No such project", anchor=False)
    st.info(project.none(held, address.text("id")))
    st.stop()
project.head(entry, held)
left, right = st.columns([5, 3], gap="large")
with left:
    project.narrative(entry, held)
    project.outcomes(entry, held)
    project.thread(entry, cached.scorecard(*choice.key), lambda name: address.href("indicator", id=name))
    project.places(entry, projects.districts())
with right:
    project.attention(entry)
    project.clock(entry, held)
    project.risk(entry)
    project.history(entry)
    project.records(entry)
