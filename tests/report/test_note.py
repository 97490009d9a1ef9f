"""The action note says what was decided, by whom and by when it is followed up, and what nobody took on."""

from datetime import date

from pmf.report import note, page
from pmf.rounds.papers import Decision
from tests.report.opened import Tables

DAY = date(2026, 4, 20)
TAKEN = (
    Decision(DAY, "total-jobs", "Ask <employers> & unions", "Ann", date(2026, 5, 1)),
    Decision(DAY, "", "Meet monthly", "", None),
)


def made(*taken: Decision) -> str:
    """The note as a page."""
    return page.page(note.document("Round 2026-03", "action_note", DAY, taken, {"total-jobs": "2 Total jobs"}))


def test_every_decision_is_a_row_with_its_owner_and_its_day() -> None:
    assert Tables(made(*TAKEN)).found == [
        [
            ["About", "Decision", "Owner", "Due"],
            ["2 Total jobs", "Ask <employers> & unions", "Ann", "1 May 2026"],
            ["The round as a whole", "Meet monthly", "nobody named", "no day set"],
        ]
    ]


def test_what_nobody_took_on_is_counted() -> None:
    assert "2 decisions, 1 of them without an owner or a day" in made(*TAKEN)
    assert "1 decision, each with an owner and a day" in made(TAKEN[0])
    assert "1 decision, without an owner or a day" in made(TAKEN[1])


def test_the_note_needs_nothing_else_and_has_no_contents_of_one_line() -> None:
    page = made(*TAKEN)
    assert page.startswith('<!DOCTYPE html><html lang="en-GB">')
    assert "<employers>" not in page
    assert "<script" not in page
    assert "<nav" not in page
