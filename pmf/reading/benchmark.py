"""An area among others: the figures of indicators in many areas, as known on a day, and what they say together.

Knows the one query that answers it; refuses to rank or to average, which pmf.benchmark and pmf.panel do.

`panel` reads one indicator for every area there is, `panels` several for the areas named; `benchmark` reads one and
compares; `benchmarks` does so for several with one query. A panel answers for every group and every period.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pmf import catalogue, formulas, groups, periods
from pmf.areas import Area
from pmf.benchmark import Benchmark, stand
from pmf.catalogue import Indicator
from pmf.figures import Figure
from pmf.observations import ADDITIVE
from pmf.panel import RECODED, Panel
from pmf.periods import Period
from pmf.reading.figures import as_figure, places
from pmf.refusals import Refusal
from pmf.store import Store

# Figures in the newest vintage known on the day, the area's own in every vintage; with them the series that quotients
# are made of, added up over members where the publisher left that to us.
_PANELS = """
    WITH held AS (
        SELECT series, area_code, period, value, release FROM observation
        UNION ALL BY NAME
        SELECT series, area_code, period, value, release FROM member_sum
    ), part AS (
        SELECT * FROM held
        WHERE series IN (SELECT unnest($series)) AND area_code IN (SELECT unnest($areas)) AND release <= $known
        QUALIFY row_number() OVER (PARTITION BY series, area_code, period ORDER BY release DESC, value IS NULL) = 1
    ), figure AS (
        SELECT metric, area_code, period, period_start, value, lower_95, upper_95, status, release, definition, note,
               row_number() OVER (PARTITION BY metric, area_code, period ORDER BY release DESC) = 1 AS newest
        FROM metric_value
        WHERE metric IN (SELECT unnest($metrics)) AND area_code IN (SELECT unnest($areas)) AND release <= $known
        QUALIFY newest OR area_code = $area
    )
    SELECT NOT newest AS older, metric, area_code, period, value, lower_95, upper_95, status, release, definition,
           note, period_start
    FROM figure
    UNION ALL
    SELECT NULL, series, area_code, period, value, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM part
    UNION ALL
    SELECT NULL, id, NULL, kind, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM series WHERE id IN (SELECT unnest($levels))
    ORDER BY metric, area_code, period_start, release
"""


Parts = dict[tuple[str, Period], tuple[float, float]]
"""Numerator and denominator by area and period."""


class NotComparable(Refusal, ValueError):
    """An indicator that only the authority itself has, so that there is nobody to compare with."""


_HELD = """
    SELECT metric FROM metric_value WHERE value IS NOT NULL AND release <= $known
    GROUP BY metric HAVING count(DISTINCT area_code) > 1
"""
_SHADES = """
    SELECT metric FROM metric_value
    WHERE value IS NOT NULL AND release <= $known AND area_code IN (SELECT unnest($areas))
    GROUP BY metric HAVING count(DISTINCT area_code) > 1
"""


def comparable(store: Store | None = None, as_known: date | None = None) -> list[Indicator]:
    """The indicators that other areas have too, those of the scorecard first; of a store those it can compare now, or
    could by what was known on a day."""
    found = [indicator for indicator in catalogue.indicators().values() if indicator.benchmarkable]
    held = {indicator.id for indicator in found}
    if store:
        held = {metric for (metric,) in store.rows(_HELD, {"known": as_known or date.max})}
    return [indicator for indicator in found if indicator.id in held]


def shading(store: Store, areas: Collection[str], as_known: date | None = None) -> list[Indicator]:
    """Of the indicators that can be compared those by which these areas can be shaded: more than one has a figure."""
    asked = {"known": as_known or date.max, "areas": sorted(areas)}
    held = {metric for (metric,) in store.rows(_SHADES, asked)}
    return [indicator for indicator in comparable() if indicator.id in held]


def benchmark(
    store: Store,
    indicator_id: str,
    area: str,
    group_id: str = groups.AUTHORITIES,
    period: str | None = None,
    as_known: date | None = None,
) -> Benchmark:
    """One indicator of an area among a group, in a period as readers or publishers write it, or the newest.

    Raises UnknownIndicator, NotComparable, UnknownArea, UnknownGroup or PeriodNotHeld.
    """
    group = groups.group(places(), group_id, area)
    held = panel(store, indicator_id, area, as_known)
    codes = [area, *group.codes, *(county for county, _ in group.stand_ins)]
    return stand(held, places(), group, held.find(period, codes) if period else None, as_known)


def benchmarks(
    store: Store,
    indicators: Sequence[Indicator],
    area: str,
    group_id: str = groups.AUTHORITIES,
    as_known: date | None = None,
) -> list[Benchmark]:
    """Several indicators of an area among one group, each in its newest period, with one query.

    Raises UnknownArea, UnknownGroup or NotComparable.
    """
    group = groups.group(places(), group_id, area)
    codes = [area, *group.codes, *(county for county, _ in group.stand_ins), *groups.wider(places(), area)]
    return [
        stand(held, places(), group, as_known=as_known)
        for held in panels(store, indicators, area, codes, as_known).values()
    ]


def panel(store: Store, indicator_id: str, area: str, as_known: date | None = None) -> Panel:
    """One indicator in every area in force. Raises UnknownIndicator, NotComparable or UnknownArea."""
    every = [place.code for place in places().by_code.values() if place.ended is None]
    return panels(store, [catalogue.get(indicator_id)], area, every, as_known)[indicator_id]


def panels(
    store: Store, indicators: Sequence[Indicator], area: str, codes: Collection[str], as_known: date | None = None
) -> dict[str, Panel]:
    """Indicators in some areas, by id, with one query. Raises NotComparable or UnknownArea."""
    for indicator in indicators:
        if not indicator.benchmarkable:
            raise NotComparable(
                f"{indicator.id} is an internal figure: expected an indicator that other areas have too"
            )
    place, found = places().get(area), _Rows(indicators)
    for row in store.rows(_PANELS, _query(indicators, area, codes, as_known)):
        found.add(*row)
    return {indicator.id: found.panel(indicator, place) for indicator in indicators}


class _Rows:
    """The rows of the query, sorted out: figures, vintages of the area, parts of quotients, kinds of series."""

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        self._decimals = {indicator.id: indicator.decimals for indicator in indicators}
        self._figures: dict[str, dict[str, list[Figure]]] = {}
        self._vintages: dict[str, dict[str, list[Figure]]] = {}
        self._parts: dict[tuple[str, str, str], float] = {}
        self._kinds: dict[str, str] = {}

    def add(self, older: bool | None, name: str, code: str | None, period: str, value: Any, *rest: Any) -> None:
        """Take one row of the query."""
        if code is None:
            self._kinds[name] = period
        elif older is None:
            if value is not None:
                self._parts[name, code, period] = value
        else:
            figure = as_figure(self._decimals[name], period, value, *rest[:-1])
            self._vintages.setdefault(name, {}).setdefault(code, []).append(figure)
            if not older:
                self._figures.setdefault(name, {}).setdefault(code, []).append(figure)

    def panel(self, indicator: Indicator, area: Area) -> Panel:
        """What was found of one indicator."""
        return Panel(
            indicator=indicator,
            area=area,
            figures=_under_present_codes(self._figures.get(indicator.id, {})),
            vintages=tuple(self._vintages.get(indicator.id, {}).get(area.code, ())),
            parts=_parts_under_present_codes(dict(self._quotients(indicator))),
            total=any(self._kinds.get(series) in ADDITIVE for series in _levels(indicator)),
        )

    def _quotients(self, indicator: Indicator) -> Iterator[tuple[tuple[str, Period], tuple[float, float]]]:
        """Numerator and denominator by area and period, where every series that goes into them is held."""
        formula = indicator.formula
        if not formula or not formula.denominator:
            return
        for name, code, period in self._parts:
            if name == formula.numerator[0]:
                below = formulas.aligned(period, formula.align)
                above_parts = [self._parts.get((series, code, period)) for series in formula.numerator]
                below_parts = [self._parts.get((series, code, below)) for series in formula.denominator]
                if None not in above_parts and None not in below_parts:
                    yield (code, periods.parse(period)), (_sum(above_parts), _sum(below_parts))


def _query(
    indicators: Sequence[Indicator], area: str, codes: Collection[str], as_known: date | None
) -> dict[str, object]:
    quotients = [indicator.formula for indicator in indicators if indicator.formula and indicator.formula.denominator]
    return {
        "metrics": [indicator.id for indicator in indicators],
        "series": list(dict.fromkeys(series for formula in quotients for series in formula.series)),
        "levels": list(dict.fromkeys(series for indicator in indicators for series in _levels(indicator))),
        "areas": list(dict.fromkeys([area, *codes, *(before.code for before in _before(codes).values())])),
        "area": area,
        "known": as_known or date.max,
    }


def _before(codes: Iterable[str]) -> dict[str, Area]:
    """Of the districts among the codes that were recoded, the area under its code before."""
    recoded = places().recoded
    return {code: recoded[code] for code in codes if code in recoded}


def _under_present_codes(figures: dict[str, list[Figure]]) -> dict[str, tuple[Figure, ...]]:
    """Figures by present code: a recoded district has those of its code before where it has none of its own."""
    found = {code: tuple(run) for code, run in figures.items()}
    for code, before in places().recoded.items():
        own = {figure.period for figure in figures.get(code, []) if figure.value is not None}
        note = f"{RECODED}, {before.code}"
        older = [
            replace(f, note=note) for f in figures.get(before.code, []) if f.value is not None and f.period not in own
        ]
        if older:
            kept = [figure for figure in figures.get(code, []) if figure.value is not None]
            found[code] = tuple(sorted([*older, *kept], key=lambda f: f.period.start if f.period else date.min))
    return found


def _parts_under_present_codes(parts: Parts) -> Parts:
    """The same of the parts of quotients, so that a mean over districts lacks none."""
    recoded = {before.code: code for code, before in places().recoded.items()}
    older = {(recoded[code], period): both for (code, period), both in parts.items() if code in recoded}
    return older | parts


def _levels(indicator: Indicator) -> tuple[str, ...]:
    """The series that an indicator shows as published."""
    formula = indicator.formula
    return formula.numerator if formula and formula.name == "level" else ()


def _sum(values: Iterable[float | None]) -> float:
    return sum(value for value in values if value is not None)
