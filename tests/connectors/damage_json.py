"""Recorded replies in JSON spoilt inside: fields renamed, emptied, doubled, lost, figures that are none.

Each function gives the spoilt bodies it can make of one body, with a word for each; none where it does not apply.
"""

import copy
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

Spoilt = Iterator[tuple[str, bytes]]
MARKERS = ("[x]", "c", "z", "..", "-", "NA", "")


def renamed(body: bytes) -> Spoilt:
    """Each field in turn under another name, wherever it stands."""

    def rename(holder: dict[str, Any], name: str) -> None:
        holder[f"former {name}"] = holder.pop(name)

    yield from _each(body, "renamed", rename)


def emptied(body: bytes) -> Spoilt:
    """Each field in turn without anything in it."""

    def empty(holder: dict[str, Any], name: str) -> None:
        holder[name] = None

    yield from _each(body, "null", empty)


def doubled(body: bytes) -> Spoilt:
    """The last item of each list of objects in turn, once more."""

    def double(holder: dict[str, Any], name: str) -> None:
        holder[name] = [*holder[name], holder[name][-1]]

    yield from _each(body, "an item twice", double, _lists)


def lost(body: bytes) -> Spoilt:
    """Each list of objects in turn without its last item."""

    def lose(holder: dict[str, Any], name: str) -> None:
        holder[name] = holder[name][:-1]

    yield from _each(body, "an item gone", lose, _lists)


def marked(body: bytes) -> Spoilt:
    """A shorthand for what is missing in place of the figures of each field in turn."""
    for marker in MARKERS if _read(body) is not None else ():

        def mark(holder: dict[str, Any], name: str, marker: str = marker) -> None:
            holder[name] = marker

        yield from _each(body, repr(marker), mark, _figure)


def _each(
    body: bytes,
    word: str,
    change: Callable[[dict[str, Any], str], None],
    wanted: Callable[[Any], bool] = lambda _: True,
) -> Spoilt:
    document = _read(body)
    for path in dict.fromkeys(path for path, holder, name in _fields(document) if wanted(holder[name])):
        spoilt = copy.deepcopy(document)
        for holder, name in [(h, n) for found, h, n in _fields(spoilt) if found == path and wanted(h[n])]:
            change(holder, name)
        yield f"{word}: {path}", json.dumps(spoilt).encode()


def _read(body: bytes) -> Any:
    return json.loads(body) if body.lstrip()[:1] in (b"{", b"[") else None


def _fields(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any], str]]:
    if isinstance(part, list):
        for one in part:
            yield from _fields(one, path)
    elif isinstance(part, dict):
        for name in list(part):
            yield f"{path}.{name}", part, name
            yield from _fields(part.get(name), f"{path}.{name}")


def _lists(found: Any) -> bool:
    return isinstance(found, list) and bool(found) and isinstance(found[-1], dict)


def _figure(found: Any) -> bool:
    return isinstance(found, str) and re.fullmatch(r"-?\d+(\.\d+)?", found) is not None
