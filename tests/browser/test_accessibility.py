"""What machines can tell of accessibility beyond the rules of axe-core: headings, focus, keyboard, what is said."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, settled


def test_every_rating_has_a_shape_and_a_word_besides_its_colour(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?round=2023-09")
    expect(page.locator("td .chip")).to_have_count(2 * 27)
    assert set(page.locator("td .chip").all_inner_texts()) == {"▲ Red", "◆ Amber", "● Green", "○ Baseline"}


def test_the_table_has_a_caption_row_and_column_headers(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?round=2023-09")
    expect(page.locator("table caption")).to_have_text("27 of 27 indicators shown")
    expect(page.locator("table thead th[scope=col]")).to_have_count(10)
    expect(page.locator("table tbody th[scope=row]")).to_have_count(27)


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


@pytest.mark.parametrize(
    ("link", "title"),
    [
        ("/", "Scorecard"),
        ("/indicator?id=fuel-poverty", "12 Households in fuel poverty, Cambridgeshire and Peterborough"),
        ("/methods", "Data and methods"),
        ("/accessibility", "Accessibility and privacy"),
        ("/meeting", "Meeting view"),
    ],
)
def test_a_page_says_its_language_and_its_title(address: str, open_page: Open, link: str, title: str) -> None:
    page = open_page(address + link)
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    expect(page).to_have_title(f"{title} – Performance Management Framework")
    expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("link", ["/", "/indicator?id=fuel-poverty", "/region", "/report?round=2023-09"])
def test_the_first_link_leads_past_the_choices_to_the_heading(address: str, open_page: Open, link: str) -> None:
    page = open_page(address + link)
    settled(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    page.keyboard.press("Tab")
    bar, heading, focus = (
        "document.querySelector('.st-key-bar')",
        "document.querySelector('h1')",
        "document.activeElement",
    )
    assert page.evaluate(f"{bar}.contains({focus})") is False
    assert page.evaluate(f"{heading}.compareDocumentPosition({focus}) & Node.DOCUMENT_POSITION_FOLLOWING")


def test_what_has_the_focus_can_be_seen(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?round=2023-09")
    page.get_by_role("link", name="Total jobs").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    style = page.evaluate("(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])"
                          "(getComputedStyle(document.activeElement))")  # fmt: skip
    assert style == ["solid", "3px"]


def test_a_filter_says_how_many_rows_it_leaves(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?round=2023-09")
    expect(page.locator("body > .unseen[role=status]")).to_have_text("")
    page.get_by_role("combobox", name="Rating").click()
    page.get_by_role("option", name="Amber").click()
    expect(page.locator("body > .unseen[role=status]")).to_have_text("1 of 27 indicators shown")


@pytest.mark.parametrize("link", ["/?round=2023-09", "/projects?round=2023-09"])
def test_the_statement_is_one_link_away(address: str, open_page: Open, link: str) -> None:
    page = open_page(address + link)
    page.get_by_role("link", name="Accessibility and privacy").click()
    expect(page.get_by_role("heading", name="What is not accessible")).to_be_visible()
