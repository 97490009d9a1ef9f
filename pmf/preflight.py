"""Incoming figures beside those held, before anything replaces anything: what is new, what changed, what is wrong.

Knows how far figures may move between releases; refuses to know why they did.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from pmf.refusals import Refusal
from pmf.vintages import PLACE, beside, newest

VANISHED_SHARE = 0.05
LOST_SHARE, LOST_AREAS = 0.02, 2
MOVED_BY, MOVED_SHARE, MOVED_ROWS = 0.10, 0.20, 3
RATIO = (0.8, 1.25)
Weight = Literal["note", "objection", "fault"]


class Implausible(Refusal, ValueError):
    """Figures that are well formed and yet not to be taken without somebody looking at them."""


@dataclass(frozen=True)
class Comparison:
    """Counts of rows and areas; `notes` are for reading, `objections` doubt the figures, `faults` miss what was there.

    What a source brings for the first time is held against figures that were gathered in another way, so there an
    objection is for reading too; a fault stops any release until it is accepted by name.
    """

    new: int
    revised: int
    unchanged: int
    areas_gained: tuple[str, ...]
    areas_lost: tuple[str, ...]
    notes: tuple[str, ...]
    objections: tuple[str, ...]
    faults: tuple[str, ...]


def compare(
    held: pd.DataFrame, incoming: pd.DataFrame, declared: Collection[str], watched: Collection[str] = ()
) -> Comparison:
    """Compare the newest rows of both. `watched` are areas of which losing one is an objection."""
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
        notes=_of("note", remarks),
        objections=_of("objection", remarks),
        faults=_of("fault", remarks),
    )


def _of(weight: Weight, remarks: list[tuple[Weight, str]]) -> tuple[str, ...]:
    return tuple(text for found, text in remarks if found == weight)


def _remarks(
    series: str, old: pd.DataFrame, new: pd.DataFrame, both: pd.DataFrame, watched: Collection[str]
) -> Iterator[tuple[Weight, str]]:
    if new.empty:
        yield "fault", f"{series}: expected figures, got none"
        return
    last = old[old["release"] == old["release"].max()]  # what an earlier release had is not missed a second time
    yield from _lost(series, last, new, watched)
    yield from _vanished(series, last, new)
    yield from _moved(series, both)


def _lost(series: str, last: pd.DataFrame, new: pd.DataFrame, watched: Collection[str]) -> Iterator[tuple[Weight, str]]:
    had = _latest_areas(last)
    lost = sorted(had - set(new["area_code"]))
    if lost:
        many = len(lost) > LOST_AREAS and len(lost) > LOST_SHARE * len(had)
        names = ", ".join(lost[:6]) + (" and more" if len(lost) > 6 else "")
        stops = many or not set(watched).isdisjoint(lost)
        yield "objection" if stops else "note", f"{series}: {len(lost)} of {len(had)} areas lost: {names}"


def _vanished(series: str, last: pd.DataFrame, new: pd.DataFrame) -> Iterator[tuple[Weight, str]]:
    # a publisher may drop its oldest years: only periods since the first it still gives are missed
    spanned = last["period_start"] >= new["period_start"].min()
    expected = last[spanned & last["area_code"].isin(set(new["area_code"]))]
    place = ["area_code", "period"]
    gone = int((~pd.MultiIndex.from_frame(expected[place]).isin(pd.MultiIndex.from_frame(new[place]))).sum())
    if gone:
        stops = gone > VANISHED_SHARE * len(expected)
        yield "objection" if stops else "note", f"{series}: {gone} of {len(expected)} rows vanished"


def _moved(series: str, both: pd.DataFrame) -> Iterator[tuple[Weight, str]]:
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
    stops = len(moved) >= MOVED_ROWS and len(moved) > MOVED_SHARE * len(pairs)
    yield "objection" if stops else "note", text
    nonzero = pairs[pairs["value_old"] != 0]
    ratio = float((nonzero["value_new"] / nonzero["value_old"]).median())
    if len(nonzero) >= MOVED_ROWS and not RATIO[0] <= ratio <= RATIO[1]:
        yield "objection", f"{series}: values are typically {ratio:g} times those held, as after a change of unit"


def _latest_areas(held: pd.DataFrame) -> set[str]:
    """Areas with a figure in the last period of their series: those that ended earlier are not missed."""
    last = held["period_end"] == held.groupby("series")["period_end"].transform("max")
    return set(held.loc[last, "area_code"])
