"""The committed round of September 2023, read by the check: everything a sharp-eyed member would find."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from pmf import reading
from pmf.build import DATA
from pmf.consistency import RULES, Finding, figures, name_of
from pmf.rounds import drafting
from pmf.rounds.book import Book
from pmf.rounds.shelf import Folders, Stored
from pmf.store import Store
from tests.conftest import Run
from tests.consistency.drafts import draft, found

EXPECTED = [
    ("parts-do-not-add-up", "market-towns", r"52 projects, its parts give 26 \+ 17 \+ 5 \+ 1 \+ 2 = 51"),
    ("excess-does-not-give-target", "business-growth-service", "it is of 4,195, and 5,434 is what was reached"),
    ("promised-is-not-aimed-at", "business-growth-service", "promise 5,278 jobs, .* 4,195 or 5,486"),
    ("outcome-far-behind", "business-growth-service", "is Amber with 481 of 1,400 apprenticeships"),
    ("status-is-no-category", "business-growth-service", r"says Amber\+"),
    ("rating-not-printed", "jobs-created", "Green by the rule"),
    ("rating-not-printed", "homes-retrofitted", "Green by the rule"),
    ("rating-not-printed", "staff-feeling-valued", "Green by the rule"),
    ("undefined-direction", "projects-on-time", "printed sideways"),
    ("cumulative-indicator", "homes-retrofitted", "414 homes"),
    ("title-against-unit", "foi-requests", "titled “Number of FOI .* the figures are percentages"),
    ("due-again", "deprived-neighbourhoods", "due again in 2023"),
    ("green-but-late", "market-towns", "31 Jul 2023"),
    ("green-but-late", "adult-education", "31 Aug 2023"),
    ("milestone-passed", "net-zero", "31 Jul 2023"),
    ("on-track-but-late", "adult-education", "On target"),
    ("travel-against-narrative", "university", "positive direction"),
    ("base-changed", "jobs-density", "Red against direction rests on two bases"),
    ("ambiguous-frequency", "staff-feeling-valued", "bi-annual"),
    ("hand-not-named", "round", "No assurer"),
]


@pytest.fixture
def findings(opened: Store) -> tuple[Finding, ...]:
    """What the check finds in September 2023 as committed."""
    return Book(opened, Folders(DATA)).draft("2023-09").findings


@pytest.mark.parametrize(("rule", "subject", "said"), EXPECTED)
def test_september_2023_is_seen_through(findings: tuple[Finding, ...], rule: str, subject: str, said: str) -> None:
    messages = [f.message for f in findings if (f.rule, f.subject) == (rule, subject)]
    assert len(messages) == 1
    assert re.search(said, messages[0])


def test_every_red_lacks_an_action_in_print(findings: tuple[Finding, ...]) -> None:
    assert len([finding for finding in findings if finding.rule == "red-without-action"]) == 10


def test_nothing_else_is_called_an_error(findings: tuple[Finding, ...]) -> None:
    errors = [(f.rule, f.subject) for f in findings if f.severity == "error" and f.rule != "red-without-action"]
    assert errors == [
        ("status-is-no-category", "business-growth-service"),
        ("parts-do-not-add-up", "market-towns"),
        ("excess-does-not-give-target", "business-growth-service"),
        ("promised-is-not-aimed-at", "business-growth-service"),
        ("on-track-but-late", "adult-education"),
    ]


def test_our_own_notes_on_indicators_say_only_what_is_held(findings: tuple[Finding, ...]) -> None:
    assert [f for f in findings if f.rule in ("number-not-held", "said-to-move-otherwise", "praise-on-red")] == []


def test_lateness_counts_from_the_day_asked_for(opened: Store) -> None:
    early = Book(opened, Folders(DATA)).draft("2023-09", date(2023, 7, 31)).findings
    assert {"green-but-late", "milestone-passed"} & {finding.rule for finding in early} == set()


def test_a_closed_project_is_not_late(opened: Store) -> None:
    book = Book(opened, Folders(DATA))
    record = book.draft("2023-09")
    assert record.register
    closed = tuple(replace(entry, project=replace(entry.project, stage="closed")) for entry in record.register.rows)
    late = {"green-but-late", "milestone-passed", "on-track-but-late"}
    assert late & {finding.rule for finding in record.findings}
    after = drafting.findings(replace(record, register=replace(record.register, rows=closed)))
    assert late & {finding.rule for finding in after} == set()


def test_papers_in_the_store_are_those_on_disk(opened: Store) -> None:
    stored, written = (Book(opened, shelf).draft("2023-09") for shelf in (Stored(opened), Folders(DATA)))
    assert stored == written


def test_there_are_at_least_fifteen_rules_each_with_a_name_of_its_own() -> None:
    names = [name_of(rule) for rule in RULES]
    assert len(names) >= 15
    assert len(set(names)) == len(names)


def test_the_command_answers_as_in_the_contract(run: Run, database: object) -> None:
    answer = run("check", "--round", "2023-09", "--format", "json")
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)["findings"]
    assert {tuple(finding) for finding in found} == {("rule", "subject", "severity", "message")}
    assert "parts-do-not-add-up" in {finding["rule"] for finding in found}
    table = run("check", "--on", "2023-09-30")
    assert "52 projects, its parts give" in table.stdout
    refused = run("check", "--round", "2020-01")
    assert (refused.returncode, refused.stderr) == (1, "pmf check: unknown round '2020-01': expected 2023-09\n")


def test_a_source_is_named_only_where_it_gives_a_figure(opened: Store) -> None:
    day = date(2026, 3, 31)
    rows = reading.scorecard(opened, reading.HOME, on=day).rows
    credited = drafting.vintages(reading.sources(opened, day), rows, day)
    named = {name for vintage in credited for name in vintage.indicators}
    assert {"gross-value-added", "fuel-poverty"} <= named
    assert named.isdisjoint({"total-jobs", "co2-emissions", "foi-requests"})
    assert named <= {row.indicator.id for row in rows if row.basis == "computed"}


def test_a_definition_that_changed_before_both_figures_is_no_second_base(opened: Store) -> None:
    rows = reading.scorecard(opened, reading.HOME, on=date(2026, 3, 31)).rows
    warned = {row.indicator.id for row in rows for warning in row.warnings if warning.kind == "definition"}
    told = {subject for subject, _ in found(figures.base_changed, draft(*rows))}
    assert "further-education-achievements" in warned - told
    assert "fuel-poverty" in warned & told
