"""One indicator in one area: its history as known on a date, its ingredients, and reported beside recomputed."""

from datetime import date

import pytest

from pmf import catalogue, reading
from pmf.store import Store

CPCA, SOUTH_YORKSHIRE = "E47000008", "E47000002"


def history(opened: Store, name: str, area: str = CPCA, as_known: date | None = None) -> dict[str, str | None]:
    """The figures shown by period label."""
    found = reading.indicator(opened, name, area, as_known=as_known).history
    return {f.period.label: None if f.value is None else str(f.value) for f in found if f.period}


def test_gross_value_added_as_known_then_and_now(opened: Store) -> None:
    then = history(opened, "gross-value-added", as_known=date(2023, 6, 1))
    now = history(opened, "gross-value-added")
    assert (then["2021"], then["2020"]) == ("28648", "26704")
    assert (now["2021"], now["2020"], now["2023"]) == ("28709", "27242", "34085")
    assert "2023" not in then


def test_a_vintage_counts_from_the_day_of_its_release(opened: Store) -> None:
    assert "2021" not in history(opened, "gross-value-added", as_known=date(2023, 4, 24))
    assert history(opened, "gross-value-added", as_known=date(2023, 4, 25))["2021"] == "28648"


def test_before_anything_was_released_there_is_nothing(opened: Store) -> None:
    view = reading.indicator(opened, "gross-value-added", CPCA, as_known=date(2000, 1, 1))
    assert view.history == ()
    assert view.row.current is None


@pytest.mark.parametrize(
    ("name", "period", "shown"),
    [
        ("fuel-poverty", "2020", "12.89"),
        ("fuel-poverty", "2021", "11.70"),
        ("housing-completions", "2020/21", "4.11"),
        ("active-businesses", "2020", "725"),
        ("deprived-neighbourhoods", "2019-09-26", "62"),
        ("deprived-neighbourhoods", "2015-09-30", "56"),
        ("level-3-qualifications", "2020", "62.6"),
        ("further-education-achievements", "2021/22", "2205"),
        ("gigabit-broadband", "2026-01-01", "90.8"),
    ],
)
def test_figures_that_are_known_to_be_right(opened: Store, name: str, period: str, shown: str) -> None:
    assert history(opened, name)[period] == shown


def test_completions_on_each_population_base(opened: Store) -> None:
    """3,690 over mid-2021, 4,510 over mid-2020 on the base of 2011 in August 2023 and on that of 2021 today."""
    then = history(opened, "housing-completions", as_known=date(2023, 8, 1))
    assert (then["2019/20"], then["2020/21"]) == ("5.25", "4.11")
    assert history(opened, "housing-completions")["2019/20"] == "5.10"


@pytest.mark.parametrize("name", [name for name, i in catalogue.indicators().items() if i.formula])
def test_every_indicator_with_a_formula_can_be_shown_and_traced(opened: Store, name: str) -> None:
    view = reading.indicator(opened, name, CPCA, on=date(2026, 11, 22))
    periods = [figure.period for figure in view.history]
    assert periods == sorted(periods, key=lambda period: period.start if period else date.min)
    assert len(periods) == len(set(periods))
    assert view.sources
    if any(figure.value is not None for figure in view.history):
        assert {i.series for i in view.ingredients} <= set(catalogue.get(name).formula.series)  # type: ignore[union-attr]
        assert view.ingredients


def test_ingredients_divide_to_the_figure_shown(opened: Store) -> None:
    view = reading.indicator(opened, "fuel-poverty", CPCA)
    parts = {(i.series.split(".")[1], i.period.label): i.value for i in view.ingredients if i.area_code == CPCA}
    assert parts["fuel_poor_households", "2021"] == 42830
    assert parts["households", "2021"] == 366098
    assert {i.area_name for i in view.ingredients if i.area_code != CPCA} >= {"Cambridge", "Fenland", "Peterborough"}


def test_the_ingredients_of_a_sum_are_its_members_and_add_up(opened: Store) -> None:
    view = reading.indicator(opened, "gross-value-added", CPCA)
    newest = [i for i in view.ingredients if i.period.label == "2023"]
    assert [i.note for i in newest if i.area_code == CPCA] == ["sum of 6 members"]
    total = next(i.value for i in newest if i.area_code == CPCA)
    assert total == sum(i.value or 0 for i in newest if i.area_code != CPCA) == 34085


def test_old_codes_take_part_in_the_sum(opened: Store) -> None:
    view = reading.indicator(opened, "active-enterprises", SOUTH_YORKSHIRE, as_known=date(2023, 12, 1))
    assert {"E08000016", "E08000019"} <= {i.area_code for i in view.ingredients}
    assert view.row.basis == "computed"


@pytest.mark.parametrize(
    ("name", "area", "codes"),
    [
        ("motor-traffic", CPCA, {"E06000031", "E10000003"}),
        ("motor-traffic", SOUTH_YORKSHIRE, {"E08000016", "E08000017", "E08000018", "E08000019"}),
        ("motor-traffic", "E47000012", {"E06000014", "E06000065"}),
        ("housing-completions-count", "E47000012", {"E06000014", *(f"E0700016{n}" for n in range(3, 10))}),
    ],
)
def test_an_authority_is_added_up_from_the_codes_its_publisher_used(
    opened: Store, name: str, area: str, codes: set[str]
) -> None:
    declared = catalogue.get(name).formula
    assert declared
    sql = """SELECT area_code, value FROM observation
        WHERE series = ? AND period = ? AND release = ? AND area_code IN (SELECT unnest(?))"""
    found = [f for f in reading.indicator(opened, name, area).history if f.note.startswith("sum of")]
    added = 0
    for figure in found:
        assert figure.period
        query = [declared.series[0], figure.period.iso, figure.release, sorted(codes)]
        parts = dict(opened.rows(sql, query))
        if parts.keys() == codes:
            added += 1
            assert float(figure.value or 0) == pytest.approx(sum(parts.values()), abs=0.51)
    assert added >= 5


def test_an_authority_is_taken_from_its_publisher_where_the_same_release_has_it(opened: Store) -> None:
    sql = """SELECT count(*) FROM member_sum JOIN observation USING (series, area_code, period, release)
        WHERE observation.value IS NOT NULL"""
    assert opened.rows(sql) == [(0,)]
    published = "SELECT count(value) FROM observation WHERE series LIKE '%active_enterprises' AND area_code LIKE 'E47%'"
    assert opened.rows(published)[0][0] > 50


def test_what_was_reported_stands_beside_what_is_computed_today(opened: Store) -> None:
    comparison = reading.indicator(opened, "gross-value-added", CPCA, "2023-09").comparison
    assert comparison
    assert comparison.current
    assert comparison.previous
    assert str(comparison.report.current) == "28649"
    assert (str(comparison.previous.value), str(comparison.current.value)) == ("27242", "28709")
    assert comparison.rerated.word == "Green"


def test_further_education_would_be_green_on_todays_data(opened: Store) -> None:
    comparison = reading.indicator(opened, "further-education-achievements", CPCA, "2023-09").comparison
    assert comparison
    assert comparison.rerated.word == "Green"


def test_members_are_the_districts_under_their_present_codes(opened: Store) -> None:
    view = reading.indicator(opened, "gross-value-added", CPCA)
    assert [area.name for area, _ in view.members] == [
        "Cambridge",
        "East Cambridgeshire",
        "Fenland",
        "Huntingdonshire",
        "Peterborough",
        "South Cambridgeshire",
    ]
    assert reading.indicator(opened, "gross-value-added", "E06000031").members == ()


def test_an_internal_indicator_has_only_its_report(opened: Store) -> None:
    view = reading.indicator(opened, "contract-waivers", CPCA)
    assert (view.history, view.ingredients, view.comparison, view.sources) == ((), (), None, ())
    assert view.row.basis == "reported"


def test_unknown_things_are_refused_by_name(opened: Store) -> None:
    with pytest.raises(catalogue.UnknownIndicator, match="unknown indicator 'gva'"):
        reading.indicator(opened, "gva", CPCA)
    with pytest.raises(KeyError, match="unknown area"):
        reading.indicator(opened, "gross-value-added", "X")
    with pytest.raises(reading.UnknownRound):
        reading.indicator(opened, "gross-value-added", CPCA, "2020-01")
