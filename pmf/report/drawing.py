"""Charts of a report as SVG that needs nothing else: text as text, explicit colours, readable in greyscale.

Knows points and sizes; refuses to know indicators and to word a finding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

INK, LINE, GRID, QUIET = "#1A1A1A", "#12436D", "#D0D0D0", "#6B6B6B"
WIDTH, HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 24, 96, 34, 28
_BAR = 34


@dataclass(frozen=True)
class Point:
    """A figure at a place in time: `at` in days, `joined` to the point before it unless the definition changed."""

    at: float
    label: str
    value: float
    shown: str
    joined: bool = True


def line(points: Sequence[Point], name: str) -> str:
    """A line through at least two points, the first and last labelled with figure and period, breaks left open."""
    low, high = min(p.value for p in points), max(p.value for p in points)
    across, up = (points[-1].at - points[0].at) or 1.0, (high - low) or 1.0
    x = [_LEFT + 44 + (WIDTH - _LEFT - _RIGHT - 44) * (p.at - points[0].at) / across for p in points]
    y = [_TOP + (HEIGHT - _TOP - _BOTTOM - 12) * (1 - (p.value - low) / up) for p in points]
    path = "".join(f"{'L' if i and p.joined else 'M'}{x[i]:.1f} {y[i]:.1f}" for i, p in enumerate(points))
    base = HEIGHT - _BOTTOM
    dots = "".join(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.4" fill="{LINE}"/>' for a, b in zip(x, y, strict=True))
    shown = _text(x[0] - 8, y[0] + 4, points[0].shown, "end") + _text(x[-1] + 8, y[-1] + 4, points[-1].shown, bold=True)
    breaks = "".join(
        f'<path d="M{(x[i] + x[i + 1]) / 2:.1f} {_TOP - 10} V{base}" stroke="{QUIET}" stroke-dasharray="3 3"/>'
        for i, (_, after) in enumerate(pairwise(points))
        if not after.joined
    )
    return _svg(
        HEIGHT,
        name,
        f'<path d="M{_LEFT} {base} H{WIDTH - 12}" stroke="{GRID}"/>{breaks}'
        f'<path d="{path}" fill="none" stroke="{LINE}" stroke-width="2.5"/>{dots}{shown}'
        + "".join(_text(x[i], HEIGHT - 8, points[i].label, "middle", colour=QUIET) for i in _labelled(x)),
    )


def bars(points: Sequence[Point], name: str) -> str:
    """A bar from zero for each point, to the left of it where the figure is negative; the last one dark."""
    low, high = (end([0.0, *(point.value for point in points)]) for end in (min, max))
    span = (high - low) or 1.0
    room = WIDTH - 300
    zero = 160 - room * low / span
    rows = []
    for i, point in enumerate(points):
        top, length = 8 + i * _BAR, room * abs(point.value) / span
        left, fill = min(zero, zero + room * point.value / span), LINE if i == len(points) - 1 else "#A9B7C6"
        rows.append(
            _text(150, top + 17, point.label, "end", colour=QUIET)
            + f'<rect x="{left:.1f}" y="{top}" width="{length:.1f}" height="24" fill="{fill}"/>'
            + _text(8 + max(zero, left + length), top + 17, point.shown, bold=i == len(points) - 1)
        )
    height = 8 + len(points) * _BAR
    return _svg(height, name, f'{"".join(rows)}<path d="M{zero:.1f} 2 V{height - 4}" stroke="{INK}"/>')


def _labelled(x: Sequence[float]) -> list[int]:
    """The points whose period is written out: the first, the last and those between with room."""
    chosen = [0]
    for i in range(1, len(x) - 1):
        if x[i] - x[chosen[-1]] > 80 and x[-1] - x[i] > 80:
            chosen.append(i)
    return [*chosen, len(x) - 1] if len(x) > 1 else chosen


def _text(x: float, y: float, words: str, anchor: str = "start", bold: bool = False, colour: str = INK) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{weight}>{escape(words)}</text>'


def _svg(height: int, name: str, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' role="img" aria-label="{escape(name)}" font-family="Arial, Helvetica, sans-serif" font-size="14">'
        f"{inside}</svg>"
    )
