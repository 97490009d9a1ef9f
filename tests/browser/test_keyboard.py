"""The main task of every page with Tab, Enter, arrows and letters alone, and what has the focus can be seen."""

from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

from tests.browser.conftest import Open, settled

MOST_STOPS = 120
SEEN = """() => {
    const look = (element) => {
        const around = [element, ...(element.closest("label") ?? element.parentElement).querySelectorAll("*")];
        for (let outer = element.parentElement, n = 0; outer && n < 4; outer = outer.parentElement, n++)
            around.unshift(outer);
        return around.slice(0, 40).map((one) => {
            const {outline, boxShadow, borderColor, backgroundColor} = getComputedStyle(one);
            return [outline, boxShadow, borderColor, backgroundColor].join();
        }).join();
    };
    const {stop, looked} = window.before ?? {};
    const now = document.activeElement;
    window.before = {stop: now, looked: look(now)};
    const left = stop && stop !== now && stop !== document.body && stop.isConnected;
    return left && look(stop) === looked ? stop.outerHTML : "";
}"""
"""The stop before this one, where it looked with the focus as it looks without."""
NAMED = """(({ariaLabel, innerText, tabIndex, tagName}) =>
    tabIndex < 0 || tagName === "MAIN" ? "" : ariaLabel || innerText)(document.activeElement)"""


def go_to(page: Page, name: str, back: bool = False) -> None:
    """Press Tab until what has this name has the focus; every stop on the way can be seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        assert page.evaluate(SEEN) == ""
        if name in page.evaluate(NAMED):
            return
    raise AssertionError(f"{name!r} is not reached within {MOST_STOPS} stops")


def choose(page: Page, box: str, letters: str) -> None:
    """Go to a list of choices, type, and take the first that fits; above it may stand the choice of all that fit."""
    go_to(page, box)
    page.keyboard.type(letters)
    expect(page.get_by_role("option", name=letters).first).to_be_visible()
    if page.get_by_role("option").first.inner_text().startswith("Select "):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)


def follow(page: Page, link: str, heading: str) -> None:
    """Go to a link and follow it to the page with that heading."""
    go_to(page, link)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    settled(page)


def take(page: Page, button: str) -> Download:
    """Go to a button and take its file."""
    go_to(page, button)
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    return waiting.value


@pytest.fixture
def opened(address: str, open_page: Open) -> Open:
    """Open a link; nothing moves, so that what is seen of the focus is there at once."""
    return lambda link: open_page(address + link, reduced_motion="reduce")


def test_from_the_scorecard_to_the_figures_of_an_indicator(opened: Open) -> None:
    page = opened("/")
    choose(page, "Rating", "Red")
    page.keyboard.press("Escape")
    assert "rating=Red" in page.url
    follow(page, "Active businesses", "4 Active businesses per 10,000 working-age population")
    go_to(page, "Show as a table")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table").first).to_be_visible()
    page.keyboard.press("Escape")
    figures = take(page, "Download these figures")
    assert Path(figures.path()).read_text(encoding="utf-8").startswith("indicator,area_code")


def test_through_a_meeting_and_out_of_it(opened: Open) -> None:
    page = opened("/meeting?round=2023-09")
    for key, heading in (("ArrowRight", "2 Total jobs"), ("PageDown", "3 Jobs per working-age person")):
        page.keyboard.press(key)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.keyboard.press("Home")
    expect(page.get_by_role("row")).to_have_count(32)
    follow(page, "Close", "Balanced scorecard")


def test_another_indicator_among_others_in_another_view(opened: Open) -> None:
    page = opened("/benchmarking")
    go_to(page, "Over time")
    page.keyboard.press("Enter")
    settled(page)
    assert "view=history" in page.url
    choose(page, "Indicator", "Claimant")
    assert "id=claimant-rate" in page.url
    go_to(page, "Download")


def test_from_the_list_of_projects_to_one_and_back(opened: Open) -> None:
    page = opened("/projects?round=2023-09")
    choose(page, "Rating", "Green")
    page.keyboard.press("Escape")
    follow(page, "Market Town Masterplans", "Market Town Masterplans")
    follow(page, "Back to the list", "Projects")


def test_the_region_by_theme_and_in_another_order(opened: Open) -> None:
    page = opened("/region")
    go_to(page, "Rank")
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort]")).to_contain_text("Rank")
    go_to(page, "Health", back=True)
    page.keyboard.press("Enter")
    expect(page.locator("nav[aria-label=Themes] [aria-current]")).to_have_text("Health")


def test_the_files_of_a_report(opened: Open) -> None:
    page = opened("/report?round=2023-09")
    assert take(page, "Word").suggested_filename.endswith(".docx")
