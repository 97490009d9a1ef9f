"""`serve` as real processes: two behind one address, one killed, all stopped."""

import json
import os
import re
import signal
import socket
from pathlib import Path

import psutil
import pytest

from tests.hosting.served import ask, serving, until
from tests.test_cli import Capture
from tests.test_cli import ask as ask_here


def version_of(url: str, replica: str) -> str:
    """The process that answers a reader who knows `replica`."""
    status, _, body = ask(f"{url}/readyz", Cookie=f"pmf_replica={replica}")
    return str(json.loads(body)["replica"]) if status == 200 else str(status)


def test_two_processes_one_killed_and_everything_stopped(database: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with serving(database, log, "--workers", "2", PMF_READ_ONLY="1") as url:
        until(lambda: [version_of(url, name) for name in "01"] == ["0", "1"])
        assert "pmf_replica=1" in ask(f"{url}/", Cookie="pmf_replica=1")[1].get("set-cookie", "pmf_replica=1")
        pids = dict(re.findall(r"replica (\d) runs as process (\d+)", log.read_text(encoding="utf-8")))
        os.kill(int(pids["1"]), signal.SIGKILL)
        assert version_of(url, "1") == "0"
        until(lambda: version_of(url, "1") == "1")
    assert not any(psutil.pid_exists(int(pid)) for pid in all_pids(log))


def all_pids(log: Path) -> list[str]:
    """Every process that was started."""
    return re.findall(r"runs as process (\d+)", log.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "arguments", [("--workers", "0"), ("--workers", "x"), ("--workers", "999"), ("--port", "0"), ("--port", "99999")]
)
def test_wrong_arguments_are_misuse(capsys: Capture, arguments: tuple[str, str]) -> None:
    answer = ask_here(capsys, "serve", *arguments)
    assert answer.code == 2
    assert f"got '{arguments[1]}'" in answer.err


def test_a_taken_port_is_a_failure_in_one_line(capsys: Capture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        answer = ask_here(capsys, "serve", "--port", str(taken.getsockname()[1]))
    assert answer.code == 1
    assert re.fullmatch(r"pmf serve: .*in use.*\n", answer.err)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PMF_READERS_CONTACT", "Ann"),
        ("PMF_EMBEDDERS", "https://a.example; script-src *"),
        ("PMF_READ_ONLY", "maybe"),
        ("PMF_REPLICA", "a;b"),
    ],
)
def test_a_wrong_setting_is_refused_before_anything_starts(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    answer = ask_here(capsys, "serve", "--workers", "2")
    assert answer.code == 1
    assert f"{name}: expected" in answer.err
