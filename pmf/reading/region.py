"""The State of the Region of an area on a day. Knows the one query that answers it; refuses to compare or to word."""

from collections.abc import Mapping
from datetime import date

from pmf import benchmark, catalogue, groups, wording
from pmf.benchmark import Benchmark
from pmf.catalogue import Indicator
from pmf.groups import Group
from pmf.observations import CYCLE_MONTHS, Frequency
from pmf.panel import Panel
from pmf.reading.benchmark import panels
from pmf.reading.figures import not_held, places
from pmf.region import THEMES, Region, Standing, Without, standing
from pmf.store import Store

_CYCLES = "SELECT c.series, s.frequency FROM coverage c JOIN source s ON s.id = c.source"


def region(
    store: Store, area: str, neighbours: str = "neighbours:global", as_known: date | None = None, on: date | None = None
) -> Region:
    """Every indicator of every theme: among combined authorities, beside England and the mean of its `neighbours`.

    `on` is the day up to which ages count: by default that of `as_known`, else today. Raises UnknownArea or
    UnknownGroup.
    """
    day = on or as_known or date.today()  # noqa: DTZ011 - a calendar day
    authorities = groups.group(places(), groups.AUTHORITIES, area)
    beside, districts = (groups.group(places(), name, area) for name in (neighbours, groups.MEMBERS))
    declared = [indicator for indicator in catalogue.indicators().values() if indicator.theme]
    held = panels(
        store,
        [indicator for indicator in declared if indicator.benchmarkable],
        area,
        {code for group in (authorities, beside, districts) for code in _codes(group)}
        | {*groups.wider(places(), area)},
        as_known,
    )
    found = {id: _newest(panel, authorities, as_known) for id, panel in held.items()}
    cycles = dict(store.rows(_CYCLES))
    stood = {id: standing(ranked, beside, day, _cycle(ranked.indicator, cycles)) for id, ranked in found.items()}
    rows = {id: row for id, row in stood.items() if row}
    unheld = not_held(store)
    return Region(
        area=places().get(area),
        as_known=as_known,
        neighbours=beside,
        standings=tuple(sorted(rows.values(), key=lambda row: THEMES.index(row.indicator.theme))),
        without=tuple(
            Without(indicator, _why(indicator, held.get(indicator.id), unheld, districts))
            for indicator in declared
            if indicator.id not in rows
        ),
    )


def _cycle(indicator: Indicator, cycles: Mapping[str, Frequency]) -> Frequency:
    """How often there are newer figures: as often as of the slowest of its series."""
    held = [cycles[series] for series in (indicator.formula.series if indicator.formula else ()) if series in cycles]
    return max(held, key=CYCLE_MONTHS.__getitem__, default=indicator.frequency)


def by_district(row: Standing) -> Benchmark:
    """The same indicator among the area's own districts, in the newest period that fits these."""
    panel = row.found.panel
    group = groups.group(places(), groups.MEMBERS, panel.area.code)
    return benchmark.stand(panel, places(), group, as_known=row.found.as_known)


def _newest(panel: Panel, group: Group, as_known: date | None) -> Benchmark:
    """The area's newest figure among those of the others, also where none of them has one of that period yet."""
    period = next(iter(panel.periods([panel.area.code])), None)
    return benchmark.stand(panel, places(), group, period, as_known)


def _codes(group: Group) -> tuple[str, ...]:
    return (*group.codes, *(county for county, _ in group.stand_ins))


def _why(indicator: Indicator, panel: Panel | None, unheld: dict[str, str], districts: Group) -> str:
    """Why an area has no figure of an indicator."""
    if indicator.formula is None or panel is None:
        return "reported by its owner; there is no published series to take it from"
    titles = [unheld[series] for series in indicator.formula.series if series in unheld]
    if titles:
        return f"no figure is held of: {'; '.join(titles)}"
    parts = [places().get(code).name for code in _codes(districts) if panel.periods([code])]
    if not parts:
        return "no figure is held"
    why = "a sum needs every part" if panel.total else "a rate or average of parts is not averaged into one"
    return f"held only for {wording.listed(parts)}: {why}"
