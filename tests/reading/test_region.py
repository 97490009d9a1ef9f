"""The State of the Region on the real figures: what is held, where the area stands, what is said of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pmf import compared, export, freshness, reading, region, region_export, region_findings, region_map, store, wording
from pmf.areas import UnknownArea
from pmf.groups import UnknownGroup
from pmf.region import Region, Standing
from pmf.store import Store
from tests.test_benchmark import made

CPCA = "E47000008"
ON = date(2026, 11, 22)


@pytest.fixture(scope="module")
def held(database: Path) -> Store:
    """The real database."""
    return store.current(database)


@pytest.fixture(scope="module")
def state(held: Store) -> Region:
    """The authority on one day."""
    return reading.region(held, CPCA, on=ON)


def row(state: Region, name: str) -> Standing:
    """One indicator's row."""
    return next(row for row in state.standings if row.indicator.id == name)


def rank(found: Standing) -> str:
    """A row's rank in words."""
    assert found.found.own
    return found.found.rank_text(found.found.own)


def test_every_theme_has_four_to_eight_indicators_to_draw(state: Region) -> None:
    drawn = {theme: len(state.drawn(theme)) for theme in region.THEMES}
    assert drawn == {
        "economy": 7,
        "business": 6,
        "skills": 5,
        "housing": 7,
        "health": 4,
        "environment": 4,
        "transport": 8,
        "digital": 4,
    }
    assert len(state.standings) == 45


@pytest.mark.parametrize(
    ("name", "figure", "period", "placed", "verdict", "england"),
    [
        ("employment-rate", "79.4", "2023", "joint 1st of 15", "better", "76.0"),
        ("productivity", "40.29", "2023", "2nd of 14", "worse", "42.39"),
        ("further-education-achievements", "2572", "2024/25", "10th of 11", "worse", "3554"),
        ("gigabit-broadband", "90.8", "Jan 2026", "10th of 15", "better", "88.4"),
        ("greenhouse-gas-per-person", "8.19", "2023", "14th of 15", "worse", "4.78"),
        ("level-3-qualifications", "67.9", "2023", "4th of 15", "similar", "67.4"),
        ("claimant-rate", "3.1", "2025", "4th of 15", "better", "4.0"),
        ("weekly-pay", "682.60", "30 Apr 2025", "1st of 11", "better", "648.40"),
    ],
)
def test_where_the_authority_stands(
    state: Region, name: str, figure: str, period: str, placed: str, verdict: str, england: str
) -> None:
    found = row(state, name)
    assert (found.figure.value, wording.period(found.figure.period)) == (Decimal(figure), period)
    assert rank(found) == placed
    assert found.verdict == verdict
    assert found.found.england
    assert found.found.england.figure.value == Decimal(england)
    assert found.against_england
    assert found.against_england.size == Decimal(figure) - Decimal(england)


def test_the_neighbours_line_says_what_mean_it_is(state: Region) -> None:
    line = row(state, "productivity").lines[-1]
    assert (line.kind, line.figures[-1].value, line.figures[-1].note) == (
        "neighbours",
        Decimal("37.93"),
        "simple mean of 5",
    )
    births = row(state, "business-births-share").lines[-1].figures[-1]
    assert (births.value, births.note) == (Decimal("11.1"), "ratio of sums of 5")


def test_five_year_changes_and_what_the_test_says_of_them(state: Region) -> None:
    said = {
        name: (found.change.size, region_findings.moved(found.change))
        for name in ("employment-rate", "claimant-rate", "adult-obesity", "level-3-qualifications", "gcse-by-19")
        if (found := row(state, name)).change
    }
    assert said == {
        "employment-rate": (Decimal("0.2"), "about the same"),
        "claimant-rate": (Decimal("-0.7"), "cannot be tested"),
        "adult-obesity": (Decimal("2.9"), "rose"),
        "level-3-qualifications": (Decimal("9.2"), "not comparable"),
        "gcse-by-19": (Decimal("4.1"), "cannot be tested"),
    }
    assert row(state, "weekly-pay").change is None, "published for the authority from 2023 only"


def test_a_total_is_drawn_as_an_index_and_not_set_against_england(state: Region) -> None:
    found = row(state, "active-enterprises")
    assert found.against_england is None
    assert wording.period(found.base.period if found.base else None) == "2016"
    assert {line.kind: line.figures[0].value for line in found.lines} == dict.fromkeys(
        ("area", "england", "neighbours"), Decimal("100.0")
    )
    alone = row(state, "greenhouse-gas-transport")
    assert alone.base is None, "with nobody to set it against it is drawn as it is"
    assert alone.lines[0].figures[-1].value == Decimal(2173)


def test_findings_of_charts(state: Region) -> None:
    said = {
        name: region_findings.finding(row(state, name)) for name in ("employment-rate", "fuel-poverty", "coverage-4g")
    }
    assert said == {
        "employment-rate": (
            "Employment rate: 79.4% in 2023, better than England (76.0%); about the same as in 2018 (79.2%)"
        ),
        "fuel-poverty": (
            "Households in fuel poverty: 11.70% in 2021, better than England (13.14%); it was 12.89% in 2020,"
            " not comparable as the definition changed in between"
        ),
        "coverage-4g": (
            "4G coverage: 100.0% of land area in Jan 2026, better than England (99.0%); the same as in Jul 2025"
        ),
    }
    for found in state.standings:
        verb = region_findings.finding(found)
        if found.moved and not found.moved.distinguishable:
            assert " rose " not in verb
            assert " fell " not in verb


def test_the_summary_of_a_theme(state: Region) -> None:
    assert region_findings.summary(state, "economy") == (
        "Against England, 6 indicators can be judged (3 by confidence intervals): 4 better, 2 worse."
        " Against five years before, or else the figure before: 4 rose, 2 about the same, 1 cannot be tested."
    )
    better = dict(region_findings.sorted_out(state.of("economy")))["Better than England"]
    assert [row.indicator.id for row in better] == [
        "claimant-rate",
        "economic-inactivity",
        "employment-rate",
        "weekly-pay",
    ]


def test_a_theme_of_which_little_was_out_yet_says_so(held: Store) -> None:
    early = reading.region(held, CPCA, as_known=date(2023, 6, 1))
    assert region_findings.summary(early, "digital") == f"No figure of this theme is held for {early.area.name}."
    assert region_findings.summary(early, "skills").startswith("Only 2 indicators of this theme are held. ")
    assert region_findings.summary(early, "economy").startswith("Only 1 indicator of this theme is held. ")
    assert row(early, "gross-value-added").figure.value == Decimal(28648)


def test_what_is_not_held_says_why(state: Region) -> None:
    why = {without.indicator.id: without.reason for without in state.without}
    assert why["daily-vehicle-flow"] == (
        "held only for Peterborough and Cambridgeshire: a rate or average of parts is not averaged into one"
    )
    assert why["total-jobs"] == "held only for East Cambridgeshire: a sum needs every part"
    assert why["mode-share"].startswith("reported by its owner")
    assert why["road-casualties"].startswith("no figure is held of: ")


def test_areas_without_data_are_named(state: Region) -> None:
    assert compared.absent(row(state, "productivity").found) == (
        "Without a figure in 2023: Devon and Torbay (no figure is held)."
    )


def test_the_map_of_an_indicator_shades_and_labels_the_districts(state: Region) -> None:
    found = reading.by_district(row(state, "driving-to-work"))
    steps = region_map.classes(found)
    assert [len(step.codes) for step in steps] == [1, 0, 3, 2]
    assert region_map.spans(found) == ["19.1% to 29.3%", "29.3% to 39.5%", "39.5% to 49.6%", "49.6% to 59.8%"]
    assert region_map.finding(found) == (
        "Driving to work on 21 Mar 2021 runs from 19.1% in Cambridge to 59.8% in Fenland"
    )


def test_districts_without_a_figure_are_named_and_plain_on_the_map(state: Region) -> None:
    found = reading.by_district(row(state, "healthy-life-expectancy-male"))
    assert [entry.area.name for entry in found.entries] == ["Peterborough"]
    assert [absent.area.name for absent in found.absent] == [
        "Cambridge",
        "East Cambridgeshire",
        "Fenland",
        "Huntingdonshire",
        "South Cambridgeshire",
    ]


@pytest.mark.parametrize("order", ["theme", "rank", "gap", "change", "newest"])
def test_every_order_has_every_row_once(state: Region, order: region.Order) -> None:
    rows = region.arranged(state.standings, order)
    assert sorted(row.indicator.id for row in rows) == sorted(row.indicator.id for row in state.standings)


def test_orders_begin_with_the_best(state: Region) -> None:
    first = {order: region.arranged(state.standings, order)[0] for order in ("rank", "gap", "newest")}
    assert rank(first["rank"]).removeprefix("joint ").startswith("1st of ")
    assert first["gap"].verdict == "better"
    assert first["newest"].figure.release == date(2026, 6, 1)
    assert region.arranged(state.standings, "gap")[-1].verdict is None
    judged = [row.verdict in ("higher", "lower") for row in region.arranged(state.standings, "gap") if row.verdict]
    assert judged == sorted(judged), "what is neither better nor worse comes after what is"


def test_a_first_of_few_comes_before_a_second_of_many(state: Region) -> None:
    few, many = (
        replace(state.standings[0], found=made([("50", None), *((value, None) for value in others)]))
        for others in (["40"] * 6, ["60", *["40"] * 13])
    )
    assert [compared.rank(row.found) for row in (few, many)] == ["1st of 7", "2nd of 15"]
    assert region.arranged([many, few], "rank") == [few, many]


def test_the_largest_changes_up_or_down_come_first(state: Region) -> None:
    told = [row.change for row in region.arranged(state.standings, "change") if row.change]
    changes = [change for change in told if not change.obstacle]
    assert changes == told[: len(changes)], "what does not compare comes last"
    sizes = [abs(change.size / change.first.value) for change in changes if change.first.value]
    assert sizes == sorted(sizes, reverse=True)
    assert {change.size > 0 for change in changes[:12]} == {True, False}


def test_a_revision_makes_a_figure_no_younger(state: Region) -> None:
    revised = [
        row
        for row in state.standings
        if any(
            f.period == row.figure.period and f.release and row.figure.release and f.release < row.figure.release
            for f in row.found.panel.vintages
            if f.value is not None
        )
    ]
    assert revised
    for row in revised:
        first = min(
            f.release
            for f in row.found.panel.vintages
            if f.period == row.figure.period and f.release and f.value is not None
        )
        assert row.freshness == freshness.freshness(first, row.indicator.frequency, ON)


def test_records_have_rank_denominator_and_who_is_without(state: Region) -> None:
    record = next(r for r in region_export.rows(state, state.standings) if r["indicator"] == "productivity")
    assert record["value"] == "40.29"
    assert (record["rank"], record["joint"], record["ranked"]) == (2, False, 14)
    assert record["without_data"] == ["Devon and Torbay"]
    assert (record["against_england"], record["gap"], record["tested_by_intervals"]) == ("worse", "-2.10", False)
    records = {row["indicator"]: row for row in region_export.rows(state, state.standings)}
    parted = records["level-3-qualifications"]
    assert (parted["five_year_change"], parted["five_year_change_is"]) == (None, "not comparable")
    assert records["gigabit-broadband"]["period"] == "2026-01-01", "a day in the form of all files"
    text = export.to_csv(region_export.lines(state, state.of("business")))
    assert "active-enterprises" in text
    assert '"index, 2016 = 100"' in text


def test_another_set_of_neighbours_is_another_line(held: Store, state: Region) -> None:
    other = reading.region(held, CPCA, "neighbours:economic", on=ON)
    lines = {s.neighbours.id: row(s, "productivity").lines[-1].figures[-1].value for s in (state, other)}
    assert len(set(lines.values())) == 2


def test_unknown_areas_and_sets_are_refused(held: Store) -> None:
    with pytest.raises(UnknownArea):
        reading.region(held, "E47999999")
    with pytest.raises(UnknownGroup):
        reading.region(held, CPCA, "neighbours:lunar")


@pytest.mark.parametrize("area", [a.code for a in reading.places().authorities])
def test_every_authority_has_a_state(held: Store, area: str) -> None:
    state = reading.region(held, area, on=ON)
    for theme in region.THEMES:
        assert region_findings.summary(state, theme)
    for found in state.standings:
        assert region_findings.described(found)
        assert found.lines[0].kind == "area"
