"""Each rule on names and approvals finds its one thing."""

from dataclasses import replace
from datetime import date

import pytest

from pmf.consistency import people
from pmf.rounds.papers import Hands, KpiChange, Papers
from tests.consistency.drafts import GVA, draft, found

NAMED = Hands("Ann", "Ben", "The Board")
CHANGE = KpiChange(GVA, "retargeted", "The Board", date(2023, 9, 20), "2023-12", "agreed")


def test_three_names_are_let_pass() -> None:
    for rule in people.RULES:
        assert found(rule, draft(papers=Papers(hands=NAMED, kpi_changes=(CHANGE,)), edition="2025")) == []


def test_a_name_that_is_missing() -> None:
    message = "No assurer is named: nobody is said to have checked the round."
    papers = Papers(hands=replace(NAMED, assurer=""))
    assert found(people.hand_not_named, draft(papers=papers)) == [("round", message)]


@pytest.mark.parametrize("role", ["assurer", "approver"])
def test_one_person_with_two_hands(role: str) -> None:
    papers = Papers(hands=replace(NAMED, **{role: "Ann"}))
    expected = [("round", f"Ann is named as analyst and as {role}.")]
    assert found(people.checked_by_its_own_author, draft(papers=papers)) == expected


def test_a_change_that_nobody_approved() -> None:
    papers = Papers(hands=NAMED, kpi_changes=(replace(CHANGE, approved_by="", approved=None),))
    message = "gross-value-added was retargeted from 2023-12 with no approval and no day."
    assert found(people.change_not_approved, draft(papers=papers)) == [(GVA, message)]


@pytest.mark.parametrize(
    ("edition", "effective", "finds"), [("2025", "2023-09", 1), ("2025", "2023-12", 0), ("2023", "2023-09", 0)]
)
def test_a_change_within_the_quarter_of_its_approval(edition: str, effective: str, finds: int) -> None:
    papers = Papers(hands=NAMED, kpi_changes=(replace(CHANGE, effective=effective),))
    assert len(found(people.change_too_soon, draft(papers=papers, edition=edition))) == finds
