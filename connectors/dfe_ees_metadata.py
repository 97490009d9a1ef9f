"""What Explore Education Statistics says about a data set: which short id stands for which label, column or place.

Knows the metadata document; refuses to know figures. Ids may change with every version, so none is fixed here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connectors.base import Landed, PublisherError

TOTAL = "Total"
"""The option of a filter that leaves nothing out. A filter nobody named is kept at it."""


@dataclass(frozen=True)
class Metadata:
    """`chosen`: the one option of every filter. `columns`: indicator to its column. `places`: level, location, code."""

    chosen: Mapping[str, str]
    columns: Mapping[str, str]
    places: Mapping[str, Mapping[str, str]]


def read(landed: Landed, filters: Mapping[str, str], columns: Sequence[str], levels: Sequence[str]) -> Metadata:
    """The ids behind these options (by filter label), indicator columns and geographic levels.

    Raises PublisherError naming what is not there exactly once; a filter not named must offer TOTAL.
    """
    found = landed.document()
    try:
        chosen = _chosen(found["filters"], filters, landed.name)
        offered = {one["column"]: one["id"] for one in found["indicators"]}
        places = {one["level"]["code"]: _codes(one["options"]) for one in found["locations"]}
    except (KeyError, TypeError, AttributeError) as error:
        raise PublisherError(landed.name, "metadata of filters, indicators and locations", repr(error)) from error
    if missing := [column for column in columns if column not in offered]:
        raise PublisherError(landed.name, f"the indicators {', '.join(columns)}", f"no {missing} among {list(offered)}")
    if missing := [level for level in levels if level not in places]:
        raise PublisherError(landed.name, f"the levels {', '.join(levels)}", f"no {missing} among {list(places)}")
    return Metadata(chosen, {offered[column]: column for column in columns}, {level: places[level] for level in levels})


def _codes(options: list[dict[str, Any]]) -> dict[str, str]:
    return {one["id"]: str(one.get("code") or "") for one in options}


def _chosen(offered: list[dict[str, Any]], wanted: Mapping[str, str], where: str) -> dict[str, str]:
    labels = [_squeezed(one["label"]) for one in offered]
    if wrong := [label for label in wanted if labels.count(label) != 1]:
        raise PublisherError(where, f"the filters {', '.join(wanted)} once each", f"not {wrong} among {labels}")
    return {
        one["id"]: _option(one, wanted.get(label, TOTAL), where) for label, one in zip(labels, offered, strict=True)
    }


def _option(filtered: dict[str, Any], wanted: str, where: str) -> str:
    found = [str(one["id"]) for one in filtered["options"] if _squeezed(one["label"]) == wanted]
    if len(found) != 1:
        labels = [one["label"] for one in filtered["options"]][:20]
        raise PublisherError(
            f"{where}, filter {filtered['label']}", f"one option {wanted}", f"{len(found)} in {labels}"
        )
    return found[0]


def _squeezed(label: str) -> str:
    return re.sub(r"\s+", " ", label).strip()
