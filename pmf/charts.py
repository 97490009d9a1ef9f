"""Figures in, Vega-Lite specifications out. Knows how a chart is drawn; refuses to fetch, to word and to show it."""

import json
from collections.abc import Sequence
from decimal import Decimal
from itertools import dropwhile
from typing import Any

import altair as alt
import pandas as pd

from pmf import wording
from pmf.figures import Figure
from pmf.palette import Theme

Spec = dict[str, Any]
_WIDTH, _HEIGHT = 96, 22


def history(
    figures: Sequence[Figure], unit: str, target: Decimal | None, rated: Sequence[Figure], theme: Theme
) -> Spec:
    """A long history: line and points, intervals where published, gaps where the definition breaks, the target as a
    dashed line, the rated figures picked out and labelled."""
    frame, marked = _frame(figures, unit), _frame(rated, unit)
    x = _time(frame)
    base = alt.Chart(frame).encode(x=x, y=_value())
    layers: list[alt.Chart] = []
    if frame["low"].notna().any():
        band = base.mark_errorband(opacity=0.18, color=theme.focus)
        layers.append(band.encode(y=_value("low"), y2="high:Q", detail="definition:N"))
    layers += [_line(base, theme), _points(base, theme), *_breaks(frame, x, theme)]
    if target is not None:
        rule = alt.Chart(pd.DataFrame({"target": [float(target)], "shown": [f"target {wording.figure(target, unit)}"]}))
        label = rule.mark_text(align="left", dx=4, dy=-7, color=theme.target, x=0)
        layers += [rule.mark_rule(strokeDash=[5, 4], color=theme.target, aria=False).encode(y="target:Q")]
        layers += [label.encode(y="target:Q", text="shown:N")]
    point = alt.Chart(marked).encode(x=x, y=_value())
    layers.append(point.mark_point(color=theme.focus, size=140, strokeWidth=2, opacity=1, aria=False))
    for part, below in ((marked.iloc[:-1], True), (marked.iloc[-1:], False)):
        text = alt.Chart(part).mark_text(dy=20 if below else -16, fontWeight="bold", fontSize=13, color=theme.focus)
        layers.append(text.encode(x=x, y=_value(), text="shown:N"))
    room = {"top": 20, "right": 12, "bottom": 5, "left": 5}  # for labels of points at the edge
    return _spec(alt.layer(*layers).properties(height=320, padding=room), theme)


def small_multiples(places: Sequence[Sequence[Figure]], unit: str, theme: Theme) -> list[Spec]:
    """One small chart for each place, all on one scale, in the order given."""
    frames = [_frame(figures, unit) for figures in places]
    every = pd.concat(frames)
    low, high = float(every["value"].min()), float(every["value"].max())
    x = _time(every)
    specs = []
    for frame in frames:
        y = _value(scale=alt.Scale(domain=[low, high], zero=False, nice=True))
        base = alt.Chart(frame).encode(x=x, y=y)
        label = alt.Chart(frame.tail(1)).mark_text(dy=-10, align="right", fontWeight="bold", color=theme.focus)
        text = label.encode(x=x, y=y, text="shown:N")
        layers = alt.layer(_line(base, theme), _points(base, theme, 14), text)
        specs.append(_spec(layers.properties(height=110), theme))
    return specs


def sparkline(values: Sequence[float | None]) -> str:
    """A word-sized line as SVG, the last value dotted; a missing value is a gap, fewer than two values are none."""
    values = list(dropwhile(lambda value: value is None, values))
    held = [value for value in values if value is not None]
    if len(held) < 2:
        return ""
    low, high = min(held), max(held)
    step, span = (_WIDTH - 8) / (len(values) - 1), (high - low) or 1.0
    points = [
        None if v is None else (4 + i * step, 4 + (_HEIGHT - 8) * (1 - (v - low) / span)) for i, v in enumerate(values)
    ]
    path = "".join(
        f"{'L' if points[i - 1] and i else 'M'}{point[0]:.1f} {point[1]:.1f}" for i, point in enumerate(points) if point
    )
    x, y = next(point for point in reversed(points) if point)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}">'
        f'<path d="{path}" fill="none" stroke="#8A8A8A" stroke-width="1.5"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="#2073BC"/></svg>'
    )


def _frame(figures: Sequence[Figure], unit: str) -> pd.DataFrame:
    held = [figure for figure in figures if figure.value is not None and figure.period]
    frame = pd.DataFrame(
        {
            "when": [figure.period.start.isoformat() for figure in held if figure.period],
            "period": [wording.period(figure.period) for figure in held],
            "value": [float(figure.value) for figure in held if figure.value is not None],
            "shown": [wording.figure(figure.value, unit) for figure in held],
            "low": [figure.interval[0] if figure.interval else None for figure in held],
            "high": [figure.interval[1] if figure.interval else None for figure in held],
            "definition": [figure.definition for figure in held],
        },
    ).astype({"low": float, "high": float})
    return frame.assign(segment=frame["definition"].ne(frame["definition"].shift()).cumsum())


def _line(base: alt.Chart, theme: Theme) -> alt.Chart:
    line: alt.Chart = base.mark_line(color=theme.focus, strokeWidth=2).encode(detail="segment:N")
    return line


def _points(base: alt.Chart, theme: Theme, size: int = 28) -> alt.Chart:
    points: alt.Chart = base.mark_point(color=theme.focus, filled=True, size=size, opacity=1).encode(
        tooltip=[
            alt.Tooltip("period:N", title="Period"),
            alt.Tooltip("shown:N", title="Figure"),
            alt.Tooltip("definition:N", title="Stands on"),
        ]
    )
    return points


def _breaks(frame: pd.DataFrame, x: alt.X, theme: Theme) -> list[alt.Chart]:
    """A dotted rule and a label wherever the definition changes."""
    starts = frame[frame["segment"].ne(frame["segment"].shift(fill_value=1))]
    if starts.empty:
        return []
    labelled = starts.assign(label=[f"break: {text.split(': ')[-1]}" for text in starts["definition"]])
    rule = alt.Chart(labelled).encode(x=x)
    return [
        rule.mark_rule(strokeDash=[2, 3], color=theme.words, aria=False),
        rule.mark_text(align="right", dx=-5, y=8, color=theme.words, fontSize=11).encode(text="label:N"),
    ]


def _time(frame: pd.DataFrame) -> alt.X:
    """A time axis with a tick on each period, labelled as the reader writes it."""
    labels = dict(sorted(zip(frame["when"], frame["period"], strict=True)))
    words = f"{json.dumps(labels)}[utcFormat(datum.value, '%Y-%m-%d')]"
    axis = alt.Axis(
        title=None, grid=False, values=list(labels), labelExpr=words, labelOverlap="greedy", labelSeparation=8
    )
    domain = [min(labels, default=None), max(labels, default=None)]
    return alt.X("when:T", axis=axis, scale=alt.Scale(type="utc", domain=domain, padding=18))


def _value(column: str = "value", **options: Any) -> alt.Y:
    options.setdefault("scale", alt.Scale(zero=False, nice=True, padding=12))
    return alt.Y(f"{column}:Q", title=None, axis=alt.Axis(tickCount=4), **options)


def _spec(chart: alt.LayerChart | alt.FacetChart, theme: Theme) -> Spec:
    styled = chart.configure_axis(
        gridColor=theme.grid,
        domainColor=theme.grid,
        tickColor=theme.grid,
        labelColor=theme.words,
        labelFontSize=12,
    ).configure_view(stroke=None)
    spec: Spec = styled.configure(background="transparent", font="Source Sans, sans-serif").to_dict()
    return spec
