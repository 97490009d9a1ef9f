"""Small charts of an area beside England and its neighbours. Knows how three lines and their labels keep apart; refuses
to fetch, to word and to show them."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Literal

import altair as alt

from pmf import charts
from pmf.areas import Area
from pmf.charts import Point, Spec
from pmf.palette import Theme
from pmf.region import Line

HEIGHT = 150
_APART = 15  # pixels between two labels
_ROOM = 0.08  # of the range of the figures, above and below


def beside(lines: Sequence[Line], unit: str, theme: Theme, area: Area | None = None) -> Spec:
    """The lines over time: the area strong with its intervals and hollow points before it began, England plain, the
    neighbours dashed, each labelled at its end with its last figure, and with that figure's period where it is older
    than the area's."""
    points: dict[str, list[Point]] = {line.kind: charts.points_of(line.figures, unit) for line in lines}
    for point in points.get("area", []):
        point["young"] = area is not None and area.began_after(date.fromisoformat(str(point["when"])))
    low, high = _range(points.get("area", []), [point for run in points.values() for point in run])
    datasets = {kind: points.get(kind, []) for kind in ("area", "england", "neighbours")}
    every = [point for run in points.values() for point in run]
    return {
        **_beside(theme),
        "datasets": {**datasets, "ends": _ends(lines, points, low, high)},
        "encoding": {"x": charts.time_axis(every), "y": _scale(low, high)},
        "height": HEIGHT,
    }


def _range(own: Sequence[Point], every: Sequence[Point]) -> tuple[float, float]:
    ends = [float(point[name] or 0) for point in own for name in ("low", "high") if point[name] is not None]
    values = [*(float(point["value"] or 0) for point in every), *ends]
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low or abs(high) or 1.0) * _ROOM
    return low - room, high + room


def _ends(lines: Sequence[Line], points: dict[str, list[Point]], low: float, high: float) -> list[Point]:
    """The labels at the ends of the lines, moved apart where they would cover one another."""
    newest = max((str(run[-1]["when"]) for kind, run in points.items() if kind == "area" and run), default="")
    ends = [(points[line.kind][-1], line) for line in lines if points[line.kind]]
    ends.sort(key=lambda end: -float(end[0]["value"] or 0))
    wanted = [(high - float(point["value"] or 0)) / (high - low) * HEIGHT for point, _ in ends]
    return [
        {
            "at": high - place / HEIGHT * (high - low),
            "text": _label(line, point, newest),
            "own": int(line.kind == "area"),
        }
        for (point, line), place in zip(ends, apart(wanted, _APART, HEIGHT), strict=True)
    ]


def _label(line: Line, point: Point, newest: str) -> str:
    shown = str(point["shown"]) if line.kind == "area" else f"{line.name} {point['shown']}"
    return shown if str(point["when"]) >= newest else f"{shown} ({point['period']})"


def apart(wanted: Sequence[float], distance: float, length: float) -> list[float]:
    """Places in ascending order, at least `distance` from one another and within `length`, near where they are wanted.

    Where they do not fit they start at 0 and run over the end.
    """
    found: list[float] = []
    for place in wanted:
        found.append(max(place, found[-1] + distance) if found else place)
    for number in reversed(range(len(found))):
        limit = length if number == len(found) - 1 else found[number + 1] - distance
        found[number] = min(found[number], limit)
    over = -min([0.0, *found])
    return [place + over for place in found]


def _scale(low: float, high: float) -> Spec:
    return {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": {"zero": False, "nice": False, "domain": [low, high]},
        "axis": {"tickCount": 3, "format": ",.4~f"},
    }


@cache
def _beside(theme: Theme) -> Spec:
    tooltip = [alt.Tooltip("period:N", title="Period"), alt.Tooltip("shown:N", title="Figure")]
    band = _on("area").mark_errorband(opacity=0.15, color=theme.focus)
    plain = _on("england").mark_line(color=theme.words, strokeWidth=1.5)
    dashed = _on("neighbours").mark_line(color=theme.target, strokeWidth=1.5, strokeDash=[5, 3])
    strong = _on("area").mark_line(color=theme.focus, strokeWidth=2.5)
    dots = _on("area").mark_point(stroke=theme.focus, strokeWidth=1.5, size=22, opacity=1)
    hollow = alt.condition("datum.young", alt.value(theme.ground), alt.value(theme.focus))
    layers = [
        band.encode(y="low:Q", y2="high:Q", detail="segment:N").transform_filter("isValid(datum.low)"),
        *(line.encode(detail="segment:N") for line in (plain, dashed, strong)),
        dots.encode(tooltip=tooltip, fill=hollow),
        _name(theme.words, "normal", 0),
        _name(theme.focus, "bold", 1),
    ]
    padding = {"top": 6, "right": 4, "bottom": 4, "left": 4}
    return charts.finished(alt.layer(*layers).properties(padding=padding), theme)


def _name(colour: str, weight: Literal["normal", "bold"], own: int) -> alt.Chart:
    text = _on("ends").mark_text(align="left", dx=8, fontSize=12, color=colour, fontWeight=weight, aria=False)
    chart: alt.Chart = text.encode(x=alt.value("width"), y="at:Q", text="text:N").transform_filter(
        f"datum.own == {own}"
    )
    return chart


def _on(data: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(data))
