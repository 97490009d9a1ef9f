"""Many indicators by many areas: which fifth of each ranking an area lies in, as a table and as a picture.

Knows which indicators can stand in such a table; refuses to query. Fifths are by the ranks of pmf.benchmark: ties lie
in one fifth, the best is the first. Among fewer than ten areas a fifth is one area or two, so ranks are said instead.
Totals and indicators that no direction is better for are left out and named.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pmf import palette, wording
from pmf.areas import Area
from pmf.benchmark import Benchmark, Entry, fifth
from pmf.charts import Spec
from pmf.comparison_charts import config
from pmf.palette import Theme

FEWEST = 5
FEWEST_FOR_FIFTHS = 10
_BAR = "▮"


@dataclass(frozen=True)
class Heat:
    """The indicators shown, a row each, over the areas in the columns, the one in focus first; who is left out."""

    rows: tuple[Benchmark, ...]
    areas: tuple[Area, ...]
    left_out: tuple[str, ...]

    def cell(self, row: Benchmark, area: Area) -> Entry | None:
        """The entry of an area; None where it has no figure."""
        return next((entry for entry in row.entries if entry.area == area), None)

    def counts(self, area: Area) -> dict[int, int]:
        """In how many indicators an area lies in which fifth, of those that ten areas or more have figures for."""
        rows = [row for row in self.rows if row.ranked >= FEWEST_FOR_FIFTHS]
        found = [fifth(entry, row.ranked) for row in rows if (entry := self.cell(row, area))]
        return {place: found.count(place) for place in range(1, 6)}

    def ends(self, area: Area) -> tuple[int, int, int]:
        """In how many indicators an area is first, alone or jointly, in how many none is worse, and of how many."""
        found = [(row, entry) for row in self.rows if (entry := self.cell(row, area)) and entry.rank]
        last = sum(entry.rank == row.entries[-1].rank for row, entry in found)
        return sum(entry.rank == 1 for _, entry in found), last, len(found)


def heat(found: Sequence[Benchmark]) -> Heat:
    """The table of several comparisons among one group around one area."""
    fair = [one for one in found if one.indicator.direction in ("up", "down") and not one.panel.total]
    shown = [one for one in fair if one.ranked >= FEWEST]
    present = {entry.area.code: entry.area for one in found for entry in one.entries}
    absent = {entry.area.code: entry.area for one in found for entry in one.absent}
    focus = found[0].area if found else None
    areas = sorted((present | absent).values(), key=lambda area: (area != focus, area.name))
    left_out = [one.indicator.name for one in found if one not in shown]
    return Heat(tuple(shown), tuple(areas), tuple(left_out))


def bars(place: int | None) -> str:
    """A fifth without colour: five bars for the best, one for the last."""
    return _BAR * (6 - place) if place else ""


def place(row: Benchmark, entry: Entry) -> str:
    """The place of an entry without colour: its fifth as bars, among fewer than ten areas its rank."""
    if row.ranked >= FEWEST_FOR_FIFTHS or not entry.rank:
        return bars(fifth(entry, row.ranked))
    return f"{wording.ordinal(entry.rank)}{'=' if entry.joint else ''}"


def legend(found: Heat) -> str:
    """How to read the cells that there are."""
    many = any(row.ranked >= FEWEST_FOR_FIFTHS for row in found.rows)
    few = any(row.ranked < FEWEST_FOR_FIFTHS for row in found.rows)
    ranks = "beneath a figure its rank" + (", where fewer than ten areas have one" if many else "")
    return " · ".join(filter(None, ("five bars: best fifth, one: last" if many else "", ranks if few else "")))


def young(found: Heat) -> str:
    """The areas that began later than a period shown, which stand for the districts they have today."""
    names = [
        f"{area.name} ({area.started})"
        for area in found.areas
        if any(row.period and area.began_after(row.period.start) and found.cell(row, area) for row in found.rows)
    ]
    return f"In periods before they began shown for the districts of today: {wording.listed(names)}." if names else ""


def finding(found: Heat, area: Area) -> str:
    """How often the area is among the best and how often among the last: the title of the table."""
    if not any(row.ranked >= FEWEST_FOR_FIFTHS for row in found.rows):
        first, last, of = found.ends(area)
        return (
            f"{area.name} is first in {first} and last in {last} of the {of} indicators it has figures for,"
            f" among {len(found.areas)} areas at most"
        )
    counts = found.counts(area)
    return (
        f"{area.name} is in the best fifth in {counts[1]} and in the last fifth in {counts[5]}"
        f" of the {sum(counts.values())} indicators it and at least nine others have figures for"
    )


def drawn(found: Heat, theme: Theme) -> Spec:
    """The table as a specification, for a picture."""
    cells = [
        {
            "indicator": f"{row.indicator.name}, {wording.period(row.period)}",
            "area": area.name,
            "shown": wording.figure(entry.figure.value, row.indicator.unit) if entry else "–",
            "bars": place(row, entry) if entry else "",
            "fill": palette.FIFTHS[shade - 1][0] if shade else theme.ground,
            "text": palette.FIFTHS[shade - 1][1] if shade else theme.words,
        }
        for row in found.rows
        for area in found.areas
        for entry in [found.cell(row, area)]
        for shade in [fifth(entry, row.ranked) if entry else None]
    ]
    axes = {
        "x": {
            "field": "area",
            "type": "nominal",
            "sort": None,
            "axis": {"orient": "top", "title": None, "labelAngle": -40, "labelLimit": 230, "domain": False},
        },
        "y": {"field": "indicator", "type": "nominal", "sort": None, "axis": {"title": None, "labelLimit": 380}},
    }
    colour = {"field": "text", "type": "nominal", "scale": None}
    fill = {"field": "fill", "type": "nominal", "scale": None}
    return {
        "height": 30 * len(found.rows),
        "config": config(theme),
        "datasets": {"cells": cells},
        "data": {"name": "cells"},
        "encoding": axes,
        "layer": [
            {"mark": {"type": "rect", "stroke": theme.ground, "strokeWidth": 1}, "encoding": {"color": fill}},
            {
                "mark": {"type": "text", "dy": -5, "fontSize": 10},
                "encoding": {"text": {"field": "shown", "type": "nominal"}, "color": colour},
            },
            {
                "mark": {"type": "text", "dy": 8, "fontSize": 8},
                "encoding": {"text": {"field": "bars", "type": "nominal"}, "color": colour},
            },
        ],
    }
