"""A refresh killed at any moment leaves what was there before or what comes after, and the next one finishes it."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import mortal
import pytest
from hostile import Publisher, ok

import connectors
from pmf.accepted import Accepted

MOMENTS = 10
ROOT = Path(connectors.__path__[0]).parent
Sums = tuple[float, ...]


def publish(server: Publisher, day: str, value: int) -> None:
    for name in mortal.NAMES:
        for file in (1, 2):
            rows = "".join(f"E0700000{area},202{file},{value + area},{day}\n" for area in range(1, 10))
            server.on(f"/{name}/{file}", ok(f"area_code,period,value,release\n{rows}".encode()))


def sums(root: Path) -> Sums:
    """What is held of each source, in one number."""
    return tuple(float(Accepted(root).read(name)["value"].sum()) for name in mortal.NAMES)


def die(server: Publisher, *folders: Path) -> str:
    """Run a refresh in each folder until the line of code it is named after."""
    paths = [str(ROOT), str(Path(mortal.__file__).parent)]
    done = subprocess.run(
        [sys.executable, "-W", "error", mortal.__file__, server.url, *map(str, folders)],
        env={"PYTHONPATH": ":".join(paths), "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert not done.stderr
    return done.stdout


@pytest.fixture
def before(server: Publisher, tmp_path: Path) -> Path:
    """A folder with a first release of both sources, and a publisher with a second."""
    publish(server, "2025-07-01", 100)
    mortal.run(tmp_path / "before", server.url)
    publish(server, "2026-07-01", 101)
    return tmp_path / "before"


def test_ten_deaths_leave_before_or_after_and_the_next_run_finishes(
    server: Publisher, before: Path, tmp_path: Path
) -> None:
    shutil.copytree(before, tmp_path / "0")
    lines = int(die(server, tmp_path / "0"))
    held, wanted = sums(before), sums(tmp_path / "0")
    assert held != wanted
    seed = random.SystemRandom().randrange(1000)
    print(f"seed {seed} of {lines} lines")  # shown where it fails; a seed and a number of lines make the same moments
    folders = [tmp_path / str(moment) for moment in random.Random(seed).sample(range(1, lines), MOMENTS)]
    for folder in folders:
        shutil.copytree(before, folder)
    ended = die(server, *folders).splitlines()
    assert len(ended) <= 1, "they were killed before their end; threads count a few lines more or less each time"
    for folder in folders:
        assert all(now in ends for now, ends in zip(sums(folder), zip(held, wanted, strict=True), strict=True))
        mortal.run(folder, server.url)
        assert sums(folder) == wanted
        assert not list(folder.rglob("*.part")), "nothing half-written is left"
        named = {path.name for path in folder.rglob("tidy-*")}
        assert len(named) == 4, "one file a source and release, and none that no manifest names"
