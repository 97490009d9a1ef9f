"""The benchmarking page: what is asked, in the address; one view with everything around it, or that view alone.

Knows the choices and the layout; refuses to query, to compare and to word. An embedded page (`?embed=true`) shows
the chart and its source, and a link to the whole.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pmf import catalogue, export, groups, origins, paper, reading, wording
from pmf.charts import Spec
from pmf.export import Record
from pmf.origins import Origin
from pmf.panel import Panel
from pmf.periods import Period
from pmf.ui import address, cached, indicator, parts, takes
from pmf.ui.comparison import Shown
from pmf.ui.frame import Choice

RANKING, HISTORY, INDEX, STRIP, FIFTHS = "ranking", "history", "index", "districts", "fifths"
VIEWS = {
    RANKING: "Ranking",
    HISTORY: "Over time",
    INDEX: "Change since",
    STRIP: "All districts",
    FIFTHS: "All indicators",
}
FIRST = ("employment-rate", "fuel-poverty")
"""Shares that every area has, one of which a reader sees who asks for no indicator."""
YEARS_AHEAD = 25
EMBEDDED_HEIGHT = 680  # pixels: fifteen rows with words above and beneath on a narrow column
_NAMED = groups.TITLES


@dataclass(frozen=True)
class Asked:
    """What the reader asked for, every choice valid; `known` is the day whose figures count, None for the newest."""

    view: str
    indicator: str
    group: str
    known: date | None

    def key(self, choice: Choice, *more: str | Period | Decimal | int | None) -> cached.Key:
        """What names this view under the choices all pages share."""
        return (self.view, self.indicator, self.group, choice.area, self.known, *more)


def ask(choice: Choice, bar: DeltaGenerator) -> Asked:
    """The choices of the page, bound to its address."""
    view = address.word("View", "view", list(VIEWS), RANKING)
    day = choice.as_known or (None if choice.round == reading.LATEST else reading.round_end(choice.round))
    known = list(cached.comparable(choice.store.stamp, choice.store, None))
    name = known[0]
    if view != FIFTHS:
        by_then = cached.comparable(choice.store.stamp, choice.store, day) or known
        first = next(each for each in (*FIRST, *by_then) if each in by_then)
        name = address.one(bar, "Indicator", "id", known, first, indicator.listed, width=430)
    offered = [group for group in groups.offered(reading.places(), choice.area) if group in _fitting(view)]
    group = offered[0]
    if len(offered) > 1:
        group = address.one(bar, "Compare with", "among", offered, groups.AUTHORITIES, _NAMED.__getitem__, width=260)
    return Asked(view, name, group, day)


def _fitting(view: str) -> Sequence[str]:
    """The groups a view can show."""
    if view == STRIP:
        return (groups.DISTRICTS,)
    if view == FIFTHS:
        return (groups.AUTHORITIES, *groups.NEIGHBOURS)
    without = (groups.DISTRICTS,) if view in (RANKING, INDEX) else ()
    return tuple(group for group in groups.GROUPS if group not in without)


def period(bar: DeltaGenerator, choices: Sequence[Period], newest: Period | None) -> Period | None:
    """The period compared, the newest unless another is chosen."""
    if newest is None:
        return None
    labels = {when.label: when for when in choices}
    words = {label: wording.period(when) for label, when in labels.items()}
    said = address.one(bar, "Period", "period", list(labels), newest.label, words.__getitem__, width=150)
    return labels[said]


def base(bar: DeltaGenerator, panel: Panel, area: str) -> Period | None:
    """The period that counts as 100: that of `start` unless another is chosen; None of an area with one figure."""
    held = panel.periods([area])
    if len(held) < 2:
        return None
    choices = held[1:]
    labels = {when.label: when for when in choices}
    words = {label: wording.period(when) for label, when in labels.items()}
    return labels[
        address.one(bar, "Change since", "base", list(labels), start(held).label, words.__getitem__, width=150)
    ]


def start(held: Sequence[Period]) -> Period:
    """Of periods, newest first, the newest that begins five years before the first or earlier; else the oldest."""
    month = (held[0].start.year - 5, held[0].start.month)
    return next((when for when in held if (when.start.year, when.start.month) <= month), held[-1])


def target(bar: DeltaGenerator, adopted: Decimal | None, today: date) -> tuple[Decimal | None, int]:
    """A target to draw the line to, the adopted one unless another is typed, and the year to reach it by."""
    said = address.amount(bar, "Target", "target", f"{adopted:f}" if adopted is not None else "", width=110)
    years = [str(today.year + ahead) for ahead in range(YEARS_AHEAD)]
    by = address.one(bar, "To be met by", "by", years, years[5], width=120) if said is not None else years[5]
    return said, int(by)


def views(current: str) -> str:
    """The views as links that keep what is chosen."""
    links = [(title, address.here("benchmarking", view=view), view == current) for view, title in VIEWS.items()]
    return f'<div class="themes">{parts.nav(links, "Views")}</div>'


def show(shown: Shown, spec: Spec | None, source: str, beside: bool = False) -> None:
    """A view with its notes and downloads; its table `beside` it, in its place where there is no chart, or on
    request."""
    st.html(f'<h2 class="finding">{escape(shown.title)}</h2><p class="muted">{escape(shown.subtitle)}</p>')
    pair = st.container(horizontal=True, key="pair")
    if spec:
        chart = pair.container(key="chart")
        chart.vega_lite_chart(spec=spec, theme=None, alt=shown.alt, key=f"chart_{shown.name}", width="stretch")
    if beside or spec is None:
        pair.container(key="table").html(shown.table)
    st.caption(parts.literal(f"Source: {source}"))
    st.html(_notes(shown))


def embedded(shown: Shown, spec: Spec | None, source: str) -> None:
    """The view alone: its finding, the chart or the table, the notes on request, the source, the way to the whole."""
    whole = address.here("benchmarking")
    box = st.container(key="embedded")
    box.html(f'<h1 class="finding">{escape(shown.title)}</h1><p class="muted">{escape(shown.subtitle)}</p>')
    if spec:
        box.vega_lite_chart(spec=spec, theme=None, alt=shown.alt, key="chart", width="stretch")
    else:
        box.html(shown.table)
    box.html(f'<details class="small"><summary>What to know beside these figures</summary>{_notes(shown)}</details>')
    link = f'<a href="{escape(whole, quote=True)}" target="_blank">Open with all figures</a>'
    box.html(f'<p class="muted small">Source: {escape(source)}. {link}</p>')


def nothing() -> None:
    """In the place of a view that cannot be shown as it was asked for, where a reader would see the figure alone."""
    whole = escape(address.here("benchmarking"), quote=True)
    st.html(
        f'<p>No other figure is shown in its place. <a href="{whole}" target="_blank">Open the page to choose</a></p>'
    )


def downloads(
    shown: Shown, draw: Callable[[], Spec], origin: Callable[[Sequence[str]], Origin], tabled: bool, embed: str
) -> None:
    """The figures as CSV, the chart as SVG and PNG, each with title, source and licence inside; the HTML to `embed`;
    the table on request where it is not on the page. `origin` says where the figures of some indicators come from."""
    row = st.container(horizontal=True, vertical_alignment="center", key="files")
    if tabled:
        with row.popover("Show as a table", type="tertiary", width="content"):
            st.html(shown.table)
    button = partial(row.download_button, type="tertiary", on_click="ignore")
    button("Figures (CSV)", lambda: export.to_csv(stamped(shown, origin)), f"{shown.name}.csv", "text/csv")

    def framed() -> Spec:
        return picture(shown, draw(), origin(shown.indicators))

    button("Chart (SVG)", lambda: paper.svg(framed()), f"{shown.name}.svg", "image/svg+xml")
    button("Chart (PNG)", lambda: paper.png(framed()), f"{shown.name}.png", "image/png")
    with row.popover("Embed", type="tertiary", width="content"):
        st.caption("One chart and its source, for a page of your own:")
        st.code(embed, language="html", wrap_lines=True)


def picture(shown: Shown, spec: Spec, whole: Origin) -> Spec:
    """The chart of a view with everything said in words around it."""
    said = f"Source: {whole.source}. Contains public sector information licensed under the {whole.licence}."
    return paper.framed(spec, shown.title, shown.subtitle, said, (shown.group.about, *shown.notes))


def stamped(shown: Shown, origin: Callable[[Sequence[str]], Origin]) -> list[Record]:
    """The records of a view, each with its title and where the figures of its indicator come from."""
    found = {name: origin([name]) for name in shown.indicators}
    return origins.stamped(shown.records(), shown.title, lambda record: found[str(record["indicator"])])


def iframe(choice: Choice, asked: Asked) -> str:
    """The HTML that shows the view within a page of somebody else's. What is shown is in its address even where it is
    the default, so that a later default changes no page of anybody; its title names no figure, as figures follow."""
    here = urlsplit(st.context.url or "")
    root = f"{here.scheme}://{here.netloc}{here.path}" if here.netloc else "benchmarking"
    shown = {"view": asked.view, "id": asked.indicator, "among": asked.group, "area": choice.area}
    said = address.kept((*address.CARRIED, *takes.PAGES["benchmarking"]))
    link = f"{root}?{urlencode({**said, **shown, 'embed': 'true'}, doseq=True)}"
    subject = [] if asked.view == FIFTHS else [catalogue.get(asked.indicator).name]
    title = ", ".join([*subject, VIEWS[asked.view].lower(), reading.places().get(choice.area).name])
    return (
        f'<iframe src="{escape(link, quote=True)}" title="{escape(title[0].upper() + title[1:], quote=True)}"'
        f' width="100%" height="{EMBEDDED_HEIGHT}" style="border: 0"></iframe>'
    )


def newest_release(panel: Panel, when: Period | None) -> date | None:
    """The newest release among the figures of a period, or of all."""
    runs = (figure for run in panel.figures.values() for figure in run)
    days = [figure.release for figure in runs if figure.release and (when is None or figure.period == when)]
    return max(days, default=None)


def _notes(shown: Shown) -> str:
    """What to know beside the figures: who is compared and how they were chosen, then the notes of the view."""
    group = shown.group
    link = f' <a href="{escape(group.link, quote=True)}">The method</a>' if group.link else ""
    items = [f"{escape(group.about)}{link}", *(escape(note) for note in shown.notes)]
    return '<ul class="notes">' + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
