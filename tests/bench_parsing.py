"""`make bench`, its part about parsing: rows a second of the largest shapes, beside plain `pandas.read_csv`.

Every file is synthetic, made here to the columns of the recorded replies; nothing here can fail a build.
"""

import itertools
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from connectors.base import Landed, completed
from connectors.discovery import connectors_by_source

ROOT = Path(__file__).parent.parent
RECORDED = ROOT / "tests" / "connectors" / "recorded"
MEGABYTE = 1_000_000
DISTRICTS = [f"E07{number:06d}" for number in range(301, 661)]
Line = tuple[str, float, str]


def measured(folder: Path) -> list[Line]:
    """Each shape as its connector reads it and as pandas does, each in a process of its own."""
    lines = []
    for source, (label, make) in SHAPES.items():
        (folder / source).mkdir()
        make(folder / source)
        seconds = {}
        for reader in ("plain", "tidy"):
            command = [sys.executable, "-m", "tests.bench_parsing", reader, source, str(folder / source)]
            reply = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
            rows, seconds[reader], peak = int(reply[0]), float(reply[1]), int(reply[2]) / 1024
            note = f"{rows / seconds[reader]:,.0f} rows a second, peak {peak:,.0f} MB"
            if reader == "tidy":
                note += f", {seconds['tidy'] / seconds['plain']:.2f} times read_csv"
            lines.append((f"{label}: {'read_csv' if reader == 'plain' else 'tidy'}", seconds[reader], note))
    return lines


def read(reader: str, source: str, folder: Path) -> None:
    """Print rows, seconds and peak memory in KiB of reading one source's files once."""
    tables = sorted(folder.glob("*.csv"))
    rows = 0
    for path in tables:
        with path.open("rb") as file:
            rows += sum(block.count(b"\n") for block in iter(lambda f=file: f.read(MEGABYTE), b"")) - 1
    start = time.perf_counter()
    if reader == "plain":
        for path in tables:
            pd.read_csv(path, low_memory=False)
    else:
        connector, now = connectors_by_source()[source], datetime(2026, 8, 3, tzinfo=UTC)
        landed = [Landed(p.name, p, "https://example.org/", now, date(2026, 5, 13)) for p in sorted(folder.iterdir())]
        start = time.perf_counter()
        completed(connector.SOURCE, connector.tidy(landed))
    print(rows, time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


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


GASES = ("CO2", "CH4", "N2O")
SHAPES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "nomis_jobs_density": ("A Nomis page, 25,000 rows", _nomis_page),
    "desnz_emissions": ("Emissions, 50 MB", _emissions),
    "dft_road_casualties": ("A STATS19 year, 100 MB", _casualties),
}

if __name__ == "__main__":
    read(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
