"""Maps: classes of equal width, shades, labels, the camera, and no request for a background."""

import json
from decimal import Decimal
from typing import Any

import pytest

from pmf import maps, palette, reading
from pmf.areas import Area
from pmf.maps import Map

HOME = reading.district_outlines("E47000008")
VALUES = {
    place.code: Decimal(value) for place, value in zip(HOME, ("10", "13", "16.5", "22", "22.1"), strict=False)
}  # the sixth has none


def specification(drawn: Map) -> dict[str, Any]:
    """What the browser gets."""
    return dict(json.loads(drawn.to_json()))


def plain(ground: palette.Ground) -> maps.pydeck.Layer:
    """The districts without a shade."""
    return maps.areas(HOME, maps.shaded([place.code for place in HOME], (), ground), ground)


def test_classes_have_equal_widths_and_every_figure_is_in_one() -> None:
    found = maps.steps({"a": Decimal(10), "b": Decimal("12.9"), "c": Decimal(13), "d": Decimal(22)})
    assert [(step.low, step.high) for step in found] == [(10, 13), (13, 16), (16, 19), (19, 22)]
    assert [step.codes for step in found] == [("a", "b"), ("c",), (), ("d",)]


@pytest.mark.parametrize(("values", "count"), [({}, 0), ({"a": 5}, 1), ({"a": 5, "b": 5}, 1), ({"a": 5, "b": 6}, 4)])
def test_figures_that_do_not_differ_make_one_class(values: dict[str, int], count: int) -> None:
    found = maps.steps({code: Decimal(value) for code, value in values.items()})
    assert len(found) == count == len(maps.shades(found, palette.GROUND_LIGHT))
    assert sorted(code for step in found for code in step.codes) == sorted(values)


def test_a_district_has_its_shade_and_its_label_and_one_without_a_figure_is_plain_land() -> None:
    labels = {place.code: f"{place.name}\n£{VALUES.get(place.code, '–')}" for place in HOME}
    found = specification(maps.choropleth(HOME, maps.steps(VALUES), labels, palette.GROUND_LIGHT))
    shapes, words = found["layers"]
    fills = {f["properties"]["name"]: f["properties"]["fill"] for f in shapes["data"]["features"]}
    assert fills["Cambridge"] == maps.rgb(palette.GROUND_LIGHT.shades[0].fill)
    assert fills["Peterborough"] == maps.rgb(palette.GROUND_LIGHT.shades[3].fill)
    assert fills["South Cambridgeshire"] == maps.rgb(palette.GROUND_LIGHT.land.fill)
    assert {row["text"] for row in words["data"]} == set(labels.values())


def test_a_map_asks_for_no_background() -> None:
    found = specification(maps.drawn([plain(palette.GROUND_DARK)], HOME))
    assert "mapProvider" not in found
    assert found["mapStyle"] == "__MAP_STYLE__", "pydeck's mark for a style nobody asked for"
    assert "http" not in json.dumps(found)


@pytest.mark.parametrize("authority", reading.places().authorities, ids=lambda area: area.name)
def test_the_camera_sees_all_of_an_authority(authority: Area) -> None:
    places = reading.district_outlines(authority.code)
    view = maps.camera(places, 350, 430)
    scale = 512 * 2**view.zoom / 360  # pixels a degree of longitude
    west, east = min(place.box[0] for place in places), max(place.box[2] for place in places)
    assert (east - west) * scale <= 350
    assert west < view.longitude < east
    assert (east - west) * scale > 150, "and not from farther away than needed"


def test_a_map_is_written_once() -> None:
    drawn = maps.drawn([plain(palette.GROUND_LIGHT)], HOME)
    assert drawn.to_json() is drawn.to_json()


def luminance(colour: str) -> float:
    """Relative luminance as the Web Content Accessibility Guidelines define it."""
    parts = [c / 255 for c in maps.rgb(colour)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", [palette.GROUND_LIGHT, palette.GROUND_DARK])
def test_words_read_on_every_shade_and_the_shades_run_one_way(ground: palette.Ground) -> None:
    for shade in (*ground.shades, ground.land):
        pair = sorted((luminance(shade.fill), luminance(shade.words)))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, shade
    order = [luminance(shade.fill) for shade in ground.shades]
    assert order in (sorted(order), sorted(order, reverse=True))
