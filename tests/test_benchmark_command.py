"""The contract of `python -m pmf benchmark`: its fields, its list, how it ends when it is misused."""

import csv
import io
import json

import pytest

from pmf import groups, reading
from pmf.store import Store
from tests.conftest import Run
from tests.test_cli import Capture, ask

FIELDS = ["indicator", "period", "unit", "polarity", "rows", "without_data", "ranked", "england"]
ROW = ["area_code", "area_name", "value", "lower_95", "upper_95", "rank", "rank_text", "compared_to_area"]
CPCA = "E47000008"


def test_json_in_a_real_process_has_the_fields_of_the_contract(run: Run, opened: Store) -> None:
    done = run("benchmark", "employment-rate", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert list(found)[: len(FIELDS)] == FIELDS
    assert (found["indicator"], found["period"], found["unit"]) == ("employment-rate", "2023", "percent")
    assert (found["polarity"], found["ranked"], found["england"]) == ("higher is better", 15, "76.0")
    assert found["without_data"] == []
    mine, yours, *_ = found["rows"]
    assert list(mine)[: len(ROW)] == ROW
    assert [mine[name] for name in ROW[1:]] == [
        "Cambridgeshire and Peterborough",
        "79.4",
        "76.7",
        "82.1",
        1,
        "joint 1st of 15",
        None,
    ]
    assert [yours[name] for name in ("area_code", "rank_text", "compared_to_area")] == [
        "E47000012",
        "joint 1st of 15",
        "similar",
    ]


def test_areas_without_a_figure_are_named(capsys: Capture, opened: Store) -> None:
    found = ask(capsys, "benchmark", "productivity", "--format", "json").json
    assert (found["without_data"], found["ranked"]) == (["Devon and Torbay"], 14)
    assert found["reasons"] == {"Devon and Torbay": "no figure is held"}


def test_the_mean_says_how_it_was_worked_out(capsys: Capture, opened: Store) -> None:
    found = ask(capsys, "benchmark", "productivity", "--among", "neighbours:global", "--format", "json").json
    assert (found["mean"], found["mean_is"]) == ("37.93", "simple mean of 5")


@pytest.mark.parametrize("period", ["2022", "2022-01-01/P1Y"])
def test_a_period_is_taken_in_both_forms(capsys: Capture, opened: Store, period: str) -> None:
    assert ask(capsys, "benchmark", "productivity", "--period", period, "--format", "json").json["period"] == "2022"


@pytest.mark.parametrize("group", groups.GROUPS)
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_every_group_in_every_form(capsys: Capture, opened: Store, group: str, form: str) -> None:
    answer = ask(capsys, "benchmark", "employment-rate", "--among", group, "--format", form)
    assert (answer.code, answer.err) == (0, "")
    assert "Cambridge" in answer.out


def test_csv_says_the_same_as_json_and_each_row_can_stand_alone(capsys: Capture, opened: Store) -> None:
    found = ask(capsys, "benchmark", "productivity", "--format", "json").json
    rows = list(csv.DictReader(io.StringIO(ask(capsys, "benchmark", "productivity", "--format", "csv").out)))
    assert {row["indicator"] for row in rows} == {"productivity"}
    ranked = [row for row in rows if row["rank"]]
    assert [(row["area_code"], row["value"], row["rank_text"]) for row in ranked] == [
        (row["area_code"], row["value"], row["rank_text"]) for row in found["rows"]
    ]
    assert [(row["area_name"], row["note"]) for row in rows if not row["value"]] == [
        ("Devon and Torbay", "no figure is held")
    ]


def test_the_table_names_mean_notes_and_areas_without_a_figure(capsys: Capture, opened: Store) -> None:
    said = ask(capsys, "benchmark", "productivity").out
    assert "2nd of 14 combined authorities (higher is better)" in said
    assert "Without a figure in 2023: Devon and Torbay (no figure is held)." in said
    assert "Mean of the other combined authorities: £37.12 (simple mean of 13)." in said
    assert "By the 95% intervals the rank could be anything" in ask(capsys, "benchmark", "employment-rate").out


def test_the_list_has_an_id_and_a_name_on_each_line_and_all_can_be_compared(capsys: Capture, opened: Store) -> None:
    lines = ask(capsys, "benchmark", "--list").out.splitlines()
    listed = json.loads(ask(capsys, "benchmark", "--list", "--format", "json").out)
    assert [f"{each['id']} {each['name']}" for each in listed] == lines
    assert len(ask(capsys, "benchmark", "--list", "--format", "csv").out.splitlines()) == 1 + len(lines)
    listed = dict(line.split(" ", 1) for line in lines)
    assert listed == {indicator.id: indicator.name for indicator in reading.comparable(opened)}
    assert {"employment-rate", "gross-value-added", "daily-vehicle-flow"} <= set(listed)
    assert "budget-forecast" not in listed


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("benchmark", 2, "expected an INDICATOR or --list"),
        ("benchmark productivity --list", 2, "expected an INDICATOR or --list"),
        ("benchmark productivity --among friends", 2, "invalid choice: 'friends'"),
        ("benchmark productivity --as-known yesterday", 2, "expected a date such as 2023-06-01"),
        ("benchmark produktivity", 1, "unknown indicator 'produktivity'"),
        ("benchmark budget-forecast", 1, "internal figure"),
        ("benchmark productivity --period 1066", 1, "no figure for '1066'"),
        ("benchmark productivity --area E99999999", 1, "unknown area 'E99999999'"),
        ("benchmark productivity --area E06000031 --among districts", 1, "has no districts"),
    ],
)
def test_what_cannot_be_answered_is_one_line_and_a_code(
    capsys: Capture, opened: Store, line: str, code: int, said: str
) -> None:
    answer = ask(capsys, *line.split())
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_figures_are_those_known_on_the_day(capsys: Capture, opened: Store) -> None:
    found = ask(capsys, "benchmark", "claimant-rate", "--as-known", "2026-01-20", "--format", "json").json
    assert (found["period"], found["as_known"]) == ("2024", "2026-01-20")
    assert next(row for row in found["rows"] if row["area_code"] == CPCA)["value"] == "3.2"
