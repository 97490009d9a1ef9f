"""A correction settles what it says, however a figure was typed, and nothing else."""

from dataclasses import replace

import pytest

from pmf.rounds import pending
from pmf.rounds.papers import Correction, Papers
from pmf.rounds.record import Record
from tests.rounds.test_changes import GVA, ON, computed, record


def corrected(column: str, now: str) -> Record:
    """A sealed round of one row, one cell of it corrected."""
    made = Correction(ON, GVA.id, column, "", now, "a slip", "Ann")
    sealed = record(computed(y2020="26", y2021="28649"))
    return replace(sealed, papers=Papers(corrections=(made,)))


@pytest.mark.parametrize(
    ("typed", "settled"),
    [
        ("£28,650m", True),
        ("28650", True),
        ("28,650.0", True),
        ("£28,650 million", True),
        ("28650 M", True),
        ("28651", False),
        ("£28,650k", False),
        ("£28,650bn", False),
        ("28,650%", False),
        ("-28650", False),
    ],
)
def test_a_figure_is_settled_by_its_number(typed: str, settled: bool) -> None:
    anew = record(computed(y2020="26", y2021="28650"))
    waiting = [each.column for each in pending.between(corrected("current", typed), anew)]
    assert ("current" not in waiting) is settled


def test_words_are_settled_whatever_their_marks_and_numbers_in_them_count() -> None:
    anew = record(computed(y2020="26", y2022="28649"))
    assert not [each for each in pending.between(corrected("period", "“2022”"), anew) if each.column == "period"]
    assert [each for each in pending.between(corrected("period", "2021"), anew) if each.column == "period"]
