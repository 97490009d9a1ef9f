"""The embedded figures: one folder a source, one CSV a series, sorted, so that a release shows as added lines.

Knows the files' form and refuses those that break it; refuses to know what becomes of the figures.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from pmf import declarations, observations, periods, tables, wording
from pmf.declarations import Table
from pmf.observations import LICENCES, Frequency, Kind, Release, Series, Source

COLUMNS = ("area_code", "period", "release", "value", "lower_95", "upper_95", "status")
_NUMBERS = ("value", "lower_95", "upper_95")


def sources(folder: Path) -> list[Source]:
    """Every source declared in a `source.toml` below `folder`. Raises DeclarationError or ObservationError."""
    paths = tables.files(folder, "*/source.toml")
    if not paths:
        raise tables.DataFileError(folder, "the folder", "a source.toml in each folder below it", "none")
    return [_source(path) for path in paths]


def read(folder: Path, declared: list[Source], known_areas: Collection[str]) -> Iterator[tuple[Series, pd.DataFrame]]:
    """Each series with its observations in the shape of `pmf.observations`, sorted by area, period and release.

    Raises DataFileError or ObservationError naming file and line; also for a file that nobody declares.
    """
    expected = {f"{source.id}/{series.id.split('.')[1]}.csv" for source in declared for series in source.series}
    ours = {source.id for source in declared}
    for path in tables.files(folder, "*/*.csv"):
        elsewhere = path.parent.name not in ours and path.with_name("source.toml").exists()
        if not elsewhere and f"{path.parent.name}/{path.name}" not in expected:
            raise tables.DataFileError(path, "the file", "a series that its source.toml declares", path.stem)
    for source in declared:
        for series in source.series:
            path = folder / source.id / f"{series.id.split('.')[1]}.csv"
            held = {release.date.isoformat() for release in source.releases if release.series == series.id}
            yield series, _observations(path, source, series, held, known_areas)


def _observations(
    path: Path, source: Source, series: Series, releases: Collection[str], known_areas: Collection[str]
) -> pd.DataFrame:
    frame = tables.read(path, COLUMNS)
    _known(path, frame, "area_code", known_areas.__contains__, "an area of areas.csv")
    release_codes, days = _known(path, frame, "release", releases.__contains__, "a release of source.toml")
    codes, texts = _known(path, frame, "period", _is_period, "a period in ISO form")
    spans = [periods.parse(text) for text in texts]
    starts, ends = (np.array([getattr(span, end) for span in spans], "datetime64[s]") for end in ("start", "end"))
    tidy = pd.DataFrame(
        {
            "series": series.id,
            "area_code": frame["area_code"],
            "period": frame["period"],
            "period_start": starts[codes],
            "period_end": ends[codes],
            **{name: tables.numbers(path, frame, name) for name in _NUMBERS},
            "status": frame["status"],
            "release": np.array(days, "datetime64[s]")[release_codes],
            "source": source.id,
        }
    )
    try:
        observations.check(tidy)
        observations.refuse_below_zero(tidy, [series])
    except observations.ObservationError as error:
        raise tables.DataFileError(path, f"line {error.row}", error.expected, error.got) from error
    return tidy


def _known(
    path: Path, frame: pd.DataFrame, column: str, known: Callable[[str], bool], expected: str
) -> tuple[npt.NDArray[np.intp], Sequence[str]]:
    """The different texts of a column and, row by row, which of them stands there; refused where one is not known."""
    codes, different = pd.factorize(frame[column])
    texts: list[str] = different.tolist()
    strange = np.array([not known(text) for text in texts], dtype=bool)
    tables.refuse(path, frame, pd.Series(strange[codes]), expected, [column])
    return codes, texts


def _is_period(text: str) -> bool:
    try:
        return periods.parse(text).iso == text
    except periods.PeriodError:
        return False


def _source(path: Path) -> Source:
    table = declarations.read(path)
    source_id = path.parent.name
    entries = table.table("series")
    series = tuple(_series(source_id, name, entries.table(name)) for name in entries.names())
    source = Source(
        id=source_id,
        publisher=table.take("publisher", str),
        dataset=table.take("dataset", str),
        dataset_id=table.maybe("dataset_id", str, ""),
        landing_page=table.take("landing_page", str),
        licence=table.take("licence", str, tuple(LICENCES)),
        frequency=table.one_of("frequency", Frequency),
        series=series,
        releases=tuple(r for entry in table.tables("releases") for r in _releases(source_id, entry, series)),
    )
    table.finish()
    declared = [(release.series, release.date) for release in source.releases]
    for release in declared:
        if declared.count(release) > 1:
            raise table.error("releases", "each series and date once", f"{release[0]} {release[1]}")
    return source


def _series(source_id: str, name: str, table: Table) -> Series:
    series = Series(
        id=f"{source_id}.{name}",
        title=table.take("title", str),
        unit=table.take("unit", str, tuple(wording.UNITS)),
        kind=table.one_of("kind", Kind),
        decimals=table.take("decimals", int),
        polarity=table.take("polarity", str, ("higher", "lower", "none")),  # type: ignore[arg-type]
        caveat=table.maybe("caveat", str, ""),
    )
    table.finish()
    return series


def _releases(source_id: str, table: Table, known: tuple[Series, ...]) -> Iterator[Release]:
    names = table.texts("series")
    day, dated_by = table.take("date", date), table.take("dated_by", str)
    read_from, note = table.take("read_from", str), table.maybe("note", str, "")
    definition = table.maybe("definition", str, "")
    table.finish()
    for name in names:
        if f"{source_id}.{name}" not in {series.id for series in known}:
            raise table.error("series", "a series declared above", name)
        yield Release(f"{source_id}.{name}", day, dated_by, read_from, note, definition)
