"""`make bench`: what things cost, as times and as ratios within one run. Synthetic rows are made here and say so.

Nothing here can fail a build: machines differ, ratios are for people to read.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table
from streamlit.testing.v1 import AppTest

from pmf import build, reading, store
from tests import bench_parsing, bench_projects

ROOT = Path(__file__).parent.parent
TIMES = 100
LARGE = f"{bench_projects.PROJECTS:,} projects over {bench_projects.ROUNDS} rounds"
PAGES = {
    "scorecard": {"round": "2023-09"},
    "meeting": {"round": "2023-09"},
    "indicator": {"id": "gross-value-added"},
    "benchmarking": {},
    "benchmarking districts": {"view": "districts"},
    "benchmarking fifths": {"view": "fifths"},
    "projects": {"round": "2023-09"},
    "methods": {},
}
EMPTY_PAGE = "import streamlit as st\nst.title('Nothing')\n"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        real, large = Path(folder) / "real", Path(folder) / "large"
        shutil.copytree(build.DATA, real, ignore=shutil.ignore_patterns("*.duckdb", "raw"))
        parsing = Path(folder) / "parsing"
        parsing.mkdir()
        _show("Parsing publishers' files, synthetic", bench_parsing.measured(parsing))
        one = built(real, "Build from the snapshot")
        _show("Build", [one])
        _show("Readings", readings(real))
        _show("Pages, script runs (AppTest)", pages(real))
        multiply(real, large, TIMES)
        many = built(large, f"Build from {TIMES} times the rows (synthetic)")
        _show(f"The same with {TIMES} times the observations, synthetic", [many, *scorecards(large)])
        crowded = Path(folder) / "crowded"
        shutil.copytree(real, crowded, ignore=shutil.ignore_patterns("*.duckdb"))
        _show(f"{LARGE}, synthetic", registers(crowded))
        growth = many[1] / one[1]
        print(f"{TIMES} times the rows cost {growth:.0f} times the build: {growth / TIMES:.2f} of linear")


Line = tuple[str, float, str]


def built(data: Path, label: str) -> Line:
    """Seconds of a build in a process of its own, with its peak memory."""
    command = [sys.executable, "-m", "tests.bench", "build", str(data)]
    start = time.perf_counter()
    reply = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    whole, (seconds, peak) = time.perf_counter() - start, map(float, reply.stdout.split())
    return label, seconds, f"{whole * 1000:,.0f} with the start of Python, peak {peak / 1024:,.0f} MB"


def build_and_report(data: Path) -> None:
    """Build, then print how many seconds it took and the peak memory of this process in KiB."""
    start = time.perf_counter()
    build.build(data / "pmf.duckdb", data)
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def scorecards(data: Path) -> list[Line]:
    """One scorecard and all authorities' scorecards: medians."""
    held = store.current(data / "pmf.duckdb")
    areas = [area.code for area in reading.places().authorities]
    return [
        ("reading.scorecard, one area", median(lambda: reading.scorecard(held, areas[6])), ""),
        (f"reading.scorecard, {len(areas)} areas", median(lambda: [reading.scorecard(held, a) for a in areas], 3), ""),
    ]


def readings(data: Path) -> list[Line]:
    """The same, one indicator and comparisons; of a hundred times the vintages these take more than a query may."""
    held = store.current(data / "pmf.duckdb")
    areas = [area.code for area in reading.places().authorities]
    shared = reading.comparable(held)
    return [
        *scorecards(data),
        ("reading.indicator", median(lambda: reading.indicator(held, "gross-value-added", areas[6])), ""),
        ("reading.benchmark, 15 of all areas", median(lambda: reading.benchmark(held, "claimant-rate", areas[6])), ""),
        ("reading.benchmarks, every indicator", median(lambda: reading.benchmarks(held, shared, areas[6]), 3), ""),
    ]


def registers(data: Path) -> list[Line]:
    """A large register built, read, and shown whole and by a district."""
    bench_projects.invent(data)
    build_line = built(data, f"Build with {LARGE}")
    newest = reading.project_rounds(store.current(data / "pmf.duckdb"))[0]
    held = store.current(data / "pmf.duckdb")
    views = {"projects": {"round": newest}, "projects district": {"round": newest, "district": "E07000010"}}
    read = median(lambda: reading.projects(held, newest), 3)
    return [build_line, ("reading.projects, newest round", read, ""), *pages(data, views)]


def pages(data: Path, views: Mapping[str, dict[str, str]] = PAGES) -> list[Line]:
    """First and repeated run of each page's script, against an empty page; a view is named by its page first."""
    os.environ["PMF_DB"] = str(data / "pmf.duckdb")
    empty = AppTest.from_string(EMPTY_PAGE)
    empty.run()
    floor = median(lambda: empty.run(), 15)
    lines: list[Line] = [("an empty page, repeated", floor, "1.0 times")]
    for name, address in views.items():
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        for key, value in address.items():
            app.query_params[key] = value
        start = time.perf_counter()
        app.switch_page(f"pages/{name.replace(',', ' ').split()[0]}.py").run()
        first = time.perf_counter() - start
        repeat = median(lambda app=app: app.run(), 15)
        assert not app.exception
        lines += [
            (f"{name}, first run", first, f"{first / floor:.1f} times"),
            (f"{name}, repeated", repeat, f"{repeat / floor:.1f} times"),
        ]
    return lines


def multiply(real: Path, large: Path, times: int) -> None:
    """A copy of the data whose every release is repeated under invented dates: synthetic, for measuring only."""
    shutil.copytree(real, large, ignore=shutil.ignore_patterns("*.duckdb"))
    for path in sorted((large / "snapshot").glob("*/*.csv")):
        header, *lines = path.read_text(encoding="utf-8").splitlines()
        cells = [line.split(",", 3) for line in lines]
        with path.open("w", encoding="utf-8") as out:
            out.write(header + "\n")
            for area, period, release, rest in cells:
                out.writelines(f"{area},{period},{day},{rest}\n" for day in _days(release, times))
    for path in sorted((large / "snapshot").glob("*/source.toml")):
        text = path.read_text(encoding="utf-8")
        head, *releases = text.split("[[releases]]\n")
        repeated = []
        for release in releases:
            day = next(line for line in release.splitlines() if line.startswith("date = ")).removeprefix("date = ")
            repeated += [release.replace(f"date = {day}", f"date = {new}") for new in _days(day, times)]
        path.write_text(head + "".join(f"[[releases]]\n{release}\n" for release in repeated), encoding="utf-8")


def _days(day: str, times: int) -> list[str]:
    """A day and days some twenty-one months apart after it, never two alike between releases and none too far ahead."""
    return [(date.fromisoformat(day) + timedelta(days=637 * step)).isoformat() for step in range(times)]


def median(work: Callable[[], object], runs: int = 9) -> float:
    """Median seconds of some runs after one that does not count."""
    work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def _show(title: str, lines: list[Line]) -> None:
    table = Table(title=title, title_justify="left")
    table.add_column("What")
    table.add_column("Milliseconds", justify="right")
    table.add_column("Beside it")
    for what, seconds, note in lines:
        table.add_row(what, f"{seconds * 1000:,.1f}", note)
    Console(width=110).print(table)


if __name__ == "__main__":
    if sys.argv[1:2] == ["build"]:
        build_and_report(Path(sys.argv[2]))
    else:
        main()
