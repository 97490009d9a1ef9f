"""Specifications as a view would get them: figures in named data, one time axis, gaps at breaks."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pmf import charts, labels, palette, periods
from pmf.figures import Figure


def figures(*values: str | None, definition: str = "") -> list[Figure]:
    """Yearly figures from 2020 on."""
    return [
        Figure(periods.parse(str(2020 + i)), None if v is None else Decimal(v), date(2024, 1, 1), definition=definition)
        for i, v in enumerate(values)
    ]


def broken() -> list[Figure]:
    """Two figures on one base, two on another."""
    early, late = figures("1", "2"), figures("3", "4", definition="method: RQF levels")
    moved = [Figure(periods.parse(str(2022 + i)), f.value, definition=f.definition) for i, f in enumerate(late)]
    return [*early, *moved]


def test_a_history_carries_its_figures_and_ticks_on_their_periods() -> None:
    spec = charts.history(figures("1", None, "3"), "percent", Decimal(2), figures("1", "3"), palette.LIGHT)
    assert [point["period"] for point in spec["datasets"]["figures"]] == ["2020", "2022"]
    assert [point["shown"] for point in spec["datasets"]["rated"]] == ["1%", "3%"]
    assert spec["datasets"]["target"] == [{"value": 2.0, "shown": "target 2%"}]
    assert spec["encoding"]["x"]["axis"]["values"] == ["2020-01-01", "2021-01-01", "2022-01-01"]


@pytest.mark.parametrize(
    ("values", "target", "offsets"),
    [
        (["1", "2", "3", "4"], None, [labels.BELOW, labels.ABOVE]),
        (["3000", "2000", "5000", "3000"], None, [labels.ABOVE, labels.BELOW]),  # a peak and a fall
        (["1", "2", "5", "5"], "5.2", [labels.BELOW, labels.BELOW]),  # the target stands where the label would
    ],
)
def test_labels_stand_where_no_line_strikes_them(values: list[str], target: str | None, offsets: list[int]) -> None:
    history = figures(*values)
    goal = Decimal(target) if target else None
    spec = charts.history(history, "percent", goal, history[-2:], palette.LIGHT)
    assert [point["offset"] for point in spec["datasets"]["rated"]] == offsets
    drawn = {layer["mark"]["dy"] for layer in spec["layer"] if "offset" in str(layer.get("transform"))}
    assert drawn == set(labels.OFFSETS)


@pytest.mark.parametrize(("apart", "same"), [(10.0, False), (200.0, True)])
def test_labels_do_not_cover_each_other(apart: float, same: bool) -> None:
    beneath = [labels.Named((x, 50.0), "£26,704m", labels.BELOW) for x in (0.0, apart)]
    one, other = labels.offsets(beneath, [[(0.0, 100.0), (1000.0, 100.0), (1000.0, 0.0)]], None)
    assert one == labels.BELOW
    assert (other == one) is same


def test_a_break_in_definition_starts_a_segment_and_is_labelled() -> None:
    data = charts.history(broken(), "percent", None, [], palette.DARK)["datasets"]
    assert [point["segment"] for point in data["figures"]] == [0, 0, 1, 1]
    assert [point["break"] for point in data["breaks"]] == ["break: RQF levels"]
    assert data["target"] == []


def test_the_template_is_shared_and_views_do_not_leak_into_each_other() -> None:
    first = charts.history(figures("1", "2"), "percent", None, [], palette.LIGHT)
    second = charts.history(figures("8", "9"), "percent", None, [], palette.LIGHT)
    assert first["layer"] is second["layer"]
    assert [point["value"] for point in first["datasets"]["figures"]] == [1.0, 2.0]


def test_light_and_dark_differ_in_colour_only() -> None:
    light, dark = (charts.history(figures("1", "2"), "percent", None, [], t) for t in (palette.LIGHT, palette.DARK))
    assert light["datasets"] == dark["datasets"]
    assert light["config"] != dark["config"]


def test_small_charts_stand_on_one_scale() -> None:
    specs = charts.small_multiples([figures("1", "2"), figures("5", "9")], "percent", palette.LIGHT)
    # with a tenth of the range above the highest
    assert [spec["encoding"]["y"]["scale"]["domain"] for spec in specs] == [[1.0, 9.8], [1.0, 9.8]]
    assert [spec["datasets"]["last"][0]["shown"] for spec in specs] == ["2%", "9%"]


def test_small_charts_have_room_for_intervals_and_say_where_a_series_breaks() -> None:
    wide = [replace(figure, interval=(-4.0, 12.0)) for figure in figures("1", "2")]
    parted = [replace(figure, definition=str(place)) for place, figure in enumerate(figures("5", "9"))]
    first, second = charts.small_multiples([wide, parted], "percent", palette.LIGHT)
    assert first["encoding"]["y"]["scale"]["domain"] == [-4.0, 13.6]
    assert [len(spec["datasets"]["breaks"]) for spec in (first, second)] == [0, 1]


def test_the_last_figure_of_a_small_chart_stands_beside_its_line_and_has_the_room() -> None:
    short, long = charts.small_multiples([figures("1", "2"), figures("5", "1000000")], "pounds", palette.LIGHT)
    last = [layer["mark"] for layer in long["layer"] if layer["mark"]["type"] == "text"]
    assert {(mark["align"], mark["dy"], mark["dx"] > 0) for mark in last} == {("left", 0, True)}
    assert short["padding"] == long["padding"], "one scale of time"
    assert long["padding"]["right"] >= 6 * len("£1,000,000"), "6 pixels and more a letter of 13 pixels"
    assert len(long["datasets"]["last"]) == 1


def test_places_without_figures_draw_nothing_and_do_not_fail() -> None:
    assert charts.small_multiples([[], []], "percent", palette.LIGHT)[0]["datasets"]["last"] == []
    assert charts.history([], "percent", None, [], palette.LIGHT)["datasets"]["figures"] == []


def test_a_sparkline_joins_what_compares() -> None:
    path = re.search(r'd="([^"]*)"', charts.sparkline(broken()))
    assert path
    assert [letter for letter in path[1] if letter.isalpha()] == ["M", "L", "M", "L"]


def test_a_sparkline_needs_two_figures_to_join() -> None:
    assert charts.sparkline([]) == ""
    assert charts.sparkline(figures("1")) == ""
    assert charts.sparkline([figures("1")[0], *broken()[2:3]]) == ""
    assert charts.sparkline(figures("5", "5")).startswith("<svg")
