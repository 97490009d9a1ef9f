"""Chart specifications ready to be sent: their figures written out once, as the browser takes them.

Knows the format of the data; refuses to know a chart. Streamlit writes out the figures of a specification on every run,
which costs more than all else on a page of eight charts, unless they are bytes already.
"""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from pmf.charts import Point, Spec


def packed(spec: Spec) -> Spec:
    """The specification with its named data as Arrow streams."""
    return {**spec, "datasets": {name: _stream(rows) for name, rows in spec["datasets"].items()}}


def _stream(rows: Sequence[Point]) -> bytes:
    table: Any = pa.Table.from_pylist(list(rows))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    written: bytes = sink.getvalue().to_pybytes()
    return written
