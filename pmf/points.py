"""Places of projects as a layer of a map: a letter on a colour, the places of one project as one thing to point at.

Knows how a point looks and what it says; refuses to know which projects are asked for and to show anything.
"""

from collections.abc import Mapping, Sequence
from math import atan2, cos, hypot, pi, sin

import pydeck
from pydeck.types import String

from pmf import maps, palette
from pmf.maps import Map
from pmf.outlines import Outline, Point
from pmf.palette import Ground, Shade
from pmf.projects.escalation import Assessed

LAYER = "projects"
WIDTH, HEIGHT = 400, 460
"""Pixels that the outlines must fit into; a phone's width has room for them without the margin."""
FEW = 60
"""Up to so many points each is kept apart from the others and from the names of districts."""
APART = 0.045
"""Degrees of longitude, about 3 km, that few points are apart where there is room: nearer ones stand side by side."""
_UP = 0.6  # degrees of latitude that look as long as one of longitude, at the latitude of England
_RADIUS = 9
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
    few = sum(map(len, places)) <= FEW
    if few:
        places = side_by_side(places)
    avoiding = [point for points in places for point in points] if few else []
    layers = [
        maps.areas(districts, shaded, ground, veiled=style is not None),
        maps.texts(districts, labels, shaded, ground, avoiding),
        *([_links(places, ground)] if few else []),
        _layer(ordered, places, ground),
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


def _layer(rows: Sequence[Assessed], places: Sequence[Sequence[Point]], ground: Ground) -> pydeck.Layer:
    """The points. All of one project are one feature, so that they say the same and lead to one page."""
    features = [_feature(row, points) for row, points in zip(rows, places, strict=True)]
    return pydeck.Layer(
        "GeoJsonLayer",
        {"type": "FeatureCollection", "features": features},
        id=LAYER,
        point_type=String("circle+text"),
        get_point_radius=_RADIUS,
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


def _feature(row: Assessed, points: Sequence[Point]) -> dict[str, object]:
    look = palette.mark(row.project.rag)
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPoint", "coordinates": points},
        "properties": {
            "id": row.project.id,
            "tip": _tip(row),
            "letter": (row.project.rag or "–")[0],
            "fill": maps.rgb(look.fill),
            "words": maps.rgb(look.text),
        },
    }


def _tip(row: Assessed) -> str:
    """What a point says: the project, its rating and its places."""
    project = row.project
    count = len(project.locations)
    where = project.locations[0].place if count == 1 else f"{count} places"
    return f"{project.name}\n{project.rag or 'Not rated'}, {project.travel or 'direction not known'}\n{where}"
