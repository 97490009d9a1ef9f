"""The page of a report in a real browser: accessible and readable at 400%."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from pmf import store
from pmf.build import DATA
from pmf.report import writing
from pmf.rounds.book import Book
from pmf.rounds.shelf import Folders


@pytest.fixture(scope="module")
def report(database: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page of September 2023, as a file."""
    record = Book(store.current(database), Folders(DATA)).record("2023-09")
    paths = writing.write(record, tmp_path_factory.mktemp("page"))
    return next(path.as_uri() for path in paths if path.suffix == ".html")


@pytest.fixture
def page(browser: Browser, report: str) -> Iterator[Page]:
    """The page, open; a request for anything else fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    asked: list[str] = []
    shown = context.new_page()
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(report)
    yield shown
    assert asked == [report]
    assert context.cookies() == []
    context.close()


def test_axe_finds_nothing(page: Page) -> None:
    assert Axe().run(page).response["violations"] == []


def test_it_fits_a_screen_at_400_percent_and_a_phone(page: Page) -> None:
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 600})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []


def test_every_figure_is_in_view_when_printed(page: Page) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1040, "height": 720})
    hidden = "[...document.querySelectorAll('td')].filter(cell => !cell.offsetWidth).length"
    assert page.evaluate(hidden) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1040
