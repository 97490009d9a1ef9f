"""From files to tables: figures held, reported figures and targets in, one published database out.

Knows the order of the work and the tables; refuses to know how a file is read, a metric computed or a rating made.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from pmf import areas, catalogue, formulas, periods, reported, returns, store
from pmf.areas import Areas
from pmf.catalogue import Indicator
from pmf.holdings import Holdings, Remark
from pmf.observations import Series, Source
from pmf.projects import files as registers
from pmf.rounds import shelf

DATA = Path(__file__).parent.parent / "data"

_FIGURE = """area_code VARCHAR, period VARCHAR, period_start DATE, period_end DATE, value DOUBLE, lower_95 DOUBLE,
 upper_95 DOUBLE, status VARCHAR, release DATE"""
_TABLES = {
    "observation": f"series VARCHAR, {_FIGURE}, source VARCHAR",
    "member_sum": f"series VARCHAR, {_FIGURE}, source VARCHAR, note VARCHAR",
    "metric_value": f"metric VARCHAR, {_FIGURE}, definition VARCHAR, note VARCHAR",
}
# What is held of every series, counted once here rather than on every page.
_COVERAGE = """
    CREATE TABLE coverage AS
    SELECT series, source, count(*) AS observations, count(DISTINCT area_code) AS areas, min(period_start) AS first,
           max(period_end) AS last, arg_max(period, period_end) AS newest_period, max(release) AS newest_release
    FROM observation GROUP BY series, source
"""


class _Rows:
    """Rows gathered for the tables, written by area, period and release for each series or metric as they came."""

    def __init__(self) -> None:
        self._gathered: dict[str, list[pd.DataFrame]] = {}

    def add(self, table: str, frame: pd.DataFrame) -> None:
        """Gather the rows of a frame."""
        if len(frame):
            self._gathered.setdefault(table, []).append(frame)

    def write(self, connection: duckdb.DuckDBPyConnection, table: str, columns: str) -> int:
        """Make the table with these columns from what was gathered, and return the number of its rows."""
        connection.execute(f"CREATE TABLE {table} ({columns})")
        parts = self._gathered.pop(table, [])
        if not parts:
            return 0
        every = pa.Table.from_pandas(_spanned(pd.concat(parts, ignore_index=True)), preserve_index=False)
        connection.register("incoming", every)
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
        connection.unregister("incoming")
        return len(every)


def build(
    db: Path,
    data: Path = DATA,
    declared: Iterable[Indicator] | None = None,
    raw: Path | None = None,
    remark: Remark = lambda _: None,
) -> dict[str, int]:
    """Publish at `db` a database made from the files below `data`; returns the number of rows a table.

    `raw` is the folder of what refreshes brought, if any; what of it is left out is told to `remark`. Raises
    DataFileError, DeclarationError, ObservationError or DamagedFile for the first file that cannot be taken; the
    database that was there stays as it was.
    """
    indicators = list(catalogue.indicators().values() if declared is None else declared)
    places = areas.load(data / "reference")
    held = holdings(data, raw, places)
    sources = held.sources
    catalogue.check_series(indicators, {series.id: series.unit for source in sources for series in source.series})
    scorecard = [indicator.id for indicator in indicators if indicator.number is not None]
    brought = returns.Returns(raw).newest() if raw else {}
    reports, targets = reported.read(data, scorecard, brought), reported.targets(data, scorecard)
    sheets = registers.read(data, registers.known(places, list(catalogue.indicators())))
    projects = {f"register_{sheet}": frame for sheet, frame in sheets.items()}
    named = sheets["projects"].groupby("round")["project_id"].apply(list).to_dict()
    parts = {"round_part": shelf.read(data, scorecard, lambda name: named.get(name, []))}
    counts: dict[str, int] = {}

    def fill(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("SET threads = 1")  # rows go in by order: a second thread costs its waiting
        rows = _Rows()
        figures = _figures(held.read(remark), sources, places, rows)
        _metrics(indicators, figures, sources, rows)
        for table, columns in _TABLES.items():
            counts[table] = rows.write(connection, table, columns)
        for table, frame in {
            "reported": reports,
            "target": targets,
            **projects,
            **parts,
            **_described(sources),
        }.items():
            connection.register("incoming", frame)
            connection.execute(f"CREATE TABLE {table} AS SELECT * FROM incoming")
            connection.unregister("incoming")
        connection.execute(_COVERAGE)
        connection.execute("ALTER TABLE build ADD COLUMN built_at TIMESTAMPTZ")
        connection.execute("UPDATE build SET built_at = ?", [datetime.now(UTC)])

    store.publish(db, fill)
    return counts


def holdings(data: Path, raw: Path | None, places: Areas) -> Holdings:
    """All that is held below `data` and `raw` of the sources that are embedded there or have a connector."""
    from connectors.discovery import connectors_by_source  # here, so that reading a database need not wait for them

    refreshable = (connector.SOURCE for connector in connectors_by_source().values())
    return Holdings(data / "snapshot", raw, refreshable, places.by_code)


def _figures(
    read: Iterable[tuple[Series, pd.DataFrame]],
    sources: list[Source],
    places: Areas,
    rows: _Rows,
) -> Mapping[str, pd.DataFrame]:
    """Store the observations and sums of members; return both together by series, for the formulas."""
    definitions = {
        (release.series, pd.Timestamp(release.date)): release.definition
        for source in sources
        for release in source.releases
    }
    figures = {}
    for series, observed in read:
        rows.add("observation", observed)
        held = observed.assign(note="")
        if series.additive and len(observed):
            sums = formulas.sums_over_members(observed, places)
            sums = sums.assign(series=series.id, source=observed["source"].iloc[0])
            rows.add("member_sum", sums)
            blank = held["value"].isna()
            if blank.any():  # where we sum, a blank gives way
                held = held[~(blank & held["area_code"].isin(sums["area_code"]))]
            held = pd.concat([held, sums], ignore_index=True)
        codes, days = pd.factorize(held["release"])
        names = pd.array([definitions[series.id, day] for day in days], dtype="str")
        figures[series.id] = held.assign(definition=names.take(codes))[list(formulas.FIGURE)]
    return figures


def _metrics(
    indicators: Iterable[Indicator],
    figures: Mapping[str, pd.DataFrame],
    sources: list[Source],
    rows: _Rows,
) -> None:
    titles = {series.id: series.title for source in sources for series in source.series}
    for indicator in sorted(indicators, key=lambda indicator: indicator.id):
        if indicator.formula:
            values = formulas.evaluate(indicator.formula, figures, titles).assign(metric=indicator.id)
            rows.add("metric_value", values.sort_values(["area_code", "period", "release"]))


def _spanned(frame: pd.DataFrame) -> pd.DataFrame:
    codes, texts = pd.factorize(frame["period"])
    spans = [periods.parse(text) for text in texts]
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    return frame.assign(
        period_start=np.array(starts, "datetime64[s]")[codes], period_end=np.array(ends, "datetime64[s]")[codes]
    )


def _described(sources: list[Source]) -> dict[str, pd.DataFrame]:
    """Tables that describe the sources, their series and their releases."""
    rows = [asdict(source) for source in sources]
    series = [{**entry, "source": row["id"]} for row in rows for entry in row.pop("series")]
    releases = [{**entry, "source": row["id"]} for row in rows for entry in row.pop("releases")]
    return {"source": pd.DataFrame(rows), "series": pd.DataFrame(series), "release": pd.DataFrame(releases)}
