"""A comparison within a page of somebody else's: the view asked for, its source, and never another figure."""

import html
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.ui.test_benchmarking import CPCA, VIEWS, page
from tests.ui.test_pages import text


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "address",
    [
        {"id": "produktivity"},
        {"id": "<script>alert(1)</script>"},
        {"id": "productivity", "among": "friends"},
        {"id": "productivity", "period": "1066"},
        {"id": "productivity", "view": "everything"},
        {"id": "productivity", "area": "E47000010"},
        {"id": "productivity", "round": "1999-01"},
        {"id": "productivity", "as_known": "yesterday"},
        {"id": "productivity", "edition": "1066"},
        {"id": "productivity", "view": "index", "base": "yesterday"},
        {"id": "productivity", "view": "history", "target": "much"},
        {"id": "productivity", "view": "history", "target": "80", "by": "1999"},
        {"indicator": "productivity"},
        {"Id": "productivity"},
    ],
)
def test_an_embedded_page_never_shows_another_figure_than_the_one_asked_for(address: dict[str, str]) -> None:
    app = page({"is_embedded": True}, **address)
    shown = text(app)
    assert len(app.warning) == 1
    assert "The link asks for" in app.warning[0].value or "no choice of this page" in app.warning[0].value
    assert "Shown instead" not in shown
    assert "It is left out" not in shown
    assert "No other figure is shown in its place." in shown
    assert 'target="_blank">Open the page to choose</a>' in shown
    assert 'class="finding"' not in shown
    assert not app.get("vega_lite_chart")
    assert not app.get("arrow_vega_lite_chart")


@pytest.mark.usefixtures("database")
def test_the_address_to_embed_says_everything_that_is_shown_and_no_more() -> None:
    app = page(period="2019", utm_source="letter")
    _, link, _, title, *_ = html.unescape(app.code[0].value).split('"')
    assert title == "Employment rate, ranking, Cambridgeshire and Peterborough", "figures follow, the title does not"
    assert parse_qs(urlsplit(link).query) == {
        "view": ["ranking"],
        "id": ["employment-rate"],
        "among": ["combined-authorities"],
        "area": [CPCA],
        "period": ["2019"],
        "embed": ["true"],
    }
    said = {name: value for name, (value,) in parse_qs(urlsplit(link).query).items() if name != "embed"}
    shown = text(page({"is_embedded": True}, **said))
    assert "Employment rate: Cambridgeshire and Peterborough" in shown
    assert "% in 2019," in shown


@pytest.mark.usefixtures("database")
def test_the_title_of_an_embedded_view_of_all_indicators_names_none() -> None:
    assert 'title="All indicators, Cambridgeshire and Peterborough"' in page(view="fifths").code[0].value


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("view", VIEWS)
def test_embedded_there_is_the_view_its_source_and_nothing_else(view: str) -> None:
    app = page({"is_embedded": True}, view=view)
    shown = text(app)
    assert '<h1 class="finding">' in shown
    assert "Source: " in shown
    assert "Open Government Licence v3.0" in shown
    assert not app.title
    assert "How the area" not in shown
    assert len(app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")) <= 1


@pytest.mark.usefixtures("database")
def test_embedded_the_uncertainty_is_said() -> None:
    shown = text(page({"is_embedded": True}, id="employment-rate", period="2023"))
    assert "its rank could be 1st to 5th" in shown
    assert "hollow: began after 2023" in shown
    assert "Mean of the other combined authorities: 74.2% (simple mean of 14)." in shown
