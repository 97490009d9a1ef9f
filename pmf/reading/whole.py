"""Whole tables of the database, as they are handed on to others. Knows their columns' types; refuses to choose rows."""

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd

from pmf.store import Store

Kind = Literal["string", "double", "integer", "boolean", "date"]
_CAST: Mapping[Kind, str] = {"double": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE"}


def whole(store: Store, table: str, columns: Mapping[str, Kind], key: Sequence[str]) -> pd.DataFrame:
    """Every row of a table, ordered by `key`; a text that says nothing is null.

    `table`, `columns` and `key` are names from declarations of ours, never from outside.
    """
    shown = ", ".join(_expression(name, kind) for name, kind in columns.items())
    order = ", ".join(f't."{name}"' for name in key)
    return store.frame(f'SELECT {shown} FROM "{table}" t ORDER BY {order}')


def _expression(name: str, kind: Kind) -> str:
    said = f"nullif(CAST(t.\"{name}\" AS VARCHAR), '')"
    return f'{said} AS "{name}"' if kind == "string" else f'CAST({said} AS {_CAST[kind]}) AS "{name}"'
