"""The scorecard that comes with the page, before there is an app: the same as the app's, in the same place."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Open, Scheme, settled

PROGRAM = "**/static/js/**"
WORDS = """() => [document.querySelector("table.scorecard").textContent, document.querySelector("ul.notes").textContent,
    ...[...document.querySelectorAll("nav a, table.scorecard a, footer a")].map(each => each.getAttribute("href"))]"""
PLACES = """() => ["nav li:last-child", "h1", ".tallies", "thead th.now", "tbody:last-child .chip", "footer.site"]
    .map(each => document.querySelector(each).getBoundingClientRect()).map(({x, y}) => [x, y])"""


def without_program(page: Page, url: str) -> None:
    """Open an address whose scripts do not arrive."""
    page.route(PROGRAM, lambda route: route.abort())
    page.goto(url)
    expect(page.locator("#first td .chip")).to_have_count(2 * 27)


@pytest.mark.parametrize("link", ["/?round=2023-09", "/?edition=2025"])
@pytest.mark.parametrize("width", [1920, 1280, 390])
def test_the_app_draws_the_same_in_the_same_place(address: str, open_page: Open, width: int, link: str) -> None:
    page = open_page(address + link, width=width)
    expect(page.locator("#first")).to_have_count(0)
    words, places = page.evaluate(WORDS), page.evaluate(PLACES)
    without_program(page, address + link)
    assert page.evaluate(WORDS) == words
    assert page.evaluate(PLACES) == [pytest.approx(place, abs=1) for place in places]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_runs_over(address: str, open_page: Open, scheme: Scheme) -> None:
    page = open_page(f"{address}/accessibility", scheme=scheme)
    without_program(page, f"{address}/?round=2023-09")
    assert Axe().run(page).response["violations"] == []
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.locator("#first").evaluate("element => element.scrollWidth") <= 320


def test_without_scripts_the_scorecard_is_read_all_the_same(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page).to_have_title("Scorecard – Performance Management Framework")
    expect(page.locator("td .chip")).to_have_count(2 * 27)
    context.close()


def test_where_the_reader_was_the_app_goes_on(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/accessibility")
    held: list[Route] = []
    page.route(PROGRAM, lambda route: held.append(route), times=1)
    page.goto(f"{address}/?round=2023-09", wait_until="commit")
    page.get_by_role("link", name="Total jobs").focus()
    page.locator("#first").evaluate("element => element.scrollTo(0, 300)")
    held.pop().continue_()
    settled(page)
    expect(page.locator("#first")).to_have_count(0)
    expect(page.get_by_role("link", name="Total jobs")).to_be_focused()
    assert page.locator(".stMain").evaluate("element => element.scrollTop") == 300
