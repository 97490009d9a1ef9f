"""The map of an indicator over an area's districts. Knows what each district's label says; refuses to rank and to show.

A district for which only its county has a figure is plain land: a county's figure is not that of each of its districts.
"""

from collections.abc import Sequence

from pmf import findings, maps, wording
from pmf.benchmark import Benchmark
from pmf.maps import Map, Step
from pmf.outlines import Outline
from pmf.palette import Ground


def classes(found: Benchmark) -> tuple[Step, ...]:
    """The classes of the districts that have a figure of their own, lowest first."""
    values = {entry.area.code: entry.figure.value for entry in found.entries if not entry.stands_for}
    return maps.steps({code: value for code, value in values.items() if value is not None})


def drawn(found: Benchmark, outlines: Sequence[Outline], ground: Ground) -> Map:
    """The districts shaded by class, each labelled with its name and figure."""
    unit = found.indicator.unit
    figures = {entry.area.code: wording.figure(entry.figure.value, unit) for entry in found.entries}
    labels = {outline.code: f"{outline.name}\n{figures.get(outline.code, 'no figure')}" for outline in outlines}
    return maps.choropleth(outlines, classes(found), labels, ground)


def finding(found: Benchmark) -> str:
    """Which district is highest and which lowest: the title of the map."""
    return findings.among_members(found.indicator, [(entry.area.name, [entry.figure]) for entry in found.entries])


def described(found: Benchmark) -> str:
    """The text alternative of the map; the list beside it has every figure."""
    return f"Map of the districts of {found.area.name}. {finding(found)}. Every figure is in the list beside the map."


def spans(found: Benchmark) -> list[str]:
    """The figures each class goes from and to: `10.2% to 12.3%`."""
    indicator = found.indicator
    return [
        " to ".join(
            dict.fromkeys(
                wording.figure(wording.rounded(end, indicator.decimals), indicator.unit)
                for end in (step.low, step.high)
            )
        )
        for step in classes(found)
    ]
