"""Ratings of figures with more digits than decimal arithmetic keeps unless told otherwise, and of nothing."""

from decimal import Decimal as D

import pytest

from pmf import editions, rating
from pmf.rating import Direction, Word

LONG = "1" + "0" * 40


@pytest.mark.parametrize(
    ("current", "target", "direction", "word"),
    [
        (LONG + "." + "9" * 40, LONG + "1", "up", "Red"),
        (LONG + "." + "0" * 30 + "1", LONG, "down", "Amber"),
        ("0.9" + "0" * 40, "1", "up", "Amber"),
        ("0.8" + "9" * 40, "1", "up", "Red"),
        ("1.04" + "9" * 40, "1", "up", "Green"),
        ("1.05" + "0" * 40 + "1", "1", "up", "Blue"),
        ("1.1" + "0" * 40, "1", "down", "Amber"),
        ("1.1" + "0" * 40 + "1", "1", "down", "Red"),
        ("1." + "0" * 40 + "1", "1", "maintain", "Amber"),
    ],
)
def test_every_digit_counts_against_target(current: str, target: str, direction: Direction, word: Word) -> None:
    """Also those beyond the 28 that decimal arithmetic keeps unless told otherwise."""
    bands = editions.get("2023").bands
    found = rating.against_target(D(current), D(target), direction, bands, edition="2023")
    assert found.word == word
    assert f"{D(current):,f} against a target of {D(target):,f}" in found.reason


def test_every_digit_counts_against_direction() -> None:
    low, high = D(LONG + ".1"), D(LONG + ".2")
    assert rating.movement(low, high).change == D("0.1")
    assert rating.against_direction(low, high, "up", edition="2023").word == "Green"
    closer = rating.against_direction(low, high, "maintain", D(LONG + ".3"), edition="2023")
    assert closer.word == "Green"
    assert "0.2 away before, 0.1 now" in closer.reason
    assert f"{high:,f} against {low:,f}" in closer.reason


def test_a_percentage_of_many_digits_is_rounded_once() -> None:
    """2.00005 and a little less: at 28 digits it would be taken for the half and rounded up."""
    exact = D("102.00004" + "9" * 60)
    found = rating.against_target(exact, D(100), "up", editions.get("2023").bands, edition="2023")
    assert str(found.gap_percent) == "2"


@pytest.mark.parametrize(("previous", "current"), [("0", "-0"), ("-0", "-0"), ("-0", "0"), ("-0.0", "-0.00")])
def test_nothing_has_no_sign(previous: str, current: str) -> None:
    moved = rating.movement(D(previous), D(current))
    assert moved.change is not None
    assert (str(moved.change.normalize()), moved.travel) == ("0", "level")
    found = rating.against_target(D(current), D("-0.0") - 1, "up", editions.get("2023").bands, edition="2023")
    assert "−0" not in found.reason
