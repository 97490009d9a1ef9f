"""What a refresh shows while it runs and when it is done."""

import io

from pmf.progress import Line, table
from pmf.runlog import Outcome

GOOD = Outcome("ons_aps", "2026-08-03", "accepted", 3.24, "2025-07-01", "2026-07-01", 1200, 3, 90, ("E08000039",))
BAD = Outcome("dft_buses", "2026-08-03", "failed", 0.5, error="bus01.ods: expected one header row, got 0")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_line_counts_bytes_rows_and_sources() -> None:
    screen = Terminal()
    line = Line(screen, 2, iter(range(100)).__next__)
    line.told("ons_aps", "a.csv", 1_500_000, 3_000_000)
    line.told("ons_aps", "b.csv", 500_000, 1_000_000)
    line.told("dft_buses", "c.ods", 200_000, None)
    assert screen.getvalue().split("\r")[-1].rstrip() == (
        "0 of 2 sources, 0 rows · ons_aps 2.0 of 4.0 MB · dft_buses 0.2 MB"
    )
    line.done(GOOD)
    assert screen.getvalue().split("\r")[-1].rstrip() == "1 of 2 sources, 1,293 rows · dft_buses 0.2 MB"
    line.close()
    assert screen.getvalue().endswith(" \r")


def test_the_line_is_not_redrawn_for_every_chunk() -> None:
    screen = Terminal()
    line = Line(screen, 1, lambda: 5.0)
    for got in range(100):
        line.told("ons_aps", "a.csv", got, 100)
    assert screen.getvalue().count("\r") == 1


def test_without_a_terminal_only_failures_are_said() -> None:
    screen = io.StringIO()
    line = Line(screen, 2)
    line.told("ons_aps", "a.csv", 1, None)
    line.done(GOOD)
    line.done(BAD)
    line.close()
    assert screen.getvalue() == "dft_buses: failed: bus01.ods: expected one header row, got 0\n"


def test_the_table_has_a_line_a_source_and_what_was_noticed_below() -> None:
    assert table([GOOD, BAD]).splitlines() == [
        "source     result    release before  release after  new    revised  unchanged  areas  seconds",
        "dft_buses  failed                                                                     0.5",
        "ons_aps    accepted  2025-07-01      2026-07-01     1,200  3        90         +1 -0  3.2",
        "dft_buses: bus01.ods: expected one header row, got 0",
    ]
