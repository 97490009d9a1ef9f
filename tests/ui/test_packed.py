"""Specifications ready to be sent: the figures are the same, and Streamlit has nothing left to write out."""

import pyarrow as pa

from pmf.charts import Spec
from pmf.ui.packed import packed


def test_named_data_becomes_bytes_and_the_rest_stays() -> None:
    rows = [{"when": "2023-01-01", "value": 1.5, "low": None}, {"when": "2024-01-01", "value": 2.0, "low": 1.0}]
    spec: Spec = {"mark": "line", "datasets": {"area": rows, "england": []}}
    found = packed(spec)
    assert pa.ipc.open_stream(found["datasets"]["area"]).read_all().to_pylist() == rows
    assert pa.ipc.open_stream(found["datasets"]["england"]).read_all().num_rows == 0
    assert found["mark"] == "line"
    assert spec["datasets"]["area"] is rows, "what is kept elsewhere is not changed"
