"""The tidy schema: what every figure must obey."""

import math
from collections.abc import Mapping
from datetime import date

import pandas as pd
import pytest

from pmf import observations
from pmf.observations import ObservationError, Series, Source

ROW: Mapping[str, object] = {
    "series": "small.jobs",
    "area_code": "E06000031",
    "period": "2021-01-01/P1Y",
    "period_start": date(2021, 1, 1),
    "period_end": date(2021, 12, 31),
    "value": 5.0,
    "lower_95": 4.0,
    "upper_95": 6.0,
    "status": "",
    "release": date(2022, 6, 1),
    "source": "small",
}


def frame(*changes: Mapping[str, object]) -> pd.DataFrame:
    """A table of good rows with some cells changed."""
    table = pd.DataFrame([{**ROW, "area_code": f"E0600003{n}", **change} for n, change in enumerate(changes)])
    return table.astype(dict.fromkeys(("value", "lower_95", "upper_95"), "float64"))


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"value": 0, "lower_95": 0, "upper_95": 0},
        {"value": 4},
        {"value": 6},
        {"value": None, "lower_95": None, "upper_95": None, "status": "x"},
        {"value": None, "lower_95": None, "upper_95": None, "status": "c"},
        *({"status": status} for status in "pue"),
    ],
)
def test_good_rows_pass(change: Mapping[str, object]) -> None:
    observations.check(frame({}, change))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"value": None}, "expected a value, or status c or x"),
        ({"status": "x"}, "expected no value beside status c or x"),
        ({"status": "c", "value": 0, "lower_95": None, "upper_95": None}, "expected no value beside status c or x"),
        ({"status": "q"}, "expected a status among"),
        ({"lower_95": None}, "expected both ends of an interval or neither"),
        ({"value": 1e15, "lower_95": None, "upper_95": None}, "expected figures below 1e+15"),
        ({"value": -math.inf, "lower_95": None, "upper_95": None}, "expected figures below 1e+15"),
        ({"upper_95": math.inf}, "expected figures below 1e+15"),
        ({"value": 6.1}, "expected a value inside its 95% interval"),
        ({"value": 3.9}, "expected a value inside its 95% interval"),
        ({"area_code": "E06000030"}, "expected each series, area, period and release once"),
    ],
)
def test_bad_rows_are_refused_by_row_and_key(change: Mapping[str, object], message: str) -> None:
    with pytest.raises(ObservationError) as refusal:
        observations.check(frame({}, change))
    said = str(refusal.value)
    assert said.startswith(f"{message}")
    assert "got small.jobs E0600003" in said


@pytest.mark.parametrize(
    ("change", "got"),
    [
        ({"value": 6.1}, "release 2022-06-01: value 6.1, interval 4 to 6"),
        ({"value": 6.1, "status": "p"}, "release 2022-06-01: value 6.1, interval 4 to 6, status 'p'"),
        ({"value": None, "lower_95": None, "upper_95": None}, "release 2022-06-01: no value"),
        ({"lower_95": None}, "release 2022-06-01: value 5, interval 6"),
        ({"release": pd.Timestamp(2022, 6, 1), "lower_95": None}, "release 2022-06-01: value 5, interval 6"),
    ],
)
def test_a_refusal_shows_the_row_as_a_reader_would(change: Mapping[str, object], got: str) -> None:
    with pytest.raises(ObservationError) as refusal:
        observations.check(frame(change))
    assert str(refusal.value).endswith(f", got small.jobs E06000030 2021-01-01/P1Y {got}")


def test_other_columns_are_refused() -> None:
    with pytest.raises(ObservationError, match="expected the columns series, area_code"):
        observations.check(frame({}).drop(columns="source"))


def test_only_what_is_net_of_something_falls_below_zero() -> None:
    below = frame({"value": -5.0, "lower_95": None, "upper_95": None})
    observations.refuse_below_zero(below, [Series("small.jobs", "Net", "dwellings", "count", 0, "higher")])
    with pytest.raises(ObservationError, match="expected a figure that is not below zero, got small"):
        observations.refuse_below_zero(below, [Series("small.jobs", "Jobs", "jobs", "count", 0, "higher")])


@pytest.mark.parametrize(("kind", "additive"), [("count", True), ("amount", True), ("rate", False), ("percent", False)])
def test_only_counts_and_amounts_add_up(kind: observations.Kind, additive: bool) -> None:
    assert Series("a.b", "B", "people", kind, 0, "none").additive is additive


def test_every_frequency_has_a_cycle() -> None:
    from typing import get_args

    assert set(observations.CYCLE_MONTHS) == set(get_args(observations.Frequency))


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("licence", "CC-BY-NC", "expected licence OGL-UK-3.0, got 'CC-BY-NC'"),
        ("frequency", "yearly", "expected a frequency among"),
        ("landing_page", "http://example.org", "expected a landing page on https"),
        ("landing_page", "https:// example.org", "expected a landing page on https"),
    ],
)
def test_a_source_must_say_licence_frequency_and_page(key: str, value: str, message: str) -> None:
    good = {"licence": "OGL-UK-3.0", "frequency": "annual", "landing_page": "https://example.org/a"}
    with pytest.raises(ObservationError, match=message):
        Source(id="small", publisher="P", dataset="D", dataset_id="", series=(), **{**good, key: value})  # type: ignore[arg-type]
