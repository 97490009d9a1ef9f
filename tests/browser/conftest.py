"""A real server and a real Chromium. Without one the tests are skipped and say so; with CI=true that is a failure."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, sync_playwright

from tests.hosting import served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Open = Callable[..., Page]
Scheme = Literal["light", "dark"]
STILL = """() => new Promise(resolve => {
    const running = () => !document.querySelector("[data-test-script-state='notRunning']");
    let timer;
    const wait = () => { clearTimeout(timer); timer = setTimeout(() => running() ? wait() : resolve(), 400); };
    new MutationObserver(wait).observe(document, {subtree: true, childList: true, attributes: true});
    wait();
})"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here needs a browser, and one more try: on a busy machine a page is now and then read half drawn."""
    missing = pytest.mark.skip(reason="no Chromium on this machine: browser tests not run")
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))
            if not CHROMIUM and os.environ.get("CI") != "true":
                item.add_marker(missing)


@contextmanager
def serving(database: Path, *arguments: str, port: int = 0, **environment: str) -> Iterator[str]:
    """The app as it is hosted, read-only and behind its headers, on a free port of this machine; its address."""
    variables = {"PMF_READ_ONLY": "1", **environment}
    with (
        tempfile.TemporaryDirectory() as folder,
        served.serving(database, Path(folder) / "log", *arguments, port=port, **variables) as url,
    ):
        yield url


@pytest.fixture(scope="session")
def address(database: Path) -> Iterator[str]:
    """One server on the real figures for all tests that change nothing."""
    with serving(database) as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserType]:
    """What starts a browser."""
    assert CHROMIUM, "CI needs Chromium: install the package chromium"
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    """Chromium, headless, asking nobody else anything."""
    running = chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield running
    running.close()


@pytest.fixture(scope="session")
def profile(chromium: BrowserType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """The same with a profile on disk, which keeps the app's files compiled as a reader's does: half of the work."""
    folder = tmp_path_factory.mktemp("profile")
    context = chromium.launch_persistent_context(
        folder,
        executable_path=CHROMIUM,
        args=QUIET,
        ignore_https_errors=True,  # tests make their own certificates
    )
    yield context
    context.close()


@pytest.fixture
def open_page(profile: BrowserContext) -> Iterator[Open]:
    """Open an address and wait until the page has its title, unless no `app` answers there; each call is a tab and a
    session of its own, with what a reader has set, such as `reduced_motion`. A test's tabs share their cookies."""
    pages: list[Page] = []
    refused: list[str] = []

    def visit(
        url: str, width: int = 1280, height: int = 720, scheme: Scheme = "light", app: bool = True, **media: Any
    ) -> Page:
        page = profile.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, **media)
        page.set_default_timeout(30_000)
        page.on("console", lambda message: refused.append(message.text) if "Security Policy" in message.text else None)
        page.goto(url)
        if app:
            settled(page)
        return page

    yield visit
    profile.clear_cookies()
    for page in pages:
        page.close()
    assert refused == [], "what the content security policy refused"


def settled(page: Page) -> None:
    """Wait until the script has run and nothing has changed on the page for a moment."""
    page.wait_for_selector(".stMainBlockContainer h1")
    page.evaluate(STILL)
