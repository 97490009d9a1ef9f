"""Comparisons on the real figures: ranks, denominators, who is without data, what a difference and a change mean."""

from datetime import date
from decimal import Decimal

import pytest

from pmf import areas, catalogue, compared, groups, reading, required, revisions, settings, trend
from pmf.benchmark import Benchmark, Entry, stand
from pmf.periods import parse
from pmf.reading import NotComparable
from pmf.store import Store

CPCA, PETERBOROUGH, CAMBRIDGESHIRE = "E47000008", "E06000031", "E10000003"
NORTH_EAST_BEFORE, NORTH_EAST = "E47000010", "E47000014"
SHIRE_DISTRICTS = {"Cambridge", "East Cambridgeshire", "Fenland", "Huntingdonshire", "South Cambridgeshire"}


def own(found: Benchmark) -> Entry:
    """The entry of the area itself."""
    assert found.own
    return found.own


def shown(found: Benchmark) -> tuple[str, str, str]:
    """Period, figure and rank of the area."""
    assert found.period
    return found.period.label, str(own(found).figure.value), found.rank_text(own(found))


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("employment-rate", ("2023", "79.4", "joint 1st of 15")),
        ("productivity", ("2023", "40.29", "2nd of 14")),
        ("further-education-achievements", ("2024/25", "2572", "10th of 11")),
        ("gigabit-broadband", ("2026-01-01", "90.8", "10th of 15")),
        ("greenhouse-gas-per-person", ("2023", "8.19", "14th of 15")),
    ],
)
def test_where_the_authority_stands_among_combined_authorities(
    opened: Store, indicator: str, expected: tuple[str, str, str]
) -> None:
    found = reading.benchmark(opened, indicator, CPCA)
    assert shown(found) == expected
    assert found.ranked + len(found.absent) == 15


def test_employment_is_shared_first_with_york_and_north_yorkshire(opened: Store) -> None:
    found = reading.benchmark(opened, "employment-rate", CPCA)
    first = [(entry.area.name, str(entry.figure.value), entry.joint) for entry in found.entries if entry.rank == 1]
    assert first == [("Cambridgeshire and Peterborough", "79.4", True), ("York and North Yorkshire", "79.4", True)]
    assert found.entries[2].rank == 3
    assert own(found).rank_range == (1, 5)  # five intervals reach into one another at the top


def test_the_authority_without_productivity_is_named(opened: Store) -> None:
    found = reading.benchmark(opened, "productivity", CPCA)
    assert [(entry.area.name, entry.reason) for entry in found.absent] == [("Devon and Torbay", "no figure is held")]
    assert "Devon and Torbay" in compared.absent(found)


def test_authorities_without_further_education_figures_are_named(opened: Store) -> None:
    found = reading.benchmark(opened, "further-education-achievements", CPCA)
    names = {"Devon and Torbay", "Greater Lincolnshire", "Hull and East Yorkshire", "Lancashire"}
    assert {entry.area.name for entry in found.absent} == names


def test_the_mean_of_the_global_neighbours_is_a_simple_mean_of_five(opened: Store) -> None:
    found = reading.benchmark(opened, "productivity", CPCA, "neighbours:global")
    assert found.others
    assert (str(found.others.value), found.others.n) == ("37.93", 5)
    assert "£37.93 (simple mean of 5)" in compared.mean(found)
    assert "West of England, Lancashire, Hull and East Yorkshire, East Midlands and Liverpool" in found.group.about
    assert found.group.link == groups.METHOD


def test_a_rate_whose_parts_are_held_is_the_ratio_of_sums(opened: Store) -> None:
    found = reading.benchmark(opened, "fuel-poverty", CPCA, "neighbours:global")
    assert found.others
    sql = """SELECT sum(value) FILTER (series LIKE '%.fuel_poor_households') * 100 / sum(value) FILTER
        (series LIKE '%.households') FROM (FROM observation UNION ALL BY NAME FROM member_sum)
        WHERE source = 'desnz_fuel_poverty' AND period = '2021-01-01/P1Y' AND area_code IN (SELECT unnest(?))"""
    ratio = opened.rows(sql, [list(found.group.others(CPCA))])[0][0]
    assert found.others.how == "ratio of sums"
    assert float(found.others.value) == pytest.approx(ratio, abs=0.005)
    rates = [float(entry.figure.value or 0) for entry in found.entries if entry.area.code != CPCA]
    assert float(found.others.value) != pytest.approx(sum(rates) / 5, abs=0.005)  # which would be the mean of rates


def test_low_is_good_for_greenhouse_gas(opened: Store) -> None:
    found = reading.benchmark(opened, "greenhouse-gas-per-person", CPCA)
    assert found.polarity == "lower is better"
    assert [entry.area.name for entry in found.entries[:1]] == ["West Midlands"]
    assert found.england
    gap = found.against(found.england)
    assert gap
    assert gap.verdict == "worse"


def test_qualifications_2023_are_similar_to_the_united_kingdom(opened: Store) -> None:
    found = reading.benchmark(opened, "level-3-qualifications", CPCA, "wider")
    kingdom = next(entry for entry in found.wider if entry.area.code == areas.UNITED_KINGDOM)
    assert (str(kingdom.figure.value), str(own(found).figure.value)) == ("67.7", "67.9")
    gap = found.against(kingdom)
    assert gap
    assert (gap.verdict, gap.by_difference, gap.tested) == ("similar", "similar", True)


def test_qualifications_rose_by_rule_and_not_by_the_test(opened: Store) -> None:
    panel = reading.panel(opened, "level-3-qualifications", CPCA)
    change = trend.newest(panel.history(CPCA))
    assert change
    assert (str(change.first.value), change.first.interval) == ("66.0", (63.3, 68.7))
    assert (str(change.last.value), change.last.interval) == ("67.9", (64.8, 71.0))
    assert change.evidence.z == pytest.approx(0.91, abs=0.005)
    assert change.distinguishable is False
    assert reading.indicator(opened, "level-3-qualifications", CPCA).row.direction.word == "Green"
    assert compared.change(panel.indicator, change).startswith("is about the same")
    assert "z = 0.91" in compared.evidence(change)


def test_employment_fell_by_rule_and_not_by_the_test(opened: Store) -> None:
    panel = reading.panel(opened, "employment-rate", CPCA)
    change = trend.newest(panel.history(CPCA))
    assert change
    assert (str(change.first.value), str(change.last.value)) == ("80.1", "79.4")
    assert change.distinguishable is False
    assert reading.indicator(opened, "employment-rate", CPCA).row.direction.word == "Red"
    assert "fell" not in compared.change(panel.indicator, change)


def test_weekly_pay_rose_and_its_intervals_say_so(opened: Store) -> None:
    panel = reading.panel(opened, "weekly-pay", CPCA)
    change = trend.newest(panel.history(CPCA))
    assert change
    assert (str(change.first.value), str(change.last.value)) == ("642.80", "682.60")
    assert change.evidence.basis == "intervals"
    assert change.distinguishable is True
    assert compared.change(panel.indicator, change).startswith("rose from £642.80 per week")


def test_an_average_published_for_parts_is_shown_for_these_and_not_averaged(opened: Store) -> None:
    found = reading.benchmark(opened, "daily-vehicle-flow", CPCA, "districts")
    assert {entry.area.code for entry in found.entries} == {PETERBOROUGH, CAMBRIDGESHIRE}
    assert (found.own, found.others, found.middle) == (None, None, None)
    assert {entry.area.name for entry in found.absent} == SHIRE_DISTRICTS
    assert {entry.reason for entry in found.absent} == {"published for Cambridgeshire as a whole"}
    assert "those of several cannot be averaged into one figure" in " ".join(found.notes)
    other = reading.benchmark(opened, "daily-vehicle-flow", NORTH_EAST, "districts")
    assert "No figure for North East" in " ".join(other.notes)
    assert "Peterborough" not in " ".join(other.notes)


def test_a_region_or_county_named_like_an_authority_says_which_it_is(opened: Store) -> None:
    found = reading.benchmark(opened, "employment-rate", NORTH_EAST)
    assert [entry.area.name for entry in found.wider][:1] == ["North East (region)"]
    assert areas.load(settings.data() / "reference").get("E10000017").name == "Lancashire (county)"


@pytest.mark.parametrize("name", ["healthy-life-expectancy-female", "healthy-life-expectancy-male"])
def test_shire_districts_without_healthy_life_expectancy_are_named(opened: Store, name: str) -> None:
    found = reading.benchmark(opened, name, CPCA, "districts")
    assert own(found).figure.value is not None
    assert [entry.area.code for entry in found.entries] == [PETERBOROUGH]
    assert found.entries[0].rank is None  # one alone has no rank
    assert {entry.area.name for entry in found.absent} == SHIRE_DISTRICTS


def test_the_claimant_rate_within_one_release_and_as_first_reported(opened: Store) -> None:
    panel = reading.panel(opened, "claimant-rate", CPCA)
    of_2024 = {f.release: str(f.value) for f in panel.vintages if f.period == parse("2024")}
    assert of_2024 == {date(2026, 1, 12): "3.2", date(2026, 1, 29): "3.1"}
    change = trend.newest(panel.history(CPCA))
    assert change
    assert change.size == 0
    revision = revisions.newest(panel.vintages)
    assert revision
    undone = revisions.undone(panel.history(CPCA), revision)
    assert [str(figure.value) for figure in undone[-2:]] == ["3.2", "3.1"]


def test_the_two_north_easts_are_never_joined(opened: Store) -> None:
    for name in ("healthy-life-expectancy-female", "level-3-qualifications"):
        panel = reading.panel(opened, name, NORTH_EAST)
        assert NORTH_EAST_BEFORE not in panel.figures
        found = reading.benchmark(opened, name, CPCA)
        assert NORTH_EAST_BEFORE not in {*found.group.codes, *(entry.area.code for entry in found.entries)}
    sql = """SELECT count(*) FROM metric_value
        WHERE metric = 'level-3-qualifications' AND area_code = ? AND period_start < '2022-01-01'"""
    assert [opened.rows(sql, [code])[0][0] for code in (NORTH_EAST_BEFORE, NORTH_EAST)] == [18, 0]
    history = reading.panel(opened, "level-3-qualifications", NORTH_EAST).history(NORTH_EAST)
    assert [figure.period.label for figure in history if figure.period] == ["2022", "2023"]


def test_authorities_younger_than_the_period_are_said_to_be(opened: Store) -> None:
    notes = " ".join(reading.benchmark(opened, "employment-rate", CPCA).notes)
    assert "Shown for the districts of today" in notes
    assert "York and North Yorkshire (2024)" in notes


def test_as_known_on_a_day_only_what_was_out_counts(opened: Store) -> None:
    found = reading.benchmark(opened, "claimant-rate", CPCA, as_known=date(2026, 1, 20))
    assert shown(found)[:2] == ("2024", "3.2")
    assert reading.benchmark(opened, "claimant-rate", CPCA, as_known=date(2000, 1, 1)).entries == ()


def test_all_districts_of_england_under_their_present_codes(opened: Store) -> None:
    found = reading.benchmark(opened, "claimant-rate", CPCA, "england-districts")
    assert len(found.group.codes) == found.ranked == 296
    barnsley = next(entry for entry in found.entries if entry.area.name == "Barnsley")
    assert barnsley.figure.note == "published under its code before, E08000016"
    assert found.own
    assert found.own.rank is None  # an authority is no district


def test_the_mean_of_all_districts_of_england_is_a_ratio_of_sums(opened: Store) -> None:
    found = reading.benchmark(opened, "fuel-poverty", CPCA, "england-districts")
    assert found.others
    assert (found.others.how, found.others.n, str(found.others.value)) == ("ratio of sums", 296, "13.14")
    assert found.england
    assert found.england.figure.value == found.others.value, "the districts are all of England"


def test_several_indicators_with_one_query(opened: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    rows = Store.rows
    monkeypatch.setattr(Store, "rows", lambda *a: asked.append(a[1]) or rows(*a))
    found = reading.benchmarks(opened, reading.comparable(), CPCA)
    assert len(asked) == 1
    assert [one.indicator.id for one in found] == [indicator.id for indicator in reading.comparable()]
    alone = reading.benchmark(opened, "productivity", CPCA)
    assert len(asked) == 2
    both = next(one for one in found if one.indicator.id == "productivity")
    assert (both.entries, both.others, both.absent, both.notes) == (
        alone.entries,
        alone.others,
        alone.absent,
        alone.notes,
    )


def test_a_period_is_found_as_readers_write_it(opened: Store) -> None:
    for text in ("2024/25", "2024-08-01/P1Y"):
        found = reading.benchmark(opened, "further-education-achievements", CPCA, period=text)
        assert shown(found)[2] == "10th of 11"
    found = reading.benchmark(opened, "gigabit-broadband", CPCA, period="Jan 2026")
    assert shown(found)[2] == "10th of 15"
    with pytest.raises(reading.PeriodNotHeld, match="no figure for '1066': expected 2023, 2022"):
        reading.benchmark(opened, "employment-rate", CPCA, period="1066")


def test_what_only_the_authority_has_cannot_be_compared(opened: Store) -> None:
    internal = next(i for i in catalogue.scorecard() if not i.benchmarkable)
    with pytest.raises(NotComparable, match="internal figure"):
        reading.benchmark(opened, internal.id, CPCA)


@pytest.mark.parametrize("indicator", [indicator.id for indicator in reading.comparable()])
def test_every_comparison_accounts_for_every_area(opened: Store, indicator: str) -> None:
    panel = reading.panel(opened, indicator, CPCA)
    for name in groups.GROUPS:
        found = stand(panel, reading.places(), groups.group(reading.places(), name, CPCA))
        present = {entry.area.code for entry in found.entries}
        covered = {area.code for entry in found.entries for area in entry.stands_for}
        missing = {entry.area.code for entry in found.absent}
        assert present & missing == set()
        assert set(found.group.codes) == (present | missing) - {code for code, _ in found.group.stand_ins}
        assert covered <= missing
        assert {entry.figure.period for entry in (*found.entries, *found.wider)} <= {found.period}
        assert compared.standing(found)


def test_what_a_target_would_need_was_never_achieved(opened: Store) -> None:
    """From 67.9 at the end of 2023 to 80 at the end of 2027: 3.025 points a year; 1.9 is the only change held."""
    panel = reading.panel(opened, "level-3-qualifications", CPCA)
    found = required.required(panel.indicator, panel.history(CPCA), Decimal(80), 2027)
    assert found
    assert (found.yearly, found.fastest, found.achieved_before) == (Decimal("3.025"), Decimal("1.9"), False)
    said = compared.required(panel.indicator, found)
    assert "takes +3.0 pp a year. Such a change was never achieved" in said
    assert "the fastest in 2 comparable figures was +1.9 pp a year, from 2022 to 2023" in said
