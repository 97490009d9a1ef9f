"""The map of projects: districts plain or shaded by an indicator, points on them, and which project was picked.

Knows the parts of the map and its words; refuses to query.
"""

from collections.abc import Sequence
from typing import Any

from streamlit.delta_generator import DeltaGenerator

from pmf import figures, findings, maps, points, wording
from pmf.maps import Map
from pmf.outlines import Outline
from pmf.palette import Ground
from pmf.projects.escalation import Assessed
from pmf.reading import IndicatorView


def deck(
    shown: Sequence[Assessed],
    districts: Sequence[Outline],
    view: IndicatorView | None,
    look: Ground,
    style: str | None = None,
) -> Map:
    """The map, its districts shaded by an indicator where one is given, over a background where it has a style."""
    names = {district.code: district.name for district in districts}
    if view is None:
        return points.drawn(shown, districts, dict.fromkeys(names, look.land), names, look, style)
    values = figures.newest_shared({area.code: held for area, held in view.members})[1]
    labels = {
        code: f"{name}\n{wording.figure(values[code], view.indicator.unit)}" if code in values else f"{name}\nno figure"
        for code, name in names.items()
    }
    return points.drawn(shown, districts, maps.shaded(names, maps.steps(values), look), labels, look, style)


def told(shown: Sequence[Assessed], view: IndicatorView | None) -> str:
    """What the map shows, in a sentence or two."""
    located = [row for row in shown if row.project.locations]
    places = sum(len(row.project.locations) for row in located)
    said = f"{wording.amount(len(located), 'project')} at {wording.amount(places, 'place')}; R Red, A Amber, G Green."
    if places > points.MANY:
        said += " They are too many to tell apart: each circle counts the projects near it and has the severest rating."
    if 1 < places <= points.FEW:
        said += " Lines join the places of one project; points that would cover each other stand side by side."
    if view is None:
        return said
    members = [(area.name, held) for area, held in view.members]
    return f"{said} Districts: {findings.among_members(view.indicator, members)}; the same shade means near each other."


def draw(place: DeltaGenerator, drawn: Map, alt: str) -> str | None:
    """Draw the map and return the id of the project picked on it, if one was."""
    event: Any = place.pydeck_chart(
        drawn, height=points.HEIGHT, on_select="rerun", selection_mode="single-object", key="project_map", alt=alt
    )
    picked = event.selection.objects.get(points.LAYER, []) if event else []
    return str(picked[0]["properties"]["id"]) if picked else None
