"""Frozen dataclasses as plain JSON values and back, without loss.

Knows types; refuses to know what any of them means. A field that was added since may be missing where it may be None
or has a default, so that what was sealed stays readable; what is no longer a field is passed over.
"""

import dataclasses
import json
import types
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from pmf.refusals import Refusal

T = TypeVar("T")


class NotReadable(Refusal, ValueError):
    """Plain values that do not make the object they should."""


def to_plain(value: Any) -> Any:
    """The value as dicts, lists, texts, numbers and None; decimals and dates as texts."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(name): to_plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def to_text(value: Any) -> str:
    """The value as JSON on one line."""
    return json.dumps(to_plain(value), ensure_ascii=False)


def from_text(kind: type[T], text: str) -> T:
    """The object of that kind in a JSON text. Raises NotReadable."""
    return from_plain(kind, parsed(text, getattr(kind, "__name__", str(kind))))


def parsed(text: str, where: str) -> Any:
    """The plain values of a JSON text. Raises NotReadable."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotReadable(f"{where}: expected JSON, got {str(error)[:120]}") from error


def from_plain(kind: type[T], value: Any, where: str = "") -> T:
    """The object of that kind. Raises NotReadable naming the place inside the value."""
    made: T = _made(kind, value, where or getattr(kind, "__name__", str(kind)))
    return made


def _made(kind: Any, value: Any, where: str) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _made(next(each for each in inner if each is not type(None)), value, where)
    if origin is Literal:
        return _expect(value in inner, value, f"one of {', '.join(map(str, inner))}", where)
    if origin is tuple:
        each = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_made(k, v, f"{where}[{i}]") for i, (k, v) in enumerate(zip(each, value, strict=True)))
    if origin is dict:
        return {name: _made(inner[1], v, f"{where}.{name}") for name, v in value.items()}
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind, value, where)
    if kind is Decimal:
        return Decimal(_expect(isinstance(value, str), value, "a decimal number as text", where))
    if kind is date:
        return date.fromisoformat(_expect(isinstance(value, str), value, "a day as text", where))
    return _expect(isinstance(value, float if kind is float else kind) or _whole(kind, value), value, f"{kind}", where)


def _dataclass(kind: Any, value: Any, where: str) -> Any:
    _expect(isinstance(value, dict), value, f"the fields of {kind.__name__}", where)
    hints, given = _hints(kind), {}
    for field in dataclasses.fields(kind):
        if field.name in value:
            given[field.name] = _made(hints[field.name], value[field.name], f"{where}.{field.name}")
        elif type(None) in get_args(hints[field.name]):
            given[field.name] = None
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise NotReadable(f"{where}: expected the field {field.name}, got none")
    return kind(**given)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _whole(kind: Any, value: Any) -> bool:
    return kind is float and isinstance(value, int) and not isinstance(value, bool)


def _expect(right: bool, value: Any, expected: str, where: str) -> Any:
    if not right:
        raise NotReadable(f"{where}: expected {expected}, got {value!r}")
    return value
