"""The scorecard on a phone: both ratings of a row with their names, that of the headline first, nothing cut off."""

import pytest

from tests.browser.conftest import Open

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
