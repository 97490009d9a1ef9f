"""The strip of years says in words what it shows in bars."""

from datetime import date

import pytest

from pmf import periods
from pmf.reading import Coverage
from pmf.ui import coverage
from tests.ui.test_pages import page, text


def held(years: dict) -> Coverage:
    counts = (300, 0, 14, 9, 1)
    return Coverage("a.b", "Jobs <all>", "jobs", 5000, periods.parse("2024"), date(2026, 7, 1), *counts, years)


def test_years_are_told_in_words_gaps_and_parts_included() -> None:
    shown = coverage.table([held({2019: "whole", 2020: "whole", 2021: "part", 2023: "whole"})], "Here")
    assert '<span class="unseen">2019 to 2020, 2021 in part, 2023</span>' in shown
    assert shown.count('class="whole"') == 2
    assert 'class="part" style="left:40.00%;width:20.00%"' in shown


def test_what_is_not_held_says_so_and_what_is_named_is_escaped() -> None:
    shown = coverage.table([held({}), held({2019: "whole"})], "Here & there")
    assert '<span class="unseen">not held</span>' in shown
    assert "Jobs &lt;all&gt;" in shown
    assert "Here &amp; there" in shown


def test_nothing_held_is_an_empty_table() -> None:
    assert "0 series" in coverage.table([], "Here")


@pytest.mark.usefixtures("database")
def test_data_and_methods_shows_what_is_held_of_the_area_chosen() -> None:
    shown = text(page("methods", area="E47000001"))
    assert "Which areas and years are held" in shown
    assert "periods held for Greater Manchester begin" in shown
    assert 'class="strip"' in shown
