"""The page at the root before the app has started: written only for addresses that are understood to the end."""

from pathlib import Path

import pytest

from pmf.ui import first


@pytest.fixture
def held(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The app reads the real figures."""
    monkeypatch.setenv("PMF_DB", str(database))


@pytest.mark.parametrize(
    "query", ["", "round=2023-09", "round=latest&area=E47000001&edition=2023", "utm_source=newsletter"]
)
@pytest.mark.usefixtures("held")
def test_a_scorecard_stands_in_the_page_and_what_streamlit_needs_after_it(query: str) -> None:
    page = first.page(query)
    assert page.count('class="chip"') == 2 * 27
    assert page.index("id='first'") < page.index('<div id="root"></div>') < page.index(first.SCRIPT)
    assert "<title>Scorecard – " in page
    assert "need scripts, which do not run here.</p></noscript>" in page
    assert "role='status' data-words='Choices and filters are not here yet: " in page
    assert page.count("<noscript>") == 1  # Streamlit's own calls the page empty


@pytest.mark.parametrize(
    "query",
    [
        "round=2023-10",
        "round=",
        "round=2023-09&round=latest",
        "rating=Red",
        "as_known=2023-06-01",
        "embed=true",
        "area=<script>alert(1)</script>",
        "edition=%00",
        "x",
        "round=2023-09&area=E47000001",  # which reported nothing then
    ],
)
@pytest.mark.usefixtures("held")
def test_an_address_that_asks_for_more_is_left_to_the_app(query: str) -> None:
    assert first.page(query) == first.INDEX


def test_where_no_scripts_run_streamlits_own_words_are_taken_out() -> None:
    assert "<a href='/'>The scorecard can be read without them.</a>" in first.INDEX
    assert "_stcore/agent" not in first.INDEX
    assert first.INDEX.count("<noscript>") == 1


@pytest.mark.parametrize("query", ["", "area=E47000001"])
@pytest.mark.usefixtures("held")
def test_a_setting_that_names_no_authority_is_said_by_the_app(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMF_AREA", "E08000012")  # a district
    assert first.page(query) == first.INDEX


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("query", ["round=latest&area=E47000001", "area=E47000001&round=latest"])
def test_every_link_takes_the_choices_along_as_the_apps_links_do(query: str) -> None:
    page = first.page(query)
    assert 'href="indicator?round=latest&amp;area=E47000001&amp;id=total-jobs"' in page
    assert 'href="methods?round=latest&amp;area=E47000001"' in page


@pytest.mark.parametrize(("only_reads", "offered"), [("1", 0), ("0", 1)])
@pytest.mark.usefixtures("held")
def test_editing_is_offered_where_it_is_possible(
    monkeypatch: pytest.MonkeyPatch, only_reads: str, offered: int
) -> None:
    monkeypatch.setenv("PMF_READ_ONLY", only_reads)
    assert first.page("").count(">Edit</a>") == offered
