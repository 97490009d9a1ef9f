"""Where the labels of points stand so that neither a line nor the target nor another label strikes them.

Knows points on a plane and the room a label takes; refuses to know figures and how a chart is drawn. The plane is that
of a chart on a screen of middling width: what is chosen there holds on others but for steep lines.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

At = tuple[float, float]
ABOVE, BELOW = -16, 20
OFFSETS = (ABOVE, BELOW, -30, 40)
"""Where a label may stand, in pixels down the page from its point; the nearer ones first."""
_WIDTH, _HEIGHT = 600, 270
_CHARACTER, _HALF_HEIGHT = 4, 8
_STRUCK = 10  # to be struck is worse than any place that is not the usual one


@dataclass(frozen=True)
class Named:
    """A point with its label: `at` in days and units of the chart, where the label `usual`ly stands."""

    at: At
    text: str
    usual: int


@dataclass(frozen=True)
class _Label:
    """The middle of a label in pixels from the top left, and half its width."""

    x: float
    y: float
    half: float

    def on(self, other: "_Label") -> bool:
        """Whether the two cover each other."""
        return abs(self.x - other.x) < self.half + other.half and abs(self.y - other.y) < 2 * _HALF_HEIGHT

    def struck(self, line: tuple[At, At]) -> bool:
        """Whether a line passes through."""
        (start_x, start_y), (end_x, end_y) = line
        left, right = max(start_x, self.x - self.half), min(end_x, self.x + self.half)
        if left > right:
            return False
        slope = (end_y - start_y) / ((end_x - start_x) or 1.0)
        heights = [start_y + slope * (x - start_x) for x in (left, right)]
        return min(heights) <= self.y + _HALF_HEIGHT and max(heights) >= self.y - _HALF_HEIGHT


def offsets(named: Sequence[Named], runs: Sequence[Sequence[At]], target: float | None) -> list[int]:
    """How far down the page from its point each label is struck least by the lines of the runs, by the target and by
    the labels before it.

    Points are in days and in units of the chart, labels are offset in pixels.
    """
    pixels = _plane([*(each.at for each in named), *(at for run in runs for at in run)], target)
    lines = [(pixels(a), pixels(b)) for run in runs for a, b in pairwise(run)]
    if target is not None:
        level = pixels((0.0, target))[1]
        lines.append(((-_WIDTH, level), (2 * _WIDTH, level)))
    found: list[int] = []
    placed: list[_Label] = []
    for each in named:
        x, y = pixels(each.at)
        half = _CHARACTER * len(each.text)
        found.append(_offset(_Label(x, y, half), each.usual, lines, placed))
        placed.append(_Label(x, y + found[-1], half))
    return found


def _plane(points: Sequence[At], target: float | None) -> Callable[[At], At]:
    """From days and units to pixels from the top left, for all points and the target together."""
    days, values = [day for day, _ in points], [value for _, value in points]
    values += [] if target is None else [target]
    first, top = min(days, default=0.0), max(values, default=0.0)
    across, up = (max(days, default=0.0) - first) or 1.0, (top - min(values, default=0.0)) or 1.0
    return lambda at: (_WIDTH * (at[0] - first) / across, _HEIGHT * (top - at[1]) / up)


def _offset(point: _Label, usual: int, lines: Sequence[tuple[At, At]], placed: Sequence[_Label]) -> int:
    """The place for a label where it is struck least, the usual one where others are no better."""

    def cost(dy: int) -> int:
        there = replace(point, y=point.y + dy)
        struck = any(there.struck(line) for line in lines)
        hidden = any(there.on(other) for other in placed)
        outside = there.y > _HEIGHT  # on the time axis; above the highest point there is room
        return _STRUCK * (struck + 2 * hidden + outside) + (OFFSETS.index(dy) + 1) * (dy != usual)

    return min(OFFSETS, key=cost)
