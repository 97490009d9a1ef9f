"""Each rule on figures finds its one thing, and nothing where that is not wrong."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pmf import periods
from pmf.caveats import Warned
from pmf.consistency import figures
from pmf.consistency.draft import Rule
from pmf.figures import Figure
from pmf.rounds.papers import Papers, Printed
from tests.consistency.drafts import GVA, draft, found, row

RIGHT = row("1", "2")


@pytest.mark.parametrize("rule", figures.RULES)
def test_a_row_in_order_is_let_pass(rule: Rule) -> None:
    assert found(rule, draft(RIGHT, before=(row("0", "1", period="2021"),))) == []


def test_a_rating_that_is_not_printed_is_derived() -> None:
    message = "1 Gross value added (GVA): no rating is printed; Green by the rule."
    assert found(figures.rating_not_printed, draft(row("1", "2", published_rating=""))) == [(GVA, message)]


def test_a_printed_rating_that_the_figures_do_not_give() -> None:
    message = "1 Gross value added (GVA): printed Green, Red by the rule."
    assert found(figures.printed_rating_differs, draft(row("2", "1"))) == [(GVA, message)]


def test_a_printed_arrow_that_the_figures_do_not_give() -> None:
    message = "1 Gross value added (GVA): the arrow says down, the figures moved up."
    assert found(figures.printed_travel_differs, draft(row("1", "2", published_travel="down"))) == [(GVA, message)]


@pytest.mark.parametrize(
    "rule", [figures.rating_not_printed, figures.printed_rating_differs, figures.printed_travel_differs]
)
def test_the_print_of_another_round_is_no_print_of_this_one(rule: Rule) -> None:
    wrong = {"published_rating": "", "published_travel": "up"}
    printed = {"published_rating": "Green", "published_travel": "up"}
    for more in (wrong, printed):
        assert found(rule, draft(row("2", "1", round="2023-06", **more))) == []
    assert found(rule, draft(row("2", "1", **(wrong if rule is figures.rating_not_printed else printed)))) != []


def test_a_direction_that_the_framework_does_not_define() -> None:
    papers = Papers(printed=(Printed("projects-on-time", "direction", "sideways"),))
    [(subject, message)] = found(figures.undefined_direction, draft(row("0", "100", "projects-on-time"), papers=papers))
    assert subject == "projects-on-time"
    assert "printed sideways, which the framework does not define. We read it as holding 100%." in message


def test_a_cumulative_indicator_with_its_growth_in_the_period() -> None:
    [(_, message)] = found(figures.cumulative_indicator, draft(row("2727", "3141", "homes-retrofitted")))
    assert message.endswith("is cumulative and can never turn Red; in the period itself it is 414 homes.")


@pytest.mark.parametrize(
    ("indicator", "title", "finds"),
    [
        ("foi-requests", "Number of FOI requests", True),
        ("foi-requests", "Proportion of FOI requests", False),
        ("total-jobs", "Proportion of jobs", True),
        ("total-jobs", "Number of jobs", False),
    ],
)
def test_a_title_that_promises_another_unit(indicator: str, title: str, finds: bool) -> None:
    papers = Papers(printed=(Printed(indicator, "title", title),))
    assert bool(found(figures.title_against_unit, draft(row("94", "100", indicator), papers=papers))) is finds


@pytest.mark.parametrize(("period", "finds"), [("2019", True), ("2020", False), ("2018", True)])
def test_a_measurement_every_few_years_that_is_due_again(period: str, finds: bool) -> None:
    answer = found(figures.due_again, draft(row("54", "62", "deprived-neighbourhoods", period)))
    assert bool(answer) is finds
    assert not finds or f"due again in {int(period) + 4}." in answer[0][1]


@pytest.mark.parametrize(("period", "finds"), [("2020", True), ("2021", False)])
def test_a_figure_that_a_newer_one_should_have_replaced(period: str, finds: bool) -> None:
    assert bool(found(figures.stale_figure, draft(row("1", "2", period=period)))) is finds


def test_one_period_for_both_figures() -> None:
    year = periods.parse("2022")
    one = row("1", "2", source_period=year, source_previous_period=year)
    assert found(figures.period_repeated, draft(one)) == [
        (GVA, "1 Gross value added (GVA): both figures carry the period 2022.")
    ]


def test_a_period_of_the_round_before_with_the_same_and_with_another_figure() -> None:
    same, other = (found(figures.period_repeated, draft(RIGHT, before=(row("1", value),))) for value in ("2", "3"))
    assert same == [(GVA, "1 Gross value added (GVA): still the figure of the round before, £2m for 2022.")]
    assert other == [(GVA, "1 Gross value added (GVA): 2022 was £3m in the round before and is £2m now.")]


def test_a_previous_figure_that_the_round_before_did_not_give() -> None:
    before = row("3", "5", period="2021")
    assert found(figures.previous_is_not_last_current, draft(RIGHT, before=(before,))) == [
        (GVA, "1 Gross value added (GVA): the figure before is £1m; the round before said £5m.")
    ]
    skipped = replace(RIGHT, basis="computed", previous=Figure(periods.parse("2020"), Decimal(1)))
    assert found(figures.previous_is_not_last_current, draft(skipped, before=(before,))) == []


@pytest.mark.parametrize(("value", "finds"), [("100", 0), ("100.01", 1), ("0", 0), ("-1", 1)])
def test_a_share_of_more_than_the_whole(value: str, finds: int) -> None:
    assert len(found(figures.percentage_out_of_range, draft(row("50", value, "fuel-poverty")))) == finds
    assert found(figures.percentage_out_of_range, draft(row("50", value))) == []


@pytest.mark.parametrize(("current", "finds"), [("82", True), ("0.041", True), ("8", False), ("0", False)])
def test_figures_so_far_apart_that_the_unit_is_in_doubt(current: str, finds: bool) -> None:
    assert bool(found(figures.unit_leap, draft(row("0.82", current, "website-accessibility")))) is finds


def test_two_population_bases_under_one_rating() -> None:
    [(_, message)] = found(figures.base_changed, draft(row("1", "2", note="Population base: another one.")))
    assert message == "1 Gross value added (GVA): Green against direction rests on two bases. another one."


def test_a_figure_that_its_source_does_not_give() -> None:
    from dataclasses import replace

    doubtful = replace(RIGHT, warnings=(Warned("not reproduced", "From the sources: 3."),))
    assert found(figures.not_reproduced, draft(doubtful)) == [(GVA, "1 Gross value added (GVA): From the sources: 3.")]


def test_figures_that_are_missing() -> None:
    assert [m for _, m in found(figures.figure_missing, draft(row("1", None), row(None, "1")))] == [
        "1 Gross value added (GVA): no current figure.",
        "1 Gross value added (GVA): no figure before, so not rated against direction.",
    ]


def test_a_frequency_that_can_mean_two_things() -> None:
    [(subject, message)] = found(figures.ambiguous_frequency, draft(row("43", "58", "staff-feeling-valued")))
    assert subject == "staff-feeling-valued"
    assert "“bi-annual” can mean twice in the time or once in two" in message
