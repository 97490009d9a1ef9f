"""Words and links that are meant to run, in a real browser: they are read as words, and nothing runs."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from pmf.ui import project_filters
from tests import poisoned
from tests.browser.conftest import Open, serving
from tests.poisoned import EVIL, ROUND

LIVE = "img[src=x], a[href^='javascript:'], [onerror], .stMain script:not([class*='st-key-script-'] *)"
PLACES = (
    f"/?round={ROUND}&reasons=yes",
    f"/projects?round={ROUND}",
    f"/project?round={ROUND}&id=bridge",
    f"/report?round={ROUND}",
    *(
        pytest.param(link, marks=pytest.mark.thorough)
        for link in (
            f"/indicator?round={ROUND}&id=contract-waivers",
            f"/meeting?round={ROUND}&item=1",
            f"/region?round={ROUND}",
            f"/benchmarking?round={ROUND}",
        )
    ),
)
SAID = {"projects", "project", "report"}
"""Pages on which words of the register or the round stand."""
ALWAYS = ("round", "edition", "area", "as_known", "rating", "id", "view", "theme", "sort", "colour", "page", "item")
NAMES = (*ALWAYS, *project_filters.FIELDS)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the poisoned round."""
    _, database = poisoned.tree(tmp_path_factory.mktemp("poisoned"))
    with serving(database) as found:
        yield found


@pytest.mark.parametrize("place", PLACES)
def test_what_people_wrote_and_what_a_link_asks_for_is_read_and_does_not_run(
    url: str, open_page: Open, place: str
) -> None:
    asked = "".join(f"&{name}={quote(EVIL)}" for name in NAMES if f"{name}=" not in place)
    page = open_page(url + place + asked)
    assert page.evaluate("window.ran") is None
    expect(page.locator(LIVE)).to_have_count(0)
    expect(page.locator(".stMain")).to_contain_text("The link asks for")
    if place.split("?")[0].strip("/") in SAID:
        expect(page.locator(".stMain")).to_contain_text("<script>")
