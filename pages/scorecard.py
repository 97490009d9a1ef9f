"""The balanced scorecard: 27 rows, filtered and ordered as the reader likes."""

import streamlit as st

from pmf import export, origins
from pmf.scorecard import NO_RATING, Row
from pmf.ui import address, cached, frame, parts, table

choice = frame.ensure()
card = cached.scorecard(*choice.key)


def words(row: Row) -> set[str]:
    """Both ratings of a row, so that a filter finds a Red by direction under either edition."""
    return {row.direction.word or NO_RATING, row.against_target.word or NO_RATING}


top = st.container(horizontal=True, vertical_alignment="center", key="top")
top.title(table.TITLE, width="stretch", anchor=False)
top.page_link("pages/meeting.py", label="Meeting view", query_params=dict(address.carried()))
download = top.container(width="content")
st.caption(parts.literal(table.subtitle(card)))
st.html(table.tallies(card))
if silent := table.silent(card):
    st.info(parts.literal(silent))

filters = st.container(horizontal=True, vertical_alignment="center", key="filters")
ratings = address.some(filters, "Rating", "rating", table.RATING_WORDS)
wanted = {
    of: address.some(filters, of.capitalize(), of, list(dict.fromkeys(getattr(r.indicator, of) for r in card.rows)))
    for of in ("perspective", "objective", "owner", "control")
}
reds_first = address.switch(filters, "Reds first", "reds_first")
reasons = address.switch(filters, "Reasons", "reasons")

rows = [
    row
    for row in card.rows
    if (not ratings or words(row) & set(ratings))
    and all(not values or getattr(row.indicator, of) in values for of, values in wanted.items())
]


def taken_along() -> str:
    """The rows shown as a file, each with where its figures come from."""
    held = cached.sources(choice.store.stamp, choice.store, choice.today, cached.runs())
    found = {row.indicator.id: origins.of_row(held, row) for row in rows}
    return export.to_csv(
        origins.stamped(export.rows(card, rows), table.subtitle(card), lambda row: found[str(row["id"])])
    )


download.download_button(
    "Download as CSV",
    taken_along,
    f"scorecard_{card.area_code}_{card.round}_{card.edition.id}.csv",
    "text/csv",
    type="tertiary",
    on_click="ignore",
)
st.html(
    table.scorecard(
        card,
        sorted(rows, key=table.severity) if reds_first else rows,
        lambda row: address.href("indicator", id=row.indicator.id),
        reasons,
        None if reds_first else table.by_objective,
    )
)
st.header(table.BEWARE, anchor=False)
st.html(table.notes(rows))
