"""What a reader asked for, checked and completed: area, round, edition, the day figures were known and ages count from.

Knows the defaults that depend on one another; refuses to answer the question.
"""

from dataclasses import dataclass
from datetime import date

from pmf import editions, reported
from pmf.areas import Area
from pmf.editions import Edition
from pmf.reading.figures import LATEST, UnknownRound, places, round_end, rounds
from pmf.store import Store


@dataclass(frozen=True)
class Question:
    """A question that can be answered.

    A round that was reported stands on its last day: `as_known` is then None, `known` and `day` are that day; it is
    `printed` where it was published in print, for other areas than the authority's own always. For the latest
    figures `known` is the day given, None for the newest held, and `day` the same or today.
    """

    area: Area
    round: str
    edition: Edition
    as_known: date | None
    known: date | None
    day: date
    printed: bool

    @property
    def published(self) -> bool:
        """Whether a round was asked for."""
        return self.round != LATEST

    @property
    def home(self) -> bool:
        """Whether the area is the authority whose rounds and targets are held."""
        return self.area.code == reported.AREA

    @property
    def target_round(self) -> str:
        """The round whose targets apply: the one asked for, or the month of the day."""
        return self.round if self.published else f"{self.day:%Y-%m}"


def ask(
    store: Store,
    area: str,
    round_id: str = LATEST,
    edition_id: str | None = None,
    as_known: date | None = None,
    on: date | None = None,
) -> Question:
    """Check and complete a question. Raises UnknownArea, UnknownRound or UnknownEdition."""
    place = places().get(area)
    if round_id != LATEST and round_id not in rounds(store):
        raise UnknownRound(f"unknown round {round_id!r}: expected {' or '.join([LATEST, *rounds(store)])}")
    known = round_end(round_id) if round_id != LATEST else as_known
    day = day_of(round_id, as_known, on)
    edition = editions.get(edition_id) if edition_id else editions.in_force(day)
    printed = round_id != LATEST and (place.code != reported.AREA or _printed(store, round_id))
    return Question(place, round_id, edition, as_known if round_id == LATEST else None, known, day, printed)


def _printed(store: Store, round_id: str) -> bool:
    return bool(store.rows("SELECT 1 FROM reported WHERE round = ? AND published LIMIT 1", [round_id]))


def day_of(round_id: str, as_known: date | None = None, on: date | None = None) -> date:
    """The day a view stands on: the end of a published round, the day figures were known, or today (`on`)."""
    if round_id != LATEST:
        return round_end(round_id)
    return as_known or on or date.today()  # noqa: DTZ011 - a calendar day, not a moment
