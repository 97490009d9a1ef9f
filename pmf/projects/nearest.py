"""The accepted value that a person may have meant by another. Knows spelling; refuses to change a register."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

_NEAR = 0.7
"""How alike two spellings are that may mean the same: 1 for the same letters, 0 for none in common."""
_MOST = 60
"""Values among which a near spelling is looked for; among more only the same letters in another case, for speed."""
_REMEMBERED = 4096


def nearest(typed: str, accepted: Mapping[str, str]) -> str:
    """The value whose spelling is nearest to what was typed, in whatever case; `accepted` has the values by spelling.

    Empty where none is near, where more words were typed than the value has (`Amber/Red` is not Amber), and where
    the digits differ: a code or a phase with another number is another one.
    """
    spelled = {spelling.casefold(): value for spelling, value in accepted.items()}
    wanted = typed.casefold()
    if wanted in spelled:
        return spelled[wanted]
    found = _closest(wanted, tuple(spelled)) if len(spelled) <= _MOST else ""
    return spelled[found] if found and not _words(wanted) > _words(found) else ""


@lru_cache(_REMEMBERED)
def _closest(wanted: str, spelled: tuple[str, ...]) -> str:
    """The spelling most like the one wanted, which is looked for once however many cells have it; empty if none is."""
    digits = _digits(wanted)
    found = get_close_matches(wanted, [spelling for spelling in spelled if _digits(spelling) == digits], 1, _NEAR)
    return found[0] if found else ""


def _digits(text: str) -> list[str]:
    return re.findall(r"\d", text)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text))
