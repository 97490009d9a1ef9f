"""Outlines of areas: rings of longitude and latitude, for drawing and never for measuring.

Knows GeoJSON; refuses to know what is drawn with it. A file that cannot be taken as it stands is refused by name.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import hypot
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from pmf.refusals import Refusal

Point = tuple[float, float]
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]
_GRID = 24  # candidates for the place of a label along each side of an area's box
_WIDE = 0.45  # a label is wider than high: how much nearer its neighbour may stand above it than beside it


class OutlineError(Refusal, ValueError):
    """A file of outlines that cannot be taken as it stands: which file, where, what was expected, what came."""

    def __init__(self, path: Path, where: str, expected: str, got: object) -> None:
        super().__init__(f"{path}, {where}: expected {expected}, got {got}")


@dataclass(frozen=True)
class Outline:
    """The shape of one area: polygons, each an outer ring and its holes, in degrees east and north (WGS 84)."""

    code: str
    name: str
    polygons: tuple[Polygon, ...]

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north edge."""
        points = [point for polygon in self.polygons for point in polygon[0]]
        east, north = zip(*points, strict=True)
        return min(east), min(north), max(east), max(north)

    def geometry(self) -> dict[str, Any]:
        """The shape as GeoJSON."""
        return {"type": "MultiPolygon", "coordinates": self.polygons}


def around(outlines: Iterable[Outline], place: Point) -> Outline | None:
    """The first of the outlines that a point lies in; None where it lies in none. Near a border the drawing decides."""
    point = shapely.Point(place)
    return next((one for one in outlines if any(shape.covers(point) for shape in _shapes(one))), None)


def label_places(outlines: Sequence[Outline], avoiding: Sequence[Point] = ()) -> dict[str, Point]:
    """Where the label of each area stands, by code: well inside it, away from the labels of smaller areas and from
    what is drawn at the points of `avoiding`.

    The smallest area is placed first, in its middle; a larger one, which may lie around it, gives way.
    """
    shapes = {outline.code: max(_shapes(outline), key=lambda shape: shape.area) for outline in outlines}
    found: dict[str, Point] = {}
    for code, shape in sorted(shapes.items(), key=lambda item: item[1].area):
        found[code] = _roomiest(shape, list(found.values()), avoiding)
    return found


def _roomiest(shape: shapely.Polygon, taken: Sequence[Point], avoiding: Sequence[Point]) -> Point:
    """The point inside the shape that is farthest from its edge, from the labels that stand already and, as these
    need less room, half as far from what else is to be avoided."""
    west, south, east, north = shape.bounds
    grid = np.meshgrid(np.linspace(west, east, _GRID), np.linspace(south, north, _GRID))
    inside = [point for point in shapely.points(*grid).ravel() if shape.contains(point)]
    points = inside or [shape.representative_point()]
    room = [
        min(
            [
                shape.boundary.distance(p),
                *(hypot((p.x - x) * _WIDE, p.y - y) / 2 for x, y in taken),
                *(hypot((p.x - x) * _WIDE, p.y - y) for x, y in avoiding),
            ]
        )
        for p in points
    ]
    best = points[int(np.argmax(room))]
    return float(best.x), float(best.y)


def _shapes(outline: Outline) -> list[shapely.Polygon]:
    return [shapely.Polygon(outer, holes) for outer, *holes in outline.polygons]


def load(path: Path) -> tuple[Outline, ...]:
    """The outlines in a GeoJSON file, in its order, one for each `area_code`.

    Raises OutlineError for a file that is missing or no collection of polygons with closed rings.
    """
    try:
        collection = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise OutlineError(path, "the file", "to be there", "no such file") from None
    except ValueError as error:  # also text that is not UTF-8
        raise OutlineError(path, "the file", "GeoJSON in UTF-8", error) from error
    if not isinstance(collection, dict) or not isinstance(collection.get("features"), list):
        raise OutlineError(path, "the file", "a collection of features", type(collection).__name__)
    found = tuple(_outlines(path, collection["features"]))
    if len({outline.code for outline in found}) < len(found):
        raise OutlineError(path, "area_code", "one outline for each area", "a code twice")
    return found


def _outlines(path: Path, features: Sequence[Any]) -> Iterator[Outline]:
    for number, feature in enumerate(features, 1):
        try:
            about, shape = feature["properties"], feature["geometry"]
            yield Outline(about["area_code"], about["name"], _polygons(shape))
        except (KeyError, TypeError, ValueError) as error:
            raise OutlineError(path, f"feature {number}", "area_code, name and closed polygons", repr(error)) from error


def _polygons(shape: Mapping[str, Any]) -> tuple[Polygon, ...]:
    several = {"Polygon": False, "MultiPolygon": True}[shape["type"]]
    polygons = shape["coordinates"] if several else [shape["coordinates"]]
    return tuple(tuple(_ring(ring) for ring in polygon) for polygon in polygons)


def _ring(points: Sequence[Sequence[float]]) -> Ring:
    ring = tuple((float(east), float(north)) for east, north in points)
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError(f"a ring of {len(ring)} points that is not closed")
    return ring
