"""A small file is read as text, and what is no table is refused by its name."""

import pytest

from connectors import small_csv
from connectors.base import PublisherError


def test_every_cell_is_text_and_none_is_missing() -> None:
    frame = small_csv.read("code,value\n01,NA\n02,\n", "x.csv", ["code"])
    assert frame.to_dict("list") == {"code": ["01", "02"], "value": ["NA", ""]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "x.csv: expected a table of cells parted by commas, got No columns"),
        ("a,b\n1,2\n1,2,3\n", "x.csv: expected a table of cells parted by commas, got Error tokenizing data"),
        ('a,b\n"1,2\n', "x.csv: expected a table of cells parted by commas, got Error tokenizing data"),
        ("a\n1\n", r"x.csv: expected the columns a, b, got missing ['b'], new []"),
        ("a,b,c,d\n1,2,3,4\n", r"x.csv: expected the columns a, b, got missing [], new ['d']"),
    ],
    ids=["empty", "a longer row", "an open quote", "a column gone", "a new column"],
)
def test_what_is_no_such_table_is_refused_by_name(text: str, said: str) -> None:
    with pytest.raises(PublisherError) as refused:
        small_csv.read(text, "x.csv", ["a", "b"], beside=["c"])
    assert str(refused.value).startswith(said)
