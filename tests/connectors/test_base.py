"""Tidy rows become observations, or an error says which source, what was expected and what came."""

import pandas as pd
import pytest

from connectors.base import TIDY, PublisherError, completed
from pmf import observations
from pmf.observations import Series, Source

SERIES = Series("jobs.total", "Total jobs", "jobs", "count", 0, "higher")
SOURCE = Source("jobs", "ONS", "Jobs", "1", "https://example.org", "OGL-UK-3.0", "annual", (SERIES,))
ROW = {
    "series": "jobs.total",
    "area_code": "E07000008",
    "period": "2023",
    "value": "12",
    "lower_95": None,
    "upper_95": None,
    "status": "",
    "release": "2026-07-01",
}


def tidy(**changes: object) -> pd.DataFrame:
    return pd.DataFrame([ROW | {"area_code": "E07000009"}, ROW | changes], columns=list(TIDY))


def test_rows_are_dated_typed_ordered_and_checked() -> None:
    rows = completed(SOURCE, tidy(period="Apr-Jun 2023"))
    observations.check(rows)
    assert rows["area_code"].tolist() == ["E07000008", "E07000009"]
    assert rows["period"].tolist() == ["2023-04-01/P3M", "2023-01-01/P1Y"]
    assert rows["period_end"].tolist() == [pd.Timestamp("2023-06-30"), pd.Timestamp("2023-12-31")]
    assert rows.dtypes[["value", "release", "period_start"]].astype(str).tolist() == [
        "float64",
        "datetime64[s]",
        "datetime64[s]",
    ]


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        (tidy().drop(columns=["status", "release"]), "got none named status, release"),
        (tidy().iloc[:0], "expected at least one figure, got none"),
        (tidy(series="jobs.new"), "expected series the source declares, got jobs.new"),
        (tidy(period="lately"), "expected a period such as"),
        (tidy(value="twelve"), "Unable to parse string"),
        (tidy(value=None), "expected a value, or status c or x"),
        (tidy(status="?"), "expected a status among"),
        (tidy(area_code="E07000009"), "each series, area, period and release once"),
        (tidy(lower_95=13, upper_95=14), "a value inside its 95% interval"),
        (tidy(value="-12"), "expected a figure that is not below zero"),
        (tidy(release="July"), "July"),
    ],
)
def test_what_is_no_observation_is_refused_by_name(rows: pd.DataFrame, error: str) -> None:
    with pytest.raises(PublisherError) as caught:
        completed(SOURCE, rows)
    assert str(caught.value).startswith("source jobs: expected ")
    assert error in str(caught.value)
