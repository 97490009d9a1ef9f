"""Sealed rounds as they were sealed, with the corrections made since.

Knows which round is sealed; refuses to look at figures that came later.
"""

from dataclasses import replace

from pmf.editions import Edition
from pmf.reading.figures import round_end
from pmf.reading.question import Question
from pmf.rounds import corrections, plain, seals
from pmf.rounds.shelf import Stored
from pmf.scorecard import Row, Scorecard, from_report, without_figures
from pmf.store import Store


def scorecard(store: Store, asked: Question) -> Scorecard | None:
    """The scorecard of a sealed round, by another edition's rules where one is asked for; None where none is sealed."""
    text = file(store, asked.round, seals.CARD) if asked.published and asked.home else None
    if text is None:
        return None
    card = plain.from_text(Scorecard, text)
    if card.edition.id != asked.edition.id:
        rows = tuple(_rerated(row, asked.edition, asked.round) for row in card.rows)
        card = replace(card, edition=asked.edition, rows=rows)
    return corrections.beside(card, Stored(store).written(asked.round).corrections)


def file(store: Store, round_id: str, name: str) -> str | None:
    """The text of a sealed file, None where the round is not sealed."""
    held = Stored(store).sealed(round_id)
    return held[1][name] if held else None


def _rerated(row: Row, edition: Edition, round_id: str) -> Row:
    """A sealed row by the rules of another edition: its figures, target and history as they were sealed."""
    if row.reported is None:
        why = " ".join(warning.text for warning in row.warnings)
        return without_figures(row.indicator, row.target, edition, why, row.history)
    return from_report(row.indicator, row.reported, row.target, edition, round_end(round_id), row.history)
