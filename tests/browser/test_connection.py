"""A connection that breaks under a reader: the page stays, it is said, and the first choice afterwards counts."""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settled
from tests.browser.wire import Wire, wire
from tests.deploy.nginx import NGINX, hosted
from tests.hosting import served

LINK = "/?round=2023-09&rating=Red"
PATIENCE = 40_000
"""Milliseconds; while the server is away a browser asks for it less and less often, at last every 15 seconds."""


def said(page: Page, words: str, timeout: float = PATIENCE) -> None:
    """Wait until the page says so where screen readers hear it."""
    expect(page.locator(".connection[role=status]")).to_contain_text(words, timeout=timeout)


def scrolled(page: Page) -> float:
    """How far down the page is read."""
    return float(page.evaluate("document.querySelector('.stMain').scrollTop"))


def first_choice_counts(page: Page) -> None:
    """One click on a choice, and one on a link, do what they say."""
    page.get_by_text("Reds first").click()
    expect(page).to_have_url(re.compile("rating=Red&reds_first=yes$"))
    expect(page.locator("caption", has_text="10 of 27 indicators shown")).to_be_visible()
    page.get_by_role("link", name="Total jobs").click()
    expect(page.get_by_role("heading", name="2 Total jobs")).to_be_visible()


def killed_under(page: Page, pids: dict[str, int]) -> None:
    """The process that answers this reader dies; another one takes over within ten seconds, and nothing is lost."""
    page.locator(".stMain").evaluate("element => element.scrollTo(0, 200)")
    (mine,) = (c["value"] for c in page.context.cookies() if c["name"] == "pmf_replica")
    with page.expect_websocket(timeout=10_000):  # by itself
        os.kill(pids[mine], signal.SIGKILL)
    said(page, "Connected again")
    assert scrolled(page) == 200
    first_choice_counts(page)
    (other,) = (c["value"] for c in page.context.cookies() if c["name"] == "pmf_replica")
    assert other != mine


def test_the_process_behind_the_page_dies(database: Path, tmp_path: Path, open_page: Open) -> None:
    log = tmp_path / "log"
    with served.serving(database, log, "--workers", "2", PMF_READ_ONLY="1") as url:
        page = open_page(url + LINK)
        pids = re.findall(r"replica (\d) runs as process (\d+)", log.read_text(encoding="utf-8"))
        killed_under(page, {name: int(pid) for name, pid in pids})
        page.go_back()
        with page.expect_download() as waiting:  # the new process has the files too
            page.get_by_role("button", name="Download as CSV").click()
        assert len(Path(waiting.value.path()).read_text(encoding="utf-8").splitlines()) == 1 + 10


@pytest.mark.skipif(not NGINX, reason="no nginx on this machine: its configuration is not tested")
def test_the_process_behind_nginx_dies(database: Path, tmp_path: Path, open_page: Open) -> None:
    with hosted(database, tmp_path) as running:
        page = open_page(running.front.url + LINK)
        killed_under(page, {name: process.pid for name, process in running.processes.items()})


@pytest.fixture
def line(address: str) -> Iterator[Wire]:
    """A wire to the server."""
    with wire(address) as between:
        yield between


@pytest.mark.parametrize("seconds", [6, pytest.param(60, marks=pytest.mark.thorough)])
def test_the_connection_is_gone_for_a_while(line: Wire, open_page: Open, seconds: int) -> None:
    page = open_page(line.url + LINK)
    page.locator(".stMain").evaluate("element => element.scrollTo(0, 200)")
    line.cut()
    said(page, "The connection is lost; trying again.", 5000)
    page.wait_for_timeout(seconds * 1000)  # by then Streamlit would have laid its own dialog over the page
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("link", name="Total jobs")).to_be_visible()
    line.mend()
    said(page, "Connected again")
    assert scrolled(page) == 200
    first_choice_counts(page)


def test_a_link_followed_without_connection_is_followed_when_there_is_one(line: Wire, open_page: Open) -> None:
    page = open_page(f"{line.url}{LINK}#note-3")
    line.cut()
    said(page, "The connection is lost")
    page.get_by_role("link", name="Total jobs").click()
    line.mend()
    expect(page.get_by_role("heading", name="2 Total jobs")).to_be_visible(timeout=PATIENCE)
    said(page, "Connected again")
    page.go_back()
    settled(page)
    assert page.url.endswith("#note-3")
    expect(page.locator("caption", has_text="10 of 27 indicators shown")).to_be_visible()
