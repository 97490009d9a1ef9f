"""The scorecard of one area, round and edition. Knows which figures a round shows; refuses to rate them itself."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pmf import catalogue, editions, reported, wording
from pmf.catalogue import Indicator
from pmf.editions import Edition
from pmf.figures import Figure, Report
from pmf.reading.figures import LATEST, UnknownRound, histories, not_held, places, reports, round_end, rounds, targets
from pmf.scorecard import Row, Scorecard, from_history, from_report, without_figures
from pmf.store import Store


def scorecard(
    store: Store,
    area: str,
    round_id: str = LATEST,
    edition_id: str | None = None,
    as_known: date | None = None,
    on: date | None = None,
) -> Scorecard:
    """The 27 rows for an area.

    A published round shows what was reported; `latest` shows what is computed from the newest figures held, or held
    by `as_known`, and what was last reported where nothing is computed. The edition is the one in force unless
    another is asked for. `on` is the day from which ages are counted: the end of a published round, or today.
    Raises UnknownArea, UnknownRound or UnknownEdition.
    """
    place = places().get(area)
    if round_id != LATEST and round_id not in rounds(store):
        raise UnknownRound(f"unknown round {round_id!r}: expected {' or '.join([LATEST, *rounds(store)])}")
    day = on or (as_known or date.today() if round_id == LATEST else round_end(round_id))  # noqa: DTZ011 - a calendar day
    edition = editions.get(edition_id) if edition_id else editions.in_force(day)
    indicators = catalogue.scorecard()
    computed = histories(store, indicators, [area], as_known if round_id == LATEST else round_end(round_id))
    ours = area == reported.AREA
    newest = reports(store, None if round_id == LATEST else round_id, as_known) if ours else {}
    goals = targets(store, round_id) if ours else {}
    absent = not_held(store)
    rows = [
        row(
            indicator,
            computed.get((indicator.id, area), []),
            newest.get(indicator.id),
            goals.get(indicator.id),
            edition,
            round_id,
            day,
            absent,
        )
        for indicator in indicators
    ]
    return Scorecard(area, place.name, edition, round_id, tuple(rows))


def row(
    indicator: Indicator,
    history: list[Figure],
    report: Report | None,
    target: Decimal | None,
    edition: Edition,
    round_id: str,
    on: date,
    absent: Mapping[str, str],
) -> Row:
    """The row of one indicator: computed where the latest figures are asked for and held, else as reported.

    `absent` are the titles of series not held at all.
    """
    if round_id == LATEST and (not report or any(figure.value is not None for figure in history)) and history:
        return from_history(indicator, history, target, edition, on)
    if report:
        waiting = _not_held(indicator, absent) if round_id == LATEST else ""
        return from_report(indicator, report, target, edition, on, history, waiting)
    return without_figures(indicator, target, edition, _why_nothing(indicator, round_id, absent), history)


def _not_held(indicator: Indicator, absent: Mapping[str, str]) -> str:
    names = [absent[series] for series in (indicator.formula.series if indicator.formula else ()) if series in absent]
    return f"No figures are held yet of the series {wording.listed(names)}; a refresh brings them." if names else ""


def _why_nothing(indicator: Indicator, round_id: str, absent: Mapping[str, str]) -> str:
    if round_id != LATEST:
        return "Nothing was reported for this area in this round."
    if waiting := _not_held(indicator, absent):
        return waiting
    if indicator.owner == "CPCA" and not indicator.formula:
        return "An internal figure of the Cambridgeshire and Peterborough Combined Authority; other areas have none."
    return "No source series is held and nothing was reported for this area."
