"""The script that lets running processes show a new database, and the service files."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pmf import open_data, settings, store
from tests.hosting.served import ROOT, ask, serving
from tests.open_data.conftest import DAY

SCRIPT = ROOT / "deploy" / "publish-database"
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())


def publish(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the script."""
    return subprocess.run([SCRIPT, *map(str, arguments)], capture_output=True, text=True)


@pytest.fixture(scope="module")
def version(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A version of the open data."""
    return open_data.publish(database, tmp_path_factory.mktemp("open"), DAY)


def test_running_processes_show_a_new_database_without_a_restart(database: Path, version: Path, tmp_path: Path) -> None:
    live = tmp_path / "data" / "pmf.duckdb"
    live.parent.mkdir()
    shutil.copy(database.resolve(), live.parent / database.resolve().name)
    live.symlink_to(database.resolve().name)
    with serving(live, tmp_path / "log", PMF_READ_ONLY="1") as url:
        before = json.loads(ask(f"{url}/readyz")[2])["version"]
        done = publish(version, live, f"{url}/readyz")
        assert done.returncode == 0, done.stderr
        after = json.loads(ask(f"{url}/readyz")[2])["version"]
    assert (before, after) == (store.current(database).stamp, version.name)
    assert live.is_symlink()
    assert sorted(path.name for path in live.parent.iterdir()) == sorted(
        [database.resolve().name, f"pmf.{version.name}.duckdb", "pmf.duckdb"]
    )


def test_a_file_that_is_not_what_was_published_is_refused(version: Path, tmp_path: Path) -> None:
    copy, live = tmp_path / "copy", tmp_path / "pmf.duckdb"
    shutil.copytree(version, copy, symlinks=True)
    file = (copy / "pmf.duckdb").resolve()
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    done = publish(copy, live)
    assert done.returncode != 0
    assert not live.exists()


def test_a_process_that_does_not_follow_is_said(version: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = tmp_path / "bin"
    fast.mkdir()
    (fast / "sleep").symlink_to("/bin/true")
    monkeypatch.setenv("PATH", str(fast), prepend=":")
    done = publish(version, tmp_path / "pmf.duckdb", "http://127.0.0.1:9/readyz")
    assert done.returncode == 1
    assert "does not show pmf." in done.stderr


def test_without_arguments_it_says_how_it_is_used() -> None:
    done = publish()
    assert done.returncode == 2
    assert "publish-database VERSION LIVE" in done.stderr


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze on this machine")
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_finds_nothing_wrong_with_a_unit(unit: Path) -> None:
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True)
    found = [line for line in done.stderr.splitlines() if unit.name.split("@")[0].split(".")[0] in line]
    assert [line for line in found if "is not executable: No such file" not in line] == []


def test_units_and_their_settings_name_only_what_there_is() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in [*UNITS, ROOT / "deploy" / "pmf.env"])
    assert set(re.findall(r"PMF_[A-Z_]+", said)) <= set(settings.SETTINGS)
    for path in re.findall(r"/srv/pmf/app/(deploy/\S+)", said):
        assert (ROOT / path).stat().st_mode & 0o111
    assert "-m pmf serve" in said
