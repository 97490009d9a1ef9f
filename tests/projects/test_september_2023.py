"""The register of September 2023 as it was printed: its ratings, what was late, what its figures rate."""

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pmf import editions, export, export_projects, reading
from pmf.projects import escalation, outcomes
from pmf.store import Store
from tests.conftest import Run

GOLDEN = Path(__file__).parent.parent / "golden" / "projects_2023-09.csv"
END = date(2023, 9, 30)
FENLAND, CAMBRIDGE = "E07000010", "E07000008"


@pytest.fixture
def held(opened: Store) -> reading.Register:
    """The register at the end of its round."""
    return reading.projects(opened, "2023-09")


def test_the_register_says_what_was_printed(held: reading.Register) -> None:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        golden = {row["project_id"]: row for row in csv.DictReader(file)}
    assert {row.project.id for row in held.rows} == golden.keys()
    for entry in held.rows:
        project, printed = entry.project, golden[entry.project.id]
        ahead = project.next_milestone(held.day)
        assert ahead is not None
        assert project.name == printed["name"]
        assert (project.rag, project.travel) == (printed["rag"], printed["direction_of_travel"])
        assert (str(ahead.planned), ahead.planned_text) == (printed["milestone_date"], printed["milestone_date_text"])
        assert ahead.name == printed["next_milestone"]
        assert project.status.replace("£", "GBP ") == printed["status"]
        assert (project.risk, project.mitigation) == (printed["risk"], printed["mitigation"])
        assert project.cost is None
        assert set(project.ours) == {"directorate", "activity_type", "stage", "districts", "objective"}


def test_four_amber_three_green_none_red_nothing_escalated(held: reading.Register) -> None:
    assert held.counts == {"Red": 0, "Amber": 4, "Green": 3}
    assert not any(entry.escalated for entry in held.rows)


def test_two_are_green_but_late_and_one_is_late(opened: Store) -> None:
    held = reading.projects(opened, on=END)
    assert {entry.project.id for entry in held.rows if entry.green_but_late} == {"market-towns", "adult-education"}
    assert {entry.project.id for entry in held.rows if entry.days_late} == {
        "market-towns",
        "adult-education",
        "net-zero",
    }
    assert [row.project.id for row in escalation.attention(held.rows)] == [
        "net-zero",
        "adult-education",
        "market-towns",
    ]


def test_no_frequency_is_guessed_from_a_cost_that_was_not_printed(held: reading.Register) -> None:
    assert {entry.clock.frequency_words for entry in held.rows} == {"frequency cannot be determined"}


@pytest.mark.parametrize("edition", ["2023", "2025"])
def test_jobs_are_blue_and_apprenticeships_red(held: reading.Register, edition: str) -> None:
    found = next(entry.project for entry in held.rows if entry.project.id == "business-growth-service")
    bands = editions.get(edition).bands
    rated = {outcome.name: outcomes.rated(outcome, bands, edition=edition) for outcome in found.outcomes}
    jobs = rated["Jobs committed in programme year 3"]
    assert jobs.word == "Blue"
    assert jobs.gap_percent is not None
    assert round(jobs.gap_percent, 1) == Decimal("29.5")
    assert rated["Apprenticeships"].word == "Red"


def test_a_region_wide_project_stands_under_every_district_and_counts_once(held: reading.Register) -> None:
    def under(district: str) -> set[str]:
        return {entry.project.id for entry in held.rows if entry.project.touches(district)}

    region_wide = {entry.project.id for entry in held.rows if entry.project.region_wide}
    assert region_wide == {"net-zero", "bus-reform", "adult-education", "business-growth-service"}
    assert under(FENLAND) == {"market-towns", *region_wide}
    assert under(CAMBRIDGE) == region_wide
    assert len(held.rows) == 7


def test_the_command_says_the_same(run: Run, database: Path) -> None:
    reply = run("projects", "--round", "2023-09", "--format", "json")
    assert reply.returncode == 0, reply.stderr
    said = json.loads(reply.stdout)
    assert said["counts"] == {"Red": 0, "Amber": 4, "Green": 3}
    rows = {row["id"]: row for row in said["rows"]}
    assert {name for name, row in rows.items() if row["green_but_late"]} == {"market-towns", "adult-education"}
    assert not any(row["escalate"] for row in rows.values())
    assert rows["station-quarter"]["report"] == "simplified"
    assert rows["net-zero"]["report_frequency"] == "frequency cannot be determined"
    assert rows["net-zero"]["overdue"] is None
    newer = json.loads(run("projects", "--edition", "2025", "--on", "2023-09-30", "--format", "json").stdout)
    assert {row["id"]: row["report"] for row in newer["rows"]}["station-quarter"] == "none required"


def test_the_rules_are_those_in_force_at_the_round_whatever_day_dates_count_from(run: Run, opened: Store) -> None:
    later = date(2026, 9, 30)
    held = reading.projects(opened, "2023-09", on=later)
    assert (held.edition.id, held.day) == ("2023", later)
    assert held.edition == reading.scorecard(opened, "E47000008", "2023-09", on=later).edition
    assert reading.projects(opened, on=later).edition.id == "2025", "no round was asked for"
    said = json.loads(run("projects", "--round", "2023-09", "--on", "2026-09-30", "--format", "json").stdout)
    assert (said["edition"], said["on"]) == ("2023", "2026-09-30")


def test_one_list_has_all_that_needs_attention(held: reading.Register) -> None:
    assert held.red
    first, *others = held.red
    idle = held.idle({first.indicator.id})
    found = export_projects.needs(held, escalation.attention(held.rows), idle)
    assert [(row["kind"], row["id"]) for row in found] == [
        ("project", "net-zero"),
        ("project", "adult-education"),
        ("project", "market-towns"),
        *(("indicator", row.indicator.id) for row in others),
    ]
    assert {(row["round"], row["edition"], row["on"]) for row in found} == {("2023-09", "2023", "2023-09-30")}
    header, *lines = export.to_csv(found).splitlines()
    assert header.startswith("round,edition,on,kind,id,name,rating,travel,escalate,days_late,attention")
    assert "61 days late on 30 Sep 2023" in lines[0]
    assert "Red without a planned action. " in lines[-1]


def test_an_outcome_without_a_target_says_so_in_the_table(held: reading.Register) -> None:
    told = {row["id"]: row["outcomes"] for row in export_projects.rows(held, held.rows)}
    assert told["adult-education"] == [
        "Free Courses for Jobs enrolments: 545 of 554",
        "Adult education enrolments: 18136, no target",
    ]


def test_the_plain_records_of_a_round_hold_every_row_of_its_sheets(opened: Store) -> None:
    found = {str(record["project_id"]): record for record in reading.project_records(opened, "2023-09")}
    assert len(found) == 7
    assert len(found["market-towns"]["locations"]) == 11
    assert found["net-zero"]["expected_delivery_cost_gbp"] == ""
    assert reading.project_records(opened, "2031-01") == []


def test_a_round_without_a_register_is_refused_naming_those_there_are(opened: Store) -> None:
    with pytest.raises(reading.NoRegister, match=r"for round '2031-01': expected latest or 2023-09"):
        reading.projects(opened, "2031-01")
    with pytest.raises(reading.NoRegister, match=r"held by 2022-01-01"):
        reading.projects(opened, as_known=date(2022, 1, 1))
