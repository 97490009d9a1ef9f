"""The CSV files described for machines: CSV on the Web, one table group. Knows the vocabulary; reads no file.

https://www.w3.org/TR/tabular-metadata/
"""

from collections.abc import Sequence
from datetime import date

from pmf.open_data import rows
from pmf.open_data.tables import Column, Table
from pmf.open_data.words import ATTRIBUTION, LICENCE_URL, TITLE

_LISTS = ("numerator", "denominator", "successors")


def described(tables: Sequence[Table], day: date) -> dict[str, object]:
    """The table group as in `csv-metadata.json`, beside the files."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}],
        "dc:title": TITLE,
        "dc:description": ATTRIBUTION,
        "dc:license": {"@id": LICENCE_URL},
        "dc:issued": {"@value": day.isoformat(), "@type": "xsd:date"},
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "lineTerminators": ["\n"]},
        "tables": [_table(table) for table in tables],
    }


def _table(table: Table) -> dict[str, object]:
    pointers = [_pointer(column) for column in table.columns if column.refers]
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "tableSchema": {
            "columns": [_column(column, table.key) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": pointers} if pointers else {}),
        },
    }


def _column(column: Column, key: Sequence[str]) -> dict[str, object]:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.told,
        "datatype": column.kind,
        "required": column.name in key,
        **({"separator": rows.LIST} if column.name in _LISTS else {}),
    }


def _pointer(column: Column) -> dict[str, object]:
    table, _, name = column.refers.partition(".")
    return {"columnReference": column.name, "reference": {"resource": f"{table}.csv", "columnReference": name}}
