"""The accepted value that a person may have meant by another. Knows spelling; refuses to change a register."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

_NEAR = 0.7
"""How alike two spellings are that may mean the same: 1 for the same letters, 0 for none in common."""
_MOST = 200
"""Values among which a near spelling is looked for; among more only the same letters in another case, for speed."""


def nearest(typed: str, accepted: Mapping[str, str]) -> str:
    """The value whose spelling is nearest to what was typed, in whatever case; `accepted` has the values by spelling.

    Empty where none is near, where more words were typed than the value has (`Amber/Red` is not Amber), and where
    the digits differ: a code or a phase with another number is another one.
    """
    spelled = {spelling.casefold(): value for spelling, value in accepted.items()}
    wanted = typed.casefold()
    if wanted in spelled:
        return spelled[wanted]
    same = [spelling for spelling in spelled if _digits(spelling) == _digits(wanted)] if len(spelled) <= _MOST else []
    found = get_close_matches(wanted, same, 1, _NEAR)
    return spelled[found[0]] if found and not _words(wanted) > _words(found[0]) else ""


def _digits(text: str) -> list[str]:
    return re.findall(r"\d", text)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text))
