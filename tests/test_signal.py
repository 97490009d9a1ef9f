"""Whether a change can be told from chance."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf.signal import Estimate, distinguishable, evidence, limits, z_score

ESTIMATES = st.tuples(st.integers(0, 1000), st.integers(1, 100)).map(
    lambda pair: Estimate(pair[0] / 10, (pair[0] - pair[1]) / 10, (pair[0] + pair[1]) / 10)
)


def test_the_standard_error_is_half_the_interval_over_1_96() -> None:
    assert isclose(Estimate(50, 48.040036, 51.959964).standard_error, 1.0)


def test_qualifications_2023_lie_inside_the_intervals() -> None:
    """66.0 (63.3 to 68.7) to 67.9 (64.8 to 71.0): 1.9 points with a standard error of 2.1."""
    assert distinguishable(Estimate(66.0, 63.3, 68.7), Estimate(67.9, 64.8, 71.0)) is False


@pytest.mark.parametrize(("current", "certain"), [(54.5, False), (54.6, True), (45.4, True), (45.5, False)])
def test_the_test_is_two_sided_at_95_percent(current: float, certain: bool) -> None:
    """Two intervals of 3.2 either side: the change must exceed 3.2 times the root of two, 4.53 points."""
    half = 3.2
    before, after = Estimate(50, 50 - half, 50 + half), Estimate(current, current - half, current + half)
    assert distinguishable(before, after) is certain


def test_without_width_nothing_can_be_said() -> None:
    assert z_score(Estimate(1, 1, 1), Estimate(2, 2, 2)) is None
    assert distinguishable(Estimate(1, 1, 1), Estimate(2, 2, 2)) is None


@given(ESTIMATES, ESTIMATES)
def test_the_order_of_the_two_does_not_matter(one: Estimate, other: Estimate) -> None:
    forward, backward = z_score(one, other), z_score(other, one)
    assert forward is not None
    assert backward is not None
    assert isclose(forward, -backward, abs_tol=1e-12)
    assert distinguishable(one, other) == distinguishable(other, one)


@given(ESTIMATES)
def test_no_change_is_never_distinguishable(one: Estimate) -> None:
    assert distinguishable(one, one) is False


NINE = [10.0, 12.0, 10.0, 12.0, 10.0, 12.0, 10.0, 12.0, 10.0]


def test_natural_limits_lie_2_66_moving_ranges_from_the_mean() -> None:
    found = limits([*NINE, 12.0])
    assert found
    assert (found.centre, found.points) == (11.0, 10)
    assert isclose(found.upper, 11 + 2.66 * 2)
    assert isclose(found.lower, 11 - 2.66 * 2)


def test_nine_points_are_too_few_to_say() -> None:
    assert limits(NINE) is None
    found = evidence(12.0, 10.0, NINE)
    assert (found.distinguishable, found.basis) == (None, "too few points")


def test_a_point_outside_the_limits_is_a_signal() -> None:
    series = [10.0, 10.1] * 7 + [12.0]
    found = evidence(series[-2], series[-1], series)
    assert (found.distinguishable, found.basis, found.rule) == (True, "limits", "single point")


@pytest.mark.parametrize(("run", "signal"), [(7, False), (8, True)])
def test_eight_points_on_one_side_of_the_mean_are_a_signal_and_seven_are_not(run: int, signal: bool) -> None:
    high = [20.0, 28.0] * 4
    series = [10.0, 2.0] * 4 + high[:run]
    found = evidence(series[-2], series[-1], series)
    assert found.distinguishable is signal
    assert found.rule == ("eight points" if signal else "")


def test_points_that_do_not_move_are_no_signal() -> None:
    assert evidence(0.1, 0.1, [0.1] * 12).distinguishable is False


def test_intervals_come_before_limits() -> None:
    found = evidence(Estimate(66.0, 63.3, 68.7), Estimate(67.9, 64.8, 71.0), [*NINE, 100.0])
    assert found.basis == "intervals"
    assert round(found.z or 0, 2) == 0.91
    assert found.distinguishable is False
