"""The tidy shape every figure takes, whoever published it, and the checks it must pass.

Knows series, sources and the observation table; refuses to know areas' names, indicators and files.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from pmf import wording
from pmf.refusals import Refusal

Kind = Literal["count", "amount", "rate", "percent"]
Frequency = Literal[
    "monthly", "quarterly", "three times a year", "bi-annual", "annual", "every 2 years", "every 4 years", "decennial"
]

COLUMNS = (
    "series",
    "area_code",
    "period",
    "period_start",
    "period_end",
    "value",
    "lower_95",
    "upper_95",
    "status",
    "release",
    "source",
)
KEY = ("series", "area_code", "period", "release")
STATUSES = {
    "": "as published",
    "p": "provisional",
    "c": "confidential",
    "x": "not available",
    "u": "low reliability",
    "e": "estimated or imputed by the publisher",
}
LICENCES = {"OGL-UK-3.0": "Open Government Licence v3.0"}
MOST_DECIMALS = 9
LARGEST = 1e15
"""What a double still holds to the unit."""
NET_UNITS = ("dwellings", "kt CO2", "kt CO2e", "t CO2e per person")
"""Units of what demolitions or removals may take below zero; no other figure of ours can be."""
ADDITIVE: tuple[Kind, ...] = ("count", "amount")
CYCLE_MONTHS: Mapping[str, int] = {
    "monthly": 1,
    "quarterly": 3,
    "three times a year": 4,
    "bi-annual": 6,
    "annual": 12,
    "every 2 years": 24,
    "every 4 years": 48,
    "decennial": 120,
}


class ObservationError(Refusal, ValueError):
    """Figures or declarations that break the schema: of what, what was expected, what came, in which row."""

    def __init__(self, expected: str, got: str, subject: str = "", row: object = None) -> None:
        super().__init__(f"{subject + ': ' if subject else ''}expected {expected}, got {got}")
        self.expected, self.got, self.row = expected, got, row


@dataclass(frozen=True)
class Series:
    """One published variable. `decimals` are those the publisher gives; `polarity` says which way is better."""

    id: str
    title: str
    unit: str
    kind: Kind
    decimals: int
    polarity: Literal["higher", "lower", "none"]
    caveat: str = ""

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ObservationError(f"a kind among {get_args(Kind)}", repr(self.kind), f"series {self.id}")
        if self.unit not in wording.UNITS:
            raise ObservationError("a unit of pmf/wording.py", repr(self.unit), f"series {self.id}")
        if not 0 <= self.decimals <= MOST_DECIMALS:
            raise ObservationError(f"0 to {MOST_DECIMALS} decimals", str(self.decimals), f"series {self.id}")

    @property
    def additive(self) -> bool:
        """Counts and amounts add up over areas; rates and percentages do not."""
        return self.kind in ADDITIVE


@dataclass(frozen=True)
class Release:
    """One vintage of a series, dated by its publisher where `dated_by` says so.

    `definition` names the population base, geography or method in force, where it differs between vintages:
    figures under two definitions are never compared silently.
    """

    series: str
    date: date
    dated_by: str
    read_from: str
    note: str = ""
    definition: str = ""


@dataclass(frozen=True)
class Source:
    """One publisher's dataset: where it lives, under which licence, how often it comes."""

    id: str
    publisher: str
    dataset: str
    dataset_id: str
    landing_page: str
    licence: str
    frequency: Frequency
    series: tuple[Series, ...]
    releases: tuple[Release, ...] = field(default=())

    def __post_init__(self) -> None:
        subject = f"source {self.id}"
        if self.licence not in LICENCES:
            raise ObservationError(f"licence {' or '.join(LICENCES)}", repr(self.licence), subject)
        if self.frequency not in CYCLE_MONTHS:
            raise ObservationError(f"a frequency among {sorted(CYCLE_MONTHS)}", repr(self.frequency), subject)
        if not re.fullmatch(r"https://\S+", self.landing_page):
            raise ObservationError("a landing page on https", repr(self.landing_page), subject)


def check(frame: pd.DataFrame) -> None:
    """Raise ObservationError unless every row of `frame` obeys the rules of the table.

    Rules: the columns of `COLUMNS`; a known status; figures below LARGEST; a value exactly where the status is not
    `c` or `x`; an interval that holds its value; `KEY` unique.
    """
    if list(frame.columns) != list(COLUMNS):
        raise ObservationError(f"the columns {', '.join(COLUMNS)}", ", ".join(map(str, frame.columns)))
    known, withheld = (frame["status"].isin(marks).to_numpy() for marks in (list(STATUSES), ["c", "x"]))
    value, lower, upper = (frame[name].to_numpy(dtype="float64") for name in ("value", "lower_95", "upper_95"))
    held = ~np.isnan(value)
    _refuse(frame, ~known, "a status among " + " ".join(s or "''" for s in STATUSES))
    _refuse(frame, np.nanmax(np.abs([value, lower, upper]), axis=0, initial=0) >= LARGEST, f"figures below {LARGEST:g}")
    _refuse(frame, withheld & held, "no value beside status c or x")
    _refuse(frame, ~withheld & ~held, "a value, or status c or x")
    _refuse(frame, np.isnan(lower) != np.isnan(upper), "both ends of an interval or neither")
    _refuse(frame, (value < lower) | (value > upper), "a value inside its 95% interval")
    _refuse(frame, frame.duplicated(list(KEY)).to_numpy(), "each series, area, period and release once")


def refuse_below_zero(frame: pd.DataFrame, series: Iterable[Series]) -> None:
    """Raise ObservationError for a value below zero in one of `series`, unless its unit is one of `NET_UNITS`."""
    names = [one.id for one in series if one.unit not in NET_UNITS]
    below = frame["value"].to_numpy(dtype="float64") < 0
    if below.any():
        _refuse(frame, below & frame["series"].isin(names).to_numpy(), "a figure that is not below zero")


def _refuse(frame: pd.DataFrame, wrong: npt.NDArray[np.bool_], expected: str) -> None:
    if wrong.any():
        row = frame[wrong].iloc[0]
        value = "no value" if pd.isna(row["value"]) else f"value {float(row['value']):.15g}"
        ends = [f"{float(end):.15g}" for end in (row["lower_95"], row["upper_95"]) if not pd.isna(end)]
        interval = f", interval {' to '.join(ends)}" if ends else ""
        status = f", status {row['status']!r}" if row["status"] else ""
        where = f"{row['series']} {row['area_code']} {row['period']} release {str(row['release'])[:10]}"
        raise ObservationError(expected, f"{where}: {value}{interval}{status}", row=row.name)
