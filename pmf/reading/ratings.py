"""How every indicator was rated from round to round. Knows the rounds; refuses to rate."""

from dataclasses import dataclass

from pmf import reported
from pmf.reading.figures import rounds
from pmf.reading.scorecard import scorecard
from pmf.scorecard import Row
from pmf.store import Store


@dataclass(frozen=True)
class Ratings:
    """The rows of every round, by indicator in the order of the scorecard; None where a round lacks an indicator.

    `rounds` are oldest first, `editions` those the rounds were rated by.
    """

    rounds: tuple[str, ...]
    editions: tuple[str, ...]
    rows: tuple[tuple[Row | None, ...], ...]


def ratings(store: Store) -> Ratings:
    """Every rating of the authority in every round, each by the edition in force then or sealed with the round."""
    names = tuple(reversed(rounds(store)))
    cards = [scorecard(store, reported.AREA, name) for name in names]
    found = [{row.indicator.id: row for row in card.rows} for card in cards]
    ids = {row.indicator.id: row.indicator.number or 0 for card in cards for row in card.rows}
    rows = tuple(tuple(rows.get(name) for rows in found) for name in sorted(ids, key=ids.__getitem__))
    return Ratings(names, tuple(card.edition.id for card in cards), rows)
