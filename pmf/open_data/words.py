"""What goes with the tables for people: how to read them, under which licence, and whose figures they are.

Knows how to word that; refuses to know the rows.
"""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from pmf import reading
from pmf.observations import LICENCES
from pmf.open_data.tables import Table
from pmf.reading import SourceState
from pmf.store import Store

TITLE = "Performance Management Framework: open data"
ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def write(folder: Path, tables: Sequence[Table], store: Store) -> None:
    """Write README.txt and LICENCE.txt."""
    (folder / "README.txt").write_text(_readme(tables, f"pmf.{store.stamp}.duckdb"), encoding="utf-8")
    (folder / "LICENCE.txt").write_text(_licence(reading.sources(store)), encoding="utf-8")


def _readme(tables: Sequence[Table], database: str) -> str:
    listed = "\n".join(f"  {table.name:<14}{table.title}" for table in tables)
    parted = ", ".join(table.name for table in tables if table.partition)
    return f"""{TITLE}

{listed}

The same rows three times:

  {database}   a DuckDB database, with what is between the tables besides
  parquet/<table>/   Parquet; {parted} in folders named after a column (Hive style)
  csv/<table>.csv    CSV in UTF-8; csv/csv-metadata.json says what each column holds (CSV on the Web)

manifest.json lists every file with its size and SHA-256, SHA256SUMS is for `sha256sum --check`.
An empty cell, or null, means that there is nothing; it is never zero. Join areas on their codes, never on names.
Periods are ISO 8601; `release` is the day a publisher released a figure, and all releases held are there: for the
newest take the row with the greatest release of each series or metric, area and period.

To read:

  DuckDB     SELECT * FROM read_parquet('parquet/observation/**/*.parquet', hive_partitioning = true)
  Python     pyarrow.dataset.dataset('parquet/observation', partitioning='hive').to_table()
  Spark      spark.read.parquet('parquet/observation')
  Power BI   Get data, Text/CSV or Parquet

The figures are under the licences in LICENCE.txt.
"""


def _licence(sources: Sequence[SourceState]) -> str:
    lines = [ATTRIBUTION, LICENCE_URL, "", "The figures come from:", ""]
    for publisher, group in groupby(sources, key=lambda source: source.publisher):
        lines.append(publisher)
        for source in (source for source in group if source.observations):
            lines.append(f"  {source.dataset} ({LICENCES[source.licence]}), {source.landing_page}")
    return "\n".join([*lines, ""])
