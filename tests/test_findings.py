"""What figures say, in sentences: no claim beyond the figures and their intervals."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pmf import catalogue, editions, findings, periods
from pmf.catalogue import Formula
from pmf.figures import Figure, Report
from pmf.rating import Rating
from pmf.reading import Comparison
from pmf.scorecard import Row, from_history, from_report, without_figures

GVA, LEVEL_3 = catalogue.get("gross-value-added"), catalogue.get("level-3-qualifications")
RULES = editions.get("2023")


def figures(*values: str | None, half: float | None = None) -> list[Figure]:
    """Figures of 2020 and the years after it, with an interval of so much either side."""
    return [
        Figure(
            periods.parse(str(year)),
            None if value is None else Decimal(value),
            date(2024, 1, 1),
            None if half is None or value is None else (float(value) - half, float(value) + half),
        )
        for year, value in enumerate(values, 2020)
    ]


def row(indicator: catalogue.Indicator, history: list[Figure]) -> Row:
    """The row of a history."""
    return from_history(indicator, history, None, RULES, date(2024, 2, 1))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["30696", "34085"], "£34,085m in 2021, up £3,389m from £30,696m in 2020."),
        (["3", "1"], "£1m in 2021, down £2m from £3m in 2020."),
        (["3", "3"], "£3m in 2021, unchanged."),
        (["3"], "£3m in 2020, the first figure held."),
        ([None], "no figure is held."),
    ],
)
def test_the_newest_figure_and_how_it_moved(values: list[str | None], said: str) -> None:
    assert findings.latest(row(GVA, figures(*values))) == f"{GVA.name}: {said}"


def test_nothing_held_is_said_plainly() -> None:
    assert findings.latest(without_figures(GVA, None, RULES, "Nothing.")) == f"{GVA.name}: no figure is held."


def test_a_change_inside_the_intervals_is_neither_up_nor_down() -> None:
    said = findings.latest(row(LEVEL_3, figures("66.0", "67.9", half=3)))
    assert "about the same as 66.0% in 2020" in said
    assert " up " not in said


@pytest.mark.parametrize(
    ("values", "half", "verb"),
    [
        (["60.0", "70.0"], None, "went from 60.0% to 70.0% in 2021"),
        (["60.0", "70.0"], 1.0, "rose from 60.0% to 70.0% in 2021"),
        (["70.0", "60.0"], 1.0, "fell from 70.0% to 60.0% in 2021"),
        (["66.0", "67.9"], 3.0, "is about the same, 66.0% then and 67.9% in 2021"),
        (["66.0", "66.0"], None, "is the same, 66.0% then and in 2021"),
    ],
)
def test_a_history_says_rose_or_fell_only_where_it_stands_out(values: list[str], half: float | None, verb: str) -> None:
    assert findings.over_time(LEVEL_3, "Here", figures(*values, half=half)) == f"Since 2020: {LEVEL_3.name} {verb}"


def test_one_figure_is_no_history() -> None:
    assert findings.over_time(LEVEL_3, "Here", figures("66.0")) == f"{LEVEL_3.name} was 66.0% in 2020"


def test_a_history_starts_where_the_present_definition_starts() -> None:
    old, *new = figures("90", "10", "20")
    history = [replace(old, definition="method: old"), *new]
    assert findings.over_time(GVA, "Here", history) == f"Since 2021: {GVA.name} went from £10m to £20m in 2022"
    assert "Breaks: " in findings.described(GVA, "Here", [*new, replace(old, definition="method: old")])


def test_no_figures_are_said_to_be_missing_for_the_place() -> None:
    assert findings.over_time(GVA, "Rutland", figures(None)).endswith("no figures held for Rutland")
    assert findings.described(GVA, "Rutland", []).endswith("no figures held for Rutland")


def test_the_text_alternative_names_the_extremes() -> None:
    said = findings.described(GVA, "Here", figures("2", "9", "5"))
    assert said.startswith("Line chart of 3 figures for Here.")
    assert "Lowest £2m in 2020, highest £9m in 2021." in said


def test_members_are_compared_in_the_newest_period_all_of_them_have() -> None:
    members = [("North", figures("1", "5", "9")), ("South", figures("2", "3", None))]
    assert findings.among_members(GVA, members) == f"{GVA.name} in 2021 runs from £3m in South to £5m in North"
    assert findings.among_members(GVA, members[:1]) == f"{GVA.name} by district"
    assert findings.among_members(GVA, [("North", []), ("South", [])]) == f"{GVA.name} by district"


def test_members_that_share_an_extreme_are_all_named() -> None:
    members = [("North", figures("5")), ("South", figures("3")), ("West", figures("3"))]
    said = findings.among_members(GVA, members)
    assert "South" in said
    assert "West" in said


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("28709", "Reported £28,649m in September 2023; the release of 1 Jan 2024 says £28,709m (+£60m)."),
        ("28649", "Reported £28,649m in September 2023; the release of 1 Jan 2024 gives the same."),
        (None, "Today's release has no figure for the period that was reported."),
    ],
)
def test_reported_beside_todays_release(now: str | None, said: str) -> None:
    figure = figures(now)[0]
    then = Report("2023-09", True, periods.parse("2021"), None, Decimal(28649), "up", "Green", None, None, "")
    assert findings.then_and_now(GVA, Comparison(then, None, figure, Rating(None, ""), ())) == said


def test_a_figure_that_is_another_today_is_told() -> None:
    rated, today = figures("30696", "34085"), figures("30696", "34185", "35000")
    said = "Sealed as £34,085m for 2021; today's releases give £34,185m."
    assert findings.since_then(GVA, "Sealed", rated, today) == said
    assert findings.since_then(GVA, "Sealed", rated, rated) == ""
    assert findings.since_then(GVA, "Sealed", rated, figures(None, None)) == ""
    assert findings.since_then(GVA, "Rated", rated, figures("1", "2")) == (
        "Rated as £34,085m for 2021; today's releases give £2m. Rated as £30,696m for 2020; today's releases give £1m."
    )


def test_formulas_in_words() -> None:
    titles = {"a": "Jobs", "b": "Residents", "c": "Later jobs"}
    per = Formula("per", ("a",), ("b",), 10000, "middle of the year")
    said = findings.formula(per, titles, "")
    assert said.startswith("Jobs divided by Residents, taken at the middle of the year, times 10,000.")
    assert findings.formula(Formula("level", ("a", "c")), titles, "") == "As published: Jobs; then Later jobs."
    level = findings.formula(Formula("level", ("a",)), titles, "sum of Cambridgeshire and Peterborough")
    assert level.endswith("Here: sum of Cambridgeshire and Peterborough.")
    mixed = findings.formula(per, titles, "the publisher's own figure divided by sum of 6 members")
    assert "both" not in mixed
    assert mixed.endswith("Here: the publisher's own figure divided by sum of 6 members.")
    assert findings.formula(None, titles, "").startswith("Reported by its owner")


def test_a_change_across_a_break_says_so() -> None:
    old, new = figures("90", "80")
    for aspect, definition in (("definition", "method: old"), ("population base", "population base: 2011 Census")):
        said = findings.latest(row(GVA, [replace(old, definition=definition), new]))
        assert said.endswith(f"down £10m from £90m in 2020, but the {aspect} changed in between.")
        same = findings.latest(row(GVA, [replace(old, definition=definition), replace(new, value=old.value)]))
        assert same.endswith(f"unchanged, though the {aspect} changed in between.")


def test_a_change_that_the_round_says_rests_on_another_base_says_so() -> None:
    note = "Population base: before and after the census."
    report = Report("2023-09", True, periods.parse("2021"), Decimal(2), Decimal(1), "down", "Red", None, None, note)
    said = findings.latest(from_report(GVA, report, None, RULES, date(2023, 9, 30)))
    assert said.endswith("from £2m the period before, but the population base changed in between.")


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ("contract-waivers", "Contract waivers submitted: 1 waiver in 2021, down 2 from 3 in 2020."),
        ("road-casualties", "Killed or seriously injured (KSI) casualties: 1 casualty in 2021, down 2 from 3 in 2020."),
        ("active-businesses", "Active businesses per 10,000 working-age population: 1 in 2021, down 2 from 3 in 2020."),
        (
            "foi-requests",
            "FOI requests completed within 20 days: 1% in 2021, down 2 percentage points from 3% in 2020.",
        ),
        ("co2-emissions", "Total annual net CO2 emissions: 1 kt CO₂ in 2021, down 2 from 3 kt CO₂ in 2020."),
    ],
)
def test_what_the_name_says_is_not_said_again(indicator: str, said: str) -> None:
    assert findings.latest(row(catalogue.get(indicator), figures("3", "1"))) == said
