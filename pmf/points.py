"""Places of projects as a layer of a map: a letter on a colour, the places of one project as one thing to point at.

Knows how a point looks and what it says; refuses to know which projects are asked for and to show anything.
"""

from collections.abc import Mapping, Sequence

import pydeck
from pydeck.types import String

from pmf import maps, palette
from pmf.maps import Map
from pmf.outlines import Outline
from pmf.palette import Ground, Shade
from pmf.projects.escalation import Assessed

LAYER = "projects"
WIDTH, HEIGHT = 520, 560
"""Pixels that the outlines must fit into."""
_RADIUS = 9
_TOOLTIP: dict[str, object] = {"text": "{tip}"}


def drawn(
    rows: Sequence[Assessed],
    districts: Sequence[Outline],
    shaded: Mapping[str, Shade],
    labels: Mapping[str, str],
    ground: Ground,
) -> Map:
    """The districts, shaded and labelled by code, and on them the places of the projects, the severest on top."""
    layers = [
        maps.areas(districts, shaded, ground),
        maps.texts(districts, labels, shaded, ground),
        points(rows, ground),
    ]
    return maps.drawn(layers, districts, _TOOLTIP, HEIGHT)


def points(rows: Sequence[Assessed], ground: Ground) -> pydeck.Layer:
    """The places of the projects. All places of a project light up together, linked by fine lines."""
    located = [row for row in rows if row.project.locations]
    ordered = sorted(located, key=lambda row: palette.severity(row.project.rag), reverse=True)
    return pydeck.Layer(
        "GeoJsonLayer",
        {"type": "FeatureCollection", "features": [_feature(row) for row in ordered]},
        id=LAYER,
        point_type=String("circle+text"),
        get_point_radius=_RADIUS,
        point_radius_units=String("pixels"),
        get_fill_color="properties.fill",
        get_line_color=maps.rgb(ground.edge),
        get_line_width=1.5,
        line_width_units=String("pixels"),
        get_text="properties.letter",
        get_text_size=12,
        text_font_weight=700,
        text_font_family=String("Source Sans, sans-serif"),
        get_text_color="properties.words",
        pickable=True,
        auto_highlight=True,
        highlight_color=[255, 255, 255, 120],
    )


def _feature(row: Assessed) -> dict[str, object]:
    project, look = row.project, palette.mark(row.project.rag)
    places = [[place.longitude, place.latitude] for place in project.locations]
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPoint", "coordinates": places},
        "properties": {
            "id": project.id,
            "tip": _tip(row),
            "letter": (project.rag or "–")[0],
            "fill": maps.rgb(look.fill),
            "words": maps.rgb(look.text),
        },
    }


def _tip(row: Assessed) -> str:
    """What a point says: the project, its rating and its places."""
    project = row.project
    names = [place.place for place in project.locations]
    shown = ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
    return f"{project.name}\n{project.rag or 'Not rated'}, {project.travel or 'direction not known'}\n{shown}"
