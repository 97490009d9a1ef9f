"""Every page through the app, as Streamlit runs it, without a browser."""

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pmf import build, catalogue
from pmf.ui import parts

ROOT = Path(__file__).parent.parent.parent
PAGES = ("scorecard", "indicator", "methods", "meeting")


def page(name: str = "scorecard", **address: str | list[str]) -> AppTest:
    """The app on one of its pages, opened by a link."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    return app if name == "scorecard" else app.switch_page(f"pages/{name}.py").run()


def text(app: AppTest) -> str:
    """All HTML and words on the page."""
    assert not app.exception, app.exception[0].stack_trace
    return "\n".join(_words(app))


def _words(app: AppTest) -> list[str]:
    found = [element.proto.body for element in app.get("html")]
    found += [
        str(element.value)
        for kind in ("title", "caption", "warning", "error", "info", "subheader", "header")
        for element in getattr(app, kind)
    ]
    return found


def box(app: AppTest, label: str) -> Any:
    """The select box with this label."""
    return next(found for found in app.selectbox if found.label == label)


def rows(html: str) -> list[int]:
    """The numbers of the indicators in the table, in their order."""
    return [int(number) for number in re.findall(r'<td class="number">(\d+)</td>', html)]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("area", ["E47000008", "E47000018"])
def test_every_page_opens_without_an_error(name: str, area: str) -> None:
    assert text(page(name, area=area))


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("indicator", list(catalogue.indicators()))
def test_every_indicator_has_a_page_for_an_area_with_and_one_without_figures(indicator: str) -> None:
    app = page("indicator", id=indicator)
    assert parts.literal(catalogue.get(indicator).name) in app.title[0].value
    app.query_params["area"] = "E47000015"
    assert parts.literal(catalogue.get(indicator).name) in app.run().title[0].value
    assert not app.exception


@pytest.mark.usefixtures("database")
def test_september_2023_stands_on_the_page_as_it_was_printed() -> None:
    shown = text(page(round="2023-09"))
    assert rows(shown) == list(range(1, 28))
    assert "10 Red, 1 Amber, 16 Green" in shown
    assert "27 Baseline" in shown
    assert "£28,649m" in shown
    assert "+4.87 pp" in shown
    assert shown.index("Against direction") < shown.index("Against target")


@pytest.mark.usefixtures("database")
def test_the_headline_of_the_2025_edition_comes_first() -> None:
    shown = text(page(round="2023-09", edition="2025"))
    assert shown.index("Against target") < shown.index("Against direction")


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"rating": ["Amber"]}, [18]),
        ({"rating": ["Red"]}, [2, 3, 6, 7, 9, 10, 11, 13, 14, 27]),
        ({"rating": ["Red"], "objective": ["Enabling Resilient Communities"]}, [10, 11, 13, 14]),
        ({"perspective": ["Financial"]}, [27]),
        ({"owner": ["CPCA"], "rating": ["Red"]}, [27]),
        ({"control": ["context"]}, [7]),
        ({"rating": ["Amber"], "perspective": ["Financial"]}, []),
    ],
)
def test_filters_in_the_address_choose_the_rows_and_say_how_many(
    filters: dict[str, list[str]], expected: list[int]
) -> None:
    shown = text(page(round="2023-09", **filters))
    assert rows(shown) == expected
    assert f"{len(expected)} of 27 indicators shown" in shown


@pytest.mark.usefixtures("database")
def test_reds_come_first_on_request() -> None:
    shown = rows(text(page(round="2023-09", reds_first="yes")))
    assert shown[:11] == [2, 3, 6, 7, 9, 10, 11, 13, 14, 27, 18]


@pytest.mark.usefixtures("database")
def test_a_choice_made_on_the_page_goes_into_the_address() -> None:
    app = page()
    app.selectbox(key="choice_area").select("E47000001").run()
    app.selectbox(key="choice_round").select("2023-09").run()
    app.multiselect(key="choice_rating").select("Not rated").run()
    assert app.query_params == {"area": "E47000001", "round": "2023-09", "rating": "Not rated"}
    assert box(app, "Edition").value == "2023"  # follows the round until somebody chooses
    assert "Greater Manchester" in app.caption[0].value
    box(app, "Area").select("E47000008").run()
    assert app.query_params["area"] == "E47000008"  # a choice, even of the default, is one the reader made


@pytest.mark.usefixtures("database")
def test_an_edition_once_chosen_stays_when_the_round_changes() -> None:
    app = page()
    box(app, "Round").select("2023-09").run()
    box(app, "Edition").select("2025").run()
    box(app, "Edition").select("2023").run()
    box(app, "Round").select("latest").run()
    assert box(app, "Edition").value == "2023"


@pytest.mark.usefixtures("database")
def test_the_address_overrules_what_a_widget_last_held() -> None:
    app = page()
    box(app, "Area").select("E47000001").run()
    before = box(app, "Area").key
    app.query_params["area"] = "E47000004"
    app.run()
    assert box(app, "Area").value == "E47000004"
    assert box(app, "Area").key != before  # a browser holds the old one's value back, and may send it


@pytest.mark.usefixtures("database")
def test_what_a_link_got_wrong_is_said_as_long_as_it_stands_there_and_goes_no_further() -> None:
    app = page(area="E99999999", rating=["Red", "Purple"], round="2023-09")
    assert rows(text(app)) == [2, 3, 6, 7, 9, 10, 11, 13, 14, 27]
    app.toggle(key="choice_reds_first").set_value(True).run()
    assert len(app.warning) == 2
    assert 'href="indicator?round=2023-09"' in text(app)
    assert "area=E99999999" not in text(app)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "address",
    [
        {"area": "E99999999"},
        {"area": "North East"},
        {"round": "2019-13"},
        {"edition": "<script>alert(1)</script>"},
        {"rating": ["Purple"]},
        {"as_known": "yesterday"},
        {"as_known": "0001-01-01"},
        {"area": "A" * 10_000},
        {"reds_first": "perhaps"},
    ],
)
def test_a_bad_link_is_answered_with_a_message_and_the_default(address: dict[str, str | list[str]]) -> None:
    app = page(**address)
    assert rows(text(app)) == list(range(1, 28))
    assert len(app.warning) == 1
    assert "The link asks for" in app.warning[0].value
    assert len(app.warning[0].value) < 300
    assert not re.search(r"(?<!\\)<", app.warning[0].value)


@pytest.mark.usefixtures("database")
def test_where_many_are_to_choose_from_one_is_named_as_an_example() -> None:
    said = page(area="E07000008").warning[0].value.replace("\\", "")
    assert re.search(r"“E07000008”. Expected one of \d+ such as E47000\d{3} \([A-Z][\w ,]+\)\. Shown", said)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("said", "shown"), [("x", "0"), ("-1", "0"), ("1e9", "0"), ("９", "0"), ("99", "14"), ("01", "1")]
)
def test_an_item_there_is_not_leads_to_the_nearest_one_and_says_so(said: str, shown: str) -> None:
    app = page("meeting", round="2023-09", item=said)
    place = {"0": "All 27 indicators", "1": "Exception 1 of 10", "14": "Nothing was decided yet"}[shown]
    assert place in text(app)
    refused = f"The link asks for item “{said.replace('-', chr(92) + '-')}”. Expected a number from 0 to 14. "
    assert [each.value for each in app.warning] == ([] if shown == "1" else [f"{refused}Shown instead: {shown}."])


@pytest.mark.usefixtures("database")
def test_the_meeting_goes_through_the_reds_with_the_reason_of_each() -> None:
    app = page("meeting", round="2023-09")
    assert rows(text(app)) == list(range(1, 28))
    seen = []
    for item in range(1, 11):
        app.query_params["item"] = str(item)
        shown = text(app.run())
        assert f"Exception {item} of 10" in shown
        assert f'href="meeting?round=2023-09&amp;item={item - 1}"' in shown or item == 1
        seen.append(int(re.findall(r"<h2>(\d+) ", shown)[0]))
        assert "moved the wrong way by" in shown
    assert seen == [2, 3, 6, 7, 9, 10, 11, 13, 14, 27]


@pytest.mark.usefixtures("database")
def test_the_indicator_page_sets_then_beside_now() -> None:
    shown = text(page("indicator", id="gross-value-added", round="2023-09"))
    assert "Reported £28,649m in September 2023; the release of 17 Apr 2025 says £28,709m (+£60m)." in shown
    assert "Re-rated on today" in shown
    assert "Sealed as £28,649m for 2021; today&#x27;s releases give £28,709m." in shown
    assert "sum of 6 members" in shown


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("employment-rate", " · shaded: 95% interval</p>"),
        ("level-3-qualifications", " · shaded: 95% interval · dotted: a break in the series</p>"),
        ("claimant-rate", "</p>"),
    ],
)
def test_small_charts_of_districts_say_what_their_signs_stand_for(name: str, signs: str) -> None:
    assert f"districts of Cambridgeshire and Peterborough, one scale{signs}" in text(page("indicator", id=name))


@pytest.mark.usefixtures("database")
def test_as_known_on_a_day_shows_what_was_out_by_then() -> None:
    shown = text(page(as_known="2023-06-01"))
    assert "£28,648m" in shown
    assert "£34,085m" not in shown


def test_without_a_database_the_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMF_DB", str(tmp_path / "none.duckdb"))
    app = page()
    assert not app.exception
    assert "there is no database" in app.error[0].value
    assert "make run" in app.markdown[0].value


def test_a_damaged_database_is_named_and_a_new_one_cures_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Path
) -> None:
    path = tmp_path / "damaged.duckdb"
    path.write_bytes(b"not a database" * 1000)
    monkeypatch.setenv("PMF_DB", str(path))
    app = page()
    assert not app.exception
    assert "cannot be read" in app.error[0].value
    path.unlink()
    path.symlink_to(database.resolve())
    assert rows(text(app.run())) == list(range(1, 28))


def test_a_new_database_is_seen_on_the_next_interaction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Path
) -> None:
    path = tmp_path / "pmf.duckdb"
    path.symlink_to(database.resolve())
    monkeypatch.setenv("PMF_DB", str(path))
    app = page()
    assert "£34,085m" in text(app)

    without = [dataclasses.replace(indicator, formula=None) for indicator in catalogue.scorecard()]
    build.build(path, declared=without)
    assert "£34,085m" not in text(app.run())
