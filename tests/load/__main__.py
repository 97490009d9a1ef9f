"""`make load`: how many readers the app holds, beside the least such pages cost in the same run.

Nothing here can fail a build: machines differ, ratios are for people to read. `--short` takes two minutes.
"""

import argparse
import asyncio
import os
import resource
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from pmf import settings, store
from tests.load import paint, servers
from tests.load.servers import Server
from tests.load.viewer import Measured, Viewer

OPENING = 10.0  # seconds over which readers arrive
MOST = 500
PAGES = {
    "scorecard": "/?round=2023-09",
    "benchmarking": "/benchmarking",
    "indicator": "/indicator?id=gross-value-added",
}


@dataclass(frozen=True)
class Cost:
    """Seconds of one click: waited by the reader at the median, worked by the processor on average."""

    waited: float
    worked: float


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(prog="make load", description=__doc__)
    asked.add_argument("--viewers", type=int, nargs="+", default=[10, 50, 100, 200])
    asked.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    asked.add_argument("--pages", nargs="+", choices=PAGES, default=list(PAGES))
    asked.add_argument("--seconds", type=float, default=30, help="of clicking, after everybody has arrived")
    asked.add_argument("--think", type=float, default=10, help="mean seconds between two clicks of a reader")
    asked.add_argument("--short", action="store_true", help="one process, 50 readers, 15 seconds")
    asked.add_argument("--nginx", action="store_true", help="two processes behind nginx, whatever --workers says")
    asked.add_argument("--kill", action="store_true", help="kill one process of several half way")
    asked.add_argument("--publish", action="store_true", help="publish a new database half way")
    asked.add_argument("--paint", action="store_true", help="only how soon a browser shows the first page")
    options = asked.parse_args()
    if options.short:
        options.viewers, options.workers, options.seconds = [50], [1], 15
    if max(options.viewers) > MOST:
        asked.error(f"expected at most {MOST} viewers: this drives one machine from itself")
    resource.setrlimit(resource.RLIMIT_NOFILE, (8192, 8192))
    with tempfile.TemporaryDirectory() as folder:
        if options.paint:
            Console(width=150).print(paint.measure(Path(folder)))
        else:
            measure(options, Path(folder))


def measure(options: argparse.Namespace, folder: Path) -> None:
    """Every combination asked for, the pages to compare with first."""
    table = Table(title=f"{options.think:g} s of thought between clicks; times in milliseconds", title_justify="left")
    for name in ("Page", "Processes", "Viewers", "Clicks", "First p50", "p95", "Click p50", "p95", "of floor",
                 "CPU/click", "of floor", "MB/process", "KB/viewer", "Errors"):  # fmt: skip
        table.add_column(name, justify="left" if name in ("Page", "Errors") else "right")
    floor: dict[int, Cost] = {}
    for name in ("trivial", "floor"):
        for viewers in options.viewers:
            with servers.page(name, folder) as server:
                floor[viewers] = line(table, name, 1, server, viewers, options, "/", None)
    for workers in [2] if options.nginx else options.workers:
        for name in options.pages:
            for viewers in options.viewers:
                held = copied(folder)
                with servers.hosted(held, folder) if options.nginx else servers.app(held, workers, folder) as server:
                    line(table, name, workers, server, viewers, options, PAGES[name], floor.get(viewers))
    Console(width=150).print(table)


def line(
    table: Table,
    name: str,
    workers: int,
    server: Server,
    viewers: int,
    options: argparse.Namespace,
    link: str,
    floor: Cost | None,
) -> Cost:
    """Measure one combination and add it to the table; returns what a click cost."""
    halfway: Callable[[], object] | None = None
    killing = options.kill and workers > 1
    if killing:
        halfway = partial(os.kill, server.answering()[-1], signal.SIGKILL)
    elif options.publish and server.database:
        halfway = partial(copied, server.database.parent)
    empty = server.memory()
    found, processor = asyncio.run(crowd(server, viewers, options.seconds, options.think, link, halfway))
    full = server.memory()
    unknown = float("nan")  # with a process its seconds and its memory are gone
    held = (sum(full) - sum(empty)) * 1024 / viewers if len(full) == len(empty) and not killing else unknown
    cost = Cost(quantile(found.click, 0.5), unknown if killing else processor / max(1, len(found.click)))
    wrong = [f"{count} x {what}" for what, count in found.errors.items()]
    wrong += [f"{found.exceptions} exceptions on pages"] if found.exceptions else []
    wrong += [f"{len(found.back)} came back within {max(found.back):.1f} s"] if found.back else []
    table.add_row(
        name,
        str(workers),
        str(viewers),
        str(len(found.click)),
        *(f"{quantile(times, q) * 1000:,.0f}" for times in (found.first, found.click) for q in (0.5, 0.95)),
        f"{cost.waited / floor.waited:.1f}" if floor else "",
        f"{cost.worked * 1000:,.0f}",
        f"{cost.worked / floor.worked:.1f}" if floor else "",
        f"{max(full):,.0f}",
        f"{held:,.0f}",
        "; ".join(wrong) or "none",
    )
    return cost


async def crowd(
    server: Server, viewers: int, seconds: float, think: float, link: str, halfway: Callable[[], object] | None
) -> tuple[Measured, float]:
    """Readers that arrive one after another and then click for a while; what they saw, and the processor seconds."""
    found = Measured()
    readers = [Viewer(server.url + link, found, number) for number in range(viewers)]

    async def arrive(reader: Viewer, number: int) -> None:
        await asyncio.sleep(OPENING * number / viewers)
        started = time.perf_counter()
        await reader.open()
        found.first.append(time.perf_counter() - started)

    await _all(found, [lambda n=n, r=r: arrive(r, n) for n, r in enumerate(readers)])
    before, until = server.seconds(), time.perf_counter() + seconds
    stays = [lambda r=r: r.stay(until, think) for r in readers]
    await _all(found, [*stays, lambda: _later(seconds / 2, halfway)] if halfway else stays)
    used = server.seconds() - before
    await _all(found, [r.close for r in readers])
    return found, used


async def _later(seconds: float, work: Callable[[], object]) -> None:
    """Do something after a while, beside the readers and not in their way."""
    await asyncio.sleep(seconds)
    await asyncio.to_thread(work)


def copied(folder: Path) -> Path:
    """A database in the folder: the newest, as a new version, published as a build does it."""
    path, origin = folder / "pmf.duckdb", settings.database().resolve()

    def fill(connection: Any) -> None:
        connection.execute(f"ATTACH '{origin}' AS held (READ_ONLY)")
        held = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'held'")
        for (name,) in held.fetchall():
            connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS FROM held."{name}"')

    store.publish(path, fill)
    return path


async def _all(found: Measured, works: list[Callable[..., object]]) -> None:
    for outcome in await asyncio.gather(*(work() for work in works), return_exceptions=True):  # type: ignore[call-overload]
        if isinstance(outcome, BaseException):
            found.errors[f"{type(outcome).__name__} {str(outcome)[:60]}".strip()] += 1


def quantile(values: list[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))] if ordered else float("nan")


if __name__ == "__main__":
    main()
