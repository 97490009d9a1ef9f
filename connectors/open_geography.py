"""Which districts make up which combined authority, and the outlines of both, from the Open Geography portal.

No source of figures: reference tables, to hold against our own at every refresh. Knows how that portal names things
and that the names lie, so a vintage is read from the fields; refuses shapes not in longitude and latitude.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from connectors import arcgis, figures
from connectors.base import Landed, Landing, PublisherError
from pmf.areas import Areas

NAME = "open_geography"
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
WEST, SOUTH, EAST, NORTH = -9.0, 49.0, 3.0, 62.0
"""A box around the United Kingdom in degrees; the national grid counts metres."""


@dataclass(frozen=True)
class Table:
    """One reference table: services that may hold it, and the kinds of area whose codes and names it gives."""

    name: str
    services: tuple[str, ...]
    kinds: tuple[str, ...]
    shaped: bool


LOOKUP = Table("lookup", (r"LAD\d\d_CAUTH(?P<year>\d\d)_EN_LU(?:_v(?P<version>\d+))?",), ("LAD", "CAUTH"), False)
AUTHORITIES = Table(
    "authorities",
    (
        r"CAUTH_(?P<month>[A-Z]{3})_20(?P<year>\d\d)_EN_(?:BUC|BSC)(?:_V(?P<version>\d+))?",
        r"Combined_Authorities_(?P<month>[A-Z]{3})[A-Z]*_20(?P<year>\d\d)_Boundaries_EN_(?:BUC|BSC)",
    ),
    ("CAUTH",),
    True,
)
DISTRICTS = Table(
    "districts",
    (
        r"LAD_(?P<month>[A-Z]{3})_20(?P<year>\d\d)_(?:UK|EN)_BUC(?:_V(?P<version>\d+))?",
        r"Local_Authority_Districts_(?P<month>[A-Z]{3})[A-Z]*_20(?P<year>\d\d)_(?:Boundaries_)?UK_BUC(?:_V(?P<version>\d+))?",
    ),
    ("LAD",),
    True,
)
TABLES = (LOOKUP, AUTHORITIES, DISTRICTS)


@dataclass(frozen=True)
class Reference:
    """`members`: authority and district code. `outlines`: kind of area, then code, to its GeoJSON geometry."""

    vintage: int
    members: frozenset[tuple[str, str]]
    outlines: dict[str, dict[str, dict[str, Any]]]


@dataclass(frozen=True)
class Differences:
    """The look-up beside our membership table: pairs that are the `same`, `changes` of membership, `notes` to read."""

    vintage: str
    same: int
    changes: tuple[str, ...]
    notes: tuple[str, ...]


def fetch_reference(landing: Landing) -> list[Landed]:
    """The newest look-up and outlines of authorities and districts."""
    names = arcgis.services(landing)
    return [landed for table in TABLES for landed in _fetch(landing, table, _newest(names, table))]


def tidy_reference(raw: Sequence[Landed]) -> Reference:
    """Those tables for England. Pure: the same files give the same tables."""
    members, vintage = _members(raw)
    outlines = {table.kinds[0]: _outlines(raw, table) for table in (AUTHORITIES, DISTRICTS)}
    return Reference(vintage, members, outlines)


def differences(reference: Reference, areas: Areas) -> Differences:
    """How our membership table differs from the publisher's look-up, and what of it has no outline, in words."""
    ours = {(one.code, member.code) for one in areas.authorities for member in areas.members(one.code)}
    held = {"CAUTH": {authority for authority, _ in ours}, "LAD": {district for _, district in ours}}
    bare = sorted(code for kind, codes in held.items() for code in codes - set(reference.outlines[kind]))
    return Differences(
        vintage=str(reference.vintage),
        same=len(ours & reference.members),
        changes=(
            *(f"{a}: district {d} joined: not in membership.csv" for a, d in sorted(reference.members - ours)),
            *(f"{a}: district {d} of membership.csv left" for a, d in sorted(ours - reference.members)),
        ),
        notes=(f"{len(bare)} areas without an outline: {', '.join(bare[:6])}",) if bare else (),
    )


def _newest(names: Sequence[str], table: Table) -> str:
    dated = [
        (_order(found), name)
        for name in names
        for pattern in table.services
        if (found := re.fullmatch(pattern, name, re.IGNORECASE))
    ]
    if not dated:
        raise PublisherError("Open Geography", f"a service named {' or '.join(table.services)}", f"{len(names)} others")
    return max(dated)[1]


def _order(found: re.Match[str]) -> tuple[int, int, int]:
    given = found.groupdict()
    month = (given.get("month") or "").upper()
    return int(given["year"]), MONTHS.index(month) if month in MONTHS else -1, int(given.get("version") or 0)


def _fetch(landing: Landing, table: Table, service: str) -> list[Landed]:
    layer = arcgis.layer(landing, table.name, service)
    fields = [_field(layer.fields, rf"{kind}\d\dCD", service) for kind in table.kinds]
    return arcgis.pages(landing, table.name, layer, fields, table.shaped)


def _field(fields: Sequence[str], pattern: str, where: str) -> str:
    found = [field for field in fields if re.fullmatch(pattern, field)]
    if len(found) != 1:
        raise PublisherError(where, f"one field named {pattern}", f"{found} among {sorted(fields)}")
    return found[0]


def _members(raw: Sequence[Landed]) -> tuple[frozenset[tuple[str, str]], int]:
    rows = [_properties(one, "attributes", LOOKUP) for one in arcgis.features(raw, LOOKUP.name)]
    pairs = [(row["CAUTH"], _present(row["LAD"])) for row in rows]
    districts = [district for _, district in pairs]
    if twice := sorted({district for district in districts if districts.count(district) > 1}):
        raise PublisherError(LOOKUP.name, "each district in one authority", f"{', '.join(twice)} in more")
    vintages = {row["vintage"] for row in rows}
    if len(vintages) != 1:
        raise PublisherError(LOOKUP.name, "one vintage", str(sorted(vintages)))
    return frozenset(pairs), 2000 + int(vintages.pop())


def _outlines(raw: Sequence[Landed], table: Table) -> dict[str, dict[str, Any]]:
    (kind,) = table.kinds
    found: dict[str, dict[str, Any]] = {}
    for one in arcgis.features(raw, table.name):
        code = _present(_properties(one, "properties", table)[kind])
        if code in found:
            raise PublisherError(table.name, "each area once", f"{code} again")
        if code.startswith("E"):
            found[code] = _outline(one.get("geometry"), f"{table.name} {code}")
    return found


def _present(code: str) -> str:
    return figures.RECODED.get(code, code)


def _properties(feature: dict[str, Any], key: str, table: Table) -> dict[str, str]:
    """The code of each kind of area, and the vintage in the name of the last field."""
    given = feature.get(key)
    fields = [str(name) for name in given] if isinstance(given, dict) else []
    read: dict[str, str] = {}
    for kind in table.kinds:
        field = _field(fields, rf"{kind}\d\dCD", table.name)
        code = str(given[field]) if isinstance(given, dict) else ""
        if not re.fullmatch(r"[EWSN]\d{8}", code):
            raise PublisherError(f"{table.name} {field}", "a code such as E47000008", repr(code))
        read |= {kind: code, "vintage": field.removeprefix(kind)[:2]}
    return read


def _outline(geometry: Any, where: str) -> dict[str, Any]:
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise PublisherError(where, "a polygon or several", str(geometry)[:80])
    points = list(_points(geometry.get("coordinates"), where))
    outside = [(x, y) for x, y in points if not (WEST <= x <= EAST and SOUTH <= y <= NORTH)]
    if outside or not points:
        raise PublisherError(where, "longitudes and latitudes in the United Kingdom", str(outside[:1] or "no point"))
    return geometry


def _points(coordinates: Any, where: str) -> Iterator[tuple[float, float]]:
    if not isinstance(coordinates, list):
        raise PublisherError(where, "lists of coordinates", str(coordinates)[:80])
    if len(coordinates) in (2, 3) and all(isinstance(number, int | float) for number in coordinates):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for inner in coordinates:
        yield from _points(inner, where)
