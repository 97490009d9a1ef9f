"""What is held of every source, how old it is and when more should come. Knows the release dates; fetches nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from pmf import freshness, periods, runlog
from pmf.freshness import Freshness
from pmf.periods import Period
from pmf.runlog import Outcome, Standing
from pmf.store import Store

State = Freshness | Literal["not held"]

_SOURCES = """
    SELECT s.id, s.publisher, s.dataset, s.dataset_id, s.landing_page, s.licence, s.frequency, count(c.series),
           coalesce((SELECT list(DISTINCT r.date ORDER BY r.date DESC) FROM release r WHERE r.source = s.id), []),
           arg_max(c.newest_period, c.last), coalesce(sum(c.observations), 0)::BIGINT
    FROM source s LEFT JOIN coverage c ON c.source = s.id
    GROUP BY ALL ORDER BY s.publisher, s.dataset, s.id
"""


@dataclass(frozen=True)
class SourceState:
    """One source as it stands; a source of which nothing is held yet has no releases, period, age or next release.

    `last_success` is the day a refresh last found it good, None while all that is held is embedded; `last_error` is
    what went wrong in the last refresh, on `last_error_on`, and None where that went well.
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
    newest_period: Period | None
    observations: int
    age_days: int | None
    next_expected: date | None
    freshness: State
    last_success: date | None
    last_error: str | None
    last_error_on: date | None


def sources(store: Store, on: date | None = None, runs: Sequence[Outcome] = ()) -> list[SourceState]:
    """Every source with what is held of it, its age on a day (today unless given), its freshness and its last runs."""
    day = on or date.today()  # noqa: DTZ011 - a calendar day, not a moment
    standings = runlog.standings(runs)
    return [_state(day, standings, *row) for row in store.rows(_SOURCES)]


def _state(on: date, standings: Mapping[str, Standing], source: str, *about: Any) -> SourceState:
    publisher, dataset, dataset_id, landing_page, licence, frequency, count, releases, newest, observations = about
    standing = standings.get(source, Standing())
    return SourceState(
        id=source,
        publisher=publisher,
        dataset=dataset,
        dataset_id=dataset_id,
        landing_page=landing_page,
        licence=licence,
        frequency=frequency,
        series=count,
        releases=tuple(releases),
        newest_period=periods.parse(newest) if newest else None,
        observations=observations,
        age_days=(on - releases[0]).days if releases else None,
        next_expected=freshness.next_expected(releases[0], frequency) if releases else None,
        freshness=freshness.freshness(releases[0], frequency, on) if releases else "not held",
        last_success=_day(standing.last_success),
        last_error=standing.last_error if standing.failing else None,
        last_error_on=_day(standing.last_error_at) if standing.failing else None,
    )


def _day(moment: str) -> date | None:
    return datetime.fromisoformat(moment).date() if moment else None
