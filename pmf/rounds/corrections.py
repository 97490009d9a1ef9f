"""Corrections made after sealing: the sealed figure stays, the correction stands beside it wherever it is shown.

Knows scorecards and corrections; refuses to change a figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pmf import wording
from pmf.caveats import Warned
from pmf.rounds.papers import Correction
from pmf.scorecard import Row, Scorecard

_TEXTS = ("name", "commentary", "actions", "status", "milestone")
"""Columns whose cells are words: in a sentence they need quotes around them."""


def beside(card: Scorecard, corrections: Sequence[Correction]) -> Scorecard:
    """The scorecard with a mark and a sentence beside each row that was corrected."""
    return replace(card, rows=tuple(_marked(row, corrections) for row in card.rows))


def in_words(correction: Correction) -> str:
    """`Corrected on 2 Oct 2023: current is 435, sealed as 453. A slip of the keyboard.`"""
    was, now = (shown(correction.column, cell) for cell in (correction.was, correction.now))
    reason = correction.reason.rstrip(".")
    return f"Corrected on {wording.day(correction.on)}: {correction.column} is {now}, sealed as {was}. {reason}."


def alone(correction: Correction, names: Mapping[str, str]) -> str:
    """The sentence where no figure stands beside it, after the name of its subject; `names` has them by subject."""
    return f"{names.get(correction.subject, correction.subject)}. {in_words(correction)}"


def shown(column: str, cell: str) -> str:
    """A cell inside a sentence: `435`, `“Opened.”` of a column of words, `nothing` where it is empty."""
    if not cell:
        return "nothing"
    return f"“{cell}”" if column in _TEXTS else cell


def _marked(row: Row, corrections: Sequence[Correction]) -> Row:
    found = [Warned("correction", in_words(each)) for each in corrections if each.subject == row.indicator.id]
    return replace(row, warnings=(*row.warnings, *found)) if found else row
