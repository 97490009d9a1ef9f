"""The round as a report: exceptions with actions, what changed, what the check finds, ratings over rounds, files."""

import streamlit as st

from pmf import reading, wording
from pmf.reading import LATEST
from pmf.report import content
from pmf.report.document import FORMATS
from pmf.ui import address, cached, editing, frame, parts, report

VIEWS = {"": "This round", "rounds": "Ratings over rounds"}


def indicator(name: str) -> str:
    """The address of an indicator's page."""
    return address.href("indicator", id=name)


choice = frame.ensure()
held = (choice.store.stamp, choice.store)
name = cached.rounds(*held)[0] if choice.round == LATEST else choice.round
record = cached.record(*held, name)
view = address.word("View", "view", list(VIEWS), "")

top = st.container(horizontal=True, vertical_alignment="center", key="top")
top.title("Report", width="stretch", anchor=False)
st.caption(
    parts.literal(
        f"{record.card.area_name} · {wording.round_name(name)} · {record.card.edition.title}"
        f"{', as it was rated' if record.seal else ''}"
    )
)
st.html(parts.nav([(title, address.here("report", view=key), key == view) for key, title in VIEWS.items()], "Views"))

area, latest = reading.places().get(choice.area), choice.round == LATEST
edition = choice.edition if address.text("edition") or not latest else record.card.edition.id
asked = (area, record.card.edition.id, False, None) if view else (area, edition, latest, choice.as_known)
if told := report.apart(record, *asked):
    st.info(parts.literal(told))
if view == "rounds":
    st.html(report.over_rounds(cached.ratings(*held), indicator))
    raise frame.Ended

st.html(report.state(record, cached.waiting(*held, name)))
files = st.container(horizontal=True, vertical_alignment="bottom", key="files")
whole = {"": "The whole authority"} | {committee: committee for committee in content.committees(record)}
committee = address.one(files, "Report for", "committee", list(whole), "", whole.__getitem__, width=330)
document = content.document(record, committee)
for suffix, (words, media) in FORMATS.items():
    files.download_button(
        words,
        lambda suffix=suffix: cached.report(choice.store.stamp, record, name, committee, suffix),
        f"{document.file}.{suffix}",
        media,
        on_click="ignore",
    )
part = content.of_committee(record, committee) if committee else record
edit = editing.link(record)
st.header("Exceptions and what is planned", anchor="exceptions")
st.html(report.exceptions(record, part.exceptions, indicator, edit))
if others := report.others(record, part.others_told, indicator, edit):
    st.header("What is said of other indicators", anchor="commentary")
    st.html(others)
st.header("Decisions", anchor="decisions")
st.html(report.decisions(part, record.names))
st.header("What changed", anchor="changed")
st.html(report.changed(part))
st.header("What a sharp-eyed member would find", anchor="findings")
st.html(report.findings(record.findings))
