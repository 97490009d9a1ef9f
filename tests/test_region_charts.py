"""Small charts of an area beside others: labels that keep apart, lines that say what they are."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import hypothesis.strategies as some
import pytest
from hypothesis import given

from pmf import palette, periods, region_charts
from pmf.areas import Area
from pmf.figures import Figure
from pmf.region import Line

DAY = date(2024, 1, 1)


def figures(*values: str, first: int = 2020, interval: tuple[float, float] | None = None) -> tuple[Figure, ...]:
    """Yearly figures from a year on, the interval on each."""
    return tuple(Figure(periods.parse(f"{first + n}"), Decimal(value), DAY, interval) for n, value in enumerate(values))


def test_labels_say_whose_figure_it_is_and_of_when_it_is_where_it_is_older() -> None:
    lines = [
        Line("Here", "area", figures("10", "12", "14")),
        Line("England", "england", figures("10", "11")),
        Line("neighbours", "neighbours", figures("9", "9", "9")),
    ]
    found = region_charts.beside(lines, "percent", palette.LIGHT)
    assert {label["text"]: label["own"] for label in found["datasets"]["ends"]} == {
        "14%": 1,
        "England 11% (2021)": 0,
        "neighbours 9%": 0,
    }
    assert [len(found["datasets"][kind]) for kind in ("area", "england", "neighbours")] == [3, 2, 3]


def test_points_from_before_an_area_began_are_hollow() -> None:
    young = Area("E47999999", "Here", "combined_authority", started=2021)
    found = region_charts.beside([Line("Here", "area", figures("10", "12"))], "percent", palette.LIGHT, young)
    assert [point["young"] for point in found["datasets"]["area"]] == [True, False]
    fills = [layer["encoding"].get("fill") for layer in found["layer"]]
    assert {"condition": {"test": "datum.young", "value": palette.LIGHT.ground}, "value": palette.LIGHT.focus} in fills


def test_the_scale_has_room_for_the_intervals_of_the_area() -> None:
    lines = [Line("Here", "area", figures("10", "12", interval=(2.0, 20.0)))]
    low, high = region_charts.beside(lines, "percent", palette.DARK)["encoding"]["y"]["scale"]["domain"]
    assert low < 2
    assert high > 20


@pytest.mark.parametrize("values", [("5",), ("0", "0"), ("5", "5")])
def test_figures_that_do_not_differ_still_have_a_scale(values: tuple[str, ...]) -> None:
    found = region_charts.beside([Line("Here", "area", figures(*values))], "percent", palette.LIGHT)
    low, high = found["encoding"]["y"]["scale"]["domain"]
    assert low < high


def test_labels_move_apart_and_stay_within() -> None:
    assert region_charts.apart([10, 12, 14], 15, 150) == [10, 25, 40]
    assert region_charts.apart([140, 145, 150], 15, 150) == [120, 135, 150]
    assert region_charts.apart([20, 60, 100], 15, 150) == [20, 60, 100]


@given(some.lists(some.floats(0, 150), max_size=8).map(sorted))
def test_labels_never_cover_one_another(wanted: list[float]) -> None:
    found = region_charts.apart(wanted, 15, 150)
    assert all(b - a >= 15 - 1e-9 for a, b in pairwise(found))
    assert all(-1e-9 <= place <= 150 + 1e-9 for place in found)
