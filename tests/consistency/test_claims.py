"""Each rule on commentary and actions finds its one thing, and nothing in words that fit the figures."""

from datetime import date

import pytest

from pmf.consistency import claims, sentences
from pmf.consistency.draft import Rule
from pmf.rounds.papers import Action, Comment, Papers
from tests.consistency.drafts import GVA, draft, found, row, said

UP, DOWN = row("100", "110"), row("110", "100")
NAME = "1 Gross value added (GVA)"


@pytest.mark.parametrize("rule", claims.RULES)
def test_commentary_that_fits_is_let_pass(rule: Rule) -> None:
    assert found(rule, said("£110m in 2022 after £100m, £10m or 10.0% more.", UP)) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("This has improved.", "improved"),
        ("A better year.", "better"),
        ("It has not improved.", ""),
        ("No progress was made.", ""),
        ("On track for March.", "On track"),
    ],
)
def test_praise_of_a_red(text: str, word: str) -> None:
    expected = [(GVA, f"{NAME} is Red against direction and its commentary says “{word}”.")] if word else []
    assert found(claims.praise_on_red, said(text, DOWN)) == expected
    assert found(claims.praise_on_red, said(text, UP)) == []


def test_gloom_about_a_green() -> None:
    message = f"{NAME} is Green, its commentary says “declined”."
    assert found(claims.gloom_on_green, said("Output declined.", UP)) == [(GVA, message)]
    assert found(claims.gloom_on_green, said("Output declined.", DOWN)) == []


@pytest.mark.parametrize(
    ("text", "finds"), [("It fell.", True), ("It rose.", False), ("It rose, then fell.", False), ("Prices.", False)]
)
def test_a_movement_told_the_other_way_round(text: str, finds: bool) -> None:
    expected = [(GVA, f"{NAME} moved up, its commentary says down.")] if finds else []
    assert found(claims.said_to_move_otherwise, said(text, UP)) == expected


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("£110m in 2022.", []),
        ("£111m in 2022.", ["£111m"]),
        ("From £0.10bn to £0.11bn between 2021 and 2022.", []),
        ("£110 million, not £110 thousand.", ["£110 thousand"]),
        ("The 2022 figure.", []),
        ("£0.11 Billion, 110 m from it.", []),
        ("Up 10.0% to £110m.", []),
        ("Up 12%.", ["12%"]),
        ("28,649 jobs", ["28,649"]),
        ("Three of 5 towns, 1 January 2022.", []),
    ],
)
def test_a_number_that_the_row_does_not_give(text: str, strange: list[str]) -> None:
    answers = [message.split(" says ")[1] for _, message in found(claims.number_not_held, said(text, UP))]
    assert answers == [f"{number}, which none of its figures is or gives." for number in strange]


@pytest.mark.parametrize(("period", "finds"), [("2019", True), ("2022", False)])
def test_an_old_figure_called_the_latest(period: str, finds: bool) -> None:
    old = said("The latest figure is £110m.", row("100", "110", period=period))
    assert bool(found(claims.old_figure_called_latest, old)) is finds


def test_a_red_without_action_and_without_commentary() -> None:
    assert found(claims.red_without_action, draft(DOWN)) == [
        (GVA, f"{NAME} is Red against direction and no action is planned.")
    ]
    assert found(claims.red_without_commentary, draft(DOWN)) == [
        (GVA, f"{NAME} is Red against direction and has no commentary.")
    ]
    assert found(claims.red_without_action, draft(UP)) == []
    papers = Papers(comments=(Comment(GVA, "Why."),), actions=(Action(GVA, "Build.", "Ann", None),))
    assert found(claims.red_without_action, draft(DOWN, papers=papers)) == []
    assert found(claims.red_without_commentary, draft(DOWN, papers=papers)) == []


def test_an_action_that_nobody_does_or_is_late_with() -> None:
    late, bare = Action(GVA, "Build.", "Ann", date(2023, 9, 29)), Action(GVA, "Plan.", "", None)
    both = draft(UP, papers=Papers(actions=(late, bare)))
    assert found(claims.action_overdue, both) == [(GVA, "The action “Build.” was due on 29 Sep 2023.")]
    assert found(claims.action_without_owner_or_day, both) == [
        (GVA, "The action “Plan.” has no owner and no day it is due.")
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("£1,945m of 28,649 (7.3%)", ["1945", "28649", "7.3"]),
        ("in 2021 and by March 2024, 2020/21, of 2019", []),
        ("2,024 jobs", ["2024"]),
        ("2024 jobs were made", []),
        ("phase 2 of LAD3, A14", ["2"]),
        ("−0.5 points", ["0.5"]),
        ("£36 000 and 1 234 567.5 of 12\u202f500", ["36000", "1234567.5", "12500"]),
        ("COVID-19 closed 19 sites, 12-15 of them for good", ["19", "12", "15"]),
        ("£1.2tn, 3 trillion", ["1.2", "3"]),
    ],
)
def test_numbers_in_text_and_years_that_are_none(text: str, values: list[str]) -> None:
    assert [f"{number.value}" for number in sentences.numbers(text)] == values


def test_words_of_scale() -> None:
    found = sentences.numbers("1tn, 2 trillion, 3bn, 4 thousand, 5k, 6m, 7 towns, 8 billion")
    assert [f"{number.counts_in:.0E}"[3:] for number in found] == ["12", "12", "9", "3", "3", "6", "0", "9"]
