"""Figures and outlines in, a drawable map out. Knows how districts are shaded and where the camera stands; refuses to
fetch, to word and to show it.

A map asks nobody for a background unless a style is given: what is drawn is the outlines themselves. Every district
carries its figure as a label, so that no shade has to be told from another.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import asinh, degrees, log2, radians, tan

import pydeck
from pydeck.types import String

from pmf import outlines
from pmf.outlines import Outline
from pmf.palette import Ground, Shade

WIDTH, HEIGHT = 350, 430  # pixels the outlines must fit into: a phone's width
_CLASSES = 4
_TILE = 512  # pixels of the whole world at zoom 0
_MARGIN = 0.06
_VEIL = 0.45  # how much of the shade of areas is left where a background is to be seen through them
_CALM = {"scrollZoom": False, "dragRotate": False, "touchRotate": False}  # a wheel over the map scrolls the page


class Map(pydeck.Deck):  # type: ignore[misc]
    """A deck that is written out once and without white space: a page draws it on every run."""

    @cached_property
    def _written(self) -> str:
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"))

    def to_json(self) -> str:
        """The specification that the browser draws."""
        return self._written


@dataclass(frozen=True)
class Step:
    """One class of a shaded map: from `low` to below `high`, the last one up to and with it; `codes` are in it."""

    low: Decimal
    high: Decimal
    codes: tuple[str, ...]


def steps(values: Mapping[str, Decimal]) -> tuple[Step, ...]:
    """The classes of a shaded map, lowest first: equal widths between the lowest and the highest figure.

    A single step where all figures are the same, none where there are none. Equal widths let a shade stand for a
    distance: two districts of one shade are near each other, which equal numbers in each class would not say.
    """
    if not values:
        return ()
    low, high = min(values.values()), max(values.values())
    count = _CLASSES if high > low else 1
    edges = [*(low + (high - low) * number / count for number in range(count)), high]
    place = {code: sum(value >= edge for edge in edges[1:-1]) for code, value in values.items()}
    return tuple(
        Step(edges[n], edges[n + 1], tuple(code for code, at in place.items() if at == n)) for n in range(count)
    )


def shades(classes: Sequence[Step], ground: Ground) -> tuple[Shade, ...]:
    """The look of each class; one class alone has a middle one."""
    return ground.shades if len(classes) == len(ground.shades) else ground.shades[1 : 1 + len(classes)]


def choropleth(districts: Sequence[Outline], classes: Sequence[Step], labels: Mapping[str, str], ground: Ground) -> Map:
    """Districts shaded by class, each with its label; one without a figure is plain land with a label all the same.

    `labels` are by code, lines parted by a line feed.
    """
    look = shaded([district.code for district in districts], classes, ground)
    return drawn([areas(districts, look, ground), texts(districts, labels, look, ground)], districts)


def shaded(codes: Iterable[str], classes: Sequence[Step], ground: Ground) -> dict[str, Shade]:
    """The look of each area: that of its class, plain land where it is in none."""
    looks = zip(classes, shades(classes, ground), strict=True)
    known = {code: look for step, look in looks for code in step.codes}
    return {code: known.get(code, ground.land) for code in codes}


def areas(
    places: Sequence[Outline], shaded: Mapping[str, Shade], ground: Ground, *, veiled: bool = False
) -> pydeck.Layer:
    """Outlines filled as `shaded` says by code, `veiled` over a background; a tooltip can use their `code` and
    `name`."""
    features = [
        {
            "type": "Feature",
            "geometry": place.geometry(),
            "properties": {"code": place.code, "name": place.name, "fill": rgb(shaded[place.code].fill)},
        }
        for place in places
    ]
    return pydeck.Layer(
        "GeoJsonLayer",
        {"type": "FeatureCollection", "features": features},
        id="areas",
        opacity=_VEIL if veiled else 1,
        get_fill_color="properties.fill",
        get_line_color=rgb(ground.edge),
        get_line_width=1.5,
        line_width_units=String("pixels"),
        line_joint_rounded=True,
    )


def texts(
    places: Sequence[Outline],
    labels: Mapping[str, str],
    shaded: Mapping[str, Shade],
    ground: Ground,
    avoiding: Sequence[outlines.Point] = (),
) -> pydeck.Layer:
    """Labels by code, each on a plate of its area's own colour, so that it reads also where it reaches beyond; away
    from what is drawn at the points of `avoiding`."""
    at = outlines.label_places(places, avoiding)
    rows = [
        {"at": at[code], "text": text, "plate": rgb(shaded[code].fill), "words": rgb(shaded[code].words)}
        for code, text in labels.items()
    ]
    return pydeck.Layer(
        "TextLayer",
        rows,
        id="labels",
        get_position="at",
        get_text="text",
        get_size=13,
        get_color="words",
        background=True,
        get_background_color="plate",
        get_border_color=rgb(ground.edge),
        get_border_width=1,
        background_padding=[5, 3],
        font_family=String("Source Sans, sans-serif"),
        font_weight=600,
        line_height=1.2,
        character_set=String("auto"),
    )


def drawn(
    layers: Sequence[pydeck.Layer],
    places: Sequence[Outline],
    tooltip: dict[str, object] | bool = False,
    height: int = HEIGHT,
    width: int = WIDTH,
    style: str | None = None,
) -> Map:
    """A map of the layers with the camera on the places, over the background of a style where its address is given."""
    # without one neither may be asked for, and map_style not even be None: else a style is asked for
    background = {"map_provider": "maplibre", "map_style": style} if style else {"map_provider": None}
    return Map(
        layers=list(layers),
        views=[pydeck.View("MapView", controller=_CALM)],
        initial_view_state=camera(places, width, height),
        tooltip=tooltip,
        **background,
    )


def camera(places: Sequence[Outline], width: int, height: int) -> pydeck.ViewState:
    """Where to look from, straight down, so that all places fit into so many pixels."""
    boxes = [place.box for place in places]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    across, up = (east - west) / 360, (_mercator(north) - _mercator(south)) / 360
    zoom = log2(min(width / across, height / up) * (1 - 2 * _MARGIN) / _TILE)
    return pydeck.ViewState(
        longitude=(west + east) / 2, latitude=(south + north) / 2, zoom=zoom, min_zoom=zoom - 1, max_zoom=zoom + 5
    )


def rgb(colour: str) -> list[int]:
    """`#12436D` as red, green and blue from 0 to 255."""
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _mercator(latitude: float) -> float:
    """The height of a latitude on a Mercator map, in degrees of longitude."""
    return degrees(asinh(tan(radians(latitude))))
