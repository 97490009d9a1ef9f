"""Charts of reports: placed in time, open where the definition breaks, bars from zero, words escaped."""

import re
from xml.etree import ElementTree

import pytest

from pmf.report import drawing
from pmf.report.drawing import Point

POINTS = [Point(0, "2020", 10, "10"), Point(365, "2021", 30, "30"), Point(1095, "2023", 20, "20", joined=False)]


def test_points_are_placed_in_time_and_by_size() -> None:
    xs, ys = (
        [float(value) for value in re.findall(rf'{name}="([\d.]+)" ', drawing.line(POINTS, "x").replace("/>", " />"))]
        for name in ("cx", "cy")
    )
    assert (xs[1] - xs[0]) * 2 == pytest.approx(xs[2] - xs[1], abs=0.3)
    assert ys[0] > ys[2] > ys[1]


def test_a_break_in_definition_is_a_gap() -> None:
    [path] = re.findall(r'd="(M[^"]*L[^"]*)"', drawing.line(POINTS, "x"))
    assert (path.count("M"), path.count("L")) == (2, 1)
    assert 'stroke-dasharray="3 3"' in drawing.line(POINTS, "x")
    assert "dasharray" not in drawing.line(POINTS[:2], "x")


def test_bars_start_at_zero_and_keep_their_ratio() -> None:
    widths = [float(width) for width in re.findall(r'<rect[^>]*width="([\d.]+)"', drawing.bars(POINTS[:2], "x"))]
    assert widths[1] / widths[0] == pytest.approx(3, abs=0.01)


def test_a_negative_figure_is_drawn_on_the_other_side_of_zero() -> None:
    drawn = drawing.bars([Point(0, "2020", -5, "−5"), Point(1, "2021", 10, "10")], "x")
    (zero,) = re.findall(r'd="M([\d.]+) 2 V', drawn)
    below, above = re.findall(r'<rect x="([\d.]+)" y="\d+" width="([\d.]+)"', drawn)
    assert float(below[0]) + float(below[1]) == pytest.approx(float(zero), abs=0.1)
    assert above[0] == zero
    assert float(above[1]) / float(below[1]) == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize("draw", [drawing.line, drawing.bars])
def test_flat_and_zero_figures_are_drawn_and_words_escaped(draw: object) -> None:
    flat = [Point(0, "<2020>", 0, "0"), Point(1, "2021", 0, "0 & more")]
    root = ElementTree.fromstring(draw(flat, 'a "name"'))  # type: ignore[operator]
    assert root.get("aria-label") == 'a "name"'
    assert {"<2020>", "0 & more"} <= {element.text for element in root.iter()}
    assert not [element for element in root.iter() if "nan" in str(element.attrib)]
