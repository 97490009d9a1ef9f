"""Which areas and which years every series is held for. Knows counts, not figures; refuses to judge what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Literal

from pmf import periods
from pmf.areas import Unit
from pmf.periods import Period
from pmf.reading.figures import places
from pmf.store import Store

Held = Literal["whole", "part"]

_SERIES = """
    SELECT s.id, s.title, s.unit, c.observations, c.newest_period, c.newest_release, n.districts,
           n.counties, n.authorities, n.regions, n.countries
    FROM series s JOIN coverage c ON c.series = s.id
    JOIN (SELECT o.series, count(DISTINCT area_code) FILTER (area_code ~ 'E0[6-9].*') AS districts,
                 count(DISTINCT area_code) FILTER (area_code LIKE 'E10%') AS counties,
                 count(DISTINCT area_code) FILTER (area_code LIKE 'E47%') AS authorities,
                 count(DISTINCT area_code) FILTER (area_code LIKE 'E12%') AS regions,
                 count(DISTINCT area_code) FILTER (area_code ~ '(E92|W92|S92|N92|K0).*') AS countries
          FROM observation o JOIN coverage c ON c.series = o.series AND c.newest_period = o.period
          WHERE o.value IS NOT NULL GROUP BY o.series) n ON n.series = s.id
    ORDER BY s.title, s.id
"""
_YEARS = """
    SELECT series, year(period_start), list(DISTINCT area_code) FROM observation
    WHERE value IS NOT NULL AND area_code IN (SELECT unnest($areas)) GROUP BY ALL ORDER BY ALL
"""


@dataclass(frozen=True)
class Coverage:
    """One series as it is held. Areas of each kind are those with a figure in the newest period.

    `years` are those in which periods begin that cover the authority: as a whole, or some of its members.
    """

    id: str
    title: str
    unit: str
    observations: int
    newest_period: Period
    newest_release: date
    districts: int
    counties: int
    authorities: int
    regions: int
    countries: int
    years: Mapping[int, Held]


def coverage(store: Store, area: str) -> list[Coverage]:
    """Every series that is held, by title, with its years in one combined authority."""
    units = places().units(area)
    codes = {area, *(code for unit in units for cover in unit.covers for code in cover)}
    rows = store.rows(_YEARS, {"areas": sorted(codes)})
    years = {
        series: {year: _held({area}, units, set(held)) for _, year, held in found}
        for series, found in groupby(rows, key=itemgetter(0))
    }
    return [
        Coverage(*(*row[:4], periods.parse(row[4]), *row[5:], years.get(row[0], {}))) for row in store.rows(_SERIES)
    ]


def _held(whole: set[str], units: Sequence[Unit], held: set[str]) -> Held:
    covered = all(any(held.issuperset(cover) for cover in unit.covers) for unit in units)
    return "whole" if covered or whole & held else "part"
