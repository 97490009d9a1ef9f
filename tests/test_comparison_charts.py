"""Charts of areas side by side and over time: what they carry, and that Vega draws them."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from pmf import comparison_charts, comparison_lines, groups, heat, palette, paper, reading, required, store, trend
from pmf.charts import Spec
from pmf.store import Store

CPCA, NORTH_EAST = "E47000008", "E47000014"
THEMES = (palette.LIGHT, palette.DARK)


@pytest.fixture(scope="module")
def table(database: Path) -> heat.Heat:
    """All indicators among all authorities."""
    opened = store.current(database)
    return heat.heat(reading.benchmarks(opened, reading.comparable(opened), CPCA))


@pytest.fixture(scope="module")
def specs(database: Path, table: heat.Heat) -> dict[str, Spec]:
    """One chart of each kind."""
    opened = store.current(database)
    found = reading.benchmark(opened, "employment-rate", CPCA)
    districts = reading.benchmark(opened, "claimant-rate", CPCA, groups.DISTRICTS)
    panel = found.panel
    goal = required.required(found.indicator, panel.history(CPCA), Decimal(85), 2030)
    base = found.periods[5]
    lines = {code: (code, trend.indexed(panel.history(code), base)) for code in ("E92000001", *found.group.codes)}
    members = [member.code for member in reading.places().members(CPCA)]
    return {
        "ranked": comparison_charts.ranked(found, palette.LIGHT),
        "strip": comparison_charts.strip(districts, members, palette.LIGHT),
        "history": comparison_lines.history(found, goal, palette.LIGHT),
        "indexed": comparison_lines.indexed(found, lines, palette.LIGHT),
        "heat": heat.drawn(table, palette.LIGHT),
    }


@pytest.mark.parametrize("kind", ["ranked", "strip", "history", "indexed", "heat"])
def test_title_source_and_licence_are_inside_the_picture(specs: dict[str, Spec], kind: str) -> None:
    framed = paper.framed(
        specs[kind], "What it finds", "percent", "Source: ONS. Open Government Licence v3.0", ["What to know."]
    )
    drawn = paper.svg(framed)
    assert drawn.startswith("<svg")
    for words in ("What it finds", "Source: ONS. Open Government Licence v3.0", "What to know."):
        assert words in drawn
    assert paper.png(framed)[:8] == b"\x89PNG\r\n\x1a\n"


def test_every_area_has_a_row_with_its_rank_figure_and_interval(specs: dict[str, Spec]) -> None:
    rows = specs["ranked"]["datasets"]["areas"]
    assert len(rows) == 15
    assert (rows[0]["label"], rows[0]["shown"]) == ("1=  Cambridgeshire and Peterborough", "79.4%")
    assert (rows[0]["low"], rows[0]["high"], rows[0]["own"]) == (76.7, 82.1, True)
    assert [row["own"] for row in rows].count(True) == 1
    assert [line["shown"] for line in specs["ranked"]["datasets"]["lines"]] == [
        "England 76.0%",
        "mean of the other 14 74.2%",
    ]


def test_the_area_in_focus_differs_in_shape_and_weight_and_not_only_in_colour(specs: dict[str, Spec]) -> None:
    drawn = json.dumps(specs["ranked"])
    assert '"diamond"' in drawn
    assert '"labelFontWeight"' in drawn


def test_all_districts_are_ticks_and_the_own_have_rows(specs: dict[str, Spec]) -> None:
    data = specs["strip"]["datasets"]
    assert len(data["ticks"]) == 296
    assert [row["label"].split("  ")[-1] for row in data["areas"]] == [
        "South Cambridgeshire",
        "Cambridge",
        "East Cambridgeshire",
        "Huntingdonshire",
        "Fenland",
        "Peterborough",
        "Cambridgeshire and Peterborough",
    ]


def test_a_history_has_range_median_england_and_the_line_to_a_target(specs: dict[str, Spec]) -> None:
    data = specs["history"]["datasets"]
    newest = data["range"][-1]
    assert (newest["low"], newest["high"], newest["n"]) == (70.5, 79.4, 14)
    assert [point["value"] for point in data["need"]] == [79.4, 85.0]
    assert data["need"][-1]["shown"] == "target 85%"
    assert data["england"][-1]["shown"] == "76.0%"


def test_figures_from_before_an_area_began_are_drawn_hollow(opened: Store) -> None:
    found = reading.benchmark(opened, "employment-rate", NORTH_EAST)
    own = comparison_lines.history(found, None, palette.LIGHT)["datasets"]["own"]
    assert {point["young"] for point in own if str(point["when"]) < "2024"} == {True}
    assert '"datum.young"' in json.dumps(comparison_lines.history(found, None, palette.LIGHT)["layer"])


def test_among_six_areas_ranks_are_said_and_no_fifths(opened: Store) -> None:
    few = heat.heat(reading.benchmarks(opened, reading.comparable(opened), CPCA, "neighbours:global"))
    own = [row.own for row in few.rows if row.own]
    last = sum(row.own == row.entries[-1] for row in few.rows)
    assert max(row.ranked for row in few.rows) == 6
    assert heat.finding(few, few.areas[0]) == (
        f"Cambridgeshire and Peterborough is first in {sum(each.rank == 1 for each in own)} and last in {last} of the"
        f" {len(own)} indicators it has figures for, among 6 areas at most"
    )
    shown = {cell["bars"] for cell in heat.drawn(few, palette.LIGHT)["datasets"]["cells"]}
    assert shown >= {"1st", "2nd", "6th"}
    assert not any("▮" in bars for bars in shown)
    assert heat.legend(few) == "beneath a figure its rank"
    assert "East Midlands (2024)" in heat.young(few)


def test_authorities_that_began_later_are_hollow_beside_others_and_in_the_index(opened: Store) -> None:
    found = reading.benchmark(opened, "employment-rate", NORTH_EAST, period="2019")
    spec = comparison_charts.ranked(found, palette.LIGHT)
    young = {row["label"].split("  ")[1] for row in spec["datasets"]["areas"] if row["young"]}
    assert young == {area.name for area in reading.places().authorities if area.started and area.started > 2019}
    fill = next(layer["encoding"]["fill"] for layer in spec["layer"] if layer["mark"]["type"] == "point")
    assert fill["condition"][0] == {"test": "datum.young", "value": palette.LIGHT.ground}
    run = trend.indexed(found.panel.history(NORTH_EAST), found.periods[0])
    own = comparison_lines.indexed(found, {NORTH_EAST: ("North East", run)}, palette.LIGHT)["datasets"]["own"]
    assert [point["young"] for point in own] == [str(point["when"]) < "2024" for point in own]


def test_what_stands_alone_between_breaks_is_drawn_as_points(opened: Store) -> None:
    found = reading.benchmark(opened, "fuel-poverty", CPCA)
    layers = comparison_lines.history(found, None, palette.LIGHT)["layer"]
    alone = [
        (layer["mark"]["type"], layer["mark"]["color"], [point["period"] for point in layer["data"]["values"]])
        for layer in layers
        if "values" in layer["data"]
    ]
    theme, both = palette.LIGHT, ["2020", "2021"]
    assert alone == [("rule", theme.others, both), ("point", theme.words, both), ("point", theme.target, both)]
    joined = comparison_lines.history(reading.benchmark(opened, "employment-rate", CPCA), None, palette.LIGHT)["layer"]
    assert not [layer for layer in joined if "values" in layer["data"]]


def test_a_break_in_definition_parts_every_line(opened: Store) -> None:
    found = reading.benchmark(opened, "level-3-qualifications", CPCA)
    data = comparison_lines.history(found, None, palette.LIGHT)["datasets"]
    for name in ("own", "england", "range"):
        segments = {str(point["when"])[:4]: point["segment"] for point in data[name]}
        assert segments["2021"] != segments["2022"]
    assert [point["break"] for point in data["breaks"]] == ["break: RQF levels"]


def test_an_index_is_100_in_its_base_for_every_area(specs: dict[str, Spec]) -> None:
    data = specs["indexed"]["datasets"]
    every = [*data["own"], *data["england"], *data["others"]]
    assert {point["value"] for point in every if point["period"] == "2018"} == {100.0}
    assert len({point["area"] for point in data["others"]}) == 14


def test_light_and_dark_differ_in_colour_only(opened: Store) -> None:
    found = reading.benchmark(opened, "employment-rate", CPCA)
    light, dark = (comparison_charts.ranked(found, theme) for theme in THEMES)
    assert light["datasets"] == dark["datasets"]
    assert light["config"] != dark["config"]


def test_nothing_held_draws_nothing_and_does_not_fail(opened: Store) -> None:
    for group in (groups.AUTHORITIES, groups.MEMBERS, groups.WIDER):
        found = reading.benchmark(opened, "co2-emissions", CPCA, group)
        assert comparison_charts.ranked(found, palette.LIGHT)["datasets"]["areas"] == []
        assert comparison_lines.history(found, None, palette.LIGHT)["datasets"]["own"] == []
        assert comparison_lines.indexed(found, {}, palette.LIGHT)["datasets"]["own"] == []


def test_a_heat_table_leaves_totals_out_and_names_them(table: heat.Heat) -> None:
    assert table.areas[0].code == CPCA
    assert len(table.areas) == 15
    assert "Gross value added (GVA)" in table.left_out
    assert all(row.ranked >= 5 for row in table.rows)
    counts = table.counts(table.areas[0])
    productivity = next(row for row in table.rows if row.indicator.id == "productivity")
    assert productivity.own
    assert sum(counts.values()) == len([row for row in table.rows if row.own and row.own.rank and row.ranked >= 10])
    assert heat.bars(1) == "▮▮▮▮▮"
    assert (heat.bars(5), heat.bars(None)) == ("▮", "")
    assert f"in the best fifth in {counts[1]}" in heat.finding(table, table.areas[0])
