"""The book of rounds: each as it was sealed, or as it stands while it is a draft.

Knows where to look in which order; refuses to change anything.
"""

from dataclasses import replace
from datetime import date

from pmf import catalogue, reading
from pmf.rounds import corrections, drafting, sealing
from pmf.rounds.papers import Papers
from pmf.rounds.record import Record
from pmf.rounds.shelf import Shelf
from pmf.store import Store


class Book:
    """Rounds with the figures and projects of a store and the papers of a shelf.

    Every method raises UnknownRound for a round that is not in the book.
    """

    def __init__(self, store: Store, shelf: Shelf) -> None:
        self._store, self._shelf = store, shelf

    def rounds(self) -> list[str]:
        """Every round, newest first."""
        return reading.rounds(self._store)

    def newest(self) -> str:
        """The newest round."""
        return self._known(next(iter(self.rounds()), ""))

    def record(self, round_id: str) -> Record:
        """A round as it was sealed, with the corrections made since beside its figures; a draft as it stands now."""
        held = self._shelf.sealed(self._known(round_id))
        if held is None:
            return self.draft(round_id)
        sealed, made = sealing.record(*held), self._papers(round_id).corrections
        papers = replace(sealed.papers, corrections=made)
        return replace(sealed, papers=papers, card=corrections.beside(sealed.card, made))

    def papers(self, round_id: str) -> Papers:
        """What was written for a round; of one that is sealed as it was then, with the corrections made since."""
        draft = self._shelf.sealed(self._known(round_id)) is None
        return self._papers(round_id) if draft else self.record(round_id).papers

    def draft(self, round_id: str, on: date | None = None) -> Record:
        """A round from today's figures and papers, whatever was sealed."""
        earlier = next((name for name in self.rounds() if name < self._known(round_id)), None)
        before = self.record(earlier) if earlier else None
        return drafting.record(self._store, round_id, self._papers(round_id), on, before)

    def before(self, record: Record) -> Record | None:
        """The round that a record was compared with."""
        return self.record(record.before) if record.before in self.rounds() else None

    def _papers(self, round_id: str) -> Papers:
        projects = [str(row["project_id"]) for row in reading.project_records(self._store, round_id)]
        return self._shelf.papers(round_id, [indicator.id for indicator in catalogue.scorecard()], projects)

    def _known(self, round_id: str) -> str:
        if round_id not in self.rounds():
            known = " or ".join(self.rounds()) or "one below data/rounds or data/returns"
            raise reading.UnknownRound(f"unknown round {round_id!r}: expected {known}")
        return round_id
