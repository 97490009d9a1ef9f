"""All figures held: those embedded in the project and, over them, those that refreshes brought.

Knows how the two are joined and which rows are left out; refuses to know publishers and what becomes of the figures.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from pmf import snapshot, vintages
from pmf.accepted import Accepted
from pmf.observations import Series, Source

ORDER = ["area_code", "period", "release"]
NAMED = 6
UNDATED = "placeholder"
"""Dates an embedded release whose day nobody knows: it gives way to the first that a refresh brings of the series."""
Remark = Callable[[str], None]


class Holdings:
    """What is held of every source that is embedded or can be refreshed; `raw` holds what refreshes brought."""

    def __init__(self, embedded: Path, raw: Path | None, refreshable: Iterable[Source], areas: Collection[str]) -> None:
        self._folder, self._areas = embedded, areas
        self._accepted = Accepted(raw) if raw else None
        self._embedded = {source.id: source for source in snapshot.sources(embedded)}
        self._refreshable = {source.id: source for source in refreshable}

    @cached_property
    def sources(self) -> list[Source]:
        """Every source by id, with all its series and the releases held. Raises DamagedFile."""
        return [self._source(name) for name in sorted(self._embedded.keys() | self._refreshable)]

    def rows(self, source: str) -> pd.DataFrame:
        """All rows of one source, also those that `read` leaves out. Raises DataFileError or DamagedFile."""
        embedded = [rows for _, rows in self._embedded_rows(source)]
        brought = self._brought(source)
        return vintages.over(pd.concat(embedded, ignore_index=True), brought) if embedded else brought

    def read(self, remark: Remark) -> Iterator[tuple[Series, pd.DataFrame]]:
        """Each series with its rows by area, period and release; rows left out are told to `remark`.

        Raises DataFileError or ObservationError for an embedded file, DamagedFile for one that a refresh brought.
        """
        for name in sorted(set(self._accepted.sources() if self._accepted else ()) - {s.id for s in self.sources}):
            remark(f"{name}: left out, as no source of that name is declared")
        nothing = vintages.none()
        for source in self.sources:
            embedded = {series.id: rows for series, rows in self._embedded_rows(source.id)}
            brought = self._known(source, remark)
            for series in source.series:
                ours = embedded.get(series.id, nothing)
                yield series, self._joined(source, series, ours, brought) if len(brought) else ours

    def _joined(self, source: Source, series: Series, ours: pd.DataFrame, brought: pd.DataFrame) -> pd.DataFrame:
        days = [release.date for release in source.releases if release.series == series.id]
        both = vintages.over(ours, brought[brought["series"] == series.id])
        rows: pd.DataFrame = both[both["release"].dt.date.isin(days)].sort_values(ORDER, ignore_index=True)
        return rows

    def _source(self, name: str) -> Source:
        """The two declarations of one source as one. The connector's words hold once it has brought figures."""
        declared = [table[name] for table in (self._refreshable, self._embedded) if name in table]
        brought = self._accepted.releases(name) if self._accepted else []
        first, *second = declared if brought else declared[::-1]
        series = {series.id: series for source in (*second, first) for series in source.series}
        fresh = {release.series for release in brought}
        embedded = self._embedded[name].releases if name in self._embedded else ()
        kept = [release for release in embedded if release.dated_by != UNDATED or release.series not in fresh]
        releases = {(r.series, r.date): r for r in (*brought, *kept) if r.series in series}
        return replace(first, series=tuple(series.values()), releases=tuple(releases.values()))

    def _known(self, source: Source, remark: Remark) -> pd.DataFrame:
        rows = self._brought(source.id)
        if not len(rows):
            return rows
        for column, known, words in (
            ("area_code", self._areas, "of codes not in areas.csv"),
            ("series", {series.id for series in source.series}, "of series no longer declared"),
        ):
            strange = ~rows[column].isin(list(known))
            if strange.any():
                names = sorted(rows.loc[strange, column].unique())
                more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
                remark(f"{source.id}: left out {strange.sum():,} rows {words}: {', '.join(names[:NAMED])}{more}")
                rows = rows[~strange]
        return rows

    def _brought(self, source: str) -> pd.DataFrame:
        return self._accepted.read(source) if self._accepted else vintages.none()

    def _embedded_rows(self, source: str) -> Iterator[tuple[Series, pd.DataFrame]]:
        known = [self._embedded[source]] if source in self._embedded else []
        return snapshot.read(self._folder, known, self._areas)
