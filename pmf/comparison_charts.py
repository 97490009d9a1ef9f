"""Areas side by side as Vega-Lite specifications: the ranked dot plot and the strip of all districts.

Knows how a comparison is drawn; refuses to compare, to fetch and to show. The area in focus has a shape and a weight
of its own besides its colour.
"""

import json
from collections.abc import Collection, Sequence
from typing import Any

from pmf import wording
from pmf.areas import Area
from pmf.benchmark import Benchmark, Entry
from pmf.charts import Point, Spec
from pmf.palette import Theme

EDGE = {"top": 20, "right": 12, "bottom": 5, "left": 5}
ROW = 25
_LABEL_LIMIT = {"expr": "windowSize()[0] < 640 ? 120 : 250"}  # a phone shortens names; the table has them whole
_FIGURES = 62  # room for the figures in a column of their own, right of the axis


def ranked(found: Benchmark, theme: Theme) -> Spec:
    """A row for each area, best first: its figure and interval, hollow where it began later, the area in focus as a
    diamond; England and the mean of the others as lines."""
    rows = [_row(entry, found, _ranked_name(entry)) for entry in found.entries]
    return _rows(rows, _lines(found), len(rows) * ROW, theme)


def strip(found: Benchmark, members: Collection[str], theme: Theme) -> Spec:
    """Every area of the group as a tick on one row, and the members picked out on a row each beneath."""
    every = f"All {len(found.entries)} {found.group.noun}"
    picked = [entry for entry in found.entries if entry.area.code in members]
    rows = [_row(entry, found, _ranked_name(entry)) for entry in picked]
    if found.own and found.own not in picked:
        rows.append(_row(found.own, found, found.area.name))
    ticks = [{**_row(entry, found, every), "label": every} for entry in found.entries]
    spec = _rows(rows, _lines(found)[:1], (len(rows) + 1) * ROW, theme, [every])
    mark = {"type": "tick", "color": theme.words, "opacity": 0.45, "thickness": 1.5, "height": 18}
    tick = {"data": {"name": "ticks"}, "mark": mark, "encoding": _place(rows, [every], theme)}
    return {**spec, "layer": [tick, *spec["layer"]], "datasets": {**spec["datasets"], "ticks": ticks}}


def config(theme: Theme) -> Spec:
    """How axes, words and background look on every chart."""
    return {
        "background": "transparent",
        "font": "Source Sans, sans-serif",
        "view": {"stroke": None},
        "axis": {
            "gridColor": theme.grid,
            "domainColor": theme.grid,
            "tickColor": theme.grid,
            "labelColor": theme.words,
            "titleColor": theme.words,
            "labelFontSize": 12,
        },
        "legend": {"labelColor": theme.words, "labelFontSize": 12, "labelLimit": 0},
    }


def place_name(area: Area) -> str:
    """An area's name; a county says that it is one."""
    return f"{area.name} (county)" if area.kind == "county" else area.name


def _rows(rows: Sequence[Point], lines: Sequence[Point], height: int, theme: Theme, above: Sequence[str] = ()) -> Spec:
    place = _place(rows, above, theme)
    tooltip = [
        {"field": field, "type": "nominal", "title": title}
        for field, title in (("label", "Area"), ("shown", "Figure"), ("interval", "95% interval"), ("gap", "Compared"))
    ]
    colour = {"condition": {"test": "datum.own", "value": theme.focus}, "value": theme.others}
    hollow = {"test": "datum.young", "value": theme.ground}
    dots = {
        "stroke": colour,
        "fill": {**colour, "condition": [hollow, colour["condition"]]},
        "shape": {"condition": {"test": "datum.own", "value": "diamond"}, "value": "circle"},
        "size": {"condition": {"test": "datum.own", "value": 150}, "value": 75},
        "tooltip": tooltip,
    }
    reach = {**place, "x": {**place["x"], "field": "low"}, "x2": {"field": "high"}}
    named = {"y": place["y"], "x": {"value": "width"}, "text": {"field": "shown", "type": "nominal"}}
    weight = {"type": "text", "align": "right", "dx": _FIGURES, "fontSize": 12, "color": theme.words, "aria": False}
    return {
        "height": height,
        "padding": {**EDGE, "top": 8, "right": 6},
        "config": config(theme),
        "datasets": {"areas": list(rows), "lines": list(lines)},
        "layer": [
            *_line_marks(lines, theme),
            _on(
                "areas", {"type": "rule", "strokeWidth": 3, "opacity": 0.55, "aria": False}, {**reach, "color": colour}
            ),
            _on("areas", {"type": "point", "strokeWidth": 2, "opacity": 1}, {**place, **dots}),
            _on("areas", weight, named, "!datum.own"),
            _on("areas", {**weight, "fontWeight": "bold", "color": theme.focus}, named, "datum.own"),
        ],
    }


def _place(rows: Sequence[Point], above: Sequence[str], theme: Theme) -> Spec:
    """The two axes: figures along, areas down in the order given, those in focus in bold."""
    own = [str(row["label"]) for row in rows if row["own"]]
    bold = {"condition": {"test": f"indexof({json.dumps(own)}, datum.value) >= 0", "value": "bold"}, "value": "normal"}
    axis = {"title": None, "ticks": False, "domain": False, "labelPadding": 8, "labelLimit": _LABEL_LIMIT}
    order = [*above, *(str(row["label"]) for row in rows)]
    return {
        "x": {
            "field": "value",
            "type": "quantitative",
            "title": None,
            "scale": {"zero": False, "nice": True, "padding": 12},
            "axis": {"tickCount": 5, "format": ",.4~f", "gridColor": theme.grid},
        },
        "y": {
            "field": "label",
            "type": "nominal",
            "scale": {"domain": order},
            "axis": {**axis, "labelFontWeight": bold},
        },
    }


def _line_marks(lines: Sequence[Point], theme: Theme) -> list[Spec]:
    colours = [theme.target, theme.words]
    marks = []
    for number, line in enumerate(lines):
        chosen, x = f"datum.name == {json.dumps(line['name'])}", {"field": "value", "type": "quantitative"}
        rule = {"type": "rule", "strokeDash": [5, 4] if number == 0 else [2, 3], "color": colours[number]}
        text = {"type": "text", "dy": -8 - 15 * number, "fontSize": 12, "color": colours[number], "aria": False}
        words = {"x": x, "y": {"value": 0}, "text": {"field": "shown", "type": "nominal"}}
        marks += [_on("lines", {**rule, "aria": False}, {"x": x}, chosen), _on("lines", text, words, chosen)]
    return marks


def _lines(found: Benchmark) -> list[Point]:
    unit, lines = found.indicator.unit, list[Point]()
    if found.england and found.england.figure.value is not None and not found.panel.total:
        value = found.england.figure.value
        lines.append({"name": "england", "value": float(value), "shown": f"England {wording.figure(value, unit)}"})
    if found.others:
        words = f"mean of the other {found.others.n} {wording.figure(found.others.value, unit)}"
        lines.append({"name": "mean", "value": float(found.others.value), "shown": words})
    return lines


def _row(entry: Entry, found: Benchmark, label: str) -> Point:
    figure, unit = entry.figure, found.indicator.unit
    value = float(figure.value or 0)
    low, high = figure.interval or (value, value)
    return {
        "label": label,
        "value": value,
        "shown": wording.figure(figure.value, unit),
        "low": low,
        "high": high,
        "interval": wording.interval(figure.interval, figure.value) or "none published",
        "gap": f"{entry.gap.verdict}, against {found.area.name}" if entry.gap else "",
        "own": entry.area == found.area,
        "young": found.period is not None and entry.area.began_after(found.period.start),
    }


def _ranked_name(entry: Entry) -> str:
    rank = f"{entry.rank}{'=' if entry.joint else ''}  " if entry.rank else ""
    return rank + place_name(entry.area)


def _on(data: str, mark: Spec, encoding: Spec, chosen: str = "") -> dict[str, Any]:
    layer: dict[str, Any] = {"data": {"name": data}, "mark": mark, "encoding": encoding}
    return {**layer, "transform": [{"filter": chosen}]} if chosen else layer
