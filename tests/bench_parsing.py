"""`make bench`, its part about parsing: rows a second of the largest shapes, beside plain `pandas.read_csv`.

Every file is synthetic, made here to the columns of the recorded replies; nothing here can fail a build.
"""

import itertools
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from connectors.base import Landed, completed
from connectors.discovery import connectors_by_source

ROOT = Path(__file__).parent.parent
RECORDED = ROOT / "tests" / "connectors" / "recorded"
MEGABYTE = 1_000_000
DISTRICTS = [f"E07{number:06d}" for number in range(301, 661)]
TIMES = 5
Line = tuple[str, float, str]


@dataclass(frozen=True)
class Cost:
    """Rows read, seconds and seconds of processor time it took, and the most memory held in KiB."""

    rows: int
    seconds: float
    processor: float
    peak: int


def measured(folder: Path) -> list[Line]:
    """Each shape as its connector reads it and as pandas does, each in a process of its own."""
    lines = []
    for source, (label, make) in SHAPES.items():
        (folder / source).mkdir()
        make(folder / source)
        plain, tidy = (_asked(reader, source, folder / source) for reader in READERS)
        for name, cost in (("read_csv", plain), ("tidy", tidy)):
            note = f"{cost.rows / cost.seconds:,.0f} rows a second, peak {cost.peak / 1024:,.0f} MB"
            if cost is tidy:
                ratios = tidy.seconds / plain.seconds, tidy.processor / plain.processor
                note += ", {:.2f} times read_csv, {:.2f} times its processor time".format(*ratios)
            lines.append((f"{label}: {name}", cost.seconds, note))
    return lines


def _asked(reader: str, source: str, folder: Path) -> Cost:
    command = [sys.executable, "-m", "tests.bench_parsing", reader, source, str(folder)]
    reply = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    return Cost(int(reply[0]), float(reply[1]), float(reply[2]), int(reply[3]))


def read(reader: str, source: str, folder: Path) -> Cost:
    """The cost of reading one source's files: the least of several times, the first of which does not count."""
    read, times = READERS[reader](source, folder), []
    for _ in range(TIMES + 1):
        start = time.perf_counter(), time.process_time()
        read()
        times.append((time.perf_counter() - start[0], time.process_time() - start[1]))
    seconds, processor = (min(column) for column in zip(*times[1:], strict=True))
    return Cost(_rows(folder), seconds, processor, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _plain(source: str, folder: Path) -> Callable[[], object]:
    return lambda: [len(pd.read_csv(path, low_memory=False)) for path in folder.glob("*.csv")]


def _tidy(source: str, folder: Path) -> Callable[[], object]:
    connector, now = connectors_by_source()[source], datetime(2026, 8, 3, tzinfo=UTC)
    landed = [Landed(p.name, p, "https://example.org/", now, date(2026, 5, 13)) for p in sorted(folder.iterdir())]
    return lambda: completed(connector.SOURCE, connector.tidy(landed))


def _rows(folder: Path) -> int:
    rows = 0
    for path in folder.glob("*.csv"):
        with path.open("rb") as file:
            rows += sum(block.count(b"\n") for block in iter(lambda f=file: f.read(MEGABYTE), b"")) - 1
    return rows


def _nomis_page(folder: Path) -> None:
    source = RECORDED / "nomis_jobs_density"
    for path in source.glob("*.json"):
        (folder / path.name).write_bytes(path.read_bytes())
    keys = list(itertools.product(range(1975, 2025), DISTRICTS[:250], (1, 3)))
    header = _header(source / "jobs_density.page000.csv")
    rows = (f"{y},{area},{item},20100,{1000 + n},A,{n},{len(keys)}" for n, (y, area, item) in enumerate(keys))
    _write(folder / "jobs_density.page000.csv", header, rows)


def _emissions(folder: Path) -> None:
    source = RECORDED / "desnz_emissions"
    for name in ("greenhouse-gas-emissions.csv", "greenhouse-gas-emissions.json"):
        (folder / name).write_bytes((source / name).read_bytes())
    sectors = ("Transport", "Domestic", "LULUCF", "Industry", "Commercial", "Public Sector", "Agriculture", "Waste")
    kinds = itertools.product(range(2005, 2024), DISTRICTS, sectors, ("One kind of use", "Another"), GASES)
    rows = (
        f"England,E92000001,East,E12000006,,Some district,{area},{year},{sector},{kind},{gas},{n / 7:.9f},0,100.5,40.7"
        for n, (year, area, sector, kind, gas) in enumerate(kinds)
    )
    _write(folder / "emissions.csv", _header(source / "emissions.csv"), rows, 50 * MEGABYTE)


def _casualties(folder: Path) -> None:
    source = RECORDED / "dft_road_casualties"
    collisions = (source / "collision.csv").read_text(encoding="utf-8").splitlines()
    casualties = (source / "casualty.csv").read_text(encoding="utf-8").splitlines()
    one, hurt = collisions[1].split(",", 3)[3], casualties[2].split(",", 3)[3]
    places = itertools.cycle(one.replace("E07000008", area) for area in DISTRICTS)
    numbers = [f"2023{number:09d},2023,{number:09d}" for number in range(230_000)]
    _write(folder / "collision.csv", collisions[0], (f"{n},{next(places)}" for n in numbers), 50 * MEGABYTE)
    known = sum(1 for _ in (folder / "collision.csv").open(encoding="utf-8")) - 1
    _write(
        folder / "casualty.csv", casualties[0], (f"{n},{hurt}" for n in itertools.cycle(numbers[:known])), 50 * MEGABYTE
    )


def _header(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig").splitlines()[0]


def _write(path: Path, header: str, rows: Iterator[str], size: float = float("inf")) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.write(header + "\n")
        written = 0
        for row in rows:
            written += out.write(row + "\n")
            if written >= size:
                return


READERS: dict[str, Callable[[str, Path], Callable[[], object]]] = {"plain": _plain, "tidy": _tidy}
GASES = ("CO2", "CH4", "N2O")
SHAPES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "nomis_jobs_density": ("A Nomis page, 25,000 rows", _nomis_page),
    "desnz_emissions": ("Emissions, 50 MB", _emissions),
    "dft_road_casualties": ("A STATS19 year, 100 MB", _casualties),
}

if __name__ == "__main__":
    print(*astuple(read(sys.argv[1], sys.argv[2], Path(sys.argv[3]))))
