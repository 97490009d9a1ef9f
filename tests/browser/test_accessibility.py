"""What machines can tell of accessibility, on every page, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Open, settled

LINKS = (
    "/?round=2023-09",
    "/?reds_first=yes&reasons=yes&rating=Red",
    "/indicator?id=level-3-qualifications",
    "/indicator?id=gross-value-added&round=2023-09",
    "/benchmarking",
    "/benchmarking?view=history&target=85&id=level-3-qualifications",
    "/benchmarking?view=districts&id=claimant-rate",
    "/benchmarking?view=fifths",
    "/benchmarking?view=index&embed=true",
    "/methods",
    "/meeting?round=2023-09",
    "/meeting?round=2023-09&item=5",
)
# Rules that Streamlit's own markup breaks, in elements we do not write.
OF_STREAMLIT: dict[str, str] = {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("link", LINKS)
def test_axe_finds_nothing_of_ours(address: str, open_page: Open, link: str, scheme: str) -> None:
    page = open_page(address + link, scheme=scheme)
    if any(word in link for word in ("indicator", "item", "benchmarking")) and "fifths" not in link:
        page.wait_for_selector(".vega-embed svg, .vega-embed canvas")
    found = Axe().run(page).response["violations"]
    ours = {
        rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in found if rule["id"] not in OF_STREAMLIT
    }
    assert not ours


def test_every_rating_has_a_shape_and_a_word_besides_its_colour(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?round=2023-09")
    expect(page.locator("td .chip")).to_have_count(2 * 27)
    assert set(page.locator("td .chip").all_inner_texts()) == {"▲ Red", "◆ Amber", "● Green", "○ Baseline"}


def test_the_table_has_a_caption_row_and_column_headers(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?round=2023-09")
    expect(page.locator("table caption")).to_have_text("27 of 27 indicators shown")
    expect(page.locator("table thead th[scope=col]")).to_have_count(10)
    expect(page.locator("table tbody th[scope=row]")).to_have_count(27)


@pytest.mark.parametrize("link", LINKS)
def test_nothing_runs_over_the_edge_of_a_phone(address: str, open_page: Open, link: str) -> None:
    page = open_page(address + link, 390, 844)
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 390


def test_the_keyboard_reaches_every_row_of_the_table(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?round=2023-09&rating=Red")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.closest('th.name a') && document.activeElement.innerText"))
    assert len(reached - {None}) == 10
    page.get_by_role("link", name="Total jobs").focus()
    page.keyboard.press("Enter")
    settled(page)
    expect(page.get_by_role("heading", name="2 Total jobs")).to_be_visible()


def test_a_note_is_one_click_from_its_mark(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?round=2023-09")
    page.locator("a.mark").first.click()
    expect(page.locator("#note-1, #note-3").first).to_be_in_viewport()
