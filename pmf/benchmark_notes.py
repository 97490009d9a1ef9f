"""What a reader must know beside figures that are compared: totals, definitions, releases, young areas, no own figure.

Knows when figures of one period do not quite compare; refuses to rank them.
"""

from collections.abc import Callable, Sequence

from pmf import wording
from pmf.areas import Area
from pmf.figures import Figure
from pmf.groups import Group
from pmf.panel import RECODED, Panel
from pmf.periods import Period

Shown = Sequence[tuple[Area, Figure]]
_NAMED = 6


def notes(panel: Panel, group: Group, period: Period | None, shown: Shown) -> list[str]:
    """Everything that stands between the figures shown, a sentence each."""
    found = [_no_own_figure(panel, period, [area for area, _ in shown if area.code in _codes(group)])]
    if panel.total:
        found.append("These are totals: larger areas have larger ones, so none is called better or worse.")
    found.append(_differing("definitions", shown, lambda figure: figure.definition or "none stated"))
    found.append(
        _differing("releases", shown, lambda f: f"that of {wording.day(f.release)}" if f.release else "undated")
    )
    found.append(_young(period, [area for area, _ in shown]))
    found.append(_recoded(shown))
    return [text for text in found if text]


def _no_own_figure(panel: Panel, period: Period | None, parts: Sequence[Area]) -> str:
    """Why the area itself has no figure, where parts of it have one."""
    area = panel.area
    if period is None or panel.at(area.code, period):
        return ""
    cell = next((figure for figure in panel.history(area.code) if figure.period == period and figure.note), None)
    if cell:
        return f"No figure for {area.name} {wording.when(period)}: {cell.note}."
    if parts and not panel.total and area.kind == "combined_authority":
        caveats = " ".join(panel.indicator.caveats)
        return (
            f"No figure for {area.name} {wording.when(period)}: none is held, and rates or averages of its parts"
            f" are not averaged into one. {caveats}".strip()
        )
    return f"No figure for {area.name} {wording.when(period)} is held."


def _differing(words: str, shown: Shown, name: Callable[[Figure], str]) -> str:
    """Which areas stand on which definition or release, where not all stand on one; the most common is the rest."""
    found: dict[str, list[str]] = {}
    for area, figure in shown:
        found.setdefault(name(figure), []).append(area.name)
    if len(found) < 2:
        return ""
    *fewer, most = sorted(found, key=lambda key: len(found[key]))
    parts = [f"{key} for {_some(found[key])}" for key in fewer]
    return f"The figures stand on {len(found)} {words}: {'; '.join(parts)}; {most} for the others."


def _young(period: Period | None, areas: Sequence[Area]) -> str:
    """Which areas began later than the period and are shown for the districts they have today."""
    young = [area for area in areas if period and area.began_after(period.start)]
    if not young:
        return ""
    names = _some([f"{area.name} ({area.started})" for area in young])
    return f"Shown for the districts of today, as they began later than {wording.period(period)}: {names}."


def _recoded(shown: Shown) -> str:
    names = [f"{area.name} ({figure.note.split()[-1]})" for area, figure in shown if figure.note.startswith(RECODED)]
    return f"Shown as published under the code before: {_some(names)}." if names else ""


def _some(names: list[str]) -> str:
    more = len(names) - _NAMED
    return wording.listed([*names[:_NAMED], f"{more} more"]) if more > 1 else wording.listed(names)


def _codes(group: Group) -> set[str]:
    return {*group.codes, *(county for county, _ in group.stand_ins)}
