"""Places: codes, names, kinds, who belongs to whom, what an old code became, who is like whom.

Knows the reference tables; refuses to know any figure. Areas are joined on code, never on name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from pmf import tables
from pmf.refusals import Refusal

AreaKind = Literal["district", "county", "combined_authority", "region", "country"]
NeighbourSet = Literal["global", "economic", "demographic"]
ENGLAND, UNITED_KINGDOM = "E92000001", "K02000001"


class UnknownArea(Refusal, KeyError):
    """A code that stands for no area we know."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Area:
    """One area; `ended` is the last year its code was in force, `successors` the codes that took over."""

    code: str
    name: str
    kind: AreaKind
    started: int | None = None
    ended: int | None = None
    successors: tuple[str, ...] = ()

    def began_after(self, day: date) -> bool:
        """Whether a combined authority began in a later year, so that a figure of then is of its districts of today."""
        return self.kind == "combined_authority" and self.started is not None and day.year < self.started


@dataclass(frozen=True)
class Unit:
    """A part of an authority that must be covered: the sets of codes that each cover it whole, best first.

    A district is covered by itself or by the districts it replaced; the districts of a shire county also by
    the county. `names` says which members the unit stands for.
    """

    members: tuple[str, ...]
    covers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Membership:
    """A district code inside a combined authority; `recode` marks a code since replaced."""

    authority: str
    district: str
    recode: bool
    county: str


@dataclass(frozen=True)
class Areas:
    """The reference tables as one lookup."""

    by_code: dict[str, Area]
    memberships: tuple[Membership, ...]
    neighbours: dict[tuple[str, str], tuple[str, ...]]
    regions: dict[str, tuple[str, ...]]
    """Of each combined authority the regions it lies in, nearly always one."""

    def get(self, code: str) -> Area:
        """The area with this code. Raises UnknownArea naming the combined authorities to choose from."""
        if code not in self.by_code:
            known = ", ".join(f"{area.code} {area.name}" for area in self.authorities)
            raise UnknownArea(f"unknown area {code!r}: expected a code such as {known}")
        return self.by_code[code]

    @cached_property
    def authorities(self) -> tuple[Area, ...]:
        """Combined authorities in force, by code."""
        current = (a for a in self.by_code.values() if a.kind == "combined_authority" and a.ended is None)
        return tuple(sorted(current, key=lambda area: area.code))

    def members(self, authority: str) -> tuple[Area, ...]:
        """Districts of the authority under their present codes, by name."""
        codes = (m.district for m in self.memberships if m.authority == authority and not m.recode)
        return tuple(sorted((self.by_code[code] for code in codes), key=lambda area: area.name))

    @cached_property
    def districts(self) -> tuple[Area, ...]:
        """Districts of England in force, by code."""
        current = (a for a in self.by_code.values() if a.kind == "district" and a.ended is None and not a.successors)
        return tuple(sorted(current, key=lambda area: area.code))

    @cached_property
    def recoded(self) -> dict[str, Area]:
        """Of each district that only changed its code the area under its code before; mergers are not among them."""
        found: dict[str, list[Area]] = {}
        for area in self.by_code.values():
            if area.kind == "district" and len(area.successors) == 1:
                found.setdefault(area.successors[0], []).append(area)
        return {code: before[0] for code, before in found.items() if len(before) == 1}

    def counties(self, authority: str) -> dict[str, tuple[str, ...]]:
        """Shire counties in the authority with the districts each stands for."""
        mine = [m for m in self.memberships if m.authority == authority and m.county and not m.recode]
        codes = dict.fromkeys(m.county for m in mine)
        return {code: tuple(m.district for m in mine if m.county == code) for code in codes}

    def units(self, authority: str) -> tuple[Unit, ...]:
        """The parts that together are the authority, each with every way it can be covered."""
        return self._units[authority]

    @cached_property
    def _units(self) -> dict[str, tuple[Unit, ...]]:
        return {code: self._find_units(code) for code in dict.fromkeys(m.authority for m in self.memberships)}

    def _find_units(self, authority: str) -> tuple[Unit, ...]:
        mine = [m for m in self.memberships if m.authority == authority]
        present = [m for m in mine if not m.recode]
        units = [self._county_unit(county, districts) for county, districts in self.counties(authority).items()]
        return tuple(units + [self._district_unit(m.district) for m in present if not m.county])

    def _district_unit(self, code: str) -> Unit:
        return Unit((code,), ((code,), *self._predecessors(code)))

    def _county_unit(self, county: str, districts: tuple[str, ...]) -> Unit:
        return Unit(districts, (districts, (county,)))

    def _predecessors(self, code: str) -> Iterable[tuple[str, ...]]:
        for kind in ("district", "county"):
            ended = tuple(sorted(a.code for a in self.by_code.values() if a.successors == (code,) and a.kind == kind))
            if ended:
                yield ended


def load(folder: Path) -> Areas:
    """Read the tables of the reference folder, checking every code. Raises DataFileError naming file and row."""
    by_code = _areas(folder / "areas.csv")
    return Areas(
        by_code,
        _memberships(folder / "membership.csv", by_code),
        _neighbours(folder / "neighbours.csv", by_code),
        _regions(folder / "regions.csv", by_code),
    )


def _areas(path: Path) -> dict[str, Area]:
    """Every area by code. A region or county that shares its name with a combined authority says which it is."""
    columns = ["area_code", "name", "kind", "start_year", "end_year", "successor_code"]
    rows = tables.read(path, columns, key=["area_code"])
    for name in ("start_year", "end_year"):
        tables.refuse(path, rows, ~rows[name].str.fullmatch("(?:[0-9]{4})?"), "a year or nothing", [name])
    successors = rows["successor_code"].str.split("|").explode()
    known = successors.isin([*rows["area_code"], ""]).groupby(level=0, sort=False).all()
    tables.refuse(path, rows, ~known, "codes of areas.csv", ["successor_code"])
    tables.refuse(path, rows, ~rows["kind"].isin(get_args(AreaKind)), f"a kind among {get_args(AreaKind)}", ["kind"])
    authorities = set(rows.loc[(rows["kind"] == "combined_authority") & (rows["end_year"] == ""), "name"])
    shared = rows["name"].isin(authorities) & rows["kind"].isin(["region", "county"])
    rows["name"] = rows["name"].mask(shared, rows["name"] + " (" + rows["kind"] + ")")
    return {
        row["area_code"]: Area(
            row["area_code"],
            row["name"],
            row["kind"],
            _year(row["start_year"]),
            _year(row["end_year"]),
            tuple(row["successor_code"].split("|")) if row["successor_code"] else (),
        )
        for row in rows.to_dict("records")
    }


def _memberships(path: Path, by_code: dict[str, Area]) -> tuple[Membership, ...]:
    columns = ["combined_authority_code", "district_code", "from_year", "to_year", "via_recode", "county_code"]
    rows = tables.read(path, columns, key=["combined_authority_code", "district_code"])
    for name in ("combined_authority_code", "district_code", "county_code"):
        known = [*by_code, ""] if name == "county_code" else list(by_code)
        tables.refuse(path, rows, ~rows[name].isin(known), "a code of areas.csv", [name])
    tables.refuse(path, rows, ~rows["via_recode"].isin(["0", "1"]), "0 or 1", ["via_recode"])
    for area in by_code.values():
        if area.kind == "combined_authority" and area.ended is None:
            gone = not rows["combined_authority_code"].eq(area.code).any()
            if gone:
                raise tables.DataFileError(path, "the file", f"districts of {area.code} {area.name}", "none")
    return tuple(
        Membership(row["combined_authority_code"], row["district_code"], row["via_recode"] == "1", row["county_code"])
        for row in rows.to_dict("records")
    )


def _neighbours(path: Path, by_code: dict[str, Area]) -> dict[tuple[str, str], tuple[str, ...]]:
    columns = ["area_code", "neighbour_set", "rank", "neighbour_code"]
    rows = tables.read(path, columns, key=["area_code", "neighbour_set", "rank"])
    for name in ("area_code", "neighbour_code"):
        tables.refuse(path, rows, ~rows[name].isin(list(by_code)), "a code of areas.csv", [name])
    kinds = get_args(NeighbourSet)
    tables.refuse(path, rows, ~rows["neighbour_set"].isin(kinds), f"one of {', '.join(kinds)}", ["neighbour_set"])
    tables.refuse(path, rows, ~rows["rank"].str.fullmatch("[1-9][0-9]*"), "a rank from 1", ["rank"])
    ordered = rows.assign(rank=rows["rank"].astype(int)).sort_values(["area_code", "neighbour_set", "rank"])
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in ordered.to_dict("records"):
        key = (row["area_code"], row["neighbour_set"])
        found[key] = (*found.get(key, ()), row["neighbour_code"])
    return found


def _regions(path: Path, by_code: dict[str, Area]) -> dict[str, tuple[str, ...]]:
    rows = tables.read(path, ["area_code", "region_code"], key=["area_code", "region_code"])
    for name, kind in (("area_code", "combined_authority"), ("region_code", "region")):
        known = [code for code, area in by_code.items() if area.kind == kind]
        tables.refuse(path, rows, ~rows[name].isin(known), f"a code of areas.csv that is a {kind}", [name])
    found: dict[str, tuple[str, ...]] = {}
    for area, region in zip(rows["area_code"], rows["region_code"], strict=True):
        found[area] = (*found.get(area, ()), region)
    return found


def _year(text: str) -> int | None:
    return int(text) if text else None
