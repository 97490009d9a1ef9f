"""Strict reading of TOML: each key taken once, the rest refused by file and key."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from pmf import declarations
from pmf.declarations import DeclarationError, Table

TEXT = """name = "x"
count = 3
level = 1.10
when = 2026-01-02
names = ["a", "b"]
[inner]
key = true
[[list]]
n = 1
[[list]]
m = 2
"""


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """The text above as a table."""
    path = tmp_path / "some.toml"
    path.write_text(TEXT, encoding="utf-8")
    return declarations.read(path)


def test_values_come_as_they_are_written(table: Table) -> None:
    assert (table.take("name", str), table.take("count", int), table.take("when", date)) == ("x", 3, date(2026, 1, 2))
    assert str(table.number("level")) == "1.10"
    assert table.number("missing") is None
    assert table.texts("names") == ("a", "b")
    assert table.table("inner").take("key", bool) is True
    assert table.names() == ["list"]


def test_one_text_counts_as_a_list_of_one_and_none_as_an_empty_list(table: Table) -> None:
    assert table.texts("name") == ("x",)
    assert table.texts("missing") == ()
    assert table.maybe("other", int, 7) == 7


@pytest.mark.parametrize(
    ("key", "kind"), [("name", int), ("count", str), ("count", bool), ("level", float), ("when", str), ("inner", list)]
)
def test_a_value_of_another_kind_is_refused(table: Table, key: str, kind: type) -> None:
    with pytest.raises(DeclarationError, match=rf"some\.toml, key '{key}': expected a value \({kind.__name__}\)"):
        table.take(key, kind)


@pytest.mark.parametrize(("value", "kind"), [(True, int), (datetime(2026, 1, 2, tzinfo=UTC), date)])
def test_a_value_that_only_passes_for_the_kind_is_refused(tmp_path: Path, value: object, kind: type) -> None:
    with pytest.raises(DeclarationError, match=rf"key 'key': expected a value \({kind.__name__}\)"):
        Table(tmp_path, {"key": value}).take("key", kind)


def test_a_missing_key_is_refused(table: Table) -> None:
    with pytest.raises(DeclarationError, match=r"key 'colour': expected a value \(str\), got 'nothing'"):
        table.take("colour", str)


def test_a_value_outside_its_choices_is_refused(table: Table) -> None:
    with pytest.raises(DeclarationError, match=r"key 'name': expected one of 'y', 'z', got 'x'"):
        table.take("name", str, ("y", "z"))


def test_a_true_is_no_number(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match=r"expected a number \(up to 15 digits, 15 decimals\), got True"):
        Table(tmp_path, {"level": True}).number("level")
    assert Table(tmp_path, {"level": 5}).number("level") == Decimal(5)


def test_keys_nobody_took_are_refused_with_their_place(table: Table) -> None:
    with pytest.raises(DeclarationError, match=r"key 'inner\.key': expected no such key"):
        table.table("inner").finish()
    first, second = table.tables("list")
    first.take("n", int)
    first.finish()
    with pytest.raises(DeclarationError, match=r"key 'list\[2\]\.m': expected no such key, got 2"):
        second.finish()


def test_a_list_of_mixed_things_is_no_list_of_texts(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match="expected a text or a list of texts"):
        Table(tmp_path, {"names": ["a", 1]}).texts("names")
    with pytest.raises(DeclarationError, match="expected a list of tables"):
        list(Table(tmp_path, {"list": [1]}).tables("list"))
