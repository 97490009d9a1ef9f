"""Figures in, Vega-Lite specifications out. Knows how a chart is drawn; refuses to fetch, to word and to show it.

Altair draws each kind of chart once, around named data; a view adds its figures and its time axis to a copy.
"""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby, pairwise
from typing import Any

import altair as alt

from pmf import labels, wording
from pmf.figures import Figure
from pmf.labels import Named
from pmf.palette import Theme

Spec = dict[str, Any]
Point = dict[str, str | float | int | None]
_WIDTH, _HEIGHT = 96, 22
_ABOVE = 0.1
"""Room above the highest figure of small charts, as a share of the range of the figures."""
_LETTER = 8
"""Pixels that a letter of a figure takes beside its point."""
_EDGE = {"top": 20, "right": 12, "bottom": 5, "left": 5}  # room for labels of points at the edge


def history(
    figures: Sequence[Figure], unit: str, target: Decimal | None, rated: Sequence[Figure], theme: Theme
) -> Spec:
    """A long history: line and points, intervals where published, gaps where the definition breaks, the target as a
    dashed line, the rated figures picked out and labelled."""
    points, marked = points_of(figures, unit), points_of(rated, unit)
    goal = [] if target is None else [{"value": float(target), "shown": f"target {wording.figure(target, unit)}"}]
    for point, offset in zip(marked, _offsets(points, marked, target), strict=True):
        point["offset"] = offset
    data = {"figures": points, "rated": marked, "breaks": [p for p in points if p["break"]], "target": goal}
    return {
        **_history(theme),
        "datasets": data,
        "encoding": {"x": time_axis([*points, *marked]), "y": _value()},
        "height": 320,
    }


def small_multiples(places: Sequence[Sequence[Figure]], unit: str, theme: Theme) -> list[Spec]:
    """One small chart for each place, all on one scale, in the order given."""
    every = [points_of(figures, unit) for figures in places]
    together = [point for points in every for point in points]
    held = [point[of] for point in together for of in ("value", "low", "high")]
    values = [float(value) for value in held if value is not None]
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low or abs(high) or 1.0) * _ABOVE
    both = {"x": time_axis(together), "y": _value([low, high + room])}
    longest = max((len(str(points[-1]["shown"])) for points in every if points), default=0)
    return [
        {
            **_small(theme),
            "padding": {**_EDGE, "top": 5, "right": longest * _LETTER},
            "datasets": {"figures": points, "last": points[-1:], "breaks": [p for p in points if p["break"]]},
            "encoding": both,
            "height": 130,
        }
        for points in every
    ]


def sparkline(figures: Sequence[Figure]) -> str:
    """A word-sized line as SVG, placed in time, the last figure dotted; missing figures and breaks in definition are
    gaps; without two figures to join there is no line."""
    held = [figure for figure in figures if figure.value is not None and figure.period]
    joined = [False, *(a.definition == b.definition for a, b in pairwise(held))]
    if not any(joined):
        return ""
    days = [figure.period.start.toordinal() for figure in held if figure.period]
    values = [float(figure.value) for figure in held if figure.value is not None]
    low, across, up = min(values), (days[-1] - days[0]) or 1, (max(values) - min(values)) or 1.0
    x = [4 + (_WIDTH - 8) * (day - days[0]) / across for day in days]
    y = [4 + (_HEIGHT - 8) * (1 - (value - low) / up) for value in values]
    path = "".join(f"{'L' if on else 'M'}{px:.1f} {py:.1f}" for on, px, py in zip(joined, x, y, strict=True))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}">'
        f'<path d="{path}" fill="none" stroke="#8A8A8A" stroke-width="1.5"/>'
        f'<circle cx="{x[-1]:.1f}" cy="{y[-1]:.1f}" r="2.6" fill="#2073BC"/></svg>'
    )


@cache
def _history(theme: Theme) -> Spec:
    name = _on("breaks").mark_text(align="right", dx=-5, color=theme.words, fontSize=11, aria=False)
    goal = _on("target").mark_rule(strokeDash=[5, 4], color=theme.target, aria=False)
    goal_name = _on("target").mark_text(align="left", dx=4, dy=-7, color=theme.target, aria=False)
    ring = _on("rated").mark_point(color=theme.focus, size=140, strokeWidth=2, opacity=1, aria=False)
    layers = [
        *_line(theme, 28),
        name.encode(y=alt.value(-7), text="break:N"),
        goal.encode(x=alt.value(0), x2=alt.value("width")),
        goal_name.encode(x=alt.value(0), text="shown:N"),
        ring,
        *(
            label.transform_filter(f"datum.offset == {offset}")
            for offset in labels.OFFSETS
            for label in _label("rated", theme, offset)
        ),
    ]
    return finished(alt.layer(*layers).properties(padding=_EDGE), theme)


@cache
def _small(theme: Theme) -> Spec:
    last = _label("last", theme, 0, align="left", baseline="middle", dx=7)
    return finished(alt.layer(*_line(theme, 14), *last), theme)


def _line(theme: Theme, size: int) -> list[alt.Chart]:
    """Figures as a line over their intervals, interrupted at breaks in definition."""
    band = _on("figures").mark_errorband(opacity=0.18, color=theme.focus)
    rule = _on("breaks").mark_rule(strokeDash=[2, 3], color=theme.words, aria=False)
    tooltip = [
        alt.Tooltip("period:N", title="Period"),
        alt.Tooltip("shown:N", title="Figure"),
        alt.Tooltip("definition:N", title="Stands on"),
    ]
    line = _on("figures").mark_line(color=theme.focus, strokeWidth=2)
    dots = _on("figures").mark_point(color=theme.focus, filled=True, size=size, opacity=1)
    return [
        band.encode(y="low:Q", y2="high:Q", detail="segment:N").transform_filter("isValid(datum.low)"),
        rule.encode(y=alt.value(0), y2=alt.value("height")),
        line.encode(detail="segment:N"),
        dots.encode(tooltip=tooltip),
    ]


def _label(data: str, theme: Theme, dy: int, **style: Any) -> list[alt.Chart]:
    """A figure as text, with the ground of the page around it, so that a line behind does not strike it."""
    around: Spec = {"stroke": theme.ground, "strokeWidth": 4, "strokeJoin": "round"}
    text: Spec = {"dy": dy, "fontWeight": "bold", "fontSize": 13, "color": theme.focus, "aria": False, **style}
    return [_on(data).mark_text(**text, **extra).encode(text="shown:N") for extra in (around, Spec())]


def _on(data: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(data))


def points_of(figures: Sequence[Figure], unit: str) -> list[Point]:
    """Figures that have a value and a period as rows; `segment` counts the definitions, `break` names a new one."""
    found: list[Point] = []
    for figure in figures:
        if figure.value is None or figure.period is None:
            continue
        new = bool(found) and found[-1]["definition"] != figure.definition
        segment = int(found[-1]["segment"] or 0) + new if found else 0
        low, high = figure.interval or (None, None)
        found.append(
            {
                "when": figure.period.start.isoformat(),
                "period": wording.period(figure.period),
                "value": float(figure.value),
                "shown": wording.figure(figure.value, unit),
                "low": low,
                "high": high,
                "definition": figure.definition,
                "segment": segment,
                "break": f"break: {figure.definition.split(': ')[-1]}" if new else "",
            }
        )
    return found


def _offsets(points: Sequence[Point], marked: Sequence[Point], target: Decimal | None) -> list[int]:
    """Where the labels of the points picked out stand: the newest above, the other beneath, unless struck there."""
    named = [
        Named(_at(point), str(point["shown"]), labels.ABOVE if point is marked[-1] else labels.BELOW)
        for point in marked
    ]
    runs = [[_at(point) for point in run] for _, run in groupby(points, key=lambda point: point["segment"])]
    return labels.offsets(named, runs, None if target is None else float(target))


def _at(point: Point) -> labels.At:
    return date.fromisoformat(str(point["when"])).toordinal(), float(point["value"] or 0)


def time_axis(points: Sequence[Point]) -> Spec:
    """A time axis with a tick on each period, labelled as the reader writes it."""
    labels = {
        str(point["when"]): str(point["period"]) for point in sorted(points, key=lambda point: str(point["when"]))
    }
    days = list(labels)
    return {
        "field": "when",
        "type": "temporal",
        "scale": {"type": "utc", "domain": [days[0], days[-1]] if days else [], "padding": 18},
        "axis": {
            "title": None,
            "grid": False,
            "values": days,
            "labelExpr": f"{json.dumps(labels)}[utcFormat(datum.value, '%Y-%m-%d')]",
            "labelOverlap": "greedy",
            "labelSeparation": 8,
        },
    }


def _value(domain: Sequence[float] = ()) -> Spec:
    scale = {"zero": False, **({"domain": list(domain), "nice": False} if domain else {"padding": 12, "nice": True})}
    return {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": scale,
        "axis": {"tickCount": 4, "format": ",.4~f"},
    }


def finished(chart: alt.LayerChart | alt.FacetChart, theme: Theme) -> Spec:
    """A drawn chart as a specification with the look of the theme."""
    plain = chart.configure(background="transparent", font="Source Sans, sans-serif")
    styled = plain.configure_axis(
        gridColor=theme.grid,
        domainColor=theme.grid,
        tickColor=theme.grid,
        labelColor=theme.words,
        labelFontSize=12,
    ).configure_view(stroke=None)
    spec: Spec = styled.to_dict()
    return spec
