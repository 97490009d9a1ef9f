"""On a phone: what a row of the scorecard and of the projects says, nothing cut off."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, settled

RATINGS = """() => [...document.querySelectorAll("table.scorecard td.rating")]
    .filter(cell => cell.offsetWidth).slice(0, 2)
    .map(cell => [getComputedStyle(cell, "::before").content, cell.getBoundingClientRect().left])"""
CUT_OFF = """() => [...document.querySelectorAll("table.scorecard *")]
    .filter(part => part.getBoundingClientRect().right > innerWidth && !part.closest("thead"))
    .map(part => part.outerHTML)"""


@pytest.mark.parametrize(("edition", "first"), [("2023", "direction"), ("2025", "target")])
def test_both_ratings_stand_under_the_name_that_of_the_headline_first(
    address: str, open_page: Open, edition: str, first: str
) -> None:
    page = open_page(f"{address}/?round=2023-09&edition={edition}", width=390, height=844)
    shown = sorted(page.evaluate(RATINGS), key=lambda found: found[1])
    assert [name.strip('" ') for name, _ in shown] == [first, "target" if first == "direction" else "direction"]
    assert page.evaluate(CUT_OFF) == []
    expect(page.locator("table.scorecard td.period").first).to_be_visible()


def test_a_late_project_stands_with_its_milestone(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/projects?round=2023-09&rag=Green", width=390, height=844)
    row = page.locator("table.projects tr", has_text="Market Town Masterplans")
    expect(row.get_by_text("Procure phase 2 delivery partners and mobilise")).to_be_visible()
    expect(row.get_by_text("61 days late")).to_be_visible()


@pytest.mark.parametrize(
    ("link", "last"), [("/region", "table.stand td.rank"), ("/meeting?round=2023-09", "table.meeting td.target .chip")]
)
def test_a_table_that_is_read_on_the_way_needs_no_scrolling_sideways(
    address: str, open_page: Open, link: str, last: str
) -> None:
    page = open_page(address + link, width=390, height=844)
    expect(page.locator(last).first).to_be_visible()
    settled(page)
    expect(page.locator(".wide[tabindex]")).to_have_count(0)
