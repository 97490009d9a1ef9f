"""The page of the State of the Region, without a browser: the table, the themes, links good and bad."""

import re

import pytest

from pmf import region
from pmf.ui import region_table
from tests.ui.test_pages import page, text


def names(html: str) -> list[str]:
    """The names in the table in their order."""
    return re.findall(r'<th scope="row" class="name"><a [^>]*>([^<]+)</a>', html)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("theme", region.THEMES)
@pytest.mark.parametrize("area", ["E47000008", "E47000015"])
def test_every_theme_opens_with_a_chart_for_each_finding(theme: str, area: str) -> None:
    app = page("region", theme=theme, area=area)
    shown = text(app)
    assert 'aria-current="page">' + theme.capitalize() in shown
    assert len(app.get("vega_lite_chart")) == len(re.findall('<h2 class="finding"><a', shown))
    assert len(app.get("deck_gl_json_chart")) == 1
    assert "Shades of the map" in shown


@pytest.mark.usefixtures("database")
def test_the_table_has_every_comparable_indicator_with_rank_and_verdict() -> None:
    shown = text(page("region"))
    assert len(names(shown)) == 45
    assert "joint 1st of&nbsp;15" in shown
    assert "2nd of&nbsp;14" in shown
    assert 'class="verdict better"' in shown
    assert "cannot be tested" in shown
    assert "Without a figure in 2023: Devon and Torbay (no figure is held)." in shown
    assert "held only for Peterborough and Cambridgeshire" in shown


@pytest.mark.usefixtures("database")
def test_filters_and_order_stand_in_the_address() -> None:
    app = page("region", only=["health"], verdict=["similar"], sort="rank")
    shown = text(app)
    assert names(shown) == [
        "Adults living with obesity",
        "Healthy life expectancy at birth, females",
        "Healthy life expectancy at birth, males",
    ]
    assert "3 of 45 indicators shown" in shown
    assert 'aria-sort="ascending"><a class="in-app " target="_self" href="region?only=health' in shown
    assert "sort=gap" in shown


@pytest.mark.usefixtures("database")
def test_a_filter_that_is_no_option_is_left_out_of_links_and_the_others_stay() -> None:
    app = page("region", only=["health", "zzz"], sort="rank")
    assert "asks for theme “zzz”" in app.warning[0].value
    assert "4 of 45 indicators shown" in text(app)
    assert 'href="region?only=health&amp;sort=' in text(app)


@pytest.mark.usefixtures("database")
def test_evidence_shows_what_stands_behind_a_row() -> None:
    shown = text(page("region", evidence="yes"))
    assert "By the 95% intervals the rank could be anything from 1st to 5th." in shown
    assert "no intervals: by the figures alone" in shown
    assert "These are totals" in shown


@pytest.mark.usefixtures("database")
def test_a_row_says_which_end_a_rank_is_from_and_no_change_that_does_not_compare() -> None:
    rows = text(page("region")).split("<tr>")

    def row(name: str) -> str:
        return next(row for row in rows if f">{name}</a>" in row)

    assert "largest first" in row("Gross value added (GVA)")
    assert "smallest first" in row("Neighbourhoods among the 20% most deprived nationally")
    assert "first</span>" not in row("Claimant rate")
    assert '<td class="figure change"><span class="muted">–' in row(
        "Population with level 3, 4 and above qualifications"
    )
    of_ofcom = ("4G coverage", "Gigabit broadband availability")
    states = {re.findall("state (late|due|fresh)", row(name))[0] for name in of_ofcom}
    assert len(states) == 1, "one release of one publisher is as late for one figure as for another"


@pytest.mark.usefixtures("database")
def test_the_map_is_of_the_indicator_in_the_address_and_its_list_names_who_is_without() -> None:
    shown = text(page("region", theme="health", map="healthy-life-expectancy-male"))
    assert "Without a figure in 2022 to 2024: Cambridge, East Cambridgeshire, Fenland" in shown


@pytest.mark.usefixtures("database")
def test_a_published_round_shows_what_was_out_by_its_end() -> None:
    shown = text(page("region", round="2023-09"))
    assert "as known on 30 Sep 2023" in shown.replace("\\", "")
    assert "£28,648m" in shown


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "address",
    [
        {"theme": "weather"},
        {"theme": "<script>alert(1)</script>"},
        {"sort": "A" * 10_000},
        {"neighbours": "lunar"},
        {"only": ["health", "weather"]},
        {"verdict": "best"},
        {"theme": "health", "map": "employment-rate"},
        {"theme": ["health", "weather"]},
    ],
)
def test_a_bad_link_is_answered_with_a_message(address: dict[str, str | list[str]]) -> None:
    app = page("region", **address)
    assert text(app)
    assert len(app.warning) == 1
    assert "The link asks for" in app.warning[0].value
    assert len(app.warning[0].value) < 300


def test_every_order_and_verdict_has_a_mark_or_a_column() -> None:
    offered = {column.order for column in region_table.COLUMNS if column.order} | {"theme"}
    assert offered == set(region_table.ORDERS)


@pytest.mark.usefixtures("database")
def test_a_young_authority_says_what_its_hollow_points_are() -> None:
    said = "hollow points: before it began in 2024, for the districts it has today"
    assert said in text(page("region", theme="economy", area="E47000014"))
    assert "hollow points" not in text(page("region", theme="economy"))
