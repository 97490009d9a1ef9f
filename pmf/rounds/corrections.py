"""Corrections made after sealing: the sealed figure stays, the correction stands beside it wherever it is shown.

Knows scorecards and corrections; refuses to change a figure.
"""

from collections.abc import Sequence
from dataclasses import replace

from pmf import wording
from pmf.caveats import Warned
from pmf.rounds.papers import Correction
from pmf.scorecard import Row, Scorecard


def beside(card: Scorecard, corrections: Sequence[Correction]) -> Scorecard:
    """The scorecard with a mark and a sentence beside each row that was corrected."""
    return replace(card, rows=tuple(_marked(row, corrections) for row in card.rows))


def in_words(correction: Correction) -> str:
    """`Corrected on 2 Oct 2023: current is 435, sealed as 453. A slip of the keyboard.`"""
    was, now = correction.was or "nothing", correction.now or "nothing"
    reason = correction.reason.rstrip(".")
    return f"Corrected on {wording.day(correction.on)}: {correction.column} is {now}, sealed as {was}. {reason}."


def _marked(row: Row, corrections: Sequence[Correction]) -> Row:
    found = [Warned("correction", in_words(each)) for each in corrections if each.subject == row.indicator.id]
    return replace(row, warnings=(*row.warnings, *found)) if found else row
