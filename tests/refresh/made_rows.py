"""Observations made by hand for the tests of what moves them."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from pmf import observations, periods

AREAS = [f"E0700000{number}" for number in range(1, 10)]


def row(area: str, year: int, value: float | None, release: str, series: str = "jobs.total", status: str = "") -> dict:
    span = periods.parse(str(year))
    return {
        "series": series,
        "area_code": area,
        "period": span.iso,
        "period_start": span.start,
        "period_end": span.end,
        "value": value,
        "lower_95": None,
        "upper_95": None,
        "status": status,
        "release": release,
        "source": series.partition(".")[0],
    }


def frame(rows: Iterable[dict]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=list(observations.COLUMNS))
    for name in ("period_start", "period_end", "release"):
        table[name] = np.array(table[name], "datetime64[s]")
    return table.astype(dict.fromkeys(("value", "lower_95", "upper_95"), "float64"))


def release(day: str, factor: float = 1.0, years: Iterable[int] = (2022, 2023), areas: Iterable[str] = AREAS):
    """One whole release: a value for each area and year."""
    return frame(row(area, year, factor * (100 + int(area[-1])), day) for area in areas for year in years)
