"""How a row comes about: which figures, which ratings, and every warning a reader must see beside them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pmf import catalogue, editions, periods
from pmf.editions import Edition
from pmf.rating import BespokeLevels
from pmf.scorecard import Figure, Report, Row, Scorecard, from_history, from_report, without_figures

IN_2023, IN_2025 = editions.get("2023"), editions.get("2025")
GVA, WAIVERS = catalogue.get("gross-value-added"), catalogue.get("contract-waivers")
TODAY = date(2024, 6, 1)


def figure(year: int, value: str | None, release: date | None = date(2024, 1, 1), **more: object) -> Figure:
    """A figure of one year."""
    shown = None if value is None else Decimal(value)
    return replace(Figure(periods.parse(str(year)), shown, release), **more)  # type: ignore[arg-type]


def computed(*history: Figure, target: str | None = None, edition: Edition = IN_2023, on: date = TODAY) -> Row:
    """The row from computed figures."""
    return from_history(GVA, history, None if target is None else Decimal(target), edition, on)


def kinds(row: Row) -> list[str]:
    """The kinds of warnings of a row."""
    return [warning.kind for warning in row.warnings]


def reported(previous: str | None, current: str, **more: object) -> Report:
    """A printed report."""
    figures = (None if previous is None else Decimal(previous), Decimal(current))
    plain = Report("2023-09", True, periods.parse("2021"), *figures, "up", "Green", None, None, "")
    return replace(plain, **more)  # type: ignore[arg-type]


def test_the_newest_figure_is_rated_against_the_one_before() -> None:
    row = computed(figure(2020, "1"), figure(2021, "3"), figure(2022, "2"))
    assert row.current
    assert row.previous
    assert (row.current.value, row.previous.value) == (Decimal(2), Decimal(3))
    assert (row.movement.change, row.movement.travel) == (Decimal(-1), "down")
    assert (row.direction.word, row.against_target.word, row.basis) == ("Red", "Baseline", "computed")
    assert kinds(row) == []


def test_a_single_figure_is_a_first_period_and_not_rated() -> None:
    row = computed(figure(2021, "3"))
    assert (row.direction.word, row.headline_word) == (None, "Not rated")
    assert "first period" in row.reason


def test_a_newer_period_without_value_is_told_and_the_last_value_kept() -> None:
    row = computed(figure(2020, "1"), figure(2021, "2"), figure(2022, None, note="Residents for 2022 not held"))
    assert row.current
    assert row.current.value == Decimal(2)
    assert [(w.kind, w.text) for w in row.warnings] == [
        ("not held", "No figure for 2022: Residents for 2022 not held.")
    ]


def test_a_missing_value_is_not_zero_and_not_unchanged() -> None:
    row = computed(figure(2021, None, note="withheld"))
    assert (row.current, row.previous, row.basis) == (None, None, None)
    assert row.direction.word is None
    assert [w.text for w in row.warnings] == ["No figure: withheld."]


def test_zero_is_a_value() -> None:
    row = computed(figure(2020, "5"), figure(2021, "0"))
    assert row.current
    assert row.current.value == 0
    assert row.direction.word == "Red"


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ("population base: 2011 Census", "population base: 2021 Census", "population base"),
        ("", "population base: 2021 Census", "population base"),
        ("method: old", "method: new", "definition"),
        ("", "method: new", "definition"),
    ],
)
def test_two_bases_or_definitions_are_never_compared_silently(before: str, now: str, kind: str) -> None:
    row = computed(figure(2020, "1", definition=before), figure(2021, "2", definition=now))
    assert kinds(row) == [kind]
    assert f"Part of the change may be the {kind}." in row.warnings[0].text


def test_two_vintages_are_told_with_their_dates() -> None:
    newest = date(2024, 1, 1)
    row = computed(figure(2019, "1", newest), figure(2020, "1", date(2023, 4, 25)), figure(2021, "2", newest))
    assert [(w.kind, w.text) for w in row.warnings] == [
        ("vintages", "Two vintages: 2020 was released on 25 Apr 2023, 2021 on 1 Jan 2024.")
    ]


@pytest.mark.parametrize(("half", "inside"), [(3.0, True), (0.1, False)])
def test_a_change_inside_the_survey_intervals_is_told(half: float, inside: bool) -> None:
    row = computed(
        figure(2020, "66.0", interval=(66 - half, 66 + half)), figure(2021, "67.9", interval=(67.9 - half, 67.9 + half))
    )
    assert kinds(row) == (["interval"] if inside else [])
    assert row.direction.word == "Green", "the test stands beside the rating and never replaces it"


@pytest.mark.parametrize(("on", "stale"), [(date(2025, 3, 31), False), (date(2025, 4, 15), True)])
def test_a_computed_figure_is_old_a_cycle_and_a_quarter_after_its_release(on: date, stale: bool) -> None:
    assert kinds(computed(figure(2020, "1"), figure(2021, "2"), on=on)) == (["stale"] if stale else [])


@pytest.mark.parametrize(("on", "stale"), [(date(2023, 12, 31), False), (date(2024, 3, 1), True)])
def test_a_reported_figure_is_old_two_cycles_after_its_period(on: date, stale: bool) -> None:
    row = from_report(WAIVERS, reported("3", "1"), None, IN_2023, on)
    assert kinds(row) == (["stale"] if stale else [])


def test_a_changed_definition_is_told_from_its_date_on() -> None:
    learners = catalogue.get("further-education-achievements")
    old, new = (
        from_history(learners, [figure(2021, "1", day), figure(2022, "2", day)], None, IN_2023, day)
        for day in (date(2023, 12, 31), date(2024, 1, 1))
    )
    assert (kinds(old), kinds(new)) == ([], ["definition"])


def test_reported_figures_stay_digit_for_digit() -> None:
    row = from_report(GVA, reported("62.60", "67.470"), None, IN_2023, date(2022, 1, 1))
    assert row.current
    assert row.previous
    assert (str(row.previous.value), str(row.current.value)) == ("62.60", "67.470")
    assert (row.basis, row.direction.word) == ("reported", "Green")


def test_a_rating_lost_in_print_is_marked_as_derived() -> None:
    lost = from_report(GVA, reported("1", "2", published_rating=""), None, IN_2023, date(2022, 1, 1))
    unprinted = reported("1", "2", published_rating="", published=False)
    assert kinds(lost) == ["derived"]
    assert kinds(from_report(GVA, unprinted, None, IN_2023, date(2022, 1, 1))) == []


def test_a_report_without_previous_figure_is_a_first_period() -> None:
    row = from_report(GVA, reported(None, "2"), None, IN_2023, date(2022, 1, 1))
    assert (row.previous, row.direction.word) == (None, None)


def test_a_note_on_the_population_base_is_a_warning_of_that_kind() -> None:
    row = from_report(GVA, reported("1", "2", note="Population base: two Censuses."), None, IN_2023, date(2022, 1, 1))
    assert kinds(row) == ["population base"]
    assert "two Censuses." in row.warnings[0].text


def test_why_nothing_is_computed_stands_beside_a_reported_figure() -> None:
    history = [figure(2021, None, note="no sum of members: Fenland not held")]
    row = from_report(GVA, reported("1", "2"), None, IN_2023, date(2022, 1, 1), history)
    assert [w.text for w in row.warnings] == ["Not computed: no sum of members: Fenland not held."]


def test_nothing_held_says_why_and_is_not_rated() -> None:
    row = without_figures(GVA, None, IN_2023, "Nothing was reported.")
    assert (row.headline_word, row.basis, kinds(row)) == ("Not rated", None, ["not held"])


def test_the_edition_says_which_rating_leads() -> None:
    history = (figure(2020, "90"), figure(2021, "105"))
    old, new = (computed(*history, target="100", edition=edition) for edition in (IN_2023, IN_2025))
    assert (old.headline.word, new.headline.word) == ("Green", "Blue")
    assert (old.against_target.word, new.direction.word) == ("Green", "Green")
    assert old.reason.startswith("£105m against £90m")
    assert new.reason.startswith("£105m against a target of £100m")


def test_bespoke_levels_count_in_the_2025_edition_only() -> None:
    levels = BespokeLevels(Decimal(1), Decimal(2), Decimal(3), "a small sample", date(2026, 1, 1))
    bespoke = replace(GVA, bespoke=levels)
    history = [figure(2020, "90"), figure(2021, "50")]
    old, new = (from_history(bespoke, history, Decimal(100), edition, TODAY) for edition in (IN_2023, IN_2025))
    assert (old.against_target.word, new.against_target.word) == ("Red", "Blue")


def test_counts_are_of_headline_ratings_in_the_order_of_severity() -> None:
    up, down = computed(figure(2020, "1"), figure(2021, "2")), computed(figure(2020, "2"), figure(2021, "1"))
    nothing = without_figures(GVA, None, IN_2023, "Nothing.")
    card = Scorecard("E47000008", "Here", IN_2023, "latest", None, (up, nothing, down, up))
    assert list(card.counts.items()) == [("Red", 1), ("Green", 2), ("Not rated", 1)]


@pytest.mark.parametrize("edition", ["2023", "2025"])
def test_an_indicator_declared_baseline_is_not_rated_against_its_target(edition: str) -> None:
    rules = editions.get(edition)
    declared = replace(GVA, state="Baseline")
    row = from_history(declared, [figure(2020, "1"), figure(2021, "2")], Decimal(1), rules, date(2022, 1, 1))
    assert (row.direction.word, row.against_target.word) == ("Green", "Baseline")
    assert "Declared as Baseline" in row.reason
    assert row.against_target.gap_percent is None


@pytest.mark.parametrize("edition", ["2023", "2025"])
def test_an_indicator_in_development_is_not_rated_at_all(edition: str) -> None:
    rules = editions.get(edition)
    declared = replace(GVA, state="In Development")
    row = from_history(declared, [figure(2020, "1"), figure(2021, "2")], Decimal(1), rules, date(2022, 1, 1))
    assert (row.direction.word, row.against_target.word) == ("In Development", "In Development")
    assert row.headline_word == "In Development"
    assert row.movement.travel == "up", "travel shows movement, the rating judges it"
    card = Scorecard("E47000008", "Here", rules, "latest", None, (row,))
    assert card.counts == {"In Development": 1}
