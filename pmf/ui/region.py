"""The parts of the State of the Region: the themes as links, small charts with findings, the map and its list.

Knows markup; refuses to query, to compare and to round.
"""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pmf import catalogue, compared, maps, palette, region_findings, region_map, wording
from pmf.benchmark import Benchmark, Entry
from pmf.charts import Spec
from pmf.maps import Map
from pmf.palette import Ground
from pmf.region import THEMES, Region, Standing, Without
from pmf.ui import parts

OVERVIEW = ""


def themes(current: str, link: Callable[[str], str]) -> str:
    """The themes as links, the table of all of them first."""
    named = [(OVERVIEW, "Where we stand"), *((theme, theme.capitalize()) for theme in THEMES)]
    return f'<div class="themes">{parts.nav([(t, link(n), n == current) for n, t in named], "Themes")}</div>'


def headline(state: Region) -> str:
    """Whose state it is, and as known on which day."""
    known = f" · as known on {wording.day(state.as_known)}" if state.as_known else ""
    held = f"{len(state.standings)} indicators in {len(THEMES)} themes"
    return f"{state.area.name} · newest published figures{known} · {held}"


def name_of(indicator: str) -> str:
    """An indicator's name."""
    return catalogue.get(indicator).name


def summary(state: Region, theme: str, link: Callable[[str], str]) -> str:
    """What the theme adds up to: the sentence, and who is better, similar and worse."""
    rows = state.of(theme)
    items = "".join(
        f"<li><strong>{escape(heading)}</strong> "
        + " · ".join(parts.link(row.indicator.name, link(row.indicator.id)) for row in found)
        + "</li>"
        for heading, found in region_findings.sorted_out(rows)
    )
    return f'<p class="lead">{escape(region_findings.summary(state, theme))}</p><ul class="sorted">{items}</ul>'


def key(state: Region) -> str:
    """Which line is which, once for all charts, what hollow points are, and who the neighbours are."""
    lines = (("area", state.area.name), ("england", "England"), ("neighbours", "mean of the neighbours"))
    items = "".join(
        f'<li><span class="line {kind}" aria-hidden="true"></span>{escape(name)}</li>' for kind, name in lines
    )
    figures = [
        figure for row in state.standings for line in row.lines if line.kind == "area" for figure in line.figures
    ]
    hollow = compared.hollow_points(state.area, figures)
    items += f"<li>{escape(hollow)}</li>" if hollow else ""
    about = f'<a href="{escape(state.neighbours.link, quote=True)}">How they were chosen</a>'
    return f'<ul class="key">{items}</ul><p class="muted small">{escape(state.neighbours.about)} {about}</p>'


def charts(rows: Sequence[Standing], specs: Sequence[Spec], link: Callable[[str], str]) -> None:
    """A small chart for each indicator under its finding."""
    grid = st.container(horizontal=True, key="cards")
    for row, spec in zip(rows, specs, strict=True):
        card = grid.container(key=f"card_{row.indicator.id}")
        card.html(_head(row, link(row.indicator.id)))
        card.vega_lite_chart(
            spec=spec, theme=None, alt=region_findings.described(row), key=f"line_{row.indicator.id}", width="stretch"
        )


def _head(row: Standing, href: str) -> str:
    """The finding with the indicator's name as a link, and beneath it unit, rank and what the neighbours' line is."""
    name, text = row.indicator.name, region_findings.finding(row)
    unit = wording.unit(row.indicator.unit).heading
    scale = f"index, {wording.period(row.base.period)} = 100" if row.base else unit
    rank = compared.rank(row.found, row.found.group.noun) or "not ranked"
    facts = " · ".join([scale, row.found.polarity, rank, region_findings.beside(row)])
    return (
        f'<h2 class="finding">{parts.link(name, href)}{escape(text.removeprefix(name))}</h2>'
        f'<p class="muted small">{escape(facts)}</p>'
    )


def district_map(place: DeltaGenerator, found: Benchmark, drawn: Map) -> None:
    """The map with its finding as title."""
    place.html(
        f'<h3 class="finding">{escape(region_map.finding(found))}</h3>'
        f'<p class="muted small">{escape(wording.unit(found.indicator.unit).heading)}, {escape(found.polarity)}</p>'
    )
    place.pydeck_chart(drawn, height=maps.HEIGHT, alt=region_map.described(found), key=f"map_{found.indicator.id}")


def district_list(found: Benchmark, ground: Ground) -> str:
    """The districts with rank, figure and class, who is without a figure, and what the shades mean."""
    steps = region_map.classes(found)
    looks, spans = maps.shades(steps, ground), region_map.spans(found)
    shade = {code: (looks[n], n + 1) for n, step in enumerate(steps) for code in step.codes}
    rows = "".join(
        f'<tr><td class="figure">{escape(found.rank_text(entry)) or "–"}</td>'
        f'<th scope="row">{_district(entry)}</th>'
        f'<td class="figure">{escape(wording.figure(entry.figure.value, found.indicator.unit))}</td>'
        f"<td>{_swatch(*shade[entry.area.code]) if entry.area.code in shade else '–'}</td></tr>"
        for entry in found.entries
    )
    own = _own(found)
    legend = "".join(
        f"<li>{_swatch(look, n)} {escape(span)}</li>"
        for n, (look, span) in enumerate(zip(looks, spans, strict=True), 1)
    )
    caption = f"{found.indicator.name} {wording.when(found.period)}, {_first(found)} first"
    absent = compared.absent(found)
    return (
        f'<div class="wide"><table class="plain"><caption>{escape(caption)}</caption><thead><tr>'
        '<th scope="col" class="figure">Rank</th><th scope="col">District</th>'
        '<th scope="col" class="figure">Figure</th>'
        f'<th scope="col">Shade</th></tr></thead><tbody>{rows}{own}</tbody></table></div>'
        f'<ul class="legend" aria-label="Shades of the map">{legend}</ul>'
        + (f'<p class="muted small">{escape(absent)}</p>' if absent else "")
    )


def missing(rows: Sequence[Without], link: Callable[[str], str]) -> str:
    """What is not held, by name and with the reason."""
    items = "".join(
        f"<li>{parts.link(row.indicator.name, link(row.indicator.id))}: {escape(row.reason)}</li>" for row in rows
    )
    return f'<ul class="plain">{items}</ul>'


def _first(found: Benchmark) -> str:
    """Which district a ranking begins with."""
    if found.indicator.direction == "none" or found.panel.total:
        return "lowest" if found.indicator.direction == "down" else "highest"
    return "best"


def _own(found: Benchmark) -> str:
    """The area itself beneath its districts."""
    if found.own is None:
        return ""
    figure = wording.figure(found.own.figure.value, found.indicator.unit)
    name = escape(found.area.name)
    return f'<tr class="own"><td></td><th scope="row">{name}</th><td class="figure">{escape(figure)}</td><td></td></tr>'


def _district(entry: Entry) -> str:
    stands_for = f" (for {len(entry.stands_for)} districts)" if entry.stands_for else ""
    return escape(f"{entry.area.name}{stands_for}")


def _swatch(look: palette.Shade, number: int) -> str:
    return f'<span class="swatch" style="background:{look.fill};color:{look.words}">{number}</span>'
