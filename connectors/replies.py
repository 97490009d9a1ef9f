"""Parts of a reply in JSON that may be absent or of another kind: then they hold nothing, and what is missed is named.

Knows objects and lists of them; refuses to know which publisher they come from.
"""

from typing import Any


def mapping(found: Any) -> dict[str, Any]:
    """An object; empty where there is none."""
    return found if isinstance(found, dict) else {}


def mappings(found: Any) -> list[dict[str, Any]]:
    """The objects of a list. One on its own stands for a list of one, as SDMX in JSON has it."""
    return [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict)]
