"""Incoming figures beside those held, before anything replaces anything: what is new, what changed, what is wrong.

Knows how far figures may move between releases; refuses to know why they did.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pandas as pd

from pmf.refusals import Refusal
from pmf.vintages import PLACE, beside, newest

VANISHED_SHARE = 0.05
LOST_SHARE, LOST_AREAS = 0.02, 2
MOVED_BY, MOVED_SHARE, MOVED_ROWS = 0.10, 0.20, 3
RATIO = (0.8, 1.25)


class Implausible(Refusal, ValueError):
    """Figures that are well formed and yet not to be taken without somebody looking at them."""


@dataclass(frozen=True)
class Comparison:
    """Counts of rows and areas; `notes` are for reading, `objections` stop the source until accepted by name."""

    new: int
    revised: int
    unchanged: int
    areas_gained: tuple[str, ...]
    areas_lost: tuple[str, ...]
    notes: tuple[str, ...]
    objections: tuple[str, ...]


def compare(
    held: pd.DataFrame, incoming: pd.DataFrame, declared: Collection[str], watched: Collection[str] = ()
) -> Comparison:
    """Compare the newest rows of both. `watched` are areas whose loss is never let pass."""
    held = newest(held[held["series"].isin(list(declared))])
    incoming = newest(incoming)
    both = beside(held, incoming, PLACE)
    remarks = [
        remark
        for series, old in held.groupby("series")
        for remark in _remarks(
            str(series), old, incoming[incoming["series"] == series], both[both["series"] == series], watched
        )
    ]
    return Comparison(
        new=int(both["_merge"].eq("right_only").sum()),
        revised=int((both["_merge"].eq("both") & ~both["same"]).sum()),
        unchanged=int(both["same"].sum()),
        areas_gained=tuple(sorted(set(incoming["area_code"]) - set(held["area_code"]))),
        areas_lost=tuple(sorted(_latest_areas(held) - set(incoming["area_code"]))),
        notes=tuple(text for stops, text in remarks if not stops),
        objections=tuple(text for stops, text in remarks if stops),
    )


def _remarks(
    series: str, old: pd.DataFrame, new: pd.DataFrame, both: pd.DataFrame, watched: Collection[str]
) -> Iterator[tuple[bool, str]]:
    if new.empty:
        yield True, f"{series}: expected figures, got none"
        return
    yield from _lost(series, old, new, watched)
    yield from _vanished(series, old, new, both)
    yield from _moved(series, both)


def _lost(series: str, old: pd.DataFrame, new: pd.DataFrame, watched: Collection[str]) -> Iterator[tuple[bool, str]]:
    had = _latest_areas(old)
    lost = sorted(had - set(new["area_code"]))
    if lost:
        many = len(lost) > LOST_AREAS and len(lost) > LOST_SHARE * len(had)
        names = ", ".join(lost[:6]) + (" and more" if len(lost) > 6 else "")
        yield many or not set(watched).isdisjoint(lost), f"{series}: {len(lost)} of {len(had)} areas lost: {names}"


def _vanished(series: str, old: pd.DataFrame, new: pd.DataFrame, both: pd.DataFrame) -> Iterator[tuple[bool, str]]:
    # a publisher may drop its oldest years: only periods inside the span it still gives are missed
    spanned = old[(old["period_start"] >= new["period_start"].min()) & (old["period_end"] <= new["period_end"].max())]
    expected = both[
        (both["_merge"] != "right_only")
        & both["period"].isin(set(spanned["period"]))
        & both["area_code"].isin(set(new["area_code"]))
    ]
    gone = int(expected["_merge"].eq("left_only").sum())
    if gone:
        yield gone > VANISHED_SHARE * len(expected), f"{series}: {gone} of {len(expected)} rows vanished"


def _moved(series: str, both: pd.DataFrame) -> Iterator[tuple[bool, str]]:
    pairs = both[both["value_old"].notna() & both["value_new"].notna()]
    change = (pairs["value_new"] - pairs["value_old"]).abs()
    moved = pairs[change > MOVED_BY * pairs["value_old"].abs()]
    if moved.empty:
        return
    most = moved.iloc[int(change[moved.index].to_numpy().argmax())]
    text = (
        f"{series}: {len(moved)} of {len(pairs)} values moved by more than {MOVED_BY:.0%}, the most"
        f" {most['area_code']} {most['period']} from {most['value_old']:g} to {most['value_new']:g}"
    )
    yield len(moved) >= MOVED_ROWS and len(moved) > MOVED_SHARE * len(pairs), text
    nonzero = pairs[pairs["value_old"] != 0]
    ratio = float((nonzero["value_new"] / nonzero["value_old"]).median())
    if len(nonzero) >= MOVED_ROWS and not RATIO[0] <= ratio <= RATIO[1]:
        yield True, f"{series}: values are typically {ratio:g} times those held, as after a change of unit"


def _latest_areas(held: pd.DataFrame) -> set[str]:
    """Areas with a figure in the last period of their series: those that ended earlier are not missed."""
    last = held["period_end"] == held.groupby("series")["period_end"].transform("max")
    return set(held.loc[last, "area_code"])
