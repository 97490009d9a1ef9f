"""Figures in, Vega-Lite specifications out. Knows how a chart is drawn; refuses to fetch, to word and to show it."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import dropwhile
from typing import Any

import altair as alt
import pandas as pd

from pmf import palette, wording
from pmf.scorecard import Figure

Spec = dict[str, Any]
_LABELS = "#595959"
_WIDTH, _HEIGHT = 96, 22


def history(figures: Sequence[Figure], unit: str, target: Decimal | None, rated: Sequence[Figure]) -> Spec:
    """A long history: line and points, intervals where published, gaps where the definition breaks, the target as a
    dashed line, the two rated figures picked out and labelled."""
    frame, marked = _frame(figures, unit), _frame(rated, unit)
    base = alt.Chart(frame).encode(x=_time(), y=_value(unit))
    layers: list[alt.Chart | alt.LayerChart] = []
    if frame["low"].notna().any():
        layers.append(
            base.mark_errorband(opacity=0.18, color=palette.FOCUS).encode(
                y=_value(unit, "low"), y2="high:Q", detail="definition:N"
            )
        )
    layers.append(base.mark_line(color=palette.FOCUS, strokeWidth=2).encode(detail="segment:N"))
    layers.append(base.mark_point(color=palette.FOCUS, filled=True, size=28, opacity=1).encode(tooltip=_tooltip()))
    layers += _breaks(frame)
    if target is not None:
        rule = alt.Chart(pd.DataFrame({"target": [float(target)]})).mark_rule(
            strokeDash=[5, 4], color=palette.CATEGORICAL[2]
        )
        layers.append(rule.encode(y="target:Q"))
    if len(marked):
        point = alt.Chart(marked).encode(x=_time(), y=_value(unit))
        layers.append(point.mark_point(color=palette.FOCUS, size=140, strokeWidth=2, opacity=1))
        text = point.mark_text(dy=-14, fontWeight="bold", fontSize=13, color=palette.FOCUS).encode(text="shown:N")
        layers.append(text)
    return _spec(alt.layer(*layers).properties(height=320))


def small_multiples(places: Sequence[tuple[str, Sequence[Figure]]], unit: str) -> Spec:
    """One small chart a place, all on one scale, in the order given."""
    frames = [_frame(figures, unit).assign(place=name) for name, figures in places]
    frame = pd.concat(frames, ignore_index=True)
    order = [name for name, _ in places]
    base = alt.Chart(frame).encode(x=_time(), y=_value(unit))
    line = base.mark_line(color=palette.FOCUS, strokeWidth=2).encode(detail="segment:N")
    points = base.mark_point(color=palette.FOCUS, filled=True, size=14, opacity=1).encode(tooltip=_tooltip())
    last = frame.loc[frame.groupby("place")["when"].idxmax()]
    label = alt.Chart(last).mark_text(dy=-10, align="right", fontWeight="bold", color=palette.FOCUS)
    text = label.encode(x=_time(), y=_value(unit), text="shown:N")
    facet = alt.layer(line, points, text, data=frame).properties(width=250, height=110)
    header = alt.Header(title=None, labelFontWeight="bold", labelFontSize=13, labelAnchor="start", labelColor=_LABELS)
    return _spec(facet.facet(alt.Facet("place:N", sort=order, header=header), columns=3))


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


def _breaks(frame: pd.DataFrame) -> list[alt.Chart]:
    """A dotted rule and a label wherever the definition changes."""
    starts = frame[frame["segment"].ne(frame["segment"].shift(fill_value=1))]
    if starts.empty:
        return []
    labelled = starts.assign(label=[f"break: {text.split(': ')[-1]}" for text in starts["definition"]])
    rule = alt.Chart(labelled).encode(x=_time())
    return [
        rule.mark_rule(strokeDash=[2, 3], color=_LABELS),
        rule.mark_text(align="right", dx=-5, y=8, color=_LABELS, fontSize=11).encode(text="label:N"),
    ]


def _time() -> alt.X:
    axis = alt.Axis(format="%Y", title=None, grid=False, tickCount={"interval": "year", "step": 1}, labelOverlap=True)
    return alt.X("when:T", axis=axis)


def _value(unit: str, column: str = "value") -> alt.Y:
    return alt.Y(f"{column}:Q", title=None, scale=alt.Scale(zero=False, nice=True), axis=alt.Axis(tickCount=5))


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("period:N", title="Period"),
        alt.Tooltip("shown:N", title="Figure"),
        alt.Tooltip("definition:N", title="Stands on"),
    ]


def _spec(chart: alt.TopLevelMixin) -> Spec:
    spec: Spec = chart.configure_axis(labelFontSize=12, labelColor=_LABELS).configure_view(stroke=None).to_dict()
    return spec
