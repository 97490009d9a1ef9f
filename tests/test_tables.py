"""Strict reading of CSV: what makes a file unreadable, and on which line."""

from pathlib import Path

import pytest

from pmf import tables
from pmf.tables import DataFileError

WRONG = ("-", "1.", ".5", "+1", "1e3", "nan", "inf", "1 000", "12%", "£3", "x", " 1", "٣")
COLUMNS = ("code", "value", "note")


def read(tmp_path: Path, raw: str | bytes) -> list[tuple[str, ...]]:
    """The rows of a file with these bytes."""
    path = tmp_path / "some.csv"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return list(tables.read(path, COLUMNS, key=["code"]).itertuples(index=False, name=None))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_cell_is_text_and_none_is_missing(tmp_path: Path, end: str) -> None:
    rows = read(tmp_path, end.join(["code,value,note", "001,,NA", "b,0,null", ""]))
    assert rows == [("001", "", "NA"), ("b", "0", "null")]


def test_quoted_cells_may_hold_commas_and_quotes(tmp_path: Path) -> None:
    assert read(tmp_path, 'code,value,note\na,1,"x, ""y"""\nb,2,z\n') == [("a", "1", 'x, "y"'), ("b", "2", "z")]


@pytest.mark.parametrize("raw", ["code,value,note\n", "code,value,note"])
def test_a_header_alone_is_refused_unless_the_table_may_be_empty(tmp_path: Path, raw: str) -> None:
    with pytest.raises(DataFileError, match=r"some\.csv, line 2: expected at least one row, got none"):
        read(tmp_path, raw)
    assert tables.read(tmp_path / "some.csv", COLUMNS, may_be_empty=True).empty


def test_what_is_hidden_is_not_ours(tmp_path: Path) -> None:
    for name in (".checkpoints/a.csv", "b/a.csv", "b/.a.csv.swp", "b/.a.csv", "a/b.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in tables.files(tmp_path, "*/*.csv")]
    assert found == ["a/b.csv", "b/a.csv"]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("", "line 1: expected a header and rows, got an empty file"),
        (" \n\n", "line 1: expected a header and rows, got an empty file"),
        ("\ufeffcode,value,note\na,1,\n", "line 1: expected no byte order mark"),
        (b"code,value,note\na,1,\nb,2,\xe9\n", "line 3: expected text in UTF-8, got the byte 0xe9"),
        ("code,value,note\na,1,\n".encode("utf-16"), "expected text in UTF-8"),
        ("code;value;note\na;1;\n", "line 1: expected the columns code,value,note, got 'code;value;note'"),
        ("value,code,note\n1,a,\n", "line 1: expected the columns"),
        ("code,value\na,1\n", "line 1: expected the columns"),
        ("code,value,note\na,1\n", "line 2: expected 3 cells, got 2: 'a,1'"),
        ("code,value,note\na,1,,\n", "line 2: expected 3 cells, got 4"),
        ("code,value,note\na,1,\n\nb,2,\n", "line 3: expected 3 cells, got 1: ''"),
        ("code,value,note\na,1,\n\n", "line 3: expected 3 cells, got 1"),
        ('code,value,note\na,1,"x"\nb,2\n', "line 3: expected 3 cells, got 2"),
        ("code,value,note\na,1,\nb,2,\na,3,\n", "line 4: expected one row for each code, got code 'a'"),
        ("code,value,note\na,1,\n<<<<<<< HEAD\nb,2,\n", "line 3: expected one version of each row"),
        ("code,value,note\na,1,\n>>>>>>> them\n", "line 3: expected one version of each row"),
    ],
)
def test_what_breaks_the_form_is_refused_by_file_and_line(tmp_path: Path, raw: str | bytes, message: str) -> None:
    with pytest.raises(DataFileError) as refusal:
        read(tmp_path, raw)
    assert str(refusal.value).startswith(f"{tmp_path / 'some.csv'}, ")
    assert message in str(refusal.value)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"none\.csv, the file: expected to be there"):
        tables.read(tmp_path / "none.csv", COLUMNS)


def test_a_quote_that_is_never_closed_is_refused(tmp_path: Path) -> None:
    """Otherwise every row after it silently becomes part of one note."""
    with pytest.raises(DataFileError, match=r"some\.csv"):
        read(tmp_path, 'code,value,note\na,1,"open\nb,2,\n')


def test_the_line_named_counts_lines_also_after_a_cell_of_two_lines(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"line 5: expected one row for each code"):
        read(tmp_path, 'code,value,note\na,1,"two\nlines"\nb,2,\na,3,\n')


def test_a_stray_carriage_return_does_not_add_a_row(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"some\.csv, line 2"):
        read(tmp_path, "code,value,note\na,1,x\ry\n")


@pytest.mark.parametrize("cell", ["", "0", "-1", "12.50", "007"])
def test_plain_numbers_or_nothing_pass(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "some.csv"
    path.write_text(f"code,value,note\na,{cell},\n", encoding="utf-8")
    tables.refuse_text_in_numbers(path, tables.read(path, COLUMNS), ["value"])


@pytest.mark.parametrize("cell", [*WRONG, "1" * 16, "0." + "0" * 150 + "1"])
def test_text_in_a_number_is_refused_by_line_and_column(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "some.csv"
    path.write_text(f"code,value,note\na,{cell},\n", encoding="utf-8")
    with pytest.raises(DataFileError) as refusal:
        tables.refuse_text_in_numbers(path, tables.read(path, COLUMNS), ["value"])
    said = str(refusal.value)
    assert "line 2: expected a plain number or nothing (up to 15 digits, 9 decimals), got value " in said
    assert repr(cell)[:80] in said
    assert len(said) < 300
