"""The benchmarking page through the app: what each view says, what a link decides, what a file holds."""

import pytest
from streamlit.testing.v1 import AppTest

from pmf import comparison_charts, palette, paper, periods, reading
from pmf.origins import Origin
from pmf.store import Store
from pmf.ui import benchmarking, comparison
from tests.ui.test_pages import ROOT, text

VIEWS = tuple(benchmarking.VIEWS)
CPCA, NORTH_EAST = "E47000008", "E47000014"


def page(context: dict[str, object] | None = None, **address: str | list[str]) -> AppTest:
    """The page opened by a link."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.context |= context or {}
    for key, value in address.items():
        app.query_params[key] = value
    return app.switch_page("pages/benchmarking.py").run()


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("area", [CPCA, NORTH_EAST, "E47000015"])
def test_every_view_opens_for_every_kind_of_authority(view: str, area: str) -> None:
    app = page(view=view, area=area)
    assert 'class="finding"' in text(app)
    assert not app.warning


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("view", [view for view in VIEWS if view != benchmarking.FIFTHS])
@pytest.mark.parametrize("indicator", ["daily-vehicle-flow", "greenhouse-gas-total", "population", "bus-journeys"])
def test_every_view_opens_for_indicators_that_few_areas_have(view: str, indicator: str) -> None:
    assert not page(view=view, id=indicator).warning


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"round": "2023-09"}, "Households in fuel poverty: Cambridgeshire and Peterborough"),
        ({"id": "employment-rate"}, "79.4% in 2023, joint 1st of 15 combined authorities (higher is better)"),
        ({"id": "productivity"}, "2nd of 14 combined authorities"),
        ({"id": "productivity"}, "Devon and Torbay (no figure is held)"),
        ({"id": "productivity", "among": "neighbours:global"}, "Mean of the other global neighbours: £37.93"),
        ({"id": "productivity", "among": "neighbours:global"}, "simple mean of 5"),
        ({"id": "productivity", "among": "neighbours:global"}, "by ONS, global model, nearest first: West of England"),
        ({"id": "productivity", "among": "neighbours:global"}, "statisticalnearestneighboursintheukmethodology"),
        ({"id": "further-education-achievements"}, "10th of 11"),
        ({"id": "gigabit-broadband"}, "10th of 15"),
        ({"id": "greenhouse-gas-per-person"}, "14th of 15 combined authorities (lower is better)"),
        ({"id": "level-3-qualifications"}, "is about the same: 66.0% in 2022 and 67.9% in 2023"),
        ({"id": "level-3-qualifications"}, "z = 0.91"),
        ({"id": "level-3-qualifications", "among": "wider"}, "similar to England (67.4%)"),
        ({"id": "employment-rate"}, "is about the same: 80.1% in 2022 and 79.4% in 2023"),
        ({"id": "weekly-pay"}, "Median weekly pay rose from £642.80 per week on 17 Apr 2024"),
        ({"id": "daily-vehicle-flow", "among": "districts"}, "those of several cannot be averaged into one figure"),
        ({"id": "daily-vehicle-flow", "among": "districts"}, "Cambridgeshire (county)"),
        ({"id": "healthy-life-expectancy-female", "among": "districts"}, "Cambridge, East Cambridgeshire, Fenland"),
        ({"id": "claimant-rate"}, "2024 was first reported as 3.2% (12 Jan 2026) and stands at 3.1%"),
        ({"id": "claimant-rate"}, "Within one release the rating is Amber; against the figure first reported"),
        ({"id": "claimant-rate"}, "it would be Green"),
        ({"view": "history", "area": NORTH_EAST}, "hollow points: before it began in 2024"),
        ({"view": "history", "target": "85", "by": "2031"}, "To reach 85% by the end of 2031"),
        (
            {"id": "employment-rate", "view": "history", "round": "2023-09"},
            "no figures held for Cambridgeshire and Peterborough",
        ),
        ({"view": "index", "id": "productivity", "base": "2018"}, "(2018 = 100), England at 118.0"),
        ({"view": "districts"}, "Huntingdonshire could be 1st to 211th"),
        ({"view": "districts", "id": "claimant-rate"}, "South Cambridgeshire 1.9% (joint 10th of 296)"),
        ({"view": "index", "area": NORTH_EAST}, "hollow points: before it began in 2024"),
        ({"period": "2019"}, "hollow: began after 2019, shown for its districts of today"),
        ({"id": "employment-rate"}, "Both stand: Red follows the framework's rule, which rates every movement"),
        ({"view": "fifths"}, "is in the best fifth in"),
        ({"view": "fifths", "among": "neighbours:global"}, "is first in 11 and last in 4 of the 28 indicators"),
        ({"id": "employment-rate", "period": "2019"}, "in 2019"),
        ({"id": "claimant-rate", "as_known": "2026-01-20"}, "as known on 20 Jan 2026"),
        ({"id": "employment-rate", "round": "2023-09"}, "as known on 30 Sep 2023"),
    ],
)
def test_what_the_page_says(address: dict[str, str], said: str) -> None:
    assert said in text(page(**address))


@pytest.mark.usefixtures("database")
def test_an_index_says_where_it_ends_and_nothing_of_areas_it_does_not_draw() -> None:
    shown = text(page(view="index", id="level-3-qualifications"))
    assert "ends in 2021: its later figures stand on another definition (method: RQF levels)" in shown
    assert "Without a figure in 2018 on the same definition: York and North Yorkshire" in shown
    assert "Shown for the districts of today" not in shown
    drawn = text(page(view="index", id="productivity"))
    assert "ends in" not in drawn
    assert "began later than 2018: York and North Yorkshire (2024)" in drawn


@pytest.mark.usefixtures("database")
def test_of_totals_the_end_of_the_rank_is_said_and_a_single_other_is_no_plural() -> None:
    assert "10th of 15 combined authorities (largest first)" in text(page(id="gross-value-added"))
    assert ", beside one other" in text(page(id="greenhouse-gas-total"))


@pytest.mark.usefixtures("database")
def test_what_does_not_compare_is_said_and_not_said_to_be_tested() -> None:
    shown = text(page(id="fuel-poverty", view="index"))
    assert "no later figure of Cambridgeshire and Peterborough compares with that of 2020" in shown
    shown = text(page(id="level-3-qualifications", view="index", base="2021"))
    assert "no later figure of Cambridgeshire and Peterborough compares with that of 2021" in shown
    shown = text(page(id="fuel-poverty", view="history"))
    assert "every movement however small; no test says more of this one." in shown
    assert "Both stand" not in shown


@pytest.mark.usefixtures("database")
def test_the_rating_stands_beside_the_test_and_is_not_replaced_by_it() -> None:
    shown = text(page(id="employment-rate"))
    assert "moved the wrong way by 0.7 percentage points. Red." in shown
    assert "Not distinguishable from chance" in shown


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "address",
    [
        {"id": "produktivity"},
        {"id": "budget-forecast"},
        {"id": "<script>alert(1)</script>"},
        {"id": "A" * 10_000},
        {"id": ["employment-rate", "nothing"]},
        {"among": "friends"},
        {"period": "1066"},
        {"period": "2023; DROP TABLE observation"},
        {"view": "everything"},
        {"view": "index", "base": "yesterday"},
        {"view": "history", "target": "much"},
        {"view": "history", "target": "1e400"},
        {"view": "history", "target": "80", "by": "1999"},
        {"area": "E47000010"},
    ],
)
def test_a_bad_link_falls_back_with_a_message(address: dict[str, str | list[str]]) -> None:
    app = page(**address)
    shown = text(app)
    assert 'class="finding"' in shown
    assert len(app.warning) == 1
    assert "The link asks for" in app.warning[0].value
    assert len(app.warning[0].value) < 300
    assert "<script>alert" not in shown


@pytest.mark.usefixtures("database")
def test_a_page_says_what_it_shows_instead() -> None:
    assert (
        page(id="produktivity").warning[0].value.replace("\\", "").endswith("Shown instead: Employment rate (context).")
    )


@pytest.mark.usefixtures("database")
def test_of_a_parameter_said_twice_the_last_counts() -> None:
    app = page(id=["nothing", "productivity"])
    assert "Output per hour worked" in text(app)
    assert not app.warning


@pytest.mark.usefixtures("database")
def test_choices_go_into_the_address() -> None:
    app = page()
    app.selectbox(key="choice_id").select("productivity").run()
    app.selectbox(key="choice_among").select("neighbours:economic").run()
    assert app.query_params == {"id": "productivity", "among": "neighbours:economic"}


def test_a_picture_says_all_that_the_page_says_beside_it(opened: Store) -> None:
    found = reading.benchmark(opened, "productivity", NORTH_EAST)
    shown = comparison.ranking(found)
    spec = comparison_charts.ranked(found, palette.LIGHT)
    drawn = paper.svg(benchmarking.picture(shown, spec, Origin("ONS, productivity", "OGL v3.0")))
    assert "hollow: began after 2023" in drawn
    assert "Without a figure in 2023: Devon and Torbay" in drawn
    assert shown.group.about in drawn
    assert "Source: ONS, productivity." in drawn
    employed = comparison.ranking(reading.benchmark(opened, "employment-rate", CPCA, period="2023"))
    assert "its rank could be 1st to 5th" in employed.subtitle


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queries asked."""
    found: list[str] = []
    rows = Store.rows
    monkeypatch.setattr(Store, "rows", lambda *a: found.append(a[1]) or rows(*a))
    return found


@pytest.mark.usefixtures("database")
def test_a_change_of_indicator_costs_one_query_and_a_change_of_view_none(asked: list[str]) -> None:
    app = page(id="employment-rate")
    asked.clear()
    app.selectbox(key="choice_id").select("economic-inactivity").run()
    assert len(asked) == 1
    asked.clear()
    app.selectbox(key="choice_among").select("neighbours:global").run()
    app.run()
    assert asked == []
    assert not app.exception


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (("2025", "2019", "2015"), "2019"),
        (("2026-01-01/P3M", "2025-10-01/P3M", "2021-01-01/P3M", "2020-10-01/P3M"), "2021-01-01/P3M"),
        (("2025", "2024"), "2024"),
    ],
)
def test_change_counts_from_five_years_before_however_often_figures_come(held: tuple[str, ...], expected: str) -> None:
    assert benchmarking.start([periods.parse(text) for text in held]) == periods.parse(expected)
