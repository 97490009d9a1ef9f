"""What comes out of a printer, and what keeps still: ink on white with nothing to press, and no motion unasked for."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settled

PRESSED = ".st-key-bar, .st-key-filters, button, input, nav, footer, .stAppHeader"
PALE = """() => [...document.querySelectorAll(".stMain :is(td, th, p, h1, h2, h3, li, span)")]
    .filter(one => one.checkVisibility() && !one.closest(".chip, .bar, svg") && one.innerText.trim())
    .filter(one => Math.max(...getComputedStyle(one).color.match(/\\d+/g).slice(0, 3)) > 60)
    .map(one => one.outerHTML.slice(0, 100))"""


def sheets(page: Page) -> int:
    """On how many sheets of paper a page is printed."""
    return len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize(
    ("link", "scheme", "most"),
    [
        ("/?round=2023-09", "light", 2),
        pytest.param("/?round=2023-09", "dark", 2, marks=pytest.mark.thorough),
        ("/indicator?id=level-3-qualifications", "dark", 3),
        pytest.param("/benchmarking", "dark", 2, marks=pytest.mark.thorough),
    ],
)
def test_on_paper_there_is_ink_on_white_and_nothing_to_press(
    address: str, open_page: Open, link: str, scheme: str, most: int
) -> None:
    page = open_page(address + link, scheme=scheme)
    if "?round" not in link:
        page.wait_for_selector(".vega-embed svg")
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    settled(page)
    assert page.evaluate(PALE) == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(f".stApp :is({PRESSED})").locator("visible=true").count() == 0
    assert 1 <= sheets(page) <= most


def test_the_head_of_a_table_is_on_every_sheet(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?round=2023-09")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('table.scorecard thead')).display") == (
        "table-header-group"
    )
    expect(page.locator("table.scorecard tbody th[scope=row]")).to_have_count(27)


def test_nothing_moves_where_a_reader_asks_for_that(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?round=2023-09", reduced_motion="reduce")
    page.get_by_role("combobox", name="Rating").click()
    moving = """[...document.querySelectorAll("*")].filter(one => {
        const {animationName, transitionDuration} = getComputedStyle(one);
        return animationName !== "none" || transitionDuration.split(", ").some(time => time !== "0s");
    }).map(one => one.outerHTML.slice(0, 100))"""
    assert page.evaluate(moving) == []
