"""The map and the list of projects in a real browser: without network, by click and by keyboard."""

from math import asinh, degrees, radians, tan

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pmf import maps, points, reading
from tests.browser.conftest import Open, settled

WISBECH = (0.1591, 52.6664)
ROUND = "/projects?round=2023-09"
LINKS = (ROUND, f"{ROUND}&colour=fuel-poverty&rag=Green", "/project?round=2023-09&id=business-growth-service")


def beside_the_middle(east: float, north: float) -> tuple[float, float]:
    """How many pixels a place lies to the right of and above the middle of the map."""
    view = maps.camera(reading.district_outlines("E47000008"), points.WIDTH, points.HEIGHT)
    pixels = 512 * 2**view.zoom / 360
    high, middle = (degrees(asinh(tan(radians(latitude)))) for latitude in (north, view.latitude))
    return (east - view.longitude) * pixels, (high - middle) * pixels


def drawn(page: Page) -> None:
    """Wait until the map has been drawn."""
    page.wait_for_selector("#deckgl-overlay", timeout=60_000)
    page.wait_for_timeout(3000)  # the picture itself cannot be waited for


def test_the_map_asks_nobody_for_anything(address: str, open_page: Open) -> None:
    page = open_page(address + ROUND)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    settled(page)
    drawn(page)
    assert [
        url for url in asked if not url.startswith((address, "data:", "blob:", address.replace("http", "ws")))
    ] == []


def test_a_click_on_a_point_leads_to_the_project_and_back(address: str, open_page: Open) -> None:
    page = open_page(address + ROUND, 1280, 1000)
    drawn(page)
    box = page.locator("#deckgl-overlay").first.bounding_box()
    assert box
    across, up = beside_the_middle(*WISBECH)
    page.mouse.click(box["x"] + box["width"] / 2 + across, box["y"] + box["height"] / 2 - up)
    expect(page.get_by_role("heading", name="Market Town Masterplans")).to_be_visible(timeout=60_000)
    assert "round=2023-09" in page.url
    page.go_back()
    settled(page)
    expect(page.get_by_text("7 of 7 projects shown")).to_be_visible()


def test_the_keyboard_reaches_every_project_of_the_list(address: str, open_page: Open) -> None:
    page = open_page(address + ROUND)
    page.get_by_role("link", name="Net Zero Programme").first.focus()
    page.keyboard.press("Enter")
    settled(page)
    expect(page.get_by_role("heading", name="Net Zero Programme", exact=True)).to_be_visible()
    assert "id=net-zero" in page.url
    page.get_by_role("link", name="All projects").click()
    settled(page)
    expect(page.get_by_text("7 of 7 projects shown")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("link", LINKS)
def test_axe_finds_nothing_of_ours(address: str, open_page: Open, link: str, scheme: str) -> None:
    page = open_page(address + link, scheme=scheme)
    found = Axe().run(page).response["violations"]
    assert {rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in found} == {}


@pytest.mark.parametrize("link", LINKS)
def test_nothing_runs_over_the_edge_of_a_phone(address: str, open_page: Open, link: str) -> None:
    page = open_page(address + link, 390, 844)
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 390
