"""Cells as printed: what is a number, what stands for none, and what is refused."""

import pandas as pd
import pytest

from connectors import markers
from connectors.base import PublisherError


def read(*cells: str) -> list[tuple[float | None, str]]:
    found = markers.read(pd.Series(cells, dtype="str"), "here")
    values = [None if pd.isna(value) else value for value in found["value"]]
    return list(zip(values, found["status"], strict=True))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1e+05", (100_000.0, "")),
        ("9.07e+08", (907_000_000.0, "")),
        ("44,020", (44_020.0, "")),
        ("-3.5", (-3.5, "")),
        ("12.5 [p]", (12.5, "p")),
        ("12.5 [r]", (12.5, "")),
        ("2019 [note 3]", (2019.0, "")),
        ("7 [e]", (7.0, "e")),
        (" [x] ", (None, "x")),
        ("[c]", (None, "c")),
        ("c", (None, "c")),
        ("[z]", (None, "z")),
        ("..", (None, "x")),
        ("-", (None, "x")),
        ("NA", (None, "x")),
        ("low", (None, "c")),
        ("k", (None, "c")),
    ],
)
def test_a_cell_alone_and_among_plain_numbers(cell: str, expected: tuple[float | None, str]) -> None:
    assert read(cell) == [expected]
    assert read("1", cell, "2.5") == [(1.0, ""), expected, (2.5, "")]


@pytest.mark.parametrize(
    "cell", ["", "inf", "nan", "1,23", "abc", "1 [x]", "1 [q]", "[note 6]", ".", "0x1F", "1_000", "E9", "1e999"]
)
def test_what_is_neither_is_refused_by_name(cell: str) -> None:
    with pytest.raises(PublisherError) as refused:
        read("1", cell)
    assert refused.value.got == repr(cell)
    assert refused.value.where == "here"


def test_a_publisher_may_give_a_sign_its_own_meaning() -> None:
    found = markers.read(pd.Series(["", "5"], dtype="str"), "here", {"": markers.NOT_APPLICABLE})
    assert found["status"].tolist() == ["z", ""]


def test_the_index_is_kept_on_both_ways_through() -> None:
    for cells in (["1", "2"], ["1", "[x]"]):
        assert markers.read(pd.Series(cells, index=[7, 9], dtype="str"), "here").index.tolist() == [7, 9]
