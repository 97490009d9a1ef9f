"""What Nomis says about a dataset: its dimensions, its area types, the day it was last updated.

Knows the SDMX documents, where one thing and a list of things look different; refuses to know figures.
"""

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from connectors.base import Landed, PublisherError
from connectors.replies import mapping, mappings


def last_updated(landed: Landed) -> date:
    """The annotation LastUpdated, the only stamp of a version Nomis gives."""
    notes = mappings(mapping(_family(landed).get("annotations")).get("annotation"))
    texts = [str(note.get("annotationtext")) for note in notes if note.get("annotationtitle") == "LastUpdated"]
    if len(texts) != 1 or not re.match(r"\d{4}-\d\d-\d\d", texts[0]):
        raise PublisherError(landed.name, "one annotation LastUpdated with a day", str(texts or "none"))
    return date.fromisoformat(texts[0][:10])


def refuse_dimensions(landed: Landed, dataset: str, named: Sequence[str]) -> None:
    """Raise PublisherError unless the dataset has exactly these dimensions beside place, measures and frequency.

    A dimension under another name is ignored by the service without a word, and one left out multiplies the rows.
    """
    listed = mappings(mapping(_family(landed).get("components")).get("dimension"))
    found = {str(one.get("conceptref")).upper() for one in listed} - {"GEOGRAPHY", "MEASURES", "FREQ", "TIME"}
    if found != {name.upper() for name in named}:
        raise PublisherError(f"{dataset}", f"the dimensions {sorted(named)}", str(sorted(found)))


def chosen(landed: Landed, patterns: Sequence[str], optional: Sequence[str] = ()) -> list[str]:
    """The id of the newest area type whose description matches each pattern.

    Ids age and are relabelled in place, so none is fixed here. A pattern without a match is an error unless optional.
    """
    offered = {_id(code): str(mapping(code.get("description")).get("value")) for code in _codes(landed)}
    ids: list[str] = []
    for pattern in (*patterns, *optional):
        dated = [(_year(found), key) for key, text in offered.items() if (found := re.fullmatch(pattern, text.strip()))]
        if dated:
            ids.append(max(dated)[1])
        elif pattern not in optional:
            raise PublisherError(landed.name, f"an area type described as {pattern}", str(sorted(offered.values())))
    return ids


def described(landed: Landed, descriptions: Collection[str]) -> dict[str, str]:
    """The code of each description in the list of one dimension. Raises PublisherError unless each has its own.

    Asked for by words, as a code of another meaning would be answered without a word.
    """
    offered = [(str(mapping(code.get("description")).get("value")).strip(), code) for code in _codes(landed)]
    found = [(text, str(code.get("value"))) for text, code in offered if text in descriptions]
    codes = dict(found)
    if lost := sorted(set(descriptions) - set(codes)):
        raise PublisherError(landed.name, "a code of every description asked for", f"none of {'; '.join(lost)}")
    plain = all(re.fullmatch(r"[0-9]{1,12}", code) for code in codes.values())
    if not plain or len(set(codes.values())) != len(found):
        raise PublisherError(landed.name, "a number as the code of each description, each its own", str(found[:9]))
    return codes


def _year(found: re.Match[str]) -> int:
    return max((int(group) for group in found.groups() if group), default=0)


def _id(code: dict[str, Any]) -> str:
    text = str(code.get("value"))
    return f"TYPE{text}" if text.isdigit() else text


def _codes(landed: Landed) -> list[dict[str, Any]]:
    lists = mappings(mapping(_structure(landed).get("codelists")).get("codelist"))
    return [code for one in lists for code in mappings(one.get("code"))]


def _family(landed: Landed) -> dict[str, Any]:
    families = mappings(mapping(_structure(landed).get("keyfamilies")).get("keyfamily"))
    if len(families) != 1:
        raise PublisherError(landed.name, "one dataset", f"{len(families)}")
    return families[0]


def _structure(landed: Landed) -> dict[str, Any]:
    found = landed.document().get("structure")
    if not isinstance(found, dict):
        raise PublisherError(landed.name, "an SDMX structure in JSON", str(found)[:80])
    return found
