"""A chart as an exhibit: the finding as title, unit and place beneath, the source, the table and the data on request.

Knows the parts every chart must have; refuses to know what it shows.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pmf import export, origins, wording
from pmf.charts import Spec
from pmf.export import Record
from pmf.figures import Figure
from pmf.origins import Origin
from pmf.ui import parts


def show(
    title: str,
    subtitle: str,
    specs: Sequence[tuple[str, Spec, str]],
    origin: Origin,
    table: str,
    records: Sequence[Record],
    name: str,
    beware: str = "",
) -> None:
    """Draw one chart, or several small ones, with everything around; `name` names the file that holds `records`, each
    with title and `origin`, and `beware` is what must be known before the chart is read.

    `specs` are heading (empty for a chart that stands alone), specification and text alternative of each chart.
    """
    st.html(f'<h2 class="finding">{escape(title)}</h2><p class="muted">{escape(subtitle)}</p>')
    if beware:
        st.html(f"<p>{escape(beware)}</p>")
    if len(specs) == 1:
        _chart(st.container(), *specs[0], key=f"chart_{name}", width="stretch")
    else:
        row = st.container(horizontal=True, key=f"charts_{name}")
        for number, spec in enumerate(specs):
            _chart(row.container(width=300), *spec, key=f"chart_{name}_{number}", width="stretch")
    st.caption(parts.literal(f"Source: {origin.line}"))
    below = st.container(horizontal=True, vertical_alignment="center", key=f"below_{name}")
    with below.popover("Show as a table", type="tertiary", width="content"):
        st.html(table)
    below.download_button(
        "Download these figures (CSV)",
        lambda: export.to_csv(origins.stamped(records, title, lambda _: origin)),
        f"{name}.csv",
        "text/csv",
        type="tertiary",
        on_click="ignore",
    )


def _chart(place: DeltaGenerator, heading: str, spec: Spec, alt: str, **options: Any) -> None:
    if heading:
        place.html(f'<h3 class="finding">{escape(heading)}</h3>')
    place.vega_lite_chart(spec=spec, theme=None, alt=alt, **options)


def figures_table(places: Iterable[tuple[str, Sequence[Figure]]], unit: str, caption: str) -> str:
    """Figures of one or more places, newest first."""
    rows = [
        (
            name,
            wording.period(f.period),
            wording.figure(f.value, unit),
            wording.interval(f.interval, f.value),
            _day(f),
            f.definition,
            f.note,
        )
        for name, figures in places
        for f in reversed(figures)
    ]
    return plain_table(("Area", "Period", "Figure", "95% interval", "Released", "Stands on", "Note"), rows, caption)


def plain_table(columns: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> str:
    """Rows of text as an HTML table; a column of figures stands to the right, one without any text is left out."""
    kept = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    css = {i: "figure" if all(_is_figure(row[i]) for row in rows if row[i]) else "text" for i in kept}
    heads = "".join(f'<th scope="col" class="{css[i]}">{escape(columns[i])}</th>' for i in kept)
    body = "".join(
        "<tr>" + "".join(f'<td class="{css[i]}">{escape(row[i])}</td>' for i in kept) + "</tr>" for row in rows
    )
    return (
        f'<div class="wide"><table class="plain"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _is_figure(text: str) -> bool:
    return (
        text == "–"
        or text.removesuffix(" pp").strip(f"£%m{wording.MINUS}+").replace(",", "").replace(".", "", 1).isdigit()
    )


def _day(figure: Figure) -> str:
    return wording.day(figure.release) if figure.release else ""
