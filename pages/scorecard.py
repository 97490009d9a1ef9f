"""The balanced scorecard: 27 rows, filtered and ordered as the reader likes."""

import streamlit as st

from pmf import export, wording
from pmf.scorecard import NO_RATING, Row
from pmf.ui import address, cached, frame, table

choice = frame.ensure()
card = cached.scorecard(*choice.key)
lead = "direction for improvement" if card.edition.headline == "direction" else "target"

st.title("Balanced scorecard")
st.caption(
    f"{card.area_name} · {wording.round_name(card.round)} · {card.edition.title}: the headline rating is against {lead}"
)
by_direction = table.counts([row.direction for row in card.rows], "Against direction")
by_target = table.counts([row.against_target for row in card.rows], "Against target")
st.html(by_direction + by_target if card.edition.headline == "direction" else by_target + by_direction)


def options(of: str) -> list[str]:
    """The values an attribute of the indicators takes, in scorecard order."""
    return list(dict.fromkeys(getattr(row.indicator, of) for row in card.rows))


def words(row: Row) -> set[str]:
    """Either rating of a row, so that a filter finds a Red by direction under both editions."""
    return {row.direction.word or NO_RATING, row.against_target.word or NO_RATING}


bar = st.container(horizontal=True, vertical_alignment="bottom", key="filters")
known = list(dict.fromkeys(word for row in card.rows for word in sorted(words(row))))
ratings = address.some(bar, "Rating", "rating", [word for word in table.RATING_WORDS if word in known], width=190)
wanted = {
    of: address.some(bar, of.capitalize(), of, options(of), width=190)
    for of in ("perspective", "objective", "owner", "control")
}
reds_first = address.switch(bar, "Reds first", "reds_first")
reasons = address.switch(bar, "Reasons", "reasons")

rows = [
    row
    for row in card.rows
    if (not ratings or words(row) & set(ratings))
    and all(not values or getattr(row.indicator, of) in values for of, values in wanted.items())
]
links = st.container(horizontal=True, key="actions")
links.page_link("pages/meeting.py", label="Meeting view", query_params=dict(address.carried()))
links.download_button(
    "Download as CSV",
    export.to_csv([export.row(row) for row in rows]),
    f"scorecard_{card.area_code}_{card.round}_{card.edition.id}.csv",
    "text/csv",
    type="tertiary",
    on_click="ignore",
)
ordered = sorted(rows, key=table.severity) if reds_first else rows
st.html(
    table.scorecard(
        card,
        ordered,
        lambda row: address.href("indicator", id=row.indicator.id),
        grouped=not reds_first,
        reasons=reasons,
    )
)
st.subheader("What to beware of")
st.html(table.notes(rows) or "<p>Nothing is marked in the rows shown.</p>")
