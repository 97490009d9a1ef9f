"""A register brought in by the command, beside others of earlier rounds: what the command and the pages then show."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from pmf.build import DATA
from tests import bench_projects
from tests.conftest import Run
from tests.projects import sheets
from tests.projects.sheets import ROUND
from tests.ui.test_pages import page, text

COUNT = 60
LAST = "2024-09"


def doubtful(book: Workbook) -> None:
    """An exception that the edition in force does not allow, and a place in Peterborough said to be in Fenland."""
    book["locations"].append(["bridge", "Quay", 52.57, -0.24, "E07000010"])
    book["exceptions"].append(["courses", "quarterly", date(2026, 2, 1), "Executive Director", "small"])


@pytest.fixture(scope="module")
def said(run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the import said, of a workbook into a copy of the data with three rounds of invented registers."""
    folder = tmp_path_factory.mktemp("imported")
    data, database = folder / "data", folder / "db" / "pmf.duckdb"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("*.duckdb*", "raw"))
    bench_projects.invent(data, COUNT, rounds=3)
    path = sheets.workbook(folder / "register.xlsx", doubtful)
    reply = run(
        *("projects", "--import", str(path), "--round", ROUND, "--data", str(data), "--format", "json"),
        *("--db", str(database)),
    )
    assert reply.returncode == 0, reply.stderr
    return {"database": database, "stderr": reply.stderr, **json.loads(reply.stdout)}


@pytest.fixture
def database(said: dict[str, object], other_process: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database that the import published, as the one the pages read."""
    path = said["database"]
    assert isinstance(path, Path)
    monkeypatch.setenv("PMF_DB", str(path))
    return path


def test_the_command_says_what_it_took_and_published(said: dict[str, object]) -> None:
    assert (said["taken"], said["round"]) == (True, ROUND)
    assert said["rows"] == dict.fromkeys(sheets.rows(), 1) | {"projects": 2, "exceptions": 2, "locations": 2}
    took = "took 2 projects, 2 locations, 1 outcome, 1 milestone, 2 exceptions, 1 indicator, 1 record"
    assert f"{took} as the register of {ROUND}" in str(said["stderr"])
    assert f"published {said['database']}" in str(said["stderr"])
    assert "Courses: The exception of 1 Feb 2026 (quarterly) does not hold" in str(said["stderr"])
    assert "Bridge: Quay is given as in Fenland, and its point lies in Peterborough" in str(said["stderr"])
    assert "Station" not in str(said["stderr"])


def test_the_command_then_shows_the_register(database: Path, run: Run) -> None:
    shown = json.loads(run("projects", "--db", str(database), "--format", "json").stdout)
    assert (shown["round"], shown["before"]) == (ROUND, LAST)
    assert shown["counts"] == {"Red": 0, "Amber": 1, "Green": 1}
    bridge, courses = sorted(shown["rows"], key=lambda row: str(row["id"]))
    assert (bridge["expected_delivery_cost_gbp"], bridge["districts"]) == ("1500000", ["E06000031", "E07000010"])
    assert (courses["id"], courses["indicators"], courses["region_wide"]) == ("courses", ["total-jobs"], True)
    assert shown["projects"]["joined"] == ["bridge", "courses"]
    assert len(shown["projects"]["left"]) == COUNT


@pytest.mark.usefixtures("database")
def test_the_list_is_paged() -> None:
    def shown(number: str) -> tuple[list[str], str]:
        words = text(page("projects", round=LAST, page=number))
        (table,) = re.findall(r'<table class="plain projects">.*?</table>', words, re.DOTALL)
        return re.findall(r"id=(invented-\d+)", table), words

    first, words = shown("1")
    assert "1 to 50 of 60" in words
    assert '<li aria-current="page">1</li>' in words
    last, words = shown("2")
    assert "51 to 60 of 60" in words
    assert '<li aria-current="page">2</li>' in words
    assert (len(first), len(last), len({*first, *last})) == (50, 10, COUNT)


@pytest.mark.usefixtures("database")
def test_a_project_s_page_has_its_rating_in_every_round(database: Path, run: Run) -> None:
    rounds = (LAST, "2024-06", "2024-03")
    told = [json.loads(run("projects", "--round", name, "--format", "json").stdout)["rows"] for name in rounds]
    expected = [next(row["rag"] for row in rows if row["id"] == "invented-7") or "Not rated" for rows in told]
    words = text(page("project", round=LAST, id="invented-7"))
    (table,) = (found for found in re.findall(r"<table.*?</table>", words, re.DOTALL) if "rounds on record" in found)
    assert "3 rounds on record" in table
    found = re.findall(r'<tr><th scope="row">(.*?)</th><td class="rating">(.*?)</td>', table, re.DOTALL)
    assert [name for name, _ in found] == ["September 2024", "June 2024", "March 2024"]
    assert all(word in chip for word, (_, chip) in zip(expected, found, strict=True))
    assert "2 rounds on record" in text(page("project", round="2024-06", id="invented-7"))
