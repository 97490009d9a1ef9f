"""The map and the list of projects in a real browser: without network, by click and by keyboard."""

import json
from base64 import b64decode
from math import asinh, degrees, radians, tan
from pathlib import Path
from re import fullmatch
from time import monotonic

from playwright.sync_api import Page, Route, expect

from pmf import maps, points, reading
from tests.browser.conftest import Open, serving, settled

WISBECH = (0.1591, 52.6664)
ROUND = "/projects?round=2023-09"
LONG = 90_000  # milliseconds
TILE = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
"""A picture of one point."""


def beside_the_middle(east: float, north: float) -> tuple[float, float]:
    """How many pixels a place lies to the right of and above the middle of the map."""
    view = maps.camera(reading.district_outlines("E47000008"), points.WIDTH, points.HEIGHT)
    pixels = 512 * 2**view.zoom / 360
    high, middle = (degrees(asinh(tan(radians(latitude)))) for latitude in (north, view.latitude))
    return (east - view.longitude) * pixels, (high - middle) * pixels


def pointed_at(page: Page, east: float, north: float) -> None:
    """Point at a place of the map until it says what is there, which it does once it has been drawn."""
    across, up = beside_the_middle(east, north)
    drawing, tip = page.locator("#deckgl-overlay").first, page.locator(".deck-tooltip")
    expect(drawing).to_be_visible(timeout=LONG)
    until = monotonic() + LONG / 1000
    while not tip.is_visible() and monotonic() < until:
        drawing.scroll_into_view_if_needed()
        box = drawing.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2 + across, box["y"] + box["height"] / 2 - up
        page.mouse.move(x - 60, y)
        page.mouse.move(x, y, steps=4)
        page.wait_for_timeout(500)  # between two tries
    expect(tip).to_be_visible()


def test_the_map_asks_nobody_for_anything(address: str, open_page: Open) -> None:
    page = open_page(address + ROUND)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    settled(page)
    pointed_at(page, *WISBECH)
    assert [
        url for url in asked if not url.startswith((address, "data:", "blob:", address.replace("http", "ws")))
    ] == []


def test_a_click_on_a_point_leads_to_the_project_and_back(address: str, open_page: Open) -> None:
    page = open_page(f"{address}{ROUND}&rag=Green", 1280, 1000)
    pointed_at(page, *WISBECH)
    expect(page.locator(".deck-tooltip")).to_contain_text("Market Town Masterplans")
    page.mouse.down()
    page.mouse.up()
    expect(page.get_by_role("heading", name="Market Town Masterplans")).to_be_visible(timeout=LONG)
    assert "round=2023-09" in page.url
    assert "rag=Green" in page.url
    page.go_back()
    expect(page.get_by_text("3 of 7 projects shown")).to_be_visible(timeout=LONG)


def test_the_keyboard_reaches_every_project_of_the_list(address: str, open_page: Open) -> None:
    page = open_page(address + ROUND)
    page.get_by_role("link", name="Net Zero Programme").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Net Zero Programme", exact=True)).to_be_visible(timeout=LONG)
    assert "id=net-zero" in page.url
    back = page.get_by_role("link", name="All projects")
    expect(back).to_be_visible(timeout=LONG)
    back.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("7 of 7 projects shown")).to_be_visible(timeout=LONG)


def test_the_filters_hold_from_the_list_through_the_projects_and_back(address: str, open_page: Open) -> None:
    page = open_page(f"{address}{ROUND}&rag=Green&late=yes")
    page.get_by_role("link", name="Market Town Masterplans").first.click()
    expect(page.get_by_text("1 of 2 shown, of 7 in all: Green, late only")).to_be_visible(timeout=LONG)
    page.get_by_role("navigation", name="Projects").get_by_role("link", name="Adult Education Provision").click()
    expect(page.get_by_text("2 of 2 shown")).to_be_visible(timeout=LONG)
    page.get_by_role("link", name="Back to the list").click()
    expect(page.get_by_text("2 of 7 projects shown")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("switch", name="Late only")).to_be_checked()


def test_a_basemap_is_drawn_where_one_is_set_and_its_origin_let_through(database: Path, open_page: Open) -> None:
    origin = "https://tiles.example"
    tiles = {"type": "raster", "tiles": [f"{origin}/{{z}}/{{x}}/{{y}}.png"], "tileSize": 256}
    layer = {"id": "land", "type": "raster", "source": "tiles"}
    style = json.dumps({"version": 8, "sources": {"tiles": tiles}, "layers": [layer]}).encode()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        wanted = style if route.request.url.endswith("style.json") else TILE
        route.fulfill(body=wanted, headers={"access-control-allow-origin": "*"})

    with serving(database, PMF_BASEMAP=f"{origin}/style.json") as url:
        page = open_page(f"{url}/accessibility")
        page.route(f"{origin}/**", answer)
        with page.expect_response(
            lambda reply: reply.url.startswith(f"{origin}/") and ".png" in reply.url, timeout=LONG
        ):
            page.goto(url + ROUND)
        pointed_at(page, *WISBECH)
        expect(page.locator(".maplibregl-canvas, .mapboxgl-canvas").first).to_be_visible(timeout=LONG)
    assert asked[0] == f"{origin}/style.json"
    assert all(fullmatch(rf"{origin}/\d+/\d+/\d+\.png", url) for url in asked[1:])
