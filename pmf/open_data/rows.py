"""The rows of each table of the open data: those of the database, and those worked out from it and the catalogue.

Knows where rows come from; refuses to know how they are written.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import date

import pyarrow as pa

from pmf import catalogue, editions, export, reading
from pmf.export import Record
from pmf.open_data.tables import Table
from pmf.reading import LATEST
from pmf.store import Store

LIST = "; "


def of(table: Table, store: Store, day: date) -> pa.Table:
    """Every row of a table; a text that says nothing is null, as is a figure there is none of."""
    if table.name not in _MADE:
        frame = reading.whole(store, table.name, table.kinds, table.key)
        return pa.Table.from_pandas(frame, table.schema, preserve_index=False)
    made = [_as_declared(table, record) for record in _MADE[table.name](store, day)]
    made.sort(key=lambda row: [str(row[name]) for name in table.key])
    return pa.Table.from_pylist(made, table.schema)


def _ratings(store: Store, day: date) -> Iterator[Record]:
    """The scorecard of every authority for the latest figures, and of the home authority for each published round."""
    asked = [(area.code, LATEST) for area in reading.places().authorities]
    asked += [(reading.HOME, name) for name in reading.rounds(store)]
    for area, round_id in asked:
        stands = reading.day_of(round_id, on=day)
        for edition in editions.all_editions():
            card = reading.scorecard(store, area, round_id, edition.id, on=day)
            for row in card.rows:
                yield {
                    **export.row(row),
                    "area_code": area,
                    "round": round_id,
                    "edition": edition.id,
                    "day": stands,
                    "indicator": row.indicator.id,
                }


def _indicators(store: Store, day: date) -> Iterator[Record]:
    for indicator in catalogue.indicators().values():
        formula = indicator.formula
        worked_out = {**asdict(formula), "formula": formula.name} if formula else {}
        yield {**asdict(indicator), "formula": None, **{k: v for k, v in worked_out.items() if k != "name"}}


def _areas(store: Store, day: date) -> Iterator[Record]:
    for area in reading.places().by_code.values():
        yield {**asdict(area), "area_code": area.code}


def _memberships(store: Store, day: date) -> Iterator[Record]:
    for membership in reading.places().memberships:
        yield asdict(membership)


_MADE: Mapping[str, Callable[[Store, date], Iterator[Record]]] = {
    "area": _areas,
    "indicator": _indicators,
    "membership": _memberships,
    "rating": _ratings,
}


def _as_declared(table: Table, record: Record) -> Record:
    return {name: _value(record.get(name), kind) for name, kind in table.kinds.items()}


def _value(value: object, kind: str) -> object:
    if isinstance(value, list | tuple):
        value = LIST.join(map(str, value))
    if value is None or value == "":
        return None
    if kind == "double":
        return float(str(value))
    return date.fromisoformat(value) if kind == "date" and isinstance(value, str) else value
