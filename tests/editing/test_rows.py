"""Rows changed in the text of a CSV file: every byte that nobody changed stays, whatever is typed is read back."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf.editing import rows
from pmf.editing.rows import Layout

ORDER = ("first", "second", "third")
KEYED = Layout(("subject", "text"), ("subject",), lambda row: (ORDER.index(row["subject"]),))
PLAIN = Layout(("day", "what"), (), lambda row: (row["day"],))
TEXT = 'subject,text\nfirst,"No comma, and yet"\nthird,"quoted for nothing"\n'


def test_a_new_row_goes_where_it_belongs_and_nothing_else_moves() -> None:
    assert rows.changed(TEXT, KEYED, {("second",): ("second", 'He said "no", twice')}) == (
        'subject,text\nfirst,"No comma, and yet"\nsecond,"He said ""no"", twice"\nthird,"quoted for nothing"\n'
    )


def test_a_long_text_is_read_back() -> None:
    text = rows.changed(TEXT, KEYED, {("second",): ("second", "x" * 200_000)})
    assert ("second", "x" * 200_000) in rows.cells(text)


def test_a_changed_row_stays_and_one_that_goes_is_gone() -> None:
    assert rows.changed(TEXT, KEYED, {("first",): ("first", "Yes"), ("third",): None}) == "subject,text\nfirst,Yes\n"


def test_a_row_that_is_the_same_keeps_its_quotes() -> None:
    assert rows.changed(TEXT, KEYED, {("third",): ("third", "quoted for nothing")}) == TEXT
    assert rows.changed(TEXT, KEYED, {("second",): None}) == TEXT


def test_blank_lines_below_the_header_are_no_rows() -> None:
    text = "subject,text\n\n\n"
    assert rows.cells(text) == []
    assert rows.changed(text, KEYED, {("first",): ("first", "Yes")}) == "subject,text\nfirst,Yes\n"


def test_rows_of_one_rank_stand_in_the_order_they_came() -> None:
    text = "day,what\n2026-01-01,a\n2026-02-01,b\n2026-02-01,c\n2026-03-01,d\n"
    new = {("new", "1", ""): ("2026-02-01", "e"), ("2026-03-01", "d"): ("2026-01-01", "d")}
    assert rows.changed(text, PLAIN, new) == (
        "day,what\n2026-01-01,a\n2026-01-01,d\n2026-02-01,b\n2026-02-01,c\n2026-02-01,e\n"
    )


def test_a_file_that_is_not_there_yet_begins_with_its_header() -> None:
    assert rows.changed("", KEYED, {("first",): ("first", "Yes")}) == "subject,text\nfirst,Yes\n"
    assert rows.changed("subject,text\n", KEYED, {("first",): ("first", "Yes")}) == "subject,text\nfirst,Yes\n"


@pytest.mark.parametrize("text", ["subject,text\r\nfirst,a\r\n", "subject,text\r\nfirst,a", "subject,text\nfirst,a"])
def test_line_endings_and_the_last_line_stay_as_they_are(text: str) -> None:
    newline = "\r\n" if "\r\n" in text else "\n"
    grown = rows.changed(text, KEYED, {("third",): ("third", "two\nlines")})
    ended = newline if text.endswith("\n") else ""
    assert grown == f'{text.removesuffix(newline)}{newline}third,"two{newline}lines"{ended}'


@pytest.mark.parametrize(
    "typed", ["=1+1", "+44 1223", "-5%", "@home", "'quoted", " edge ", "a;b", "\N{POUND SIGN}5", "NA"]
)
def test_text_is_text_however_it_begins(typed: str) -> None:
    changed = rows.changed("subject,text\n", KEYED, {("first",): ("first", typed)})
    assert rows.cells(changed) == [("first", typed)]


CELL = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), min_size=1, max_size=12)


@given(st.lists(st.tuples(st.sampled_from(ORDER), CELL), max_size=4), st.sampled_from(ORDER), CELL, st.booleans())
def test_only_the_row_in_question_changes(before: list[tuple[str, str]], subject: str, typed: str, dos: bool) -> None:
    held = dict(before)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [KEYED.columns, *((name, held[name]) for name in ORDER if name in held)]
    )
    text = out.getvalue().replace("\n", "\r\n") if dos else out.getvalue()
    changed = rows.changed(text, KEYED, {(subject,): (subject, typed)})
    wanted = held | {subject: typed}
    assert rows.cells(changed) == [(name, wanted[name]) for name in ORDER if name in wanted]
    back = {(subject,): (subject, held[subject]) if subject in held else None}
    assert rows.changed(changed, KEYED, back) == text
