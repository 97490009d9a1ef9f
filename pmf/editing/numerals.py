"""A number as people type it, and the plain number that a file takes.

Knows separators of thousands and the signs of units; refuses to know which unit is meant.
"""

import re

from pmf import tables

_SPACES = " \u00a0\u2009\u202f"
_GROUPED = re.compile(rf"(-?[1-9][0-9]{{0,2}})((?:,[0-9]{{3}})+|(?:[{_SPACES}][0-9]{{3}})+)(\.[0-9]+)?")
_SIGNS = re.compile(rf"£[{_SPACES}]*|[{_SPACES}]*%")


def plain(typed: str) -> str:
    """`36000` of `36,000` or `36 000`; whatever is no number in groups of three stays as it was typed."""
    found = _GROUPED.fullmatch(typed)
    return f"{found[1]}{re.sub('[^0-9]', '', found[2])}{found[3] or ''}" if found else typed


def offer(typed: str) -> str:
    """The plain number in what a file does not take: `36000` of `£36,000`, `12` of `12%`; empty where there is none."""
    if re.fullmatch(tables.NUMBER, typed):
        return ""
    bare = plain(_SIGNS.sub("", typed.replace("\N{MINUS SIGN}", "-"), count=1).strip(_SPACES))
    return bare if re.fullmatch(tables.NUMBER, bare) else ""
