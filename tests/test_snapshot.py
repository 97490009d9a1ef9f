"""The embedded figures: declared, complete, in order, and taken as they are written."""

from pathlib import Path

import pandas as pd
import pytest

from pmf import observations, snapshot, tables
from pmf.build import DATA
from pmf.declarations import DeclarationError
from tests.small_data import HEADER, SmallData

SNAPSHOT = DATA / "snapshot"
FILES = sorted(SNAPSHOT.glob("*/*.csv"))


def test_every_source_says_where_it_comes_from() -> None:
    for source in snapshot.sources(SNAPSHOT):
        assert source.publisher, source.id
        assert source.dataset, source.id
        assert source.landing_page.startswith("https://"), source.id
        assert {release.series for release in source.releases} == {series.id for series in source.series}, source.id
        assert all(release.read_from and release.dated_by for release in source.releases), source.id


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_rows_stand_sorted_so_that_a_release_shows_as_added_lines(path: Path) -> None:
    rows = [tuple(line.split(",")[:3]) for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    assert rows == sorted(rows)


def test_every_declared_release_brings_figures(small: SmallData) -> None:
    for source in snapshot.sources(SNAPSHOT):
        for series in source.series:
            path = SNAPSHOT / source.id / f"{series.id.split('.')[1]}.csv"
            held = {line.split(",")[2] for line in path.read_text(encoding="utf-8").splitlines()[1:]}
            assert held == {r.date.isoformat() for r in source.releases if r.series == series.id}, series.id


def read(small: SmallData) -> dict[str, pd.DataFrame]:
    """Every series of the small tree."""
    folder = small.data / "snapshot"
    found = snapshot.read(folder, snapshot.sources(folder), small.places().by_code)
    return {series.id: frame for series, frame in found}


def test_series_come_in_the_tidy_shape(small: SmallData) -> None:
    frame = read(small)["small.jobs"]
    assert list(frame.columns) == list(observations.COLUMNS)
    first = frame.iloc[0].to_dict()
    assert (first["series"], first["area_code"], first["value"], first["source"]) == (
        "small.jobs",
        "E06000031",
        100.0,
        "small",
    )
    assert [str(first[name].date()) for name in ("period_start", "period_end", "release")] == [
        "2021-01-01",
        "2021-12-31",
        "2022-06-01",
    ]
    assert frame["lower_95"].notna().sum() == 1


def test_an_empty_cell_is_missing_and_a_zero_is_zero(small: SmallData) -> None:
    rows = "E06000031,2021-06-30,2022-06-01,0,,,\nE07000008,2021-06-30,2022-06-01,,,,c\n"
    small.write("data/snapshot/small/people.csv", HEADER + rows)
    values = read(small)["small.people"]["value"]
    assert values.iloc[0] == 0.0
    assert pd.isna(values.iloc[1])


def test_a_series_file_without_rows_is_refused(small: SmallData) -> None:
    small.write("data/snapshot/small/people.csv", HEADER)
    with pytest.raises(tables.DataFileError, match=r"people\.csv, line 2: expected at least one row, got none"):
        read(small)


def test_hidden_folders_are_not_ours(small: SmallData) -> None:
    expected = sorted(read(small))
    small.write("data/snapshot/.checkpoints/source.toml", "half a")
    small.write("data/snapshot/.checkpoints/people.csv", "half a")
    small.write("data/snapshot/small/.people.csv", "half a")
    assert sorted(read(small)) == expected


def test_a_folder_without_sources_is_refused(tmp_path: Path) -> None:
    with pytest.raises(tables.DataFileError, match=r"expected a source\.toml in each folder below it"):
        snapshot.sources(tmp_path)


@pytest.mark.parametrize("key", ["publisher", "dataset", "landing_page", "licence", "frequency"])
def test_a_source_lacking_a_key_is_refused_by_file_and_key(small: SmallData, key: str) -> None:
    path = small.path("data/snapshot/small/source.toml")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(f"{key} =")), encoding="utf-8")
    with pytest.raises(DeclarationError, match=rf"small/source\.toml, key '{key}': expected a value"):
        snapshot.sources(small.data / "snapshot")


def test_a_wrong_figure_is_refused_by_its_line_in_the_file(small: SmallData) -> None:
    """Line 3 of the file, not the second of the rows."""
    rows = "E06000031,2021-06-30,2022-06-01,5,,,\nE07000008,2021-06-30,2022-06-01,5,,,x\n"
    small.write("data/snapshot/small/people.csv", HEADER + rows)
    with pytest.raises(tables.DataFileError, match=r"people\.csv, line 3: "):
        read(small)
