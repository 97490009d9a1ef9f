"""Outlines: reading GeoJSON strictly, and where labels stand."""

import json
from pathlib import Path

import pytest

from pmf import outlines
from pmf.outlines import Outline, OutlineError

SQUARE = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0))
HOLE = ((1.0, 1.0), (1.0, 3.0), (3.0, 3.0), (3.0, 1.0), (1.0, 1.0))


def written(tmp_path: Path, *features: object) -> Path:
    """A GeoJSON file of the features."""
    path = tmp_path / "places.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def feature(code: str, kind: str = "Polygon", coordinates: object = (SQUARE,)) -> dict[str, object]:
    """One area as GeoJSON."""
    return {
        "properties": {"area_code": code, "name": code},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def test_one_polygon_and_several_are_read_alike(tmp_path: Path) -> None:
    one, several = outlines.load(
        written(tmp_path, feature("A"), feature("B", "MultiPolygon", [[SQUARE, HOLE], [SQUARE]]))
    )
    assert one == Outline("A", "A", ((SQUARE,),))
    assert several.polygons == ((SQUARE, HOLE), (SQUARE,))
    assert one.box == (0.0, 0.0, 4.0, 4.0)
    assert several.geometry()["coordinates"] == several.polygons


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (feature("A", "Point"), "feature 2"),
        (feature("A", coordinates=[SQUARE[:-1]]), "closed"),
        (feature("A", coordinates=[[(0, 0), (1, 1), (0, 0)]]), "closed"),
        (feature("A", coordinates=[[("x", 0), *SQUARE]]), "feature 2"),
        ({"geometry": None}, "feature 2"),
        (feature("B"), "a code twice"),
    ],
)
def test_what_is_no_shape_is_refused_by_name(tmp_path: Path, broken: dict[str, object], said: str) -> None:
    with pytest.raises(OutlineError, match=said) as refused:
        outlines.load(written(tmp_path, feature("B"), broken))
    assert "places.geojson" in str(refused.value)


def test_what_is_no_geojson_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.geojson"
    with pytest.raises(OutlineError, match="no such file"):
        outlines.load(path)
    for text in (b"", b"[]", b'{"features": 1}', b"\xff\xfe"):
        path.write_bytes(text)
        with pytest.raises(OutlineError, match=r"places\.geojson"):
            outlines.load(path)


def test_a_point_lies_in_an_area_and_not_in_its_hole() -> None:
    ring, inner = Outline("A", "A", ((SQUARE, HOLE),)), Outline("B", "B", ((HOLE,),))
    assert outlines.around([ring, inner], (0.5, 0.5)) is ring
    assert outlines.around([ring, inner], (2.0, 2.0)) is inner
    assert outlines.around([ring], (2.0, 2.0)) is None


def test_the_label_of_an_area_around_another_gives_way_to_it() -> None:
    inner = Outline("inner", "Inner", ((HOLE,),))
    outer = Outline("outer", "Outer", ((SQUARE, HOLE),))
    at = outlines.label_places([outer, inner])
    assert all(1.8 < side < 2.2 for side in at["inner"])
    assert not all(1 <= side <= 3 for side in at["outer"]), "not in the hole"
    assert all(0 < side < 4 for side in at["outer"])
