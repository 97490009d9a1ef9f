"""Figures, reports and targets as they stand on a date. Knows the tables; refuses to choose or rate."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pmf import areas, periods, settings, wording
from pmf.areas import Areas
from pmf.catalogue import Indicator
from pmf.figures import Figure, Report
from pmf.refusals import Refusal
from pmf.store import Store

LATEST = "latest"

# The newest vintage of each period that was out by the given day.
_HISTORIES = """
    SELECT metric, area_code, period, value, lower_95, upper_95, status, release, definition, note,
           min(release) FILTER (WHERE value IS NOT NULL) OVER (PARTITION BY metric, area_code, period) AS since
    FROM metric_value
    WHERE metric IN (SELECT unnest($metrics)) AND area_code IN (SELECT unnest($areas)) AND release <= $known
    QUALIFY row_number() OVER (PARTITION BY metric, area_code, period ORDER BY release DESC) = 1
    ORDER BY metric, area_code, period_start
"""

_VINTAGES = """
    SELECT metric, period, value, lower_95, upper_95, status, release, definition, note
    FROM metric_value WHERE metric IN (SELECT unnest($metrics)) AND area_code = $area AND release <= $known
    ORDER BY metric, release, period_start
"""


class UnknownRound(Refusal, KeyError):
    """A round that was never reported."""

    def __str__(self) -> str:
        return str(self.args[0])


@cache
def places() -> Areas:
    """The reference tables of areas."""
    return areas.load(settings.data() / "reference")


def rounds(store: Store) -> list[str]:
    """Rounds that were reported, have a project register or were begun, and may be shown, newest first."""
    query = """
        WITH sealed AS (SELECT round FROM round_part WHERE part = 'seal'),
             public AS (SELECT round FROM reported WHERE published UNION FROM sealed),
             begun AS (SELECT round FROM reported UNION SELECT round FROM register_projects
                       UNION SELECT round FROM round_part)
        SELECT round FROM begun
        WHERE $drafts OR round IN (FROM public) ORDER BY round DESC
    """
    return [name for (name,) in store.rows(query, {"drafts": settings.drafts()})]


def round_end(round_id: str) -> date:
    """The last day of the month a round is named after."""
    year, month = map(int, round_id.split("-"))
    return date(year, month, monthrange(year, month)[1])


def histories(
    store: Store, indicators: Sequence[Indicator], area_codes: Sequence[str], as_known: date | None = None
) -> dict[tuple[str, str], list[Figure]]:
    """Every figure of the indicators in the areas, oldest first, by indicator and area, at the decimals shown."""
    decimals = {indicator.id: indicator.decimals for indicator in indicators}
    query: dict[str, object] = {"metrics": list(decimals), "areas": list(area_codes), "known": as_known or date.max}
    found: dict[tuple[str, str], list[Figure]] = {}
    for metric, area, *cells in store.rows(_HISTORIES, query):
        found.setdefault((metric, area), []).append(as_figure(decimals[metric], *cells))
    return found


def vintages(
    store: Store, indicators: Sequence[Indicator], area: str, as_known: date | None = None
) -> dict[str, list[Figure]]:
    """Every figure of the indicators in an area in every release, oldest release first, at the decimals shown."""
    decimals = {indicator.id: indicator.decimals for indicator in indicators}
    query: dict[str, object] = {"metrics": list(decimals), "area": area, "known": as_known or date.max}
    found: dict[str, list[Figure]] = {}
    for metric, *cells in store.rows(_VINTAGES, query):
        found.setdefault(metric, []).append(as_figure(decimals[metric], *cells))
    return found


def not_held(store: Store) -> dict[str, str]:
    """Titles of the declared series of which no figure is held."""
    return dict(store.rows("SELECT id, title FROM series WHERE id NOT IN (SELECT series FROM coverage) ORDER BY id"))


def first_held(store: Store, area: str) -> dict[str, date]:
    """The day on which the first figure of each indicator was released for an area."""
    query = "SELECT metric, min(release) FROM metric_value WHERE area_code = ? AND value IS NOT NULL GROUP BY metric"
    return dict(store.rows(query, [area]))


def first_reported(store: Store) -> dict[str, str]:
    """The first round that reported each indicator."""
    return dict(store.rows("SELECT indicator, min(round) FROM reported GROUP BY indicator"))


def reports(store: Store, round_id: str | None = None, by: date | None = None) -> dict[str, Report]:
    """Reported figures by indicator: those of one round, or the newest of all rounds ended by a day."""
    names = [round_id] if round_id else [name for name in rounds(store) if by is None or round_end(name) <= by]
    found: dict[str, Report] = {}
    for name in names:
        query = f"""
            SELECT {_REPORT} FROM reported WHERE round = $round
            AND (published OR $drafts OR round IN (SELECT round FROM round_part WHERE part = 'seal'))
        """
        for row in store.rows(query, {"round": name, "drafts": settings.drafts()}):
            found.setdefault(row[0], _report(name, *row[1:]))
    return found


def targets(store: Store, round_id: str) -> dict[str, Decimal]:
    """Targets in force in a round, by indicator."""
    query = "SELECT indicator, target FROM target WHERE from_round <= $round ORDER BY from_round"
    return {indicator: Decimal(target) for indicator, target in store.rows(query, {"round": round_id})}


_REPORT = """indicator, published, period, previous, current, published_travel, published_rating, source_period,
 source_previous_period, note"""


def as_figure(
    decimals: int, period: str, value: float | None, low: float | None, high: float | None, *rest: Any
) -> Figure:
    """A row of metric_value as a figure: period, value, interval, status, release, definition, note,
    and the first release of its period where that is asked for."""
    status, release, definition, note, *since = rest
    return Figure(
        period=periods.parse(period),
        value=None if value is None else wording.rounded(value, decimals),
        release=release,
        interval=None if low is None or high is None else (low, high),
        status=status,
        definition=definition,
        note=note,
        since=since[0] if since else None,
    )


def _report(round_id: str, published: bool, period: str, previous: str, current: str, *rest: str) -> Report:
    travel, rating, source_period, source_previous, note = rest
    return Report(
        round=round_id,
        published=published,
        period=periods.parse(period),
        previous=Decimal(previous) if previous else None,
        current=Decimal(current) if current else None,
        published_travel=travel,
        published_rating=rating,
        source_period=periods.parse(source_period) if source_period else None,
        source_previous_period=periods.parse(source_previous) if source_previous else None,
        note=note,
    )
