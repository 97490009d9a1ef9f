"""Releases of the same figures beside one another: which is newest, what changed, what is worth keeping.

Knows rows and release dates; refuses to know where they are stored and whether a change is plausible.
"""

from collections.abc import Collection
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from pmf import observations

PLACE = ["series", "area_code", "period"]
TYPES = dict.fromkeys(("period_start", "period_end", "release"), "datetime64[s]") | dict.fromkeys(
    ("value", "lower_95", "upper_95"), "float64"
)
_FIGURES = ("value", "lower_95", "upper_95")


def none() -> pd.DataFrame:
    """No rows, in the shape and the types of observations."""
    return _none().copy()


@cache
def _none() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=TYPES.get(name, "str")) for name in observations.COLUMNS})


def newest(frame: pd.DataFrame) -> pd.DataFrame:
    """The row of the latest release for each series, area and period."""
    return frame.sort_values("release", kind="stable").drop_duplicates(PLACE, keep="last")


def over(earlier: pd.DataFrame, later: pd.DataFrame) -> pd.DataFrame:
    """All rows of both; where they have the same key, the row of `later`."""
    both = [frame for frame in (earlier, later) if len(frame)] or [earlier]
    return pd.concat(both, ignore_index=True).drop_duplicates(list(observations.KEY), keep="last", ignore_index=True)


def beside(held: pd.DataFrame, incoming: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    """Rows of both joined on `on`: columns `_old` and `_new`, `_merge` says which side has the row, `same` if equal."""
    columns = [*on, *_FIGURES, "status"]
    joined = held[columns].merge(
        incoming[columns], on=on, how="outer", suffixes=("_old", "_new"), validate="one_to_one", indicator=True
    )
    same = joined["status_old"].eq(joined["status_new"])
    for name in _FIGURES:
        old, new = (joined[f"{name}_{side}"].astype("float64") for side in ("old", "new"))
        same &= np.isclose(old, new, rtol=1e-9, atol=0.0, equal_nan=True)
    return joined.assign(same=same & joined["_merge"].eq("both"))


def worth_keeping(
    held: pd.DataFrame, incoming: pd.DataFrame, today: date, undated: Collection[date] = ()
) -> pd.DataFrame:
    """The incoming rows that are not held yet, with a column `dated_by`.

    A release not held is kept whole. Rows added to a held release are kept under it. A release whose figures the
    publisher changed under the same date is kept whole under the date of `today`, so that both remain readable.
    `undated` are days on which files came that state no date: such a release counts only if a figure is another.
    """
    groups = [
        _of_release(held[held["series"] == series], group, today, undated)
        for (series, _), group in incoming.groupby(["series", "release"], sort=True)
    ]
    return pd.concat(groups, ignore_index=True)


def _of_release(held: pd.DataFrame, group: pd.DataFrame, today: date, undated: Collection[date]) -> pd.DataFrame:
    released = group["release"].iloc[0]
    dated = released.date() not in undated
    kept = group.assign(dated_by="publisher" if dated else "retrieved")
    known = held[held["release"] == released]
    if known.empty and dated:
        return kept
    against_newest = beside(newest(held), group, PLACE)
    if against_newest.loc[against_newest["_merge"] != "left_only", "same"].all():
        return kept.iloc[:0]
    if known.empty:
        return kept
    against_known = beside(known, group, PLACE)
    if (against_known["_merge"].eq("both") & ~against_known["same"]).any():
        return kept.assign(release=np.datetime64(today, "s"), dated_by="retrieved")
    held_already = pd.MultiIndex.from_frame(known[PLACE])
    return kept[~pd.MultiIndex.from_frame(kept[PLACE]).isin(held_already)]
