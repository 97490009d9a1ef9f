"""What is held of every source, how old it is and when more should come. Knows the release dates; fetches nothing."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pmf import periods
from pmf.observations import CYCLE_MONTHS
from pmf.periods import Period
from pmf.store import Store

Freshness = Literal["fresh", "due", "late"]

_SOURCES = """
    SELECT s.id, s.publisher, s.dataset, s.dataset_id, s.landing_page, s.licence, s.frequency, count(*),
           (SELECT list(DISTINCT r.date ORDER BY r.date DESC) FROM release r WHERE r.source = s.id),
           arg_max(c.newest_period, c.last), sum(c.observations)::BIGINT
    FROM source s JOIN coverage c ON c.source = s.id
    GROUP BY ALL ORDER BY s.publisher, s.dataset, s.id
"""
_SERIES = """
    SELECT s.id, s.title, s.unit, c.observations, c.areas, c.first, c.last, c.newest_release
    FROM series s JOIN coverage c ON c.series = s.id ORDER BY s.id
"""


@dataclass(frozen=True)
class SeriesState:
    """One series as it is held: how many figures of how many areas, first and last day, newest release."""

    id: str
    title: str
    unit: str
    observations: int
    areas: int
    first: date
    last: date
    newest_release: date


@dataclass(frozen=True)
class SourceState:
    """One source as it stands; `next_expected` is one cycle of its frequency after the newest release held.

    `last_success` is the day the figures held were last known to be the publisher's; `last_error` is None while no
    attempt to refresh has failed.
    """

    id: str
    publisher: str
    dataset: str
    dataset_id: str
    landing_page: str
    licence: str
    frequency: str
    series: int
    releases: tuple[date, ...]
    newest_period: Period
    observations: int
    age_days: int
    next_expected: date
    freshness: Freshness
    last_success: date
    last_error: str | None


def sources(store: Store, on: date | None = None) -> list[SourceState]:
    """Every source with what is held of it, its age on a day (today unless given) and its freshness.

    Due is a source whose next release should be out, late one that is a quarter of its cycle past that.
    """
    day = on or date.today()  # noqa: DTZ011 - a calendar day, not a moment
    return [_state(day, *row) for row in store.rows(_SOURCES)]


def series(store: Store) -> list[SeriesState]:
    """Every series that is held, by id."""
    return [SeriesState(*row) for row in store.rows(_SERIES)]


def _state(
    on: date,
    source: str,
    publisher: str,
    dataset: str,
    dataset_id: str,
    landing_page: str,
    licence: str,
    frequency: str,
    series: int,
    releases: list[date],
    newest: str,
    count: int,
) -> SourceState:
    cycle = timedelta(days=CYCLE_MONTHS[frequency] * 30.44)
    expected = releases[0] + cycle
    freshness: Freshness = "fresh" if on <= expected else "due" if on <= expected + cycle / 4 else "late"
    return SourceState(
        id=source,
        publisher=publisher,
        dataset=dataset,
        dataset_id=dataset_id,
        landing_page=landing_page,
        licence=licence,
        frequency=frequency,
        series=series,
        releases=tuple(releases),
        newest_period=periods.parse(newest),
        observations=count,
        age_days=(on - releases[0]).days,
        next_expected=expected,
        freshness=freshness,
        last_success=releases[0],
        last_error=None,
    )
