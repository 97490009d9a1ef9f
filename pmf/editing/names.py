"""The text of a `round.toml` with other names in it, its remarks and all else as they were.

Knows the three roles and how a name is written; refuses to know who may have one.
"""

import json
import re
import tomllib

from pmf.editing.rows import Cells, Changes, Slot

ROLES = ("analyst", "assurer", "approver")
_LONG = re.compile(r'"""(?s:.*?)"""|' + r"'''(?s:.*?)'''")


def rows(text: str) -> dict[Slot, Cells]:
    """The names in the text of a `round.toml` that its reader takes, by role."""
    held = tomllib.loads(text)
    return {(role,): (held[role],) for role in ROLES if role in held}


def changed(text: str, changes: Changes) -> str:
    """The text with the names given by role, `("analyst",)` to `("Ann",)`; a role without a name has no line."""
    for (role,), wanted in changes.items():
        text = _named(text, role, wanted[0] if wanted else "")
    return text


def _named(text: str, role: str, name: str) -> str:
    own = _LONG.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)  # a line inside a long text is no key
    line = f"{role} = {json.dumps(name, ensure_ascii=False)}\n" if name else ""
    if held := re.search(rf"^{role}[ \t]*=.*\n?", own, re.MULTILINE):
        return text[: held.start()] + line + text[held.end() :]
    others = list(re.finditer(rf"^(?:{'|'.join(ROLES)})[ \t]*=.*\n", own, re.MULTILINE))
    remarks = re.match(r"(?:#.*\n)*", own)
    place = others[-1].end() if others else remarks.end() if remarks else 0
    return text[:place] + line + text[place:]
