"""Strict reading of the project's TOML declarations.

Knows which keys a declaration may and must have; refuses to know what they are for.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar, get_args

from pmf.periods import YEARS
from pmf.refusals import Refusal, shown

T = TypeVar("T")
_LONGEST = 15  # digits of a number before the point, and after it


class DeclarationError(Refusal, ValueError):
    """A declaration that cannot be taken as it stands: which file, which key, what was expected, what came."""

    def __init__(self, path: Path, key: str, expected: str, got: object) -> None:
        super().__init__(f"{path}, key {key!r}: expected {expected}, got {shown(got)}" if key else f"{path}: {got}")


class Table:
    """One table of a declaration. Each key is taken once; `finish` refuses those nobody took.

    Every method raises DeclarationError naming file and key.
    """

    def __init__(self, path: Path, entries: Mapping[str, Any], prefix: str = "") -> None:
        self.path = path
        self._entries = dict(entries)
        self._prefix = prefix

    def take(self, key: str, kind: type[T], among: tuple[T, ...] = ()) -> T:
        """The value of a key that must be there."""
        if key not in self._entries:
            raise self.error(key, f"a value ({kind.__name__})", "nothing")
        value = self._entries.pop(key)
        if type(value) is not kind:
            raise self.error(key, f"a value ({kind.__name__})", value)
        if among and value not in among:
            raise self.error(key, f"one of {', '.join(map(repr, among))}", value)
        if isinstance(value, str) and not value.strip():
            raise self.error(key, "a text that is not blank", value)
        if isinstance(value, date) and value.year not in YEARS:
            raise self.error(key, f"a day from {YEARS[0]} to {YEARS[-1]}", value.isoformat())
        if isinstance(value, int) and abs(value) >= 10**_LONGEST:
            raise self.error(key, f"a number of at most {_LONGEST} digits", value)
        return value

    def one_of(self, key: str, choices: Any) -> Any:
        """The value of a key that must be there, one of the texts of a Literal."""
        return self.take(key, str, get_args(choices))

    def maybe(self, key: str, kind: type[T], default: T, among: tuple[T, ...] = ()) -> T:
        """The value of a key that may be left out."""
        return self.take(key, kind, among) if key in self._entries else default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts that may be left out; one text alone counts as a list of one."""
        value = self._entries.pop(key, [])
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(text, str) and text.strip() for text in values):
            raise self.error(key, "a text or a list of texts, none of them blank", value)
        return tuple(values)

    def table(self, key: str) -> "Table":
        """A table that must be there."""
        return Table(self.path, self.take(key, dict), f"{self._prefix}{key}.")

    def tables(self, key: str) -> Iterator["Table"]:
        """A list of tables that may be left out."""
        for number, entries in enumerate(self.maybe(key, list, []), 1):
            if not isinstance(entries, dict):
                raise self.error(key, "a list of tables", entries)
            yield Table(self.path, entries, f"{self._prefix}{key}[{number}].")

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def names(self) -> list[str]:
        """Keys not yet taken."""
        return list(self._entries)

    def number(self, key: str) -> Decimal | None:
        """A whole or decimal number, exactly as written, that may be left out."""
        value = self._entries.pop(key, None)
        if value is None:
            return None
        if type(value) not in (int, Decimal) or not _ordinary(Decimal(value)):
            raise self.error(key, f"a number (up to {_LONGEST} digits, {_LONGEST} decimals)", value)
        return Decimal(value)

    def finish(self) -> None:
        """Refuse a key that nobody took."""
        for key, value in self._entries.items():
            raise self.error(key, "no such key", value)

    def error(self, key: str, expected: str, got: object) -> DeclarationError:
        """The error for a key of this table."""
        return DeclarationError(self.path, self._prefix + key, expected, got)


def read(path: Path) -> Table:
    """The declaration in `path`. Raises DeclarationError where it is no TOML in UTF-8."""
    try:
        return Table(path, tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
    except (ValueError, InvalidOperation, RecursionError) as error:  # no TOML, a number or a nesting beyond bounds
        raise DeclarationError(path, "", "", f"expected TOML in UTF-8, got {error}") from error


def _ordinary(number: Decimal) -> bool:
    return number.is_finite() and number.adjusted() < _LONGEST and int(number.as_tuple().exponent) >= -_LONGEST
