"""Open Geography over HTTP: names that lie, errors with status 200, answers cut off, metres instead of degrees."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hostile import Handler, Publisher, Reply, ok, status

from connectors import arcgis, open_geography
from connectors.base import Landed, PublisherError
from connectors.landing import RawFolder
from connectors.open_geography import Differences, Reference
from pmf import areas

DATA = Path(__file__).parents[2] / "data" / "reference"
OURS = areas.load(DATA)

ROOT = "/ESMARspQHYMw9BZ9/arcgis/rest/services"
LOOKUP, AUTHORITIES = "LAD25_CAUTH25_EN_LU", "Combined_Authorities_December_2025_Boundaries_EN_BSC"
DISTRICTS = "Local_Authority_Districts_May_2025_Boundaries_UK_BUC"
SERVICES = (
    LOOKUP,
    "LAD24_CAUTH24_EN_LU",
    "LAD25_CTYUA25_UK_LU_v2",
    AUTHORITIES,
    "CAUTH_MAY_2025_EN_BUC",
    "CAUTH_MAY_2025_EN_BFC",
    "Combined_Authorities_May_2023_Boundaries_EN_BSC",
    DISTRICTS,
    "Local_Authority_Districts_December_2022_UK_BUC_V2",
)
INVALID = b'{"error":{"code":400,"message":"Cannot perform query. Invalid query parameters.","details":[]}}'
SQUARE = [[[-0.1, 52.1], [0.2, 52.1], [0.2, 52.4], [-0.1, 52.1]]]
MEMBERS = {"E06000031": "E47000008", "E07000008": "E47000008", "E08000019": "E47000002"}


def outline(code: str, kind: str, coordinates: Any = SQUARE) -> dict[str, Any]:
    shape = {"type": "Polygon", "coordinates": coordinates}
    return {"type": "Feature", "properties": {f"{kind}25CD": code, f"{kind}25NM": "x"}, "geometry": shape}


def member(district: str, authority: str, year: str = "25") -> dict[str, Any]:
    return {"attributes": {f"LAD{year}CD": district, f"CAUTH{year}CD": authority, "ObjectId": 1}}


def serve_layer(
    server: Publisher, service: str, fields: list[str], features: list[dict[str, Any]], number: int = 0, most: int = 2
) -> None:
    """A service with one layer, `most` features a page: cut off as the real ones do, in either place."""
    base = f"{ROOT}/{service}/FeatureServer"
    kind = "layers" if number else "tables"
    server.on(base, ok(json.dumps({kind: [{"id": number, "name": "Other_Name"}]}).encode()))
    listed = [{"name": field, "type": "esriFieldTypeString"} for field in fields]
    layer = {"fields": listed, "objectIdField": fields[0], "maxRecordCount": most}
    server.on(f"{base}/{number}", ok(json.dumps(layer).encode()))
    server.on(f"{base}/{number}/query", answered(features, most))


def answered(features: list[dict[str, Any]], most: int) -> Reply:
    def reply(handler: Handler) -> None:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(handler.path).query).items()}
        if "returnCountOnly" in asked:
            return ok(json.dumps({"count": len(features)}).encode())(handler)
        start, wanted = int(asked["resultOffset"]), int(asked["resultRecordCount"])
        shown = features[start : start + min(wanted, most)]
        more = {"exceededTransferLimit": True} if start + len(shown) < len(features) else {}
        body = {"features": shown, **({"properties": more} if asked["f"] == "geojson" else more)}
        return ok(json.dumps(body).encode())(handler)

    return reply


@pytest.fixture
def portal(server: Publisher) -> Publisher:
    """The portal with three services that matter."""
    listed = [{"name": name, "type": "FeatureServer", "url": "x"} for name in SERVICES]
    server.on(ROOT, ok(json.dumps({"services": [*listed, {"name": "Tiles", "type": "MapServer"}]}).encode()))
    rows = [member(district, authority) for district, authority in MEMBERS.items()]
    serve_layer(server, LOOKUP, ["ObjectId", "LAD25CD", "LAD25NM", "CAUTH25CD", "CAUTH25NM"], rows)
    shapes = [outline(code, "CAUTH") for code in ("E47000002", "E47000008")]
    serve_layer(server, AUTHORITIES, ["FID", "CAUTH25CD", "CAUTH25NM"], shapes, number=1)
    shapes = [outline(code, "LAD") for code in ("E06000031", "E07000008", "E08000016", "W06000001")]
    serve_layer(server, DISTRICTS, ["FID", "LAD25CD", "LAD25NM", "LAD25NMW"], shapes)
    return server


def reference(folder: RawFolder) -> Reference:
    return open_geography.tidy_reference(open_geography.fetch_reference(folder))


def test_the_newest_tables_are_brought_page_by_page(portal: Publisher, folder: RawFolder) -> None:
    found = reference(folder)
    assert found.members == {("E47000008", "E06000031"), ("E47000008", "E07000008"), ("E47000002", "E08000039")}
    assert found.vintage == 2025
    assert set(found.outlines["CAUTH"]) == {"E47000002", "E47000008"}
    assert set(found.outlines["LAD"]) == {"E06000031", "E07000008", "E08000038"}, "England only, present codes"
    assert found.outlines["CAUTH"]["E47000008"]["type"] == "Polygon"


def test_pages_are_ordered_and_shapes_asked_for_in_degrees(portal: Publisher, folder: RawFolder) -> None:
    open_geography.fetch_reference(folder)
    targets = [request.target for request in portal.asked if "resultOffset" in request.target]
    assert [target.rpartition("resultOffset=")[2] for target in targets if LOOKUP in target] == [
        "0&resultRecordCount=2",
        "2&resultRecordCount=2",
    ]
    assert all("orderByFields=" in target for target in targets)
    assert all("outSR=4326" in target for target in targets if "geojson" in target)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["LAD24_CAUTH24_EN_LU", "LAD25_CAUTH25_EN_LU"], "LAD25_CAUTH25_EN_LU"),
        (["LAD25_CAUTH25_EN_LU", "LAD25_CAUTH25_EN_LU_v2", "LAD25_CTYUA25_UK_LU_v2"], "LAD25_CAUTH25_EN_LU_v2"),
    ],
)
def test_the_newest_look_up_is_chosen_by_its_name(
    server: Publisher, folder: RawFolder, names: list[str], expected: str
) -> None:
    listed = [{"name": name, "type": "FeatureServer"} for name in names]
    server.on(ROOT, ok(json.dumps({"services": listed}).encode()))
    server.on(f"{ROOT}/{expected}/FeatureServer", ok(b'{"layers":[{"id":0},{"id":1}]}'))
    with pytest.raises(PublisherError, match=f"{expected}: expected one layer or table"):
        open_geography.fetch_reference(folder)


def test_the_vintage_is_read_from_the_fields_and_not_from_the_name(portal: Publisher, folder: RawFolder) -> None:
    rows = [member("E06000031", "E47000008", "26")]
    serve_layer(portal, LOOKUP, ["ObjectId", "LAD26CD", "CAUTH26CD"], rows)
    assert reference(folder).vintage == 2026


def test_an_error_with_status_200_is_tried_once_more(portal: Publisher, folder: RawFolder) -> None:
    whole = portal.replies[ROOT][0]
    portal.on(ROOT, ok(INVALID), whole)
    assert len(reference(folder).members) == 3
    portal.on(f"{ROOT}/{LOOKUP}/FeatureServer/0/query", ok(INVALID))
    with pytest.raises(PublisherError, match=r"the error .*Cannot perform query"):
        arcgis.pages(folder, "again", arcgis.layer(folder, "again", LOOKUP), ["LAD25CD"], False)


def test_a_refusal_is_not_tried_again(portal: Publisher, folder: RawFolder) -> None:
    portal.on(ROOT, status(403))
    with pytest.raises(PublisherError, match="status 403"):
        reference(folder)
    assert len(portal.asked) == 1


def test_an_answer_with_fewer_features_than_counted_is_refused(portal: Publisher, folder: RawFolder) -> None:
    whole = answered([member(*pair) for pair in MEMBERS.items()], 2)
    portal.on(f"{ROOT}/{LOOKUP}/FeatureServer/0/query", whole, whole, ok(b'{"features":[]}'))
    with pytest.raises(PublisherError, match="the 3 features counted, the last page whole, got 2 on 2"):
        reference(folder)


@pytest.mark.parametrize(
    ("count", "said"), [("1000001", "at most 100 pages, got 500,001"), ('"3"', "a count of its features, got '3'")]
)
def test_a_count_beyond_reason_is_refused(portal: Publisher, folder: RawFolder, count: str, said: str) -> None:
    portal.on(f"{ROOT}/{LOOKUP}/FeatureServer/0/query", ok(f'{{"count":{count}}}'.encode()))
    with pytest.raises(PublisherError, match=said):
        reference(folder)


@pytest.mark.parametrize("word", [{"exceededTransferLimit": True}, {"properties": {"exceededTransferLimit": True}}])
def test_a_last_page_that_says_it_is_cut_off_is_refused(
    portal: Publisher, folder: RawFolder, word: dict[str, Any]
) -> None:
    page = {"features": [member(*pair) for pair in MEMBERS.items()], **word}
    portal.on(f"{ROOT}/{LOOKUP}/FeatureServer/0/query", ok(b'{"count":3}'), ok(json.dumps(page).encode()))
    with pytest.raises(PublisherError, match="the last page whole, got 3 on 1"):
        reference(folder)


@pytest.mark.parametrize(
    ("service", "fields", "features", "said"),
    [
        pytest.param(LOOKUP, ["ObjectId", "LAD25CD"], [], "one field named CAUTH", id="field gone"),
        pytest.param(
            LOOKUP, ["ObjectId", "LAD24CD", "LAD25CD", "CAUTH25CD"], [], r"one field named LAD\\d", id="two fields"
        ),
        pytest.param(
            LOOKUP,
            ["ObjectId", "LAD25CD", "CAUTH25CD"],
            [member("E06000031", "E47000008"), member("E06000031", "E47000009")],
            "each district in one authority, got E06000031",
            id="in two authorities",
        ),
        pytest.param(
            LOOKUP, ["ObjectId", "LAD25CD", "CAUTH25CD"], [member("Peterborough", "E47000008")], "a code", id="a name"
        ),
        pytest.param(
            DISTRICTS,
            ["FID", "LAD25CD"],
            [outline("E06000031", "LAD", [[[519_000, 298_000]]])],
            "longitudes and latitudes",
            id="metres",
        ),
        pytest.param(
            DISTRICTS, ["FID", "LAD25CD"], [outline("E06000031", "LAD", [[]])], "got no point", id="an empty shape"
        ),
        pytest.param(
            DISTRICTS,
            ["FID", "LAD25CD"],
            [outline("E06000031", "LAD"), outline("E06000031", "LAD")],
            "each area once, got E06000031 again",
            id="twice",
        ),
    ],
)
def test_another_shape_is_refused_by_name(
    portal: Publisher, folder: RawFolder, service: str, fields: list[str], features: list[dict[str, Any]], said: str
) -> None:
    serve_layer(portal, service, fields, features)
    with pytest.raises(PublisherError, match=said):
        reference(folder)


def against_ours(reference: Reference) -> Differences:
    return open_geography.differences(reference, OURS)


def test_the_look_up_is_held_against_our_membership_table(portal: Publisher, folder: RawFolder) -> None:
    found = against_ours(reference(folder))
    assert (found.vintage, found.same) == ("2025", 3)
    assert "E47000008: district E07000009 of membership.csv left" in found.changes
    assert not [line for line in found.changes if "E06000031" in line or "E47000010" in line], "as published; ended"
    assert len(found.notes) == 1
    assert found.notes[0].startswith("116 areas without an outline: E06000001, ")


def test_a_look_up_that_says_what_we_hold_differs_in_nothing() -> None:
    pairs = frozenset((one.code, member.code) for one in OURS.authorities for member in OURS.members(one.code))
    outlines: dict[str, Any] = {"CAUTH": {a: {} for a, _ in pairs}, "LAD": {d: {} for _, d in pairs}}
    assert against_ours(Reference(2025, pairs, outlines)) == Differences("2025", len(pairs), (), ())
    more = against_ours(Reference(2025, pairs | {("E47000008", "E07000148")}, outlines))
    assert more.changes == ("E47000008: district E07000148 joined: not in membership.csv",)


def test_nothing_is_a_reply_that_is_not_json(portal: Publisher, folder: RawFolder) -> None:
    portal.on(ROOT, ok(b'{"services":[{"name"'))
    with pytest.raises(PublisherError, match="a reply in JSON"):
        reference(folder)
    landed: list[Landed] = []
    with pytest.raises(PublisherError, match="one vintage"):
        open_geography.tidy_reference(landed)
