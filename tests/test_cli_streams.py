"""Commands whose output goes somewhere unkind: another encoding, nowhere, a full disk; and how they end."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pmf.commands import scorecard
from tests.conftest import ROOT

SCORECARD = ("scorecard", "--round", "2023-09")


def shell(redirected: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command in a shell that redirects its output."""
    command = f'exec "$0" -W error -m pmf "$@" {redirected}'
    variables = {**os.environ, **environment}
    return subprocess.run(
        ["/bin/sh", "-c", command, sys.executable, *arguments],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(("encoding", "form"), [("ascii", "table"), ("latin-1", "csv"), ("utf-16", "json")])
def test_results_are_utf8_whatever_the_terminal_says(database: Path, encoding: str, form: str) -> None:
    done = shell("", *SCORECARD, "--format", form, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode("utf-8")
    if form == "json":
        assert "£28,649m" in json.loads(text)["rows"][0]["reason"]
    elif form == "csv":
        assert "£28,649m" in next(csv.DictReader(io.StringIO(text)))["reason"]
    else:
        assert "−3,000" in text


def test_a_message_is_utf8_too(database: Path) -> None:
    done = shell("", "scorecard", "--area", "Zoë", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "pmf scorecard: unknown area 'Zoë'" in done.stderr.decode("utf-8")


def test_a_name_that_is_no_text_is_said_as_it_can_be(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.csv"
    done = subprocess.run(
        [sys.executable, "-m", "pmf", "projects", "--import", path, "--round", "2026-05"], cwd=ROOT, capture_output=True
    )
    assert done.returncode == 1
    assert rb"caf\udce9.csv, the file: expected to be there" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_closed_output_is_a_failure_said_in_a_line(database: Path, form: str) -> None:
    done = shell(">&-", *SCORECARD, "--format", form)
    assert done.returncode == 1
    said = done.stderr.decode()
    assert said == "pmf scorecard: standard output is closed, so there is nowhere to write the result\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_full_disk_is_a_failure_said_in_a_line(database: Path, form: str) -> None:
    done = shell("> /dev/full", *SCORECARD, "--format", form)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("pmf scorecard: ")
    assert done.stderr.count(b"\n") == 1


def test_closed_messages_do_not_get_among_the_results(database: Path) -> None:
    done = shell("2>&-", *SCORECARD, "--as-known", "2023-06-01", "--format", "json")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["rows"]) == 27
    failed = shell("2>&-", "scorecard", "--area", "nowhere")
    assert (failed.returncode, failed.stdout) == (1, b"")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("scorecard", "--as-known", "2199-01-01"), 2),
        (("scorecard", "--as-known", "yesterday"), 2),
        (("scorecard", "--edition", "2031"), 2),
        (("scorecard", "--round", "2031-01"), 1),
        (("scorecard", "--area", "E47000099"), 1),
        (("rate", "--direction", "up", "--current", "x"), 2),
    ],
)
def test_2_is_what_is_wrong_whatever_the_data_say_and_1_what_only_they_can_tell(
    database: Path, arguments: tuple[str, ...], code: int
) -> None:
    done = shell("", *arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert b"Traceback" not in done.stderr


def test_the_scorecard_reads_well_on_100_characters(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pmf import cli, terminal

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(terminal, "WIDE", 100)
        assert cli.main(SCORECARD) == 0
    printed = capsys.readouterr().out
    assert max(map(len, printed.splitlines())) <= 100
    header = printed.splitlines()[2].split()
    assert header == ["No", "Indicator", "Period", "Previous", "Current", "Change", "Direction", "Marks"]
    assert {column.name for column in scorecard.COLUMNS} - set(header) == {"Target", "Basis"}
    assert {"Neighbourhoods", "population", "reproduced", "+£1,945m"} <= set(printed.split())
