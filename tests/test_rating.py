"""The rules of both editions: the framework's worked cases, then everything against exact fractions."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmf import editions, rating
from pmf.rating import BespokeLevels, Direction, RatingError, TargetRating, Word

D = Decimal
FIGURES = st.decimals(-(10**6), 10**6, places=3)
WHOLE = st.integers(-20, 20).map(Decimal)
BOTH = st.sampled_from(["2023", "2025"])
WAYS = st.sampled_from(["up", "down"])

WORKED = [  # direction, target, actual, 2023, 2025, gap
    ("down", "1.0", "1.1", "Amber", "Amber", "-10"),
    ("up", "11.5", "10.35", "Amber", "Amber", "-10"),
    ("up", "2.2", "2.31", "Green", "Blue", "5"),
    ("up", "90", "81", "Amber", "Amber", "-10"),
    ("up", "90", "80", "Red", "Red", "-11.1111"),
    ("down", "400", "440", "Amber", "Amber", "-10"),
    ("down", "400", "440.01", "Red", "Red", "-10.0025"),
    ("down", "400", "380", "Green", "Blue", "5"),
    ("down", "400", "379", "Blue", "Blue", "5.25"),
    ("up", "100", "100", "Green", "Green", "0"),
    ("up", "-10", "-11", "Amber", "Amber", "-10"),
    ("up", "4195", "5434", "Blue", "Blue", "29.5352"),
    ("maintain", "100", "100", "Green", "Green", "0"),
    ("maintain", "100", "110", "Amber", "Amber", "-10"),
    ("maintain", "100", "90", "Amber", "Amber", "-10"),
    ("maintain", "100", "89.99", "Red", "Red", "-10.01"),
    ("maintain", "100", "125", "Red", "Red", "-25"),
]


def against_target(current: str | None, target: str | None, direction: Direction, edition: str) -> TargetRating:
    """The rating by the bands of an edition."""
    figures = (None if text is None else D(text) for text in (current, target))
    return rating.against_target(*figures, direction, editions.get(edition).bands, edition=edition)


@pytest.mark.parametrize(("direction", "target", "actual", "in_2023", "in_2025", "gap"), WORKED)
def test_worked_cases_against_target(
    direction: Direction, target: str, actual: str, in_2023: Word, in_2025: Word, gap: str
) -> None:
    for edition, word in (("2023", in_2023), ("2025", in_2025)):
        given_rating = against_target(actual, target, direction, edition)
        assert given_rating.word == word, edition
        assert given_rating.gap_percent == D(gap)
        assert f" {word}. Rule: {edition} edition, target." in given_rating.reason


def test_exactly_five_percent_is_explained_in_2025_only() -> None:
    assert "the wording fits Green and Blue; we read it as Blue" in against_target("2.31", "2.2", "up", "2025").reason
    assert "we read it" not in against_target("2.31", "2.2", "up", "2023").reason
    assert "we read it" not in against_target("2.32", "2.2", "up", "2025").reason


@pytest.mark.parametrize(
    ("actual", "side"), [("440.01", "just over 10%"), ("439.99", "just under 10%"), ("440", "by 10%")]
)
def test_a_gap_that_only_rounds_to_the_boundary_says_on_which_side_it_lies(actual: str, side: str) -> None:
    assert side in against_target(actual, "400", "down", "2023").reason


@pytest.mark.parametrize("edition", ["2023", "2025"])
@pytest.mark.parametrize("direction", ["up", "down", "maintain"])
def test_states_without_a_percentage(edition: str, direction: Direction) -> None:
    assert against_target("5", None, direction, edition).word == "Baseline"
    zero = against_target("5", "0", direction, edition)
    assert zero.word is None
    assert zero.gap_percent is None
    assert "cannot be rated by percentage" in zero.reason
    missing = against_target(None, "5", direction, edition)
    assert (missing.word, missing.gap_percent) == (None, None)
    assert against_target("5", "5", "none", edition).word == "Contextual"


@pytest.mark.parametrize(
    ("previous", "current", "direction", "word"),
    [
        ("395", "435", "down", "Red"),
        ("395", "435", "up", "Green"),
        ("435", "395", "down", "Green"),
        ("0.82", "0.82", "up", "Amber"),
        ("0.82", "0.820", "down", "Amber"),
        ("-1", "-2", "up", "Red"),
        ("0", "1", "up", "Green"),
    ],
)
def test_direction_for_improvement(previous: str, current: str, direction: Direction, word: Word) -> None:
    for edition in ("2023", "2025"):
        found = rating.against_direction(D(previous), D(current), direction, edition=edition)
        assert found.word == word
        assert found.reason.endswith(f" {word}. Rule: {edition} edition, direction for improvement.")


def test_the_sentence_of_the_framework() -> None:
    found = rating.against_direction(D(395), D(435), "down", edition="2023", unit="casualties")
    assert found.reason == (
        "435 against 395, lower is better: moved the wrong way by 40 (10.1%). Red."
        " Rule: 2023 edition, direction for improvement."
    )


def test_a_change_between_percentages_is_in_points_and_from_zero_has_no_percentage() -> None:
    points = rating.against_direction(D("62.60"), D("67.47"), "up", edition="2023", unit="percent").reason
    assert "by 4.87 percentage points. Green." in points
    assert "(n/a)" in rating.against_direction(D(0), D(3), "up", edition="2023", unit="jobs").reason


@pytest.mark.parametrize("direction", ["up", "down"])
def test_the_first_period_is_not_rated_and_never_amber(direction: Direction) -> None:
    first = rating.against_direction(None, D(5), direction, edition="2025")
    assert first.word is None
    assert "first period" in first.reason
    assert rating.movement(None, D(5)) == rating.Movement(None, None)


def test_no_current_figure_is_not_rated() -> None:
    assert rating.against_direction(D(5), None, "up", edition="2025").word is None
    assert rating.against_direction(None, None, "maintain", D(1), edition="2025").word is None


def test_an_indicator_without_direction_is_contextual() -> None:
    assert rating.against_direction(D(5), D(6), "none", edition="2025").word == "Contextual"


@pytest.mark.parametrize(
    ("previous", "current", "word"),
    [
        ("0", "100", "Green"),
        ("100", "98", "Red"),
        ("100", "100", "Amber"),
        ("90", "110", "Amber"),
        ("120", "90", "Green"),
    ],
)
def test_maintain_is_a_level_to_hold(previous: str, current: str, word: Word) -> None:
    found = rating.against_direction(D(previous), D(current), "maintain", D(100), edition="2023", unit="percent")
    assert found.word == word
    assert rating.READING_OF_MAINTAIN in found.reason


def test_maintain_without_its_level_is_refused() -> None:
    with pytest.raises(RatingError, match="maintain_at"):
        rating.against_direction(D(1), D(2), "maintain", edition="2023")


def expected_band(current: Decimal, target: Decimal, direction: str, edition: str) -> Word:
    """The table of the framework in exact fractions."""
    gap = (Fraction(current) - Fraction(target)) / abs(Fraction(target)) * 100
    gap = {"up": gap, "down": -gap, "maintain": -abs(gap)}[direction]
    if gap < -10:
        return "Red"
    if gap < 0:
        return "Amber"
    blue = gap > 5 if edition == "2023" else gap >= 5
    return "Blue" if blue and direction != "maintain" else "Green"


@given(FIGURES, FIGURES.filter(bool), st.sampled_from(["up", "down", "maintain"]), BOTH)
@example(D("2.31"), D("2.2"), "up", "2025")
def test_target_bands_equal_exact_fractions(
    current: Decimal, target: Decimal, direction: Direction, edition: str
) -> None:
    found = rating.against_target(current, target, direction, editions.get(edition).bands, edition=edition)
    assert found.word == expected_band(current, target, direction, edition)
    gap = (Fraction(current) - Fraction(target)) / abs(Fraction(target)) * 100
    gap = {"up": gap, "down": -gap, "maintain": -abs(gap)}[direction]
    assert found.gap_percent is not None
    assert abs(Fraction(found.gap_percent) - gap) <= Fraction(1, 20000)


@given(FIGURES.filter(bool), st.sampled_from([-10, 0, 5]), st.sampled_from([-1, 0, 1]), WAYS, BOTH)
def test_a_hair_either_side_of_every_boundary(
    target: Decimal, percent: int, side: int, direction: Direction, edition: str
) -> None:
    sign = 1 if direction == "up" else -1
    current = target + sign * abs(target) * percent / 100 + side * D("1e-12")
    found = rating.against_target(current, target, direction, editions.get(edition).bands, edition=edition)
    assert found.word == expected_band(current, target, direction, edition)


@given(FIGURES, FIGURES, WAYS, BOTH)
@example(D("1.10"), D("1.1"), "up", "2023")
def test_direction_equals_exact_fractions(
    previous: Decimal, current: Decimal, direction: Direction, edition: str
) -> None:
    change = Fraction(current) - Fraction(previous)
    gain = change if direction == "up" else -change
    found = rating.against_direction(previous, current, direction, edition=edition)
    assert found.word == ("Green" if gain > 0 else "Red" if gain < 0 else "Amber")
    moved = rating.movement(previous, current)
    assert Fraction(moved.change or 0) == change
    assert moved.travel == ("up" if change > 0 else "down" if change < 0 else "level")


@given(st.one_of(FIGURES, WHOLE), st.one_of(FIGURES, WHOLE), st.one_of(FIGURES, WHOLE))
@example(D(90), D(110), D(100))
def test_maintain_equals_exact_distances(previous: Decimal, current: Decimal, level: Decimal) -> None:
    before, after = (abs(Fraction(value) - Fraction(level)) for value in (previous, current))
    found = rating.against_direction(previous, current, "maintain", level, edition="2025")
    assert found.word == ("Green" if after < before else "Red" if after > before else "Amber")


def levels(amber: str, green: str, blue: str) -> BespokeLevels:
    """Cut points with a reason and an approval."""
    return BespokeLevels(D(amber), D(green), D(blue), "a small sample", date(2026, 3, 4))


@pytest.mark.parametrize(
    ("cuts", "direction"),
    [
        (("1", "2", "3"), "down"),
        (("3", "2", "1"), "up"),
        (("1", "1", "3"), "up"),
        (("1", "3", "3"), "up"),
        (("1", "3", "2"), "up"),
        (("1", "2", "3"), "maintain"),
        (("1", "2", "3"), "none"),
    ],
)
def test_bespoke_levels_out_of_order_are_refused(cuts: tuple[str, str, str], direction: Direction) -> None:
    with pytest.raises(RatingError, match="expected bespoke levels"):
        levels(*cuts).check(direction)


@pytest.mark.parametrize(
    ("current", "up", "down"),
    [
        ("9.9", "Red", "Blue"),
        ("10", "Amber", "Blue"),
        ("19.9", "Amber", "Green"),
        ("20", "Green", "Green"),
        ("29.9", "Green", "Amber"),
        ("30", "Blue", "Amber"),
        ("30.1", "Blue", "Red"),
    ],
)
def test_bespoke_levels_rate_from_their_cut_points(current: str, up: Word, down: Word) -> None:
    bands = editions.get("2025").bands
    rising, falling = levels("10", "20", "30"), levels("30", "20", "10")
    upward = rating.against_target(D(current), None, "up", bands, rising, edition="2025")
    downward = rating.against_target(D(current), D(0), "down", bands, falling, edition="2025")
    assert (upward.word, downward.word) == (up, down)
    for word in ("a small sample", "4 Mar 2026", "bespoke levels"):
        assert word in upward.reason


@given(st.lists(WHOLE, min_size=3, max_size=3, unique=True), WHOLE, WAYS)
def test_bespoke_levels_equal_counting_the_cut_points_reached(
    cuts: list[Decimal], current: Decimal, direction: Direction
) -> None:
    ordered = sorted(cuts, reverse=direction == "down")
    bespoke = BespokeLevels(*ordered, reason="a small sample", approved=date(2026, 3, 4))
    bespoke.check(direction)
    reached = sum((current >= cut) if direction == "up" else (current <= cut) for cut in ordered)
    found = rating.against_target(current, D(1), direction, editions.get("2025").bands, bespoke, edition="2025")
    assert found.word == ("Red", "Amber", "Green", "Blue")[reached]


def test_figures_too_long_to_be_compared_exactly_are_refused() -> None:
    """As its docstring says: RatingError, not an exception of the decimal module."""
    with pytest.raises(RatingError):
        rating.against_direction(D(1), D("1." + "1" * 250), "up", edition="2023")
    with pytest.raises(RatingError):
        rating.against_target(D("1." + "1" * 250), D(3), "up", editions.get("2023").bands, edition="2023")
