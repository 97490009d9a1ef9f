"""How long until a reader sees something, in a real browser: the scorecard beside a trivial page, cold and warm.

Cold is a browser that has nothing of the site, warm one that was there before. The two take turns in one run.
"""

from collections.abc import Mapping
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext, sync_playwright
from rich.table import Table

from pmf import settings
from tests.browser.conftest import CHROMIUM, QUIET
from tests.load import servers

TIMES = 21
SHOWN = {"trivial": "h1", "scorecard": "td .chip"}
"""What has to be there before a page counts as seen."""
WATCH = """window.seen = new Promise(resolve => {
    const look = () => { if (document.querySelector("%s")) requestAnimationFrame(() => resolve(performance.now())); };
    new MutationObserver(look).observe(document, {subtree: true, childList: true});
});"""


def measure(folder: Path) -> Table:
    """Milliseconds until both are seen, and their ratios."""
    with servers.page("trivial", folder) as trivial, servers.app(settings.database(), 1, folder) as app:
        cold, warm = _taken({"trivial": trivial.url, "scorecard": f"{app.url}/?round=2023-09"})
    table = Table(title="First paint in Chromium, median milliseconds", title_justify="left")
    for name in ("", "trivial", "scorecard", "ratio"):
        table.add_column(name, justify="right" if name else "left")
    for name, found in (("cold", cold), ("warm", warm)):
        one, other = (median(found[page]) for page in SHOWN)
        table.add_row(name, f"{one:,.0f}", f"{other:,.0f}", f"{other / one:.2f}")
    return table


def _taken(urls: Mapping[str, str]) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    cold: dict[str, list[float]] = {name: [] for name in urls}
    warm: dict[str, list[float]] = {name: [] for name in urls}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for _ in range(TIMES):
            for name, url in urls.items():
                context = browser.new_context(viewport={"width": 1280, "height": 720})
                cold[name].append(_seen(context, name, url))
                warm[name].append(_seen(context, name, url))
                context.close()
        browser.close()
    return cold, warm


def _seen(context: BrowserContext, name: str, url: str) -> float:
    """Milliseconds from asking for the page until it is drawn, in a tab of its own."""
    page = context.new_page()
    page.add_init_script(WATCH % SHOWN[name])
    page.goto(url)
    found: float = page.evaluate("window.seen")
    page.close()
    return found
