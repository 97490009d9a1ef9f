"""Places of projects as a layer of a map: a letter on a colour, the places of one project as one thing to point at;
where there are too many to tell apart, circles that count them.

Knows how a point looks and what it says; refuses to know which projects are asked for and to show anything.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import atan2, cos, hypot, pi, sin
from statistics import fmean
from typing import Any

import pydeck
from pydeck.types import String

from pmf import maps, palette, wording
from pmf.maps import Map
from pmf.outlines import Outline, Point
from pmf.palette import Ground, Shade
from pmf.projects.escalation import Assessed

_Feature = dict[str, Any]

LAYER = "projects"
WIDTH, HEIGHT = 400, 460
"""Pixels that the outlines must fit into; a phone's width has room for them without the margin."""
FEW = 60
"""Up to so many points each is kept apart from the others and from the names of districts."""
MANY = 300
"""Above so many points a circle stands for all projects that have a place in one cell of a grid."""
APART = 0.045
"""Degrees of longitude, about 3 km, that few points are apart where there is room: nearer ones stand side by side."""
_UP = 0.6  # degrees of latitude that look as long as one of longitude, at the latitude of England
_CELL = 2 * APART  # degrees of longitude across which projects are counted together
_RADIUS, _CROWD_RADIUS = 9, 16
_TOOLTIP: dict[str, object] = {
    "text": "{tip}",
    "style": {"maxWidth": "9.5rem", "whiteSpace": "normal", "fontSize": "0.85rem", "lineHeight": "1.3"},
}


def drawn(
    rows: Sequence[Assessed],
    districts: Sequence[Outline],
    shaded: Mapping[str, Shade],
    labels: Mapping[str, str],
    ground: Ground,
    style: str | None = None,
) -> Map:
    """The districts, shaded and labelled by code, and on them the places of the projects, the severest on top; below
    them the background of a style, where its address is given."""
    located = [row for row in rows if row.project.locations]
    ordered = sorted(located, key=lambda row: palette.severity(row.project.rag), reverse=True)
    places = [[(at.longitude, at.latitude) for at in row.project.locations] for row in ordered]
    few, many = sum(map(len, places)) <= FEW, sum(map(len, places)) > MANY
    if few:
        places = side_by_side(places)
    avoiding = [point for points in places for point in points] if few else []
    features = _crowds(ordered, places) if many else [_feature(*one) for one in zip(ordered, places, strict=True)]
    layers = [
        maps.areas(districts, shaded, ground, veiled=style is not None),
        maps.texts(districts, labels, shaded, ground, avoiding),
        *([_links(places, ground)] if few else []),
        _layer(features, _CROWD_RADIUS if many else _RADIUS, ground),
    ]
    return maps.drawn(layers, districts, _TOOLTIP, HEIGHT, WIDTH, style)


def side_by_side(places: Sequence[Sequence[Point]]) -> list[list[Point]]:
    """The places of each project; one nearer than APART to one already placed is moved to that distance from it, away
    from it if there is room, and stays where it is if there is none on any side."""
    taken: list[Point] = []
    moved: list[list[Point]] = []
    for points in places:
        moved.append([_moved(point, taken) for point in points])
        taken += moved[-1]
    return moved


def _moved(point: Point, taken: Sequence[Point]) -> Point:
    near = min(taken, key=lambda other: _distance(point, other), default=None)
    if near is None or _distance(point, near) >= APART:
        return point
    away = atan2((point[1] - near[1]) / _UP, point[0] - near[0])
    turns = (away + sign * step * pi / 4 for step in range(5) for sign in (1, -1))
    around = ((near[0] + cos(turn) * APART, near[1] + sin(turn) * APART * _UP) for turn in turns)
    free = (fresh for fresh in around if all(_distance(fresh, other) >= APART * 0.99 for other in taken))
    return next(free, point)


def _distance(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], (one[1] - other[1]) / _UP)


def linked(points: Sequence[Point]) -> list[tuple[Point, Point]]:
    """The shortest lines that join all places of a project, each place reached from the nearest one joined before."""
    joined, waiting = list(points[:1]), list(points[1:])
    lines = []
    while waiting:
        nearest = min(((a, b) for a in joined for b in waiting), key=lambda pair: _distance(*pair))
        lines.append(nearest)
        joined.append(nearest[1])
        waiting.remove(nearest[1])
    return lines


def _links(places: Sequence[Sequence[Point]], ground: Ground) -> pydeck.Layer:
    """Fine lines between the places of each project, in the colour of words, which every ground lets see."""
    lines = [{"from": start, "to": end} for points in places for start, end in linked(points)]
    colour = [*maps.rgb(ground.land.words), 130]
    return pydeck.Layer(
        "LineLayer", lines, id="links", get_source_position="from", get_target_position="to", get_color=colour
    )


def _layer(features: Sequence[_Feature], radius: int, ground: Ground) -> pydeck.Layer:
    """The points. All of one project are one feature, so that they say the same and lead to one page."""
    return pydeck.Layer(
        "GeoJsonLayer",
        {"type": "FeatureCollection", "features": features},
        id=LAYER,
        point_type=String("circle+text"),
        get_point_radius=radius,
        point_radius_units=String("pixels"),
        get_fill_color="properties.fill",
        get_line_color=maps.rgb(ground.edge),
        get_line_width=1.5,
        line_width_units=String("pixels"),
        get_text="properties.letter",
        get_text_size=12,
        text_font_weight=700,
        text_font_family=String("Source Sans, sans-serif"),
        get_text_color="properties.words",
        pickable=True,
        auto_highlight=True,
        highlight_color=[*maps.rgb(ground.land.words), 140],
    )


def _feature(row: Assessed, points: Sequence[Point]) -> _Feature:
    letter = (row.project.rag or "–")[0]
    return _marked(row.project.rag, letter, {"type": "MultiPoint", "coordinates": points}, row.project.id, _tip(row))


def _crowds(rows: Sequence[Assessed], places: Sequence[Sequence[Point]]) -> list[_Feature]:
    """A circle for each cell of the grid, in the middle of its places, with the letter of the severest and the number
    of projects. It leads to no page: which one would be a guess."""
    cells: dict[tuple[int, int], list[tuple[Assessed, Point]]] = {}
    for row, points in zip(rows, places, strict=True):
        for point in points:
            cells.setdefault((round(point[0] / _CELL), round(point[1] / (_CELL * _UP))), []).append((row, point))
    return [_crowd(cell) for cell in cells.values()]


def _crowd(cell: Sequence[tuple[Assessed, Point]]) -> _Feature:
    rated = {row.project.id: row.project.rag for row, _ in cell}
    tally = Counter(sorted(rated.values(), key=palette.severity))
    severest = next(iter(tally))
    middle = [fmean(point[axis] for _, point in cell) for axis in (0, 1)]
    tip = "\n".join(
        (wording.amount(len(rated), "project"), *(f"{n:,} {rag or 'not rated'}" for rag, n in tally.items()))
    )
    letter = f"{(severest or '–')[0]}\n{len(rated):,}"
    return _marked(severest, letter, {"type": "Point", "coordinates": middle}, "", tip)


def _marked(rag: str | None, letter: str, geometry: Mapping[str, object], project: str, tip: str) -> _Feature:
    """A feature with the look of a rating."""
    look = palette.mark(rag)
    said = {"id": project, "tip": tip, "letter": letter, "fill": maps.rgb(look.fill), "words": maps.rgb(look.text)}
    return {"type": "Feature", "geometry": geometry, "properties": said}


def _tip(row: Assessed) -> str:
    """What a point says: the project, its rating and its places."""
    project = row.project
    count = len(project.locations)
    where = project.locations[0].place if count == 1 else f"{count} places"
    return f"{project.name}\n{project.rag or 'Not rated'}, {project.travel or 'direction not known'}\n{where}"
