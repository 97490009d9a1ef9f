"""How long until a reader sees something, in a real browser: a trivial page, the scorecard and the page of its report.

Cold is a browser that has nothing of the site, warm one that was there before. They take turns in one run. Of each it
is told when there is something to read, the title or the ratings, and when the app itself stands: the choice, and the
ratings as the app draws them. A report is a file that needs no app, and stands as soon as it can be read.
"""

from collections.abc import Mapping
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext, sync_playwright
from rich.table import Table

from pmf import settings, store
from pmf.build import DATA
from pmf.report import writing
from pmf.rounds.book import Book
from pmf.rounds.shelf import Folders
from tests.browser.conftest import CHROMIUM, QUIET
from tests.load import servers

ROUND = "2023-09"
TIMES = 21
SEEN = {
    "trivial": ("h1", "[data-testid=stSelectbox]"),
    "scorecard": ("td .chip", ".stMainBlockContainer td .chip"),
    "report": ("td .chip", "td .chip"),
}
"""What has to be there before a page can be read, and before its app stands."""
WATCH = """window.seen = new Promise(resolve => {
    const wanted = %s, times = wanted.map(() => 0);
    const look = () => wanted.forEach((selector, place) => {
        if (times[place] || !document.querySelector(selector)) return;
        times[place] = 1;
        requestAnimationFrame(() => {
            times[place] = performance.now();
            if (times.every(time => time > 1)) resolve(times);
        });
    });
    new MutationObserver(look).observe(document, {subtree: true, childList: true});
});"""
Seen = tuple[float, float]
"""Milliseconds from asking for a page until it can be read, and until its app stands."""


def measure(folder: Path) -> Table:
    """Milliseconds until each is seen, and how they compare."""
    with servers.page("trivial", folder) as trivial, servers.app(settings.database(), 1, folder) as app:
        urls = {"trivial": trivial.url, "scorecard": f"{app.url}/?round={ROUND}", "report": _report(folder)}
        found = _taken(urls)
    table = Table(title="First paint in Chromium, median milliseconds", title_justify="left")
    for name in ("", "until", *SEEN, "scorecard/trivial", "report/scorecard"):
        table.add_column(name, justify="left" if name in ("", "until") else "right")
    for state in ("cold", "warm"):
        medians = (_medians(found[state, name]) for name in SEEN)
        for words, trivially, ours, reported in zip(("can be read", "the app stands"), *medians, strict=True):
            times = (f"{time:,.0f}" for time in (trivially, ours, reported))
            table.add_row(state, words, *times, f"{ours / trivially:.2f}", f"{reported / ours:.2f}")
    return table


def _report(folder: Path) -> str:
    """The address of the report's page, as a file."""
    record = Book(store.current(settings.database()), Folders(DATA)).record(ROUND)
    return next(path.as_uri() for path in writing.write(record, folder) if path.suffix == ".html")


def _medians(seen: list[Seen]) -> Seen:
    read, stands = zip(*seen, strict=True)
    return median(read), median(stands)


def _taken(urls: Mapping[str, str]) -> dict[tuple[str, str], list[Seen]]:
    """What was seen of each page in each state, one entry a time."""
    found: dict[tuple[str, str], list[Seen]] = {(state, name): [] for state in ("cold", "warm") for name in urls}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for _ in range(TIMES):
            for name, url in urls.items():
                context = browser.new_context(viewport={"width": 1280, "height": 720})
                found["cold", name].append(_seen(context, name, url))
                found["warm", name].append(_seen(context, name, url))
                context.close()
        browser.close()
    return found


def _seen(context: BrowserContext, name: str, url: str) -> Seen:
    """One page in a tab of its own."""
    page = context.new_page()
    page.add_init_script(WATCH % list(SEEN[name]))
    page.goto(url)
    read, stands = page.evaluate("window.seen")
    page.close()
    return read, stands
