"""The command contract: JSON on standard output, messages on standard error, exit code 0, 1 failed, 2 misused."""

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pmf import cli
from pmf.declarations import DeclarationError
from tests.conftest import Run
from tests.test_rating import WORKED

Capture = pytest.CaptureFixture[str]
CPCA, MANCHESTER = "E47000008", "E47000001"
GOLDEN = Path(__file__).parent / "golden" / "scorecard_2023-09.csv"
REDS = [2, 3, 6, 7, 9, 10, 11, 13, 14, 27]


class Answer:
    """What a command said and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


def ask(capsys: Capture, *arguments: str) -> Answer:
    """A command run inside this process."""
    try:
        code = cli.main(arguments)
    except SystemExit as ended:
        code = int(str(ended.code))
    return Answer(code, *capsys.readouterr())


@pytest.fixture(scope="module")
def golden(run: Run, database: Path) -> dict[str, Any]:
    """The published round by the rules of its edition, from a real process."""
    done = run("scorecard", "--round", "2023-09", "--edition", "2023", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    card: dict[str, Any] = json.loads(done.stdout)
    return card


def test_september_2023_has_27_rows_16_green_10_red_1_amber(golden: dict[str, Any]) -> None:
    assert (golden["area"], golden["edition"], golden["round"]) == (CPCA, "2023", "2023-09")
    assert [row["number"] for row in golden["rows"]] == list(range(1, 28))
    assert golden["counts"] == {"Red": 10, "Amber": 1, "Green": 16}
    assert [row["number"] for row in golden["rows"] if row["headline_rating"] == "Red"] == REDS
    assert [row["number"] for row in golden["rows"] if row["headline_rating"] == "Amber"] == [18]


def test_september_2023_is_what_was_printed_digit_for_digit(golden: dict[str, Any]) -> None:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        printed = list(csv.DictReader(file))
    assert len(printed) == 27
    for row, expected in zip(golden["rows"], printed, strict=True):
        assert str(row["number"]) == expected["number"]
        for name in ("previous", "current", "change", "travel"):
            assert row[name] == expected[name], (row["number"], name)
        assert row["direction_rating"] == row["headline_rating"] == expected["rating"], row["number"]
        assert (row["target"], row["target_rating"], row["basis"]) == (None, "Baseline", "reported")
        assert row["printed"] == bool(expected["printed"])


def test_september_2023_marks_what_is_derived_and_explains_what_is_read(golden: dict[str, Any]) -> None:
    derived = [row["number"] for row in golden["rows"] if any("derived" in text for text in row["warnings"])]
    assert derived == [21, 24, 26] == [row["number"] for row in golden["rows"] if not row["printed"]]
    maintained = golden["rows"][16]
    assert (maintained["direction"], maintained["direction_rating"]) == ("maintain", "Green")
    assert "to hold at 100%: moved closer" in maintained["reason"]
    assert "prints a sideways arrow and does not define it" in maintained["reason"]
    assert [row["number"] for row in golden["rows"] if "sideways arrow" in row["reason"]] == [17]
    for number in (3, 4, 5, 6):
        assert any("2011 Census" in text for text in golden["rows"][number - 1]["warnings"]), number
    assert any(text.startswith("Cumulative") for text in golden["rows"][23]["warnings"])
    assert golden["rows"][13]["reason"].startswith(
        "435 against 395, lower is better: moved the wrong way by 40 (10.1%). Red."
        " Rule: 2023 edition, direction for improvement."
    )


def test_under_the_2025_edition_the_same_round_leads_with_the_target(capsys: Capture, database: Path) -> None:
    card = ask(capsys, "scorecard", "--round", "2023-09", "--edition", "2025", "--format", "json").json
    assert card["counts"] == {"Baseline": 27}
    assert [row["number"] for row in card["rows"] if row["direction_rating"] == "Red"] == REDS


@pytest.mark.parametrize("form", ["csv", "table"])
def test_other_forms_say_the_same(capsys: Capture, database: Path, form: str) -> None:
    answer = ask(capsys, "scorecard", "--round", "2023-09", "--edition", "2023", "--format", form)
    assert answer.code == 0
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.out)))
        assert [int(row["number"]) for row in rows if row["headline_rating"] == "Red"] == REDS
    else:
        assert "10 Red, 1 Amber, 16 Green" in answer.out
        assert "£28,649m" in answer.out


@pytest.mark.parametrize(("direction", "target", "actual", "in_2023", "in_2025", "gap"), WORKED)
def test_rate_gets_the_worked_cases_right(
    capsys: Capture, direction: str, target: str, actual: str, in_2023: str, in_2025: str, gap: str
) -> None:
    hold = ["--maintain-at", target] if direction == "maintain" else []
    for edition, word in (("2023", in_2023), ("2025", in_2025)):
        answer = ask(
            capsys,
            "rate",
            "--direction",
            direction,
            *hold,
            f"--current={actual}",
            f"--target={target}",
            "--edition",
            edition,
        )
        found = answer.json
        assert list(found) == ["travel", "change", "direction_rating", "target_gap_percent", "target_rating", "reason"]
        assert (found["target_rating"], found["target_gap_percent"]) == (word, gap)
        assert found["direction_rating"] is None
        assert "first period" in found["reason"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("--direction down --previous 395 --current 435", ("up", "40", "Red", None, "Baseline")),
        ("--direction up --previous 0.82 --current 0.82", ("level", "0.00", "Amber", None, "Baseline")),
        ("--direction maintain --maintain-at 100 --previous 0 --current 100", ("up", "100", "Green", None, "Baseline")),
        ("--direction up --previous 1 --current 2 --target 0", ("up", "1", "Green", None, None)),
        ("--direction up --previous 1.04 --current 1.05 --decimals 1", ("up", "0.1", "Green", None, "Baseline")),
        ("--direction up --previous 1.04 --current 1.03 --decimals 1", ("level", "0.0", "Amber", None, "Baseline")),
    ],
)
def test_rate_rates_the_change(capsys: Capture, arguments: str, expected: tuple[str | None, ...]) -> None:
    found = ask(capsys, "rate", *arguments.split()).json
    assert tuple(found[name] for name in list(found)[:5]) == expected


def test_rate_in_a_real_process(run: Run) -> None:
    done = run(
        "rate", "--direction", "up", "--previous", "2.2", "--current", "2.31", "--target", "2.2", "--edition", "2025"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["target_rating"] == "Blue"


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "score",
        "scorecard --format xml",
        "scorecard --edition 2024",
        "scorecard --as-known yesterday",
        "scorecard --as-known 2023-02-30",
        "scorecard extra",
        "rate",
        "rate --direction up",
        "rate --direction sideways --current 1",
        "rate --direction up --current ten",
        "rate --direction up --current nan",
        "rate --direction up --current inf",
        "rate --direction up --current 1e99",
        "rate --direction up --current 1_000",
        "rate --direction up --current ٣",
        "publish --out=",
        "report --round 2023-09 --out=",
        "rate --direction maintain --current 1",
        "rate --direction up --maintain-at 5 --current 1",
        "rate --direction up --current 1 --decimals -1",
        "rate --direction up --current 1 --edition 2024",
        "sources --since 2023",
    ],
)
def test_wrong_arguments_end_with_2_and_a_word_on_standard_error(capsys: Capture, arguments: str) -> None:
    answer = ask(capsys, *arguments.split())
    assert (answer.code, answer.out) == (2, "")
    assert "error:" in answer.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            "scorecard --area E99999999",
            "unknown area 'E99999999': expected a code such as E47000001 Greater",
        ),
        ("scorecard --area Cambridge", "unknown area 'Cambridge'"),
        ("scorecard --round 2023-10", "unknown round '2023-10': expected latest or 2023-09"),
        ("scorecard --db nowhere/pmf.duckdb", "there is no database at nowhere/pmf.duckdb; run `python -m pmf build`"),
    ],
)
def test_what_cannot_be_done_ends_with_1_and_one_line(
    capsys: Capture, database: Path, arguments: str, message: str
) -> None:
    answer = ask(capsys, *arguments.split())
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(f"pmf scorecard: {message}")
    assert answer.err.count("\n") == 1


def test_an_unknown_area_in_a_real_process(run: Run, database: Path) -> None:
    done = run("scorecard", "--area", "E47000099")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("pmf scorecard: unknown area 'E47000099'")


def test_a_corrupt_database_ends_with_1_and_says_what_to_do(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pmf.duckdb").write_bytes(b"rubbish")
    done = run("scorecard", PMF_DB=str(tmp_path / "pmf.duckdb"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "see what stands at" in done.stderr
    assert "Traceback" not in done.stderr


def test_build_publishes_one_version_and_its_link_where_it_is_told(
    built: subprocess.CompletedProcess[str], database: Path
) -> None:
    assert built.stdout == ""
    assert f"published {database}: " in built.stderr
    found = [entry for entry in database.parent.iterdir() if entry.name.startswith((".", "pmf"))]
    assert sorted(entry.is_symlink() for entry in found) == [False, True]
    assert database.resolve() in found


def test_a_place_that_cannot_be_written_ends_with_1_and_no_traceback(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    done = run("build", "--db", str(tmp_path / "file" / "pmf.duckdb"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_figure_too_long_to_compare_ends_with_1_and_no_traceback(capsys: Capture) -> None:
    answer = ask(capsys, "rate", "--direction", "up", "--previous", "1", "--current", "1." + "1" * 250)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("pmf rate: ")


@pytest.mark.parametrize("module", ["editions.all_editions", "catalogue.scorecard"])
def test_a_broken_declaration_ends_with_1_naming_file_and_key(
    capsys: Capture, database: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    def broken() -> None:
        raise DeclarationError(Path("pmf/some.toml"), "colour", "no such key", 1)

    monkeypatch.setattr(f"pmf.{module}", broken)
    answer = ask(capsys, "scorecard")
    assert (answer.code, answer.out) == (1, "")
    assert "pmf/some.toml, key 'colour': expected no such key" in answer.err


def test_the_area_of_the_setting_is_the_default(
    capsys: Capture, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMF_AREA", MANCHESTER)
    assert ask(capsys, "scorecard", "--format", "json").json["area"] == MANCHESTER


def test_sources_of_everything_held(capsys: Capture, database: Path) -> None:
    found = ask(capsys, "sources", "--format", "json").json
    assert {source["licence"] for source in found} == {"OGL-UK-3.0"}
    gva = next(source for source in found if source["id"] == "ons_gva")
    assert gva["releases"] == ["2025-04-17", "2023-04-25", "2022-05-30"]
    assert gva["newest_period"] == "2023"
    for form in ("csv", "table"):
        assert "Office for National Statistics" in ask(capsys, "sources", "--format", form).out


def test_as_known_before_the_revision(capsys: Capture, database: Path) -> None:
    row = ask(capsys, "scorecard", "--as-known", "2023-06-01", "--format", "json").json["rows"][0]
    assert (row["period"], row["current"], row["previous"], row["release"]) == ("2021", "28648", "26704", "2023-04-25")


def test_as_known_does_not_change_a_published_round_and_says_so(capsys: Capture, database: Path) -> None:
    answer = ask(capsys, "scorecard", "--round", "2023-09", "--as-known", "2023-06-01", "--format", "json")
    assert answer.code == 0
    assert "it is shown as reported" in answer.err
    assert answer.json["rows"][0]["current"] == "28649"
