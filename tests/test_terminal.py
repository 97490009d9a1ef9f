"""Tables on a terminal: whole words, and columns that go in their order where there is no room."""

import argparse
from datetime import date, timedelta

import pytest

from pmf import terminal
from pmf.commands import scorecard, sources
from pmf.terminal import Column

Capture = pytest.CaptureFixture[str]
COLUMNS = (
    Column("No", right=True),
    Column("Name", texts=True),
    Column("Figure", right=True, goes=2),
    Column("Basis", goes=1),
)
ROWS = [("1", "Killed or seriously injured casualties", "£28,649m", "reported"), ("10", "Jobs", "0.90", "computed")]


@pytest.mark.parametrize(("width", "places"), [(200, [0, 1, 2, 3]), (40, [0, 1, 2, 3]), (34, [0, 1, 2]), (20, [0, 1])])
def test_columns_go_in_their_order_and_those_without_stay(width: int, places: list[int]) -> None:
    assert terminal.fitting(COLUMNS, ROWS, width) == places


@pytest.mark.parametrize("width", [24, 34, 60, 200])
def test_no_word_and_no_figure_is_ever_broken(capsys: Capture, width: int) -> None:
    terminal.table("Title", COLUMNS, ROWS, width)
    printed = capsys.readouterr().out
    shown = terminal.fitting(COLUMNS, ROWS, width)
    for row in ROWS:
        for place in shown:
            assert set(row[place].split()) <= set(printed.split())
    assert max(map(len, printed.splitlines())) <= width


def test_what_was_left_out_is_said(capsys: Capture) -> None:
    terminal.table("Title", COLUMNS, ROWS, 34)
    assert "Left out on 34 characters: Basis." in capsys.readouterr().out
    terminal.table("Title", COLUMNS, ROWS, 80)
    assert "Left out" not in capsys.readouterr().out


@pytest.mark.parametrize("columns", [scorecard.COLUMNS, sources.COLUMNS])
def test_the_columns_of_a_command_go_one_after_the_other(columns: tuple[Column, ...]) -> None:
    order = [column.goes for column in columns if column.goes is not None]
    assert sorted(order) == list(range(1, len(order) + 1))


def test_a_day_to_come_is_no_past_day() -> None:
    today = date.today()  # noqa: DTZ011 - a calendar day
    assert terminal.past_day(today.isoformat()) == today
    with pytest.raises(argparse.ArgumentTypeError, match="expected a day that has come"):
        terminal.past_day((today + timedelta(days=1)).isoformat())
