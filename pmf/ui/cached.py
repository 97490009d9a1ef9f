"""Readings kept in memory, by the version of the database they came from.

Knows what is worth keeping; refuses to compute. What is kept is frozen and shared by all sessions.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import streamlit as st

from pmf import (
    charts,
    groups,
    open_data,
    palette,
    reading,
    refresh,
    region_charts,
    region_map,
    reported,
    runlog,
    settings,
    store,
)
from pmf.benchmark import Benchmark, stand
from pmf.charts import Spec
from pmf.heat import Heat
from pmf.heat import heat as make_heat
from pmf.maps import Map
from pmf.open_data import manifest
from pmf.open_data.manifest import Offer
from pmf.palette import Ground, Theme
from pmf.panel import Panel
from pmf.periods import Period
from pmf.projects import selection
from pmf.projects.selection import Chosen, Selection
from pmf.reading import LATEST, Coverage, IndicatorView, Ratings, Register, Revised, SourceState
from pmf.region import Region, Standing
from pmf.report import content
from pmf.rounds import pending
from pmf.rounds.book import Book
from pmf.rounds.papers import Papers
from pmf.rounds.pending import Difference
from pmf.rounds.record import Record
from pmf.rounds.shelf import Stored
from pmf.runlog import Outcome
from pmf.scorecard import Scorecard
from pmf.store import Store
from pmf.ui import project_map
from pmf.ui.packed import packed

Key = tuple[str | date | Period | Decimal | int | None, ...]
_KEPT = 256


def current_store() -> Store:
    """The database as published now. Raises StoreError."""
    return store.current(settings.database())


@st.cache_resource(max_entries=8, show_spinner=False)
def rounds(stamp: str, _held: Store) -> Sequence[str]:
    """Rounds that were reported."""
    return tuple(reading.rounds(_held))


def ends(stamp: str, held: Store) -> list[tuple[str, date]]:
    """The same, each with the day it ends on."""
    return [(name, reading.round_end(name)) for name in rounds(stamp, held)]


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def scorecard(
    stamp: str, _held: Store, area: str, round_id: str, edition: str, as_known: date | None, on: date
) -> Scorecard:
    """The scorecard of one area, round and edition; `on` is today."""
    return reading.scorecard(_held, area, round_id, edition, as_known, on)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def indicator(
    stamp: str, _held: Store, area: str, round_id: str, edition: str, as_known: date | None, on: date, name: str
) -> IndicatorView:
    """One indicator in one area, round and edition."""
    return reading.indicator(_held, name, area, round_id, edition, as_known, on)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def history_chart(stamp: str, _view: IndicatorView, key: Key, dark: bool) -> Spec:
    """The chart of an indicator's history, built once for each `key` that names the view."""
    return charts.history(_view.history, _view.indicator.unit, _view.row.target, _view.rated, _theme(dark))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def member_charts(stamp: str, _view: IndicatorView, key: Key, dark: bool) -> Sequence[Spec]:
    """The small charts of an authority's districts, built once for each `key` that names the view."""
    return charts.small_multiples([figures for _, figures in _view.members], _view.indicator.unit, _theme(dark))


@st.cache_resource(max_entries=24, show_spinner=False)
def panel(stamp: str, _held: Store, area: str, as_known: date | None, name: str) -> Panel:
    """One indicator in every area; it answers for all groups, periods and views of the benchmarking page."""
    return reading.panel(_held, name, area, as_known)


@st.cache_resource(max_entries=24, show_spinner=False)
def benchmark(
    stamp: str, _held: Store, area: str, as_known: date | None, name: str, group: str, period: Period | None
) -> Benchmark:
    """An area among a group by one indicator, in a period or the newest."""
    chosen = groups.group(reading.places(), group, area)
    return stand(panel(stamp, _held, area, as_known, name), reading.places(), chosen, period, as_known)


@st.cache_resource(max_entries=8, show_spinner=False)
def heat(stamp: str, _held: Store, area: str, as_known: date | None, group: str) -> Heat:
    """All indicators that can be compared, among one group."""
    return make_heat(reading.benchmarks(_held, reading.comparable(_held), area, group, as_known))


@st.cache_resource(max_entries=8, show_spinner=False)
def comparable(stamp: str, _held: Store, as_known: date | None) -> Sequence[str]:
    """The ids of the indicators that can be compared now, or could on a day."""
    return tuple(indicator.id for indicator in reading.comparable(_held, as_known))


@st.cache_resource(max_entries=8, show_spinner=False)
def shading(stamp: str, _held: Store, as_known: date | None, areas: Sequence[str]) -> Sequence[str]:
    """The ids of the indicators by which areas can be shaded."""
    return tuple(indicator.id for indicator in reading.shading(_held, areas, as_known))


@st.cache_resource(max_entries=8, show_spinner=False)
def targets(stamp: str, _held: Store, month: str) -> Mapping[str, Decimal]:
    """Targets in force in a month, by indicator."""
    return reading.targets(_held, month)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def picture(stamp: str, key: Key, dark: bool, _draw: Callable[[Theme], Spec]) -> Spec:
    """A chart, drawn once for each `key` that names it."""
    return _draw(_theme(dark))


@st.cache_resource(max_entries=16, show_spinner=False)
def projects(stamp: str, round_id: str, edition: str, as_known: date | None, on: date, _held: Store) -> Register:
    """The project register of a round; `on` is today. Raises NoRegister."""
    day = on if round_id == LATEST and as_known is None else None
    return reading.projects(_held, round_id, edition, as_known, day)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def choices(stamp: str, _register: Register, key: Key) -> Mapping[str, Sequence[str]]:
    """What there is to choose among in each field of a register, worked out once for each `key` that names it."""
    return {field: selection.options(_register.rows, field) for field in selection.FIELDS}


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def chosen(stamp: str, _register: Register, key: Key, asked: Selection) -> Chosen:
    """The projects asked for, worked out once for each `key` that names the register."""
    return asked.of(_register.rows)


@st.cache_resource(max_entries=64, show_spinner=False)
def projects_map(
    stamp: str, _chosen: Chosen, _view: IndicatorView | None, key: Key, asked: Selection, dark: bool
) -> Map:
    """The map of the projects asked for, built once for each `key` that names the register and the indicator."""
    basemap = settings.basemap()
    style = basemap.style if basemap else None
    return project_map.deck(_chosen.rows, reading.district_outlines(reported.AREA), _view, ground(dark), style)


@st.cache_resource(max_entries=16, show_spinner=False)
def record(stamp: str, _held: Store, round_id: str) -> Record:
    """A round as it was sealed, or as it stood when the database was built."""
    return Book(_held, Stored(_held)).record(round_id)


@st.cache_resource(max_entries=16, show_spinner=False)
def papers(stamp: str, _held: Store, round_id: str | None) -> Papers:
    """What was written for a round; nothing where none is meant."""
    return Book(_held, Stored(_held)).papers(round_id) if round_id else Papers()


@st.cache_resource(max_entries=16, show_spinner=False)
def before(stamp: str, _held: Store, round_id: str) -> Record | None:
    """The round before another, None for the first."""
    return Book(_held, Stored(_held)).before(record(stamp, _held, round_id))


@st.cache_resource(max_entries=16, show_spinner=False)
def waiting(stamp: str, _held: Store, round_id: str) -> Sequence[Difference]:
    """What would be sealed otherwise today; nothing of a round that is not sealed."""
    book = Book(_held, Stored(_held))
    found = book.record(round_id)
    return tuple(pending.between(found, book.draft(round_id))) if found.seal else ()


@st.cache_resource(max_entries=8, show_spinner=False)
def ratings(stamp: str, _held: Store) -> Ratings:
    """Every rating of every round."""
    return reading.ratings(_held)


@st.cache_resource(max_entries=32, show_spinner=False)
def report(stamp: str, _record: Record, round_id: str, committee: str, suffix: str) -> bytes:
    """One file of a report."""
    from pmf.report import writing  # here, so that the app starts without the formats

    return writing.made(_record, content.document(_record, committee), suffix, committee)


def runs() -> Sequence[Outcome]:
    """The log of refreshes as it stands now: a refresh that brings nothing new makes no new database."""
    found = tuple(runlog.read(settings.raw(settings.database()) / refresh.LOG))
    return tuple(outcome.public for outcome in found) if settings.read_only() else found


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={Outcome: repr})
def sources(stamp: str, _held: Store, on: date, runs: Sequence[Outcome]) -> Sequence[SourceState]:
    """Every source with its freshness on a day and its last runs."""
    return tuple(reading.sources(_held, on, runs))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def revised(stamp: str, _held: Store, area: str, on: date) -> Sequence[Revised]:
    """The newest revisions of an area's figures."""
    return tuple(reading.revised(_held, area, on))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def coverage(stamp: str, _held: Store, area: str) -> Sequence[Coverage]:
    """Which areas and years every series is held for, seen from one authority."""
    return tuple(reading.coverage(_held, area))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def region(stamp: str, _held: Store, area: str, neighbours: str, as_known: date | None, on: date) -> Region:
    """The State of the Region of one area; `on` is the day up to which ages count."""
    return reading.region(_held, area, neighbours, as_known, on)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def theme_charts(stamp: str, _rows: Sequence[Standing], key: Key, dark: bool) -> Sequence[Spec]:
    """The small charts of a theme, built once for each `key` that names it."""
    units = ["index" if row.base else row.indicator.unit for row in _rows]
    return [
        packed(region_charts.beside(row.lines, unit, _theme(dark), row.found.area))
        for row, unit in zip(_rows, units, strict=True)
    ]


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def districts(stamp: str, _rows: Sequence[Standing], key: Key) -> Mapping[str, Benchmark]:
    """Of each indicator of a theme the districts among one another, where any has a figure."""
    found = {row.indicator.id: reading.by_district(row) for row in _rows}
    return {name: ranked for name, ranked in found.items() if ranked.entries}


@st.cache_resource(max_entries=64, show_spinner=False)
def district_map(stamp: str, _found: Benchmark, key: Key, dark: bool) -> Map:
    """The map of an indicator's districts, written once for each `key` that names it."""
    return region_map.drawn(_found, reading.district_outlines(_found.area.code), ground(dark))


def ground(dark: bool) -> Ground:
    """The colours of maps."""
    return palette.GROUND_DARK if dark else palette.GROUND_LIGHT


def offer() -> Offer | None:
    """The open data as published now, None where none is."""
    folder = settings.open_data()
    return _offer((folder / open_data.LATEST).resolve()) if folder else None


@st.cache_resource(max_entries=8, show_spinner=False)
def _offer(version: Path) -> Offer | None:
    return manifest.offer(version)


def _theme(dark: bool) -> Theme:
    return palette.DARK if dark else palette.LIGHT
