"""The scorecard that comes with the page, before there is an app: the same as the app's, in the same place."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, WebSocketRoute, expect

from tests.browser.conftest import Open, Scheme, serving, settled

PROGRAM = "**/static/js/**"
FIELD = "**/static/js/Multiselect*"  # what draws a filter, fetched when the first one has arrived
STREAM = "**/_stcore/stream"
WORDS = """() => [document.querySelector("table.scorecard").textContent, document.querySelector("ul.notes").textContent,
    ...[...document.querySelectorAll("nav a, table.scorecard a, footer a")].map(each => each.getAttribute("href"))]"""
PLACES = """() => ["nav li:last-child", "h1", ".tallies", "thead th.now", "tbody:last-child .chip", "footer.site"]
    .map(each => document.querySelector(each).getBoundingClientRect()).map(({x, y}) => [x, y])"""
FIELDS = """() => [".st-key-choices > div", ".choices span", ".st-key-filters > div", ".filters span"]
    .flatMap(each => [...document.querySelectorAll(each)]).map(each => each.getBoundingClientRect())
    .map(({left, right, bottom}) => [left, right, bottom])"""

GROUND = "element => getComputedStyle(element).backgroundColor"


def without_program(page: Page, url: str) -> None:
    """Open an address whose scripts do not arrive."""
    page.route(PROGRAM, lambda route: route.abort())
    page.goto(url)
    expect(page.locator("#first td .chip")).to_have_count(2 * 27)


def held_back(page: Page, files: str) -> Callable[[], None]:
    """Hold the first of these files asked for; what lets it go."""
    held: list[Route] = []
    page.route(files, lambda route: held.append(route), times=1)

    def let_go() -> None:
        while not held:
            page.wait_for_timeout(50)
        held.pop().continue_()

    return let_go


@pytest.mark.parametrize(
    ("link", "width"),
    [
        ("/?round=2023-09", 1920),
        ("/?edition=2025", 1280),
        ("/", 768),
        ("/", 500),
        ("/?round=2023-09", 390),
        ("/?edition=2025", 390),
    ],
)
def test_the_app_draws_the_same_in_the_same_place(address: str, open_page: Open, width: int, link: str) -> None:
    page = open_page(address + link, width=width)
    expect(page.locator("#first")).to_have_count(0)
    words, places, fields = page.evaluate(WORDS), page.evaluate(PLACES), page.evaluate(FIELDS)
    without_program(page, address + link)
    assert page.evaluate(WORDS) == words
    assert page.evaluate(PLACES) == [pytest.approx(place, abs=1) for place in places]
    assert page.evaluate(FIELDS) == [pytest.approx(field, abs=1) for field in fields]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_runs_over(address: str, open_page: Open, scheme: Scheme) -> None:
    page = open_page(f"{address}/accessibility", scheme=scheme)
    without_program(page, f"{address}/?round=2023-09")
    assert Axe().run(page).response["violations"] == []
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.locator("#first").evaluate("element => element.scrollWidth") <= 320


def test_without_scripts_the_scorecard_is_read_all_the_same(address: str, browser: Browser) -> None:
    with closing(browser.new_context(java_script_enabled=False)) as context:
        page = context.new_page()
        page.goto(address)
        expect(page).to_have_title("Scorecard – Performance Management Framework")
        expect(page.locator("td .chip")).to_have_count(2 * 27)
        page.keyboard.press("End")
        expect(page.locator("footer.site")).to_be_in_viewport()


def test_where_the_reader_was_the_app_goes_on(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/accessibility")
    let_go = held_back(page, PROGRAM)
    page.goto(f"{address}/?round=2023-09", wait_until="commit")
    expect(page.locator("#root[inert]")).to_be_attached()
    mark = page.locator("table.scorecard a[href='#note-24']").last
    mark.focus()
    page.locator("#first").evaluate("element => element.scrollTo(0, 300)")
    let_go()
    settled(page)
    expect(page.locator("#first, #root[inert]")).to_have_count(0)
    expect(mark).to_be_focused()
    assert page.locator(".stMain").evaluate("element => element.scrollTop") == 300


def test_with_the_keyboard_the_reader_goes_on_where_the_app_takes_over(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/accessibility")
    let_go = held_back(page, PROGRAM)
    page.goto(f"{address}/?round=2023-09", wait_until="commit")
    expect(page.locator("#root[inert]")).to_be_attached()
    first = page.locator("#first")
    first.focus()
    page.keyboard.press("Tab")
    expect(first.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("End")
    expect(first.locator("footer.site")).to_be_in_viewport()
    let_go()
    settled(page)
    expect(page.locator("#root .stMain")).to_be_focused()
    expect(page.locator("#root footer.site")).to_be_in_viewport()


def test_it_stays_until_the_fields_are_there(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/accessibility")
    let_go = held_back(page, FIELD)
    page.goto(f"{address}/?round=2023-09")
    expect(page.locator("#root footer.site")).to_be_attached()
    settled(page)
    expect(page.locator("#first")).to_be_visible()
    let_go()
    expect(page.locator("#first")).to_have_count(0)


def test_a_link_followed_while_the_app_is_half_drawn_is_not_covered(address: str, open_page: Open) -> None:
    answered = True

    def relay(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda message: server.send(message) if answered else None)

    page = open_page(f"{address}/accessibility")
    page.route_web_socket(STREAM, relay)
    held_back(page, FIELD)
    page.goto(f"{address}/?round=2023-09")
    expect(page.locator("#root footer.site")).to_be_attached()
    settled(page)
    page.locator("#first").evaluate("element => element.scrollTo(0, 300)")
    answered = False
    page.locator("#first").get_by_role("link", name="Total jobs").click()
    expect(page.locator("#first, #root[inert]")).to_have_count(0)
    assert page.locator(".stMain").evaluate("element => element.scrollTop") == 0


def test_it_gives_way_where_the_figures_are_gone_since(database: Path, tmp_path: Path, open_page: Open) -> None:
    own = tmp_path / "own.duckdb"
    shutil.copy(database, own)
    with serving(own) as url:
        page = open_page(f"{url}/accessibility")
        let_go = held_back(page, PROGRAM)
        page.goto(f"{url}/?round=2023-09", wait_until="commit")
        expect(page.locator("#first td .chip")).to_have_count(2 * 27)
        own.unlink()
        let_go()
        expect(page.locator("#first")).to_have_count(0)
        expect(page.get_by_text("Nothing you did caused this")).to_be_visible()


def test_a_connection_that_does_not_come_about_is_said(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/accessibility")
    page.route_web_socket(STREAM, lambda socket: None)
    page.clock.install()
    page.goto(f"{address}/?round=2023-09")
    expect(page.get_by_text("Choices and filters are not here yet")).to_be_hidden()
    page.clock.fast_forward(15_000)
    expect(page.get_by_text("Choices and filters are not here yet")).to_be_visible()


def test_what_a_reader_chose_in_the_menu_holds_for_it(address: str, browser: Browser) -> None:
    with closing(browser.new_context(color_scheme="light")) as context:
        page = context.new_page()
        page.goto(f"{address}/?round=2023-09")
        settled(page)
        page.get_by_test_id("stMainMenu").click()
        page.get_by_role("menuitemradio", name="Dark").click()
        ground = page.locator(".stApp").evaluate(GROUND)
        without_program(page, f"{address}/?round=2023-09")
        assert page.locator("#first").evaluate(GROUND) == ground == "rgb(20, 24, 29)"
        page.emulate_media(media="print")
        assert page.locator("#first").evaluate(GROUND) == "rgb(255, 255, 255)"
        assert page.locator("#root").evaluate("element => getComputedStyle(element).display") == "none"
