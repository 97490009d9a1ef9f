"""The open data read back by two engines, from Parquet and from CSV, and compared with the database row by row."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.csv
import pyarrow.dataset
import pytest

from pmf import catalogue, export, reading, store
from pmf.open_data import rows as made
from pmf.open_data import tables
from tests.open_data.conftest import DAY

TYPES = {
    "string": (pa.string(), "VARCHAR"),
    "double": (pa.float64(), "DOUBLE"),
    "integer": (pa.int64(), "BIGINT"),
    "boolean": (pa.bool_(), "BOOLEAN"),
    "date": (pa.date32(), "DATE"),
}
HELD = ("observation", "metric_value", "series", "source", "release")


def columns(version: Path, table: str) -> dict[str, str]:
    """Names and types of a table's columns as the CSV metadata says them."""
    described = json.loads((version / "csv" / "csv-metadata.json").read_text(encoding="utf-8"))
    (found,) = (entry for entry in described["tables"] if entry["url"] == f"{table}.csv")
    return {column["name"]: column["datatype"] for column in found["tableSchema"]["columns"]}


def parquet_by_duckdb(version: Path, table: str) -> pa.Table:
    """Parquet, as DuckDB reads it."""
    files = str(version / "parquet" / table / "**" / "*.parquet")
    return duckdb.connect().sql(f"FROM read_parquet('{files}', hive_partitioning = true)").to_arrow_table()


def parquet_by_arrow(version: Path, table: str) -> pa.Table:
    """Parquet, as Arrow reads it."""
    return pyarrow.dataset.dataset(version / "parquet" / table, partitioning="hive").to_table()


def csv_by_duckdb(version: Path, table: str) -> pa.Table:
    """CSV, as DuckDB reads it by the metadata beside it."""
    types = ", ".join(f"'{name}': '{TYPES[kind][1]}'" for name, kind in columns(version, table).items())
    file = version / "csv" / f"{table}.csv"
    sql = (
        f"FROM read_csv('{file}', auto_detect = false, header = true, columns = {{{types}}}, delim = ',', quote = '\"')"
    )
    return duckdb.connect().sql(sql).to_arrow_table()


def csv_by_arrow(version: Path, table: str) -> pa.Table:
    """CSV, as Arrow reads it by the metadata beside it."""
    types = {name: TYPES[kind][0] for name, kind in columns(version, table).items()}
    options = pyarrow.csv.ConvertOptions(
        column_types=types, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False
    )
    parse = pyarrow.csv.ParseOptions(newlines_in_values=True)
    return pyarrow.csv.read_csv(version / "csv" / f"{table}.csv", parse_options=parse, convert_options=options)


def held(database: Path, table: str, names: list[str]) -> pa.Table:
    """The rows of the database itself, asked with nothing of ours in between."""
    with duckdb.connect(database.resolve(), read_only=True) as connection:
        types = {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE {table}").fetchall()}
        shown = ", ".join(f"nullif({n}, '') AS {n}" if types[n] == "VARCHAR" else n for n in names)
        return connection.execute(f"SELECT {shown} FROM {table}").to_arrow_table()


def differing(found: pa.Table, expected: pa.Table) -> list[tuple[Any, ...]]:
    """The rows that stand in one of two tables more often than in the other."""
    with duckdb.connect() as connection:
        connection.register("found", found.select(expected.column_names))
        connection.register("expected", expected)
        more, fewer = "FROM found EXCEPT ALL FROM expected", "FROM expected EXCEPT ALL FROM found"
        return connection.execute(f"({more}) UNION ALL ({fewer})").fetchall()


@pytest.mark.parametrize("table", [table.name for table in tables.every()])
def test_two_engines_read_the_same_rows_from_both_forms(version: Path, database: Path, table: str) -> None:
    names = list(columns(version, table))
    if table in HELD:
        expected = held(database, table, names)
        assert len(expected) > 0
    else:
        declared = next(entry for entry in tables.every() if entry.name == table)
        expected = made.of(declared, store.current(database), DAY).select(names)
    for read in (parquet_by_duckdb, parquet_by_arrow, csv_by_duckdb, csv_by_arrow):
        found = read(version, table)
        assert len(found) == len(expected), read.__name__
        assert differing(found, expected) == [], read.__name__


def test_a_row_more_or_less_or_otherwise_is_found() -> None:
    one = pa.table({"code": ["a", "b", "b"], "value": [1.0, None, 2.0]})
    assert differing(one, one.take([2, 1, 0])) == []
    assert differing(one, one.slice(0, 2)) == [("b", 2.0)]
    assert differing(one.slice(0, 2), one) == [("b", 2.0)]
    assert len(differing(one, pa.table({"code": ["a", "b", "b"], "value": [1.0, None, 2.5]}))) == 2


def test_reported_figures_are_those_of_the_database(version: Path, database: Path) -> None:
    names = ["round", "indicator", "period", "previous", "current", "published_rating", "note"]
    texts = held(database, "reported", names).to_pylist()
    numbers = [{**row, **{name: float(row[name]) for name in ("previous", "current") if row[name]}} for row in texts]
    found = csv_by_arrow(version, "reported").select(names).to_pylist()
    assert sorted(found, key=repr) == sorted(numbers, key=repr)
    assert len(texts) == 27


@pytest.mark.parametrize(
    ("area", "round_id"), [("E47000008", "2023-09"), ("E47000008", "latest"), ("E47000001", "latest")]
)
@pytest.mark.parametrize("edition", ["2023", "2025"])
def test_ratings_are_those_of_the_scorecard(
    version: Path, database: Path, area: str, round_id: str, edition: str
) -> None:
    card = reading.scorecard(store.current(database), area, round_id, edition, on=DAY)
    where = (area, round_id, edition)
    found = {
        row["indicator"]: row
        for row in csv_by_duckdb(version, "rating").to_pylist()
        if (row["area_code"], row["round"], row["edition"]) == where
    }
    assert len(found) == 27
    for entry in card.rows:
        row, expected = found[entry.indicator.id], export.row(entry)
        for name in ("direction_rating", "target_rating", "headline_rating", "travel", "basis", "period", "reason"):
            assert (row[name] or "") == (expected[name] or "")
        for name in ("previous", "current", "change", "target"):
            assert row[name] == (None if expected[name] is None else float(str(expected[name])))


def test_the_catalogue_is_whole(version: Path) -> None:
    found = {row["id"]: row for row in csv_by_arrow(version, "indicator").to_pylist()}
    assert set(found) == set(catalogue.indicators())
    for name, indicator in catalogue.indicators().items():
        assert found[name]["unit"] == indicator.unit
        assert found[name]["number"] == indicator.number
        series = (found[name]["numerator"] or "").split("; ") + (found[name]["denominator"] or "").split("; ")
        assert tuple(filter(None, series)) == (indicator.formula.series if indicator.formula else ())
