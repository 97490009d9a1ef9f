"""The outlines that maps are drawn on. Knows which reference file is the finest; refuses to draw."""

from functools import cache
from pathlib import Path

from pmf import outlines, settings
from pmf.outlines import Outline, OutlineError
from pmf.reading.figures import places

_DISTRICTS = ("districts_cpca", "districts_england")  # the finest first
_AUTHORITIES = ("region_outline_cpca", "combined_authorities")


@cache
def district_outlines(authority: str) -> tuple[Outline, ...]:
    """The districts of a combined authority by name, all from the finest file that has every one of them.

    Raises UnknownArea, and OutlineError where no file has them all.
    """
    codes = [member.code for member in places().members(places().get(authority).code)]
    for file in _DISTRICTS:
        found = _by_code(file)
        if all(code in found for code in codes):
            return tuple(found[code] for code in codes)
    missing = sorted(set(codes) - set(_by_code(_DISTRICTS[-1])))
    raise OutlineError(_folder(), _DISTRICTS[-1], f"the districts of {authority}", f"none for {', '.join(missing)}")


@cache
def authority_outline(authority: str) -> Outline | None:
    """The outline of a combined authority; None where none is held, as for one that has ended. Raises UnknownArea."""
    code = places().get(authority).code
    return next((_by_code(file)[code] for file in _AUTHORITIES if code in _by_code(file)), None)


@cache
def _by_code(file: str) -> dict[str, Outline]:
    return {outline.code: outline for outline in outlines.load(_folder() / f"{file}.geojson")}


def _folder() -> Path:
    return settings.data() / "reference" / "boundaries"
