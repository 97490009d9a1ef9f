"""What nginx hands out as files, in a real browser: a sealed report looks as it was made, under the policy it gets."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pmf import store
from pmf.build import DATA
from pmf.report import writing
from pmf.rounds.book import Book
from pmf.rounds.shelf import Folders
from tests.deploy import nginx
from tests.hosting.served import free_port

pytestmark = pytest.mark.skipif(not nginx.NGINX, reason="no nginx on this machine: its configuration is not tested")
LOOK = """() => [...document.querySelectorAll("h1, .chip, table, th, td, figure svg, svg *")].slice(0, 400).map(one => {
    const {color, backgroundColor, fontSize, textAlign, fill, width} = getComputedStyle(one);
    return [one.tagName, color, backgroundColor, fontSize, textAlign, fill, width].join();
})"""


def look(page: Page, url: str) -> list[str]:
    """How the elements of a page are drawn."""
    page.goto(url)
    found: list[str] = page.evaluate(LOOK)
    return found


def test_a_sealed_report_is_drawn_as_the_file_is_and_nothing_is_refused(
    database: Path, tmp_path: Path, browser: Browser
) -> None:
    folder = tmp_path / "nginx"
    folder.mkdir()
    record = Book(store.current(database), Folders(DATA)).record("2023-09")
    with nginx.running(folder, {"1": free_port(), "2": free_port()}) as front:
        paths = writing.write(record, folder / "srv/reports")
        (made,) = (path for path in paths if path.suffix == ".html")
        context = browser.new_context(ignore_https_errors=True)
        page, said = context.new_page(), list[str]()
        page.on("console", lambda message: said.append(message.text))
        drawn = look(page, f"{front.url}/reports/{made.name}")
        assert len(drawn) > 300
        assert said == []
        assert drawn == look(page, made.as_uri())
        context.close()
