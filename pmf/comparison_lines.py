"""Areas over time as Vega-Lite specifications: an area against its group's range, and changes since a chosen year.

Knows how figures of one definition are joined and how breaks show; refuses to compare, to fetch and to show.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pmf import wording
from pmf.areas import ENGLAND
from pmf.benchmark import Benchmark
from pmf.charts import Point, Spec, points_of, time_axis
from pmf.comparison_charts import EDGE, config
from pmf.figures import Figure
from pmf.palette import Theme
from pmf.required import Required

HEIGHT = 360
_WIDE_EDGE = {**EDGE, "right": 26, "top": 8}


def history(found: Benchmark, goal: Required | None, theme: Theme) -> Spec:
    """The area's figures as a line with points, hollow ones before it began; the others as range and median; England;
    the line to a target."""
    unit, others = found.indicator.unit, found.group.others(found.area.code)
    own = [{**point, "young": _young(found, point)} for point in points_of(found.panel.history(found.area.code), unit)]
    england = [] if found.panel.total else points_of(found.panel.history(ENGLAND), unit)
    spread = _spread(found, others) if found.group.ranked else []
    need = _need(goal, unit)
    names = _names(found, bool(england), bool(spread))
    band = {"type": "area", "opacity": 0.28, "aria": False}
    layers = [
        _line("range", band, names, theme, {"y": {"field": "low"}, "y2": {"field": "high"}}) if spread else None,
        _line("range", {"type": "line"}, names, theme, {"y": {"field": "middle"}}, "median") if spread else None,
        _line("england", {"type": "line"}, names, theme, {"y": {"field": "value"}}) if england else None,
        *_alone(spread, england, theme),
        *_own(own, names, theme),
        *_breaks(theme),
        *_goal(need, theme),
    ]
    times = [*own, *england, *spread, *need]
    return {
        "height": HEIGHT,
        "padding": _WIDE_EDGE,
        "config": config(theme),
        "datasets": {
            "own": own,
            "england": england,
            "range": spread,
            "need": need,
            "breaks": _broken(own) or _broken(england),
        },
        "encoding": {"x": time_axis(times), "y": _value()},
        "layer": [layer for layer in layers if layer],
    }


def indexed(found: Benchmark, lines: Mapping[str, tuple[str, Sequence[Figure]]], theme: Theme) -> Spec:
    """Figures as an index, 100 in the base period: the area, its points hollow before it began, England, and every
    other area as a thin line.

    `lines` are name and indexed figures by area code.
    """
    area = found.area.code
    points = {code: [{**p, "area": name} for p in points_of(run, "index")] for code, (name, run) in lines.items()}
    others = [point for code, run in points.items() if code not in (area, ENGLAND) for point in run]
    own = [{**point, "young": _young(found, point)} for point in points.get(area, [])]
    england = points.get(ENGLAND, [])
    names = {
        key: name for key, name in (("own", found.area.name), ("england", "England")) if points.get(_code(key, area))
    }
    names |= {"others": f"other {found.group.noun}"} if others else {}
    tooltip = [{"field": field, "type": "nominal"} for field in ("area", "period", "shown")]
    thin = {"type": "line", "strokeWidth": 1, "opacity": 0.75}
    layers = [
        _line("others", thin, names, theme, {"tooltip": tooltip}) if others else None,
        _line("england", {"type": "line"}, names, theme, {}) if england else None,
        *_own(own, names, theme),
        {
            "data": {"values": [{}]},
            "mark": {"type": "rule", "color": theme.words, "strokeWidth": 1, "aria": False},
            "encoding": {"x": {"value": 0}, "x2": {"value": "width"}, "y": {"datum": 100}},
        },
    ]
    return {
        "height": HEIGHT,
        "padding": _WIDE_EDGE,
        "config": config(theme),
        "datasets": {"own": own, "england": england, "others": others},
        "encoding": {"x": time_axis([*own, *england, *others]), "y": _value()},
        "layer": [layer for layer in layers if layer],
    }


def _value() -> Spec:
    scale = {"zero": False, "nice": True, "padding": 14}
    return {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": scale,
        "axis": {"tickCount": 5, "format": ",.4~f"},
    }


def _code(key: str, area: str) -> str:
    return area if key == "own" else ENGLAND


def _names(found: Benchmark, england: bool, spread: bool) -> dict[str, str]:
    """What the legend calls each series that is drawn."""
    names = {"own": found.area.name}
    names |= {"england": "England"} if england else {}
    names |= {"median": "median of the others", "range": "range of the others"} if spread else {}
    return names


def _line(
    data: str, mark: Spec, names: Mapping[str, str], theme: Theme, encoding: Spec, key: str = ""
) -> dict[str, Any]:
    """A layer named in the legend, its colour and dashes taken from there."""
    scale = {"domain": list(names.values())}
    dashes = {"own": [1, 0], "england": [6, 4], "median": [2, 2], "range": [1, 0], "others": [1, 0]}
    colours = {"own": theme.focus, "england": theme.target, "median": theme.words} | dict.fromkeys(
        ("range", "others"), theme.others
    )
    legend = {"orient": "top", "title": None, "symbolType": "stroke", "symbolStrokeWidth": 3, "symbolSize": 400}
    drawn = {"legend": {**legend, "symbolOpacity": 1, "columns": 2}, "field": "series", "type": "nominal"}
    joined = {} if mark["type"] == "area" else {"strokeWidth": mark.get("strokeWidth", 2)}
    segment = {"field": "segment", "type": "nominal"}
    apart = [segment, {"field": "area", "type": "nominal"}] if data == "others" else segment
    return {
        "data": {"name": data},
        "transform": [{"calculate": json.dumps(names[key or data]), "as": "series"}],
        "mark": {**mark, **joined, "aria": False},
        "encoding": {
            "color": {**drawn, "scale": {**scale, "range": [colours[name] for name in names]}},
            "strokeDash": {**drawn, "scale": {**scale, "range": [dashes[name] for name in names]}},
            **{name: {**value, "type": "quantitative"} if name == "y" else value for name, value in encoding.items()},
            "detail": apart,
        },
    }


def _own(own: Sequence[Point], names: Mapping[str, str], theme: Theme) -> list[Spec]:
    """The line of the area in focus with its points, the last of them labelled."""
    if not own:
        return []
    tooltip = [
        {"field": field, "type": "nominal", "title": title}
        for field, title in (("period", "Period"), ("shown", "Figure"), ("definition", "Stands on"))
    ]
    dots = {"type": "point", "stroke": theme.focus, "strokeWidth": 1.5, "size": 38, "opacity": 1}
    fill = {"condition": {"test": "datum.young", "value": theme.ground}, "value": theme.focus}
    label = {"type": "text", "dy": -13, "fontWeight": "bold", "fontSize": 13, "color": theme.focus, "aria": False}
    last = {"data": {"name": "own"}, "mark": label, "encoding": {"text": {"field": "shown", "type": "nominal"}}}
    older = f"datum.when != {json.dumps(own[-1]['when'])}"
    return [
        _line("own", {"type": "line", "strokeWidth": 3}, names, theme, {}),
        {"data": {"name": "own"}, "mark": dots, "encoding": {"tooltip": tooltip, "fill": fill}},
        {**last, "transform": [{"filter": f"!({older})"}]},
    ]


def _alone(spread: Sequence[Point], england: Sequence[Point], theme: Theme) -> list[Spec]:
    """What has no neighbour on its own definition, so that no line is drawn of it: a bar and points."""
    bar = {"type": "rule", "strokeWidth": 7, "opacity": 0.28, "color": theme.others, "aria": False}
    ends = {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}}
    middle = {"y": {"field": "middle", "type": "quantitative"}}
    dot = {"type": "point", "filled": True, "size": 36, "opacity": 1, "aria": False}
    layers: list[tuple[Sequence[Point], Spec, Spec]] = [
        (spread, bar, ends),
        (spread, {**dot, "color": theme.words}, middle),
        (england, {**dot, "color": theme.target}, {}),
    ]
    return [
        {"data": {"values": alone}, "mark": mark, "encoding": encoding}
        for points, mark, encoding in layers
        if (alone := _single(points))
    ]


def _single(points: Sequence[Point]) -> list[Point]:
    many = Counter(point["segment"] for point in points)
    return [point for point in points if many[point["segment"]] == 1]


def _breaks(theme: Theme) -> list[Spec]:
    rule = {"type": "rule", "strokeDash": [2, 3], "color": theme.words, "aria": False}
    name = {"type": "text", "align": "right", "dx": -5, "color": theme.words, "fontSize": 11, "aria": False}
    text = {"y": {"value": 6}, "text": {"field": "break", "type": "nominal"}}
    return [
        {"data": {"name": "breaks"}, "mark": rule, "encoding": {"y": {"value": 0}, "y2": {"value": "height"}}},
        {"data": {"name": "breaks"}, "mark": name, "encoding": text},
    ]


def _need(goal: Required | None, unit: str) -> list[Point]:
    """Both ends of the line to a target."""
    if goal is None or goal.start.value is None or goal.start.period is None:
        return []
    start = {"when": goal.start.period.start.isoformat(), "period": wording.period(goal.start.period)}
    end = {"when": f"{goal.by}-01-01", "period": str(goal.by), "shown": f"target {wording.figure(goal.target, unit)}"}
    return [{**start, "value": float(goal.start.value), "shown": ""}, {**end, "value": float(goal.target)}]


def _goal(need: Sequence[Point], theme: Theme) -> list[Spec]:
    if not need:
        return []
    dashed = {"type": "line", "strokeDash": [2, 4], "strokeWidth": 2, "color": theme.target, "aria": False}
    name = {"type": "text", "align": "right", "dy": -12, "fontSize": 12, "color": theme.target, "aria": False}
    return [
        {"data": {"name": "need"}, "mark": dashed, "encoding": {}},
        {"data": {"name": "need"}, "mark": name, "encoding": {"text": {"field": "shown", "type": "nominal"}}},
    ]


def _broken(points: Sequence[Point]) -> list[Point]:
    return [point for point in points if point["break"]]


def _spread(found: Benchmark, codes: Sequence[str]) -> list[Point]:
    rows: list[Point] = []
    definition, segment = None, 0
    for spread in found.panel.spread(codes):
        stands_on = found.panel.definition(codes, spread.period)
        segment += definition is not None and stands_on != definition
        definition = stands_on
        rows.append(
            {
                "when": spread.period.start.isoformat(),
                "period": wording.period(spread.period),
                "low": float(spread.low),
                "middle": float(spread.middle),
                "high": float(spread.high),
                "n": spread.n,
                "segment": segment,
            }
        )
    return rows


def _young(found: Benchmark, point: Point) -> bool:
    return found.area.began_after(date.fromisoformat(str(point["when"])))
