"""Projects on a map: one feature each, a letter besides the colour, points that do not cover each other."""

import json
from itertools import combinations
from math import hypot

import pytest

from pmf import palette, points, reading
from pmf.projects.escalation import Assessed
from pmf.projects.register import Location
from tests.projects.some_project import project, told

DISTRICTS = reading.district_outlines("E47000008")
LAND = {district.code: palette.GROUND_LIGHT.land for district in DISTRICTS}
NAMES = {district.code: district.name for district in DISTRICTS}


def row(name: str, rag: str | None, *places: tuple[float, float]) -> Assessed:
    """A project with places, each longitude and latitude."""
    found = tuple(Location(f"Place {n}", north, east, "", "") for n, (east, north) in enumerate(places))
    of = project(id=name, name=name, rag=rag, locations=found)
    return Assessed(of, told(of, "2023"), 0, (), ())


def features(*rows: Assessed) -> list[dict[str, object]]:
    """What the layer of projects draws, as the browser is given it."""
    spec = json.loads(points.drawn(rows, DISTRICTS, LAND, NAMES, palette.GROUND_LIGHT).to_json())
    (layer,) = (layer for layer in spec["layers"] if layer["id"] == points.LAYER)
    assert layer["pickable"]
    found: list[dict[str, object]] = layer["data"]["features"]
    return found


def test_all_places_of_a_project_are_one_thing_to_point_at() -> None:
    (feature,) = features(row("towns", "Green", (0.1, 52.5), (-0.2, 52.3)))
    assert feature["geometry"] == {"type": "MultiPoint", "coordinates": [[0.1, 52.5], [-0.2, 52.3]]}
    assert feature["properties"]["id"] == "towns"  # type: ignore[index]


@pytest.mark.parametrize(("rag", "letter"), [("Red", "R"), ("Amber", "A"), ("Green", "G"), (None, "–")])
def test_a_letter_says_what_the_colour_says(rag: str | None, letter: str) -> None:
    (feature,) = features(row("one", rag, (0.1, 52.5)))
    properties = feature["properties"]
    assert isinstance(properties, dict)
    assert properties["letter"] == letter
    assert (rag or "Not rated") in properties["tip"]
    assert properties["fill"] != properties["words"]


def test_the_severest_is_drawn_last_and_so_on_top() -> None:
    found = features(row("r", "Red", (0, 52.5)), row("n", None, (0.2, 52.5)), row("g", "Green", (0.4, 52.5)))
    assert [feature["properties"]["id"] for feature in found] == ["n", "g", "r"]  # type: ignore[index]


def test_a_project_without_a_place_is_not_drawn() -> None:
    assert features(row("nowhere", "Red")) == []


def test_no_background_is_asked_for() -> None:
    spec = json.loads(points.drawn([], DISTRICTS, LAND, NAMES, palette.GROUND_LIGHT).to_json())
    assert "mapProvider" not in spec
    assert spec["mapStyle"] == "__MAP_STYLE__", "pydeck's mark for a style nobody asked for"
    assert "://" not in json.dumps(spec)


def test_a_background_is_asked_for_where_it_has_an_address_and_shows_through_the_districts() -> None:
    style = "https://tiles.example/style.json"
    spec = json.loads(points.drawn([], DISTRICTS, LAND, NAMES, palette.GROUND_LIGHT, style).to_json())
    assert (spec["mapProvider"], spec["mapStyle"]) == ("maplibre", style)
    assert spec["layers"][0]["opacity"] < 1


def apart(one: points.Point, other: points.Point) -> float:
    """How far two points look from each other, in degrees of longitude."""
    return hypot(one[0] - other[0], (one[1] - other[1]) / 0.6)


def test_two_projects_in_one_place_stand_side_by_side() -> None:
    station, campus = (-0.2503, 52.5750), (-0.2340, 52.5712)
    moved = points.side_by_side([[station], [campus], [station]])
    assert moved[0] == [station]
    every = [point for group in moved for point in group]
    assert all(apart(one, other) >= points.APART * 0.98 for one, other in combinations(every, 2))
    assert apart(moved[1][0], campus) < points.APART


def test_a_point_with_no_room_beside_its_neighbour_stays_in_its_place() -> None:
    moved = points.side_by_side([[(0.0, 52.5)]] * 40)
    assert len({tuple(group) for group in moved}) == 5
    assert moved[-1] == [(0.0, 52.5)]


def test_the_places_of_a_project_are_joined_by_the_shortest_lines() -> None:
    row_of_places = [(0.0, 52.0), (0.3, 52.0), (0.1, 52.0), (0.2, 52.0)]
    lines = points.linked(row_of_places)
    assert sorted(abs(round(start[0] - end[0], 1)) for start, end in lines) == [0.1, 0.1, 0.1]
    assert points.linked(row_of_places[:1]) == points.linked([]) == []


def test_many_points_stay_in_their_places() -> None:
    crowd = [row(f"p{n}", "Red", (0.1, 52.5)) for n in range(points.FEW + 1)]
    for feature in features(*crowd):
        assert feature["geometry"] == {"type": "MultiPoint", "coordinates": [[0.1, 52.5]]}


def test_very_many_points_are_counted_together_under_the_severest_rating() -> None:
    greens = [row(f"g{n}", "Green", (0.1, 52.5), (0.1, 52.5)) for n in range(points.MANY)]
    found = features(*greens, row("red", "Red", (0.101, 52.5)), row("away", None, (-0.4, 52.1)))
    told = {feature["properties"]["letter"]: feature["properties"] for feature in found}  # type: ignore[index]
    assert set(told) == {f"R\n{points.MANY + 1}", "–\n1"}
    assert told[f"R\n{points.MANY + 1}"]["tip"] == f"{points.MANY + 1} projects\n1 Red\n{points.MANY} Green"
    assert {properties["id"] for properties in told.values()} == {""}, "no project is chosen for the reader"
