"""With whom an area is compared: the groups to choose from, who belongs to each, and how they were chosen.

Knows the reference tables; refuses to know any figure. `GROUPS` lists the ids, `group` answers one of them.
"""

from dataclasses import dataclass
from typing import get_args

from pmf import wording
from pmf.areas import ENGLAND, UNITED_KINGDOM, Areas, NeighbourSet
from pmf.refusals import Refusal

AUTHORITIES, MEMBERS, DISTRICTS, WIDER = "combined-authorities", "districts", "england-districts", "wider"
NEIGHBOURS = tuple(f"neighbours:{kind}" for kind in get_args(NeighbourSet))
GROUPS = (AUTHORITIES, *NEIGHBOURS, MEMBERS, DISTRICTS, WIDER)
TITLES = {
    AUTHORITIES: "All combined authorities",
    **{f"neighbours:{kind}": f"Nearest neighbours, {kind}" for kind in get_args(NeighbourSet)},
    MEMBERS: "Its districts",
    DISTRICTS: "All districts of England",
    WIDER: "Its region, England and the UK",
}
METHOD = (
    "https://www.ons.gov.uk/peoplepopulationandcommunity/wellbeing/methodologies/"
    "clusteringsimilarlocalauthoritiesandstatisticalnearestneighboursintheukmethodology"
)


class UnknownGroup(Refusal, KeyError):
    """A group there is not, or not for this area."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Group:
    """The areas an area is compared with.

    `codes` holds every member, the area itself where it is one of them; `stand_ins` are counties that may stand for
    districts without a figure of their own. `noun` is what a member is called, `about` says how they were chosen,
    with `link` to the method. In a group that is not `ranked` areas contain one another; the members of one that is
    not `apart` are parts of the area, or hold it, and have no mean to measure it by.
    """

    id: str
    title: str
    noun: str
    codes: tuple[str, ...]
    about: str
    link: str = ""
    ranked: bool = True
    apart: bool = True
    stand_ins: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def others(self, area: str) -> tuple[str, ...]:
        """The members without the area itself: what it is measured against."""
        return tuple(code for code in self.codes if code != area)


def group(places: Areas, group_id: str, area: str) -> Group:
    """The group of that id around an area.

    Raises UnknownArea, and UnknownGroup where there is no such group or none for the area.
    """
    place = places.get(area)
    if group_id == AUTHORITIES:
        codes = tuple(authority.code for authority in places.authorities)
        about = f"The {len(codes)} combined authorities in force today, on their present boundaries."
        return Group(group_id, TITLES[group_id], "combined authorities", codes, about)
    if group_id in NEIGHBOURS:
        return _neighbours(places, group_id, area)
    if group_id == MEMBERS:
        codes = tuple(member.code for member in places.members(area))
        if not codes:
            raise UnknownGroup(f"{place.name} ({area}) has no districts: expected a combined authority")
        counties = tuple(places.counties(area).items())
        about = f"The {len(codes)} districts of {place.name} under their present codes."
        return Group(group_id, TITLES[group_id], "districts", codes, about, apart=False, stand_ins=counties)
    if group_id == DISTRICTS:
        codes = tuple(district.code for district in places.districts)
        return Group(group_id, TITLES[group_id], "districts", codes, f"The {len(codes)} districts of England today.")
    if group_id == WIDER:
        codes = (area, *wider(places, area))
        about = "They contain the area, so they are compared and not ranked."
        return Group(group_id, TITLES[group_id], "areas", codes, about, ranked=False, apart=False)
    raise UnknownGroup(f"unknown group {group_id!r}: expected one of {', '.join(GROUPS)}")


def wider(places: Areas, area: str) -> tuple[str, ...]:
    """The region or regions the area lies in, England and the United Kingdom."""
    return (*places.regions.get(area, ()), ENGLAND, UNITED_KINGDOM)


def offered(places: Areas, area: str) -> tuple[str, ...]:
    """The groups there are for an area."""
    absent = {MEMBERS} if not places.members(area) else set()
    absent |= {name for name in NEIGHBOURS if (area, name.split(":")[1]) not in places.neighbours}
    return tuple(name for name in GROUPS if name not in absent)


def _neighbours(places: Areas, group_id: str, area: str) -> Group:
    kind, place = group_id.split(":")[1], places.get(area)
    found = places.neighbours.get((area, kind), ())
    if not found:
        raise UnknownGroup(f"no {kind} neighbours of {place.name} ({area}) are held: expected a combined authority")
    names = wording.listed([places.get(code).name for code in found])
    about = f"Statistical nearest neighbours of {place.name} by ONS, {kind} model, nearest first: {names}."
    return Group(group_id, TITLES[group_id], f"{kind} neighbours", (area, *found), about, METHOD)
