"""Internal figures come through the same door: the same strictness, the same log, nothing taken by halves."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmf import build, catalogue, runlog, store
from pmf.refresh import LOG, Rules, refresh
from pmf.returns import SOURCE, Return, Returns
from pmf.runlog import Outcome
from pmf.vintages import none
from tests.conftest import Run
from tests.small_data import SmallData

NOW = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
HEADER = "indicator,period,previous,current,note\n"
DECEMBER = HEADER + "waivers,2023-10-01/P3M,1,2,\n"
INDICATORS = ("jobs-per-person", "waivers")


@pytest.fixture
def rules(small: SmallData) -> Rules:
    return Rules(small.path("raw"), lambda _: none(), now=lambda: NOW)


def bring(small: SmallData, rules: Rules, text: str | bytes, name: str = "2023-12") -> Outcome:
    """What becomes of a file of that name."""
    path = small.write(f"inbox/{name}.csv", text)
    (outcome,) = refresh([], rules, returned=[Return(path, small.data, rules.root, INDICATORS)])
    return outcome


def taken(rules: Rules) -> list[Path]:
    return sorted(rules.root.glob("returns/*/*"))


def test_a_return_is_taken_logged_and_reported(small: SmallData, rules: Rules) -> None:
    outcome = bring(small, rules, DECEMBER)
    assert (outcome.source, outcome.result, outcome.release_after, outcome.new) == (SOURCE, "accepted", "2023-12", 1)
    assert runlog.read(rules.root / LOG) == [outcome]
    build.build(small.db, small.data, small.declared(), rules.root)
    sql = "SELECT round, indicator, current FROM reported WHERE NOT published"
    assert store.current(small.db).rows(sql) == [("2023-12", "waivers", "2")]


def test_the_same_file_again_is_nothing_new_and_a_corrected_one_is_kept_beside_it(
    small: SmallData, rules: Rules
) -> None:
    bring(small, rules, DECEMBER)
    assert bring(small, rules, DECEMBER).result == "nothing new"
    corrected = bring(small, replace(rules, now=lambda: NOW.replace(hour=10)), DECEMBER.replace(",1,2,", ",1,3,"))
    assert (corrected.result, corrected.revised, corrected.release_before) == ("accepted", 1, "2023-12")
    assert len(taken(rules)) == 2
    assert Returns(rules.root).newest()["2023-12"].read_text().endswith("waivers,2023-10-01/P3M,1,3,\n")


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("2023-12", DECEMBER.replace("waivers", "no-such"), "an indicator of pmf/catalogue/scorecard"),
        ("2023-12", DECEMBER.replace("2023-10-01/P3M", "autumn"), "a period such as"),
        ("2023-12", DECEMBER.replace(",2,", ",two,"), "a plain number"),
        ("2023-12", DECEMBER.replace("note", "remark"), "the columns indicator,period"),
        ("2023-12", DECEMBER + "waivers,2023-10-01/P3M,1,2,\n", "one row for each indicator"),
        ("2023-12", DECEMBER.encode("utf-16"), "text in UTF-8"),
        ("2023-12", "", "a header and rows"),
        ("2023-12", DECEMBER.replace(",2,", ",2,a\x00b"), "text without control characters"),
        ("2023-12", DECEMBER.replace(",2,", ",2,=1+1"), "text that no spreadsheet takes for a formula"),
        ("December", DECEMBER, "a round such as 2026-03"),
        ("2023-09", DECEMBER, "what the round printed"),
    ],
)
def test_a_file_that_breaks_its_form_is_named_and_nothing_is_kept(
    small: SmallData, rules: Rules, name: str, text: str | bytes, error: str
) -> None:
    outcome = bring(small, rules, text, name)
    assert outcome.result == "failed"
    assert outcome.error.startswith(str(small.path(f"inbox/{name}.csv")))
    assert error in outcome.error
    assert taken(rules) == []


def test_a_file_that_is_not_there_is_named(small: SmallData, rules: Rules) -> None:
    missing = Return(small.path("inbox/2023-12.csv"), small.data, rules.root, INDICATORS)
    (outcome,) = refresh([], rules, returned=[missing])
    assert "no such file" in outcome.error


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (DECEMBER.replace(",1,2,", ",1,20,"), "waivers: 20 after 1, as after a slipped decimal point"),
        (HEADER + "jobs-per-person,2022,0.3,0.31,\n", "1 indicators returned before are missing: waivers"),
    ],
    ids=["slipped", "missing"],
)
def test_a_doubtful_figure_is_refused_until_it_is_accepted_by_name(
    small: SmallData, rules: Rules, text: str, doubt: str
) -> None:
    bring(small, rules, DECEMBER)
    refused = bring(small, rules, text)
    assert (refused.result, refused.error, len(taken(rules))) == ("refused", doubt, 1)
    later = replace(rules, accept={SOURCE}, now=lambda: NOW.replace(hour=10))
    accepted = bring(small, later, text)
    assert accepted.result == "accepted"
    assert f"accepted by name: {doubt}" in accepted.notes


def test_a_previous_figure_that_is_not_what_the_round_before_reported_is_said(small: SmallData, rules: Rules) -> None:
    outcome = bring(small, rules, DECEMBER.replace(",1,2,", ",3,2,"))
    assert outcome.notes == ("waivers: previous 3, where 2023-09 reported 1",)


def test_a_dry_run_says_the_same_and_keeps_nothing(small: SmallData, rules: Rules) -> None:
    outcome = bring(small, replace(rules, dry_run=True), DECEMBER)
    assert (outcome.result, outcome.new) == ("dry run", 1)
    assert not rules.root.exists()


def test_the_command_takes_a_return_and_publishes_it(run: Run, tmp_path: Path) -> None:
    own = [indicator.id for indicator in catalogue.scorecard() if indicator.owner == "CPCA"]
    file = tmp_path / "2026-03.csv"
    file.write_text(HEADER + "".join(f"{name},2026-01-01/P3M,5,6,\n" for name in own))
    settings = {"PMF_DB": str(tmp_path / "pmf.duckdb")}
    done = run("refresh", "--returns", str(file), **settings)
    assert (done.returncode, done.stdout.splitlines()[1].split()[:2]) == (0, [SOURCE, "accepted"]), done.stderr
    card = json.loads(run("scorecard", "--round", "2026-03", "--format", "json", **settings).stdout)
    rows = {row["id"]: row for row in card["rows"]}
    assert {rows[name]["reported_in"] for name in own} == {"2026-03"}
    assert run("refresh", "--returns", str(file), **settings).stderr == "", "nothing new: nothing is published again"
