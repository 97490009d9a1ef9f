"""What is sealed comes back as it was, to the last digit, also after fields were added."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

import pytest

from pmf.rounds import plain, sealing, seals
from pmf.rounds.plain import NotReadable


@dataclass(frozen=True)
class Inner:
    """A part."""

    word: Literal["up", "down"] | None
    amount: Decimal | None


@dataclass(frozen=True)
class Outer:
    """One of everything that records are made of."""

    day: date
    ends: tuple[float, float] | None
    parts: tuple[Inner, ...]
    names: dict[str, Decimal]
    sure: bool
    added: str = "since"


THING = Outer(
    date(2023, 9, 30),
    (64.8, 71.0),
    (Inner("up", Decimal("0.90")), Inner(None, Decimal("1E+3")), Inner("down", None)),
    {"a": Decimal("-28649")},
    True,
)


def test_everything_comes_back() -> None:
    assert plain.from_text(Outer, plain.to_text(THING)) == THING
    assert str(plain.from_text(Outer, plain.to_text(THING)).parts[0].amount) == "0.90"


def test_a_field_added_since_has_its_default_and_one_taken_away_is_passed_over() -> None:
    values = plain.to_plain(THING) | {"gone": 1}
    del values["added"], values["ends"]
    assert plain.from_plain(Outer, values) == replace(THING, ends=None)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("day", None, r"Outer\.day: expected a day as text, got None"),
        ("parts", [{"word": "left", "amount": None}], r"Outer\.parts\[0\]\.word: expected one of up, down, got 'left'"),
        ("names", {"a": 1.5}, r"Outer\.names\.a: expected a decimal number as text, got 1\.5"),
        ("sure", "yes", r"Outer\.sure: expected"),
        ("parts", [3], r"Outer\.parts\[0\]: expected the fields of Inner"),
    ],
)
def test_values_of_another_kind_are_refused_where_they_stand(field: str, value: object, said: str) -> None:
    with pytest.raises(NotReadable, match=said):
        plain.from_plain(Outer, plain.to_plain(THING) | {field: value})


def test_a_field_that_is_needed_and_missing_is_named() -> None:
    values = plain.to_plain(THING)
    del values["day"]
    with pytest.raises(NotReadable, match="Outer: expected the field day, got none"):
        plain.from_plain(Outer, values)


@pytest.mark.parametrize("text", ["{", "[" * 20_000, "4" * 5_000], ids=["open", "a nest", "a number beyond reason"])
def test_what_is_no_json_is_refused_by_name(text: str) -> None:
    with pytest.raises(NotReadable, match=r"^Outer: expected JSON, got"):
        plain.from_text(Outer, text)


@pytest.mark.parametrize("text", ["[]", "null", '"x"'])
def test_a_sealed_round_that_is_no_object_is_refused(text: str) -> None:
    seal = seals.Seal(date(2024, 1, 5), "")
    with pytest.raises(NotReadable, match=r"round\.json: expected an object"):
        sealing.record(seal, {"round.json": text})
