"""What comparisons say: the words follow the test."""

from dataclasses import replace

import pytest

from pmf import catalogue, compared, region_findings, trend
from tests.test_benchmark import made
from tests.test_trend import yearly

RATE = catalogue.get("employment-rate")


@pytest.mark.parametrize(
    ("values", "half", "said"),
    [
        (("66.0", "67.9"), 3.0, "is about the same: 66.0% in 2010 and 67.9% in 2011"),
        (("66.0", "76.0"), 3.0, "rose from 66.0% in 2010 to 76.0% in 2011"),
        (("76.0", "66.0"), 3.0, "fell from 76.0% in 2010 to 66.0% in 2011"),
        (("66.0", "66.0"), 3.0, "was the same at 66.0% in 2010 and 66.0% in 2011"),
        (
            ("66.0", "76.0"),
            None,
            "went from 66.0% in 2010 to 76.0% in 2011; too few comparable points to say whether that is more than"
            " chance",
        ),
    ],
)
def test_rose_and_fell_are_said_only_where_it_stands_out(
    values: tuple[str, str], half: float | None, said: str
) -> None:
    change = trend.newest(yearly(*values, half=half))
    assert change
    assert compared.change(RATE, change) == said


@pytest.mark.parametrize("after", ["76.0", "66.0"])
def test_over_a_break_nothing_is_claimed(after: str) -> None:
    old, new = yearly("66.0", after, half=1.0)
    change = trend.newest([replace(old, definition="method: old"), new])
    assert change
    assert compared.change(RATE, change).endswith("the two do not compare, as the definition changed in between")
    assert region_findings.movement(change, RATE.unit).endswith("not comparable as the definition changed in between")
    assert compared.evidence(change) == "Not tested: the definition changed in between."


@pytest.mark.parametrize(
    ("values", "half", "said"),
    [
        (["66.0", "67.9"], 3.0, "Not distinguishable from chance: z = 0.88 by the published 95% intervals."),
        (["1", "2"], None, "Not tested: no intervals are published, and there are too few comparable points to say."),
        (["1", "2"] * 5, None, "Not distinguishable: within the natural limits of 10 points, and no run of eight"),
        ([*["1", "2"] * 7, "9"], None, "Distinguishable: the newest figure lies outside the natural limits of 15"),
        ([str(n) for n in range(40)], None, "Distinguishable: the newest figure lies outside"),
        ([*(str(n) for n in range(40)), "38"], None, "Not tested: the newest figure lies outside the natural limits"),
        (["3", "3"], 1.0, "There is no change to test."),
        ([*["1", "5"] * 4, *["9", "13"] * 4], None, "Distinguishable: the newest eight figures lie on one side"),
    ],
)
def test_what_a_judgement_rests_on_is_said(values: list[str], half: float | None, said: str) -> None:
    change = trend.newest(yearly(*values, first=1980, half=half))
    assert change
    assert compared.evidence(change).startswith(said)


def test_a_rank_is_never_said_without_its_denominator() -> None:
    said = compared.standing(made([("5", 1.0), ("7", 1.0), ("5", 1.0)]))
    assert said == "Employment rate: A 5% in 2023, joint 2nd of 3 areas (higher is better)"


def test_a_rank_of_totals_says_which_end_it_is_from() -> None:
    rates = made([("5", 1.0), ("7", 1.0)])
    assert compared.rank(rates) == "2nd of 2"
    totals = replace(rates, panel=replace(rates.panel, indicator=catalogue.get("gross-value-added"), total=True))
    assert compared.rank(totals, "areas") == "2nd of 2 areas, largest first"
    assert compared.standing(totals).endswith("2nd of 2 areas (largest first)")
    assert compared.rank(made([("", None), ("5", 1.0)])) == ""


def test_how_sure_a_rank_is() -> None:
    assert compared.sureness(made([("5", 1.0), ("6", 1.0), ("50", 1.0)])).endswith("anything from 2nd to 3rd.")
    assert compared.sureness(made([("5", 1.0), ("60", 1.0)])) == "The intervals leave no other rank than 2nd."
    assert compared.sureness(made([("5", None), ("60", 1.0)])) == ""


def test_how_sure_a_rank_is_in_a_few_words() -> None:
    unsure = made([("5", 1.0), ("6", 1.0), ("50", 1.0)])
    assert compared.sureness_in_short(unsure) == "its rank could be 2nd to 3rd"
    assert compared.ends_in_short(unsure, [entry.area.code for entry in unsure.entries]) == "A could be 2nd to 3rd"
    assert compared.sureness_in_short(made([("5", 1.0), ("60", 1.0)])) == ""
    assert compared.sureness_in_short(made([("5", None), ("60", 1.0)])) == ""


def test_areas_without_a_figure_are_named_with_the_reason() -> None:
    assert compared.absent(made([("5", None), ("", None)])) == "Without a figure in 2023: B (no figure is held)."
    assert compared.absent(made([("5", None), ("6", None)])) == ""
    nobody = made([("", None), ("", None)])
    assert compared.standing(nobody).startswith("Employment rate: no figure is held for A")
    assert "A and B (no figure is held)" in compared.absent(nobody)


def test_both_tests_are_named_where_they_differ() -> None:
    gap = made([("50", 2.0), ("54", 2.5)]).entries[0].gap
    assert gap
    assert compared.tested(gap) == "intervals overlap; by the standard error of the difference better"
