"""What holds on every page, light and dark: nothing that axe-core finds, on a desk and on a phone, and text at 400%."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from pmf.palette import RATINGS, UNRATED
from pmf.scorecard import NO_RATING
from tests.browser.conftest import Open, settled

LINKS = (
    "/?round=2023-09",
    "/?reds_first=yes&reasons=yes&rating=Red",
    "/?embed=true",
    "/indicator?id=level-3-qualifications",
    "/indicator?id=gross-value-added&round=2023-09",
    "/benchmarking",
    "/benchmarking?view=history&target=85&id=level-3-qualifications",
    "/benchmarking?view=districts&id=claimant-rate",
    "/benchmarking?view=fifths",
    "/benchmarking?view=index&embed=true",
    "/region",
    "/region?evidence=yes&sort=gap&only=health",
    "/region?theme=economy",
    "/region?theme=digital",
    "/projects?round=2023-09",
    "/projects?round=2023-09&colour=fuel-poverty&rag=Green",
    "/project?round=2023-09&id=business-growth-service",
    "/report?round=2023-09",
    "/report?round=2023-09&view=rounds",
    "/methods",
    "/accessibility",
    "/meeting?round=2023-09",
    "/meeting?round=2023-09&item=5",
)
DARK = (0, 2, 3, 6, 8, 11, 12, 15, 16, 17, 20, 22)
"""Of LINKS one of each kind, looked at on a dark screen every day; all where somebody asks for `-m thorough`."""
SCREENS = [
    *(pytest.param(link, "light") for link in LINKS),
    *(
        pytest.param(link, "dark", marks=() if place in DARK else pytest.mark.thorough)
        for place, link in enumerate(LINKS)
    ),
]
CHARTED = re.compile(r"indicator|item=|benchmarking(?!\?view=fifths)|theme=")
OUT_OF_REACH = """() => [...document.querySelectorAll(".stMain *")].filter(element =>
    ["auto", "scroll"].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth
    && element.clientWidth && !element.dataset.testid && element.tabIndex < 0).map(element => element.outerHTML)"""

CUT_OFF = """() => [...document.querySelectorAll("caption")].filter(caption =>
    caption.getBoundingClientRect().width > innerWidth).map(caption => caption.textContent)"""


def broken(page: Page, *left_out: str) -> dict[str, list[str]]:
    """The rules of axe-core that are broken, each with where. Streamlit's own markup breaks none either."""
    rules = {name: {"enabled": False} for name in left_out}
    found = Axe().run(page, options={"rules": rules}).response["violations"]
    return {rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in found}


@pytest.mark.parametrize(("link", "scheme"), SCREENS)
def test_everybody_can_read_it(address: str, open_page: Open, link: str, scheme: str) -> None:
    page = open_page(address + link, scheme=scheme)
    if CHARTED.search(link):
        page.wait_for_selector(".vega-embed svg, .vega-embed canvas", state="attached")
    assert broken(page) == {}
    assert uncoloured(page) == []
    if scheme == "dark":
        return
    page.set_viewport_size({"width": 390, "height": 844})
    settled(page)
    assert broken(page, "color-contrast") == {}, "colours do not change with the width"
    page.set_viewport_size({"width": 320, "height": 256})
    settled(page)
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 320
    assert page.evaluate(OUT_OF_REACH) == []
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize(
    ("link", "parts", "number"),
    [
        ("/?round=latest", ".st-key-choices > div, table.scorecard, tbody .chip", 4 + 1 + 2 * 27),
        ("/meeting?round=2023-09", "table.meeting, tbody .chip", 1 + 2 * 27),
        ("/region", "table.stand", 1),
    ],
)
def test_on_phones_and_tablets_choices_and_ratings_are_in_view(
    address: str, open_page: Open, link: str, parts: str, number: int
) -> None:
    page = open_page(address + link, width=641, height=1024)
    edges = "all => all.map(each => each.getBoundingClientRect()).map(({left, right}) => [left, right])"
    for width in (320, 390, 641, 768, 801, 912, 1024, 1181):
        page.set_viewport_size({"width": width, "height": 1024})
        settled(page)
        found = page.locator(parts).evaluate_all(edges)
        assert len(found) == number
        assert all(0 <= left < right <= width for left, right in found), width
        assert said_to_be_wider(page) == []


def said_to_be_wider(page: Page) -> list[str]:
    """What is said above tables that are wider than their frame."""
    return page.locator(".wide[tabindex]").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::before').content)"
    )


def test_a_table_that_goes_on_to_the_right_says_so_and_keeps_the_names_of_its_rows(
    address: str, open_page: Open
) -> None:
    page = open_page(f"{address}/benchmarking?view=fifths", width=390, height=844)
    assert said_to_be_wider(page) == ['"More to the right: scroll →"']
    heads = page.locator("table.heat tr > th:first-child")
    page.locator(".wide").evaluate("wide => wide.scrollBy(500, 0)")
    assert set(heads.evaluate_all("all => all.map(each => each.getBoundingClientRect().left < 20)")) == {True}


def uncoloured(page: Page) -> list[str]:
    """What would be lost without colour: chips that do not say shape and word, rating colours that have no shape."""
    said = {f"{look.shape} {word}" for word, look in RATINGS.items()} | {f"{UNRATED.shape} {NO_RATING}"}
    fills = {look.fill.lower() for look in RATINGS.values()}
    filled = page.locator("[style*='background:']").evaluate_all(
        "all => all.map(one => [one.getAttribute('style').match(/background:(#\\w+)/i)?.[1] ?? '', one.innerText])"
    )
    shapes = tuple(look.shape for look in RATINGS.values())
    bare = [text for fill, text in filled if fill.lower() in fills and not text.startswith((*shapes, UNRATED.shape))]
    return bare + [text for text in page.locator(".chip").all_inner_texts() if text not in said]
