"""The filters of the projects: widgets on their page, parameters in the links of a project's page.

Knows what can be asked for and how it is called; refuses to filter. The address is the truth on both pages.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from streamlit.delta_generator import DeltaGenerator

from pmf.projects.selection import Selection
from pmf.ui import address

FIELDS = {
    "rag": "Rating",
    "directorate": "Directorate",
    "activity": "Activity",
    "stage": "Stage",
    "programme": "Programme",
}
ONLY = {"escalated": "Escalated only", "attention": "Needs attention only", "late": "Late only"}


def drawn(place: DeltaGenerator, choices: Mapping[str, Sequence[str]], districts: Mapping[str, str]) -> Selection:
    """What the reader asks for in the widgets, which show what the address says."""
    fields, codes = _values(partial(address.some, place), choices, districts)
    switches = place.container(horizontal=True, width="content", gap="medium")  # they go to another line together
    return Selection(fields, codes, _only(partial(address.switch, switches)))


def said(choices: Mapping[str, Sequence[str]], districts: Mapping[str, str]) -> Selection:
    """What the address asks for, on a page that has no widgets for it."""
    return Selection(*_values(address.many, choices, districts), _only(address.on))


def _values(
    many: Callable[[str, str, Sequence[str], Callable[[str], str]], Sequence[str]],
    choices: Mapping[str, Sequence[str]],
    districts: Mapping[str, str],
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]:
    """The values asked for in each field, and the districts."""
    fields = tuple((name, tuple(many(label, name, choices[name], str))) for name, label in FIELDS.items())
    return fields, tuple(many("District", "district", list(districts), districts.__getitem__))


def _only(on: Callable[[str, str], bool]) -> tuple[str, ...]:
    return tuple(name for name, label in ONLY.items() if on(label, name))


def kept(asked: Selection, colour: str) -> dict[str, Sequence[str]]:
    """The parameters that take what was asked for along to another page, and what the map is coloured by."""
    named = {**dict(asked.fields), "district": asked.districts, **dict.fromkeys(asked.only, "yes"), "colour": colour}
    return {name: value for name, value in named.items() if value}


def words(asked: Selection, districts: Mapping[str, str]) -> str:
    """What was asked for in words: `Amber or Green, Fenland, late only`; empty where all projects are."""
    values = [" or ".join(values) for _, values in asked.fields if values]
    codes = [" or ".join(districts[code] for code in asked.districts)] if asked.districts else []
    return ", ".join((*values, *codes, *(ONLY[name].lower() for name in asked.only)))
