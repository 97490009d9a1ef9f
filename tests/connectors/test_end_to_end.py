"""The real command against one loopback publisher: from recorded replies to a scorecard that is computed."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hostile import Publisher, ok, publisher
from replay import serve, serve_reference

from connectors.discovery import connectors_by_source
from pmf.store import Store

ROOT = Path(__file__).parents[2]
SIX_DISTRICTS = Path(__file__).parent / "six_districts"
FOUND = connectors_by_source()
CASUALTIES = "dft_road_casualties"
HTML = b"<!DOCTYPE html><html><title>Service unavailable</title></html>"


@dataclass
class Machine:
    """A folder for the database and what refreshes bring, and the command pointed at one publisher."""

    folder: Path
    server: Publisher
    replies: dict[str, list[tuple[str, bytes]]] = field(default_factory=dict)

    @property
    def db(self) -> Path:
        return self.folder / "pmf.duckdb"

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        settings = {**self.server.settings, "NO_PROXY": "127.0.0.1", "PMF_DB": str(self.db)}
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "pmf", *arguments],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        started = self.start(*arguments)
        out, err = started.communicate()
        assert "Traceback" not in err, err
        return started.returncode, out, err

    def ask(self, *arguments: str) -> Any:
        """A command's answer in JSON."""
        code, out, err = self.run(*arguments, "--format", "json")
        assert code == 0, err
        return json.loads(out)

    def sources(self) -> dict[str, Any]:
        return {source["id"]: source for source in self.ask("sources")}

    def held(self) -> list[tuple[Any, ...]]:
        """What the published database holds, in few numbers."""
        counted = "SELECT series, count(*), sum(value), max(release) FROM observation GROUP BY series ORDER BY series"
        return Store(self.db.resolve()).rows(counted)


@pytest.fixture(scope="module")
def replayed() -> Iterator[Machine]:
    """A publisher of everything; each test has a folder of its own."""
    with publisher() as server:
        replies = {name: serve(server, connector, SIX_DISTRICTS) for name, connector in FOUND.items()}
        serve_reference(server)
        yield Machine(Path(), server, replies)
        assert server.strangers == []


@pytest.fixture
def machine(replayed: Machine, tmp_path: Path) -> Machine:
    return Machine(tmp_path, replayed.server, replayed.replies)


def test_a_refresh_of_an_empty_folder_fills_every_series_and_the_scorecard_is_computed(machine: Machine) -> None:
    code, out, err = machine.run("refresh")
    assert (code, "published" in err) == (0, True), out + err
    # invented figures are nothing like those embedded, and the run says so
    assert "ons_gdhi: taken as the first release from the publisher: ons_gdhi.gdhi_per_head_gbp: values are" in out
    series = {series for series, *_ in machine.held()}
    assert series >= {series.id for connector in FOUND.values() for series in connector.SOURCE.series}
    assert {source["last_error"] for source in machine.sources().values()} == {None}
    rows = {row["number"]: row for row in machine.ask("scorecard", "--round", "latest")["rows"]}
    # of district number n: 10,000 n jobs and 1,000 more in 2024, 12,500 n residents, 150 n - 5 kt of CO2, n serious
    # injuries and one more in 2024, and one slight injury that was serious with a probability of a half
    assert {
        number: (rows[number]["period"], rows[number]["previous"], rows[number]["current"]) for number in RENEWED
    } == {
        2: ("2024", "210000", "216000"),
        3: ("2024", "0.80", "0.82"),
        10: ("2024", "3120", "3120"),
        11: ("2024", "2100", "2160"),
        14: ("2024", "24", "30"),
    }
    assert {rows[number]["basis"] for number in RENEWED} == {"computed"}
    # the six slight injuries count for nothing where people are counted as recorded
    sql = "SELECT value FROM metric_value WHERE metric = 'road-casualties-counted' AND area_code = 'E47000008'"
    assert Store(machine.db.resolve()).rows(f"{sql} ORDER BY period") == [(21.0,), (27.0,)]
    assert [warning for row in rows.values() for warning in row["warnings"] if "not stated" in warning] == []
    assert machine.run("refresh")[2] == "", "nothing new: nothing is published again"


RENEWED = (2, 3, 10, 11, 14)


def test_a_failing_and_an_implausible_source_keep_what_is_held_and_the_others_are_published(machine: Machine) -> None:
    assert machine.run("refresh", "ons_gdhi")[0] == 0
    (gva, held), (gdhi, figures) = machine.replies["ons_gva"][-1], machine.replies["ons_gdhi"][-1]
    machine.server.on(gva, ok(HTML))
    machine.server.on(gdhi, ok(re.sub(rb"(?m),(\d+(?:\.\d+)?),(?=,|$)", rb",\g<1>000,", figures)))
    code, out, err = machine.run("refresh", "ons_gva", "ons_gdhi", CASUALTIES)
    machine.server.on(gva, ok(held))
    machine.server.on(gdhi, ok(figures))
    assert code == 1
    assert "published" in err
    found = machine.sources()
    assert "expected" in found["ons_gva"]["last_error"]
    assert "values are typically" in found["ons_gdhi"]["last_error"]
    assert found["ons_gva"]["releases"] == ["2025-04-17", "2023-04-25", "2022-05-30"]
    assert found["ons_gva"]["last_success"] is None
    assert (found[CASUALTIES]["last_error"], found[CASUALTIES]["last_success"] is None) == (None, False)
    assert {line.split()[0] for line in out.splitlines()[1:4]} == {"ons_gva", "ons_gdhi", CASUALTIES}


def test_a_dry_run_says_what_would_come_and_writes_nothing(machine: Machine) -> None:
    code, out, err = machine.run("refresh", CASUALTIES, "--dry-run")
    assert (code, err) == (0, "")
    assert "dry run" in out
    assert list(machine.folder.iterdir()) == []


@pytest.mark.parametrize("arguments", [("no_such_source",), ("--accept", "no_such_source"), ("--since", "yesterday")])
def test_wrong_arguments_end_with_2_before_anything_is_asked(machine: Machine, arguments: tuple[str, ...]) -> None:
    asked = len(machine.server.asked)
    code, out, err = machine.run("refresh", *arguments)
    assert (code, out) == (2, "")
    assert "error:" in err
    assert len(machine.server.asked) == asked


@pytest.mark.parametrize("moments", [2, pytest.param(10, marks=pytest.mark.thorough)])
def test_kills_of_the_real_command_leave_the_database_before_or_after(machine: Machine, moments: int) -> None:
    assert machine.run("build")[0] == 0
    before, ended = machine.held(), machine.folder.with_name("ended")
    shutil.copytree(machine.folder, ended, symlinks=True)
    whole = Machine(ended, machine.server)
    begun = time.monotonic()
    assert whole.run("refresh", CASUALTIES)[0] == 0
    lasted, after = time.monotonic() - begun, whole.held()
    assert before != after
    seed = random.SystemRandom().randrange(1000)
    for number, share in enumerate(random.Random(seed).sample(range(100), moments)):
        print(f"seed {seed}: killed after {share}% of {lasted:.1f} s")  # shown where it fails
        killed = Machine(machine.folder.with_name(f"killed{number}"), machine.server)
        shutil.copytree(machine.folder, killed.folder, symlinks=True)
        dying = killed.start("refresh", CASUALTIES)
        time.sleep(lasted * share / 100)
        dying.kill()
        dying.communicate()
        assert killed.held() in (before, after)
        shutil.rmtree(killed.folder)
