"""What a reader asked for, completed: which day a view stands on and which rules and targets follow from it."""

from datetime import date

import pytest

from pmf import reading
from pmf.reading import question
from pmf.store import Store

TODAY = date(2026, 11, 22)


def test_a_published_round_stands_on_its_own_last_day_whatever_else_is_said(opened: Store) -> None:
    asked = question.ask(opened, "E47000008", "2023-09", as_known=date(2020, 1, 1), on=TODAY)
    assert (asked.day, asked.known, asked.as_known) == (date(2023, 9, 30), date(2023, 9, 30), None)
    assert (asked.edition.id, asked.target_round, asked.published, asked.home) == ("2023", "2023-09", True, True)


def test_figures_known_on_a_day_are_rated_by_the_rules_and_targets_of_that_day(opened: Store) -> None:
    asked = question.ask(opened, "E47000001", as_known=date(2023, 6, 1), on=TODAY)
    assert (asked.day, asked.known, asked.target_round) == (date(2023, 6, 1), date(2023, 6, 1), "2023-06")
    assert (asked.edition.id, asked.home) == ("2023", False)


def test_the_latest_figures_stand_on_today(opened: Store) -> None:
    asked = question.ask(opened, "E47000008", on=TODAY)
    assert (asked.day, asked.known, asked.edition.id, asked.target_round) == (TODAY, None, "2025", "2026-11")


def test_an_edition_that_was_asked_for_stays(opened: Store) -> None:
    assert question.ask(opened, "E47000008", "2023-09", "2025").edition.id == "2025"


def test_a_round_that_was_never_reported_is_refused_naming_those_there_are(opened: Store) -> None:
    with pytest.raises(reading.UnknownRound, match="unknown round '2024-01': expected latest or 2023-09"):
        question.ask(opened, "E47000008", "2024-01")
