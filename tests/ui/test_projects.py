"""The projects page and one project's page, as Streamlit runs them."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.test_pages import page, text

pytestmark = pytest.mark.usefixtures("database")
ROUND = "2023-09"
EVERY = [
    "market-towns",
    "station-quarter",
    "university",
    "adult-education",
    "bus-reform",
    "business-growth-service",
    "net-zero",
]


def listed(app: AppTest) -> list[str]:
    """The projects of the list beside the map, in their order."""
    (table,) = re.findall(r'<table class="plain projects">.*?</table>', text(app), re.DOTALL)
    return re.findall(r"id=([a-z-]+)", table)


def section(app: AppTest, caption: str) -> str:
    """The table whose caption contains these words."""
    tables = re.findall(r"<table.*?</table>", text(app), re.DOTALL)
    return next(table for table in tables if caption in table)


def test_all_seven_stand_in_the_list_by_place() -> None:
    app = page("projects", round=ROUND)
    assert listed(app) == EVERY
    shown = text(app)
    assert "7 of 7 projects shown" in shown
    assert "0 Red, 4 Amber, 3 Green" in shown
    assert "Nothing is escalated." in shown
    assert "1 Late, 2 Green but late" in shown
    assert shown.index("On the map") < shown.index("Whole area: under every district, counted once")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"rag": ["Amber"]}, ["station-quarter", "university", "business-growth-service", "net-zero"]),
        ({"rag": ["Green"], "district": ["E06000031"]}, ["adult-education", "bus-reform"]),
        ({"district": ["E07000010"]}, [name for name in EVERY if name not in ("station-quarter", "university")]),
        ({"activity": ["Transport"]}, ["station-quarter", "bus-reform"]),
        ({"stage": ["business case"]}, ["station-quarter"]),
        ({"programme": ["Not known"]}, EVERY),
        ({"directorate": ["Skills"], "rag": ["Amber"]}, []),
        ({"escalated": "yes"}, []),
    ],
)
def test_filters_in_the_address_choose_the_projects_and_say_how_many(
    filters: dict[str, str | list[str]], expected: list[str]
) -> None:
    app = page("projects", round=ROUND, **filters)
    assert listed(app) == expected
    assert f"{len(expected)} of 7 projects shown" in text(app)


def test_every_field_of_the_register_can_be_chosen_by_in_words_of_the_page() -> None:
    labels = [found.label for found in page("projects", round=ROUND).multiselect]
    assert labels == ["Rating", "Directorate", "Activity", "Stage", "Programme", "District"]


def test_a_filter_chosen_on_the_page_goes_into_the_address() -> None:
    app = page("projects", round=ROUND)
    app.multiselect(key="choice_district").select("E07000010").run()
    assert app.query_params["district"] == "E07000010"
    assert "5 of 7 projects shown" in text(app)


def test_a_district_there_is_not_is_named_and_left_out() -> None:
    app = page("projects", round=ROUND, district="E07000163")
    assert "7 of 7 projects shown" in text(app)
    assert "which is not held" in app.warning[0].value


def test_totals_over_all_districts_count_each_project_once() -> None:
    table = section(page("projects", round=ROUND), "stand under every district and count once in the total")
    rows = {
        re.findall(r"<th[^>]*>(.*?)</th>", row)[0]: re.findall(r"<td[^>]*>(\d+)</td>", row)
        for row in table.split("<tr")[2:]
    }
    assert rows["All districts, each project once"] == ["0", "4", "3", "7"]
    assert rows["Fenland"] == ["0", "2", "3", "5"]
    assert rows["Peterborough"] == ["0", "4", "2", "6"]


def test_what_needs_attention_is_listed_with_its_reason() -> None:
    table = section(page("projects", round=ROUND), "3 projects need attention")
    assert table.index("net-zero") < table.index("adult-education") < table.index("market-towns")
    assert "61 days late on 30 Sep 2023" in table


def test_reports_due_say_that_a_frequency_cannot_be_determined() -> None:
    table = section(page("projects", round=ROUND), "0 overdue, 7 without a date that can be worked out, of 7")
    assert table.count("frequency cannot be determined") == 14  # once in its column, once in the reason
    newer = section(page("projects", round=ROUND, edition="2025"), "of 6 that report. 1 project of those shown need")
    assert "Station Quarter" not in newer


def test_reds_without_a_planned_action_are_listed() -> None:
    shown = text(page("projects", round=ROUND))
    assert "Red indicators without a planned action" in shown
    assert "10 of 10 Red indicators" in shown
    assert "435 against 395, lower is better: moved the wrong way by 40" in shown


def test_districts_can_be_coloured_by_an_indicator() -> None:
    app = page("projects", round=ROUND, colour="fuel-poverty")
    assert "Households in fuel poverty in 2021 runs from 9.97% in Huntingdonshire" in text(app)


def test_an_old_register_says_that_it_is_old() -> None:
    assert "This register is 3 years old." in text(page("projects"))
    assert "This register is" not in text(page("projects", round=ROUND))


@pytest.mark.parametrize("name", ["projects", "project"])
def test_where_no_register_is_held_the_page_says_so(name: str) -> None:
    app = page(name, as_known="2022-01-01")
    assert not app.exception
    assert "no project register is held by 2022" in app.info[0].value.replace("\\", "")
    other = page(name, area="E47000001")
    assert "The register held is that of Cambridgeshire and Peterborough" in other.info[0].value


@pytest.mark.parametrize("name", EVERY)
def test_every_project_has_a_page(name: str) -> None:
    app = page("project", round=ROUND, id=name)
    shown = text(app)
    assert "Our own classification, not printed by the source: directorate, activity type, stage, districts" in shown
    assert "1 round on record" in shown
    assert "frequency cannot be determined" in shown


def test_a_project_s_page_rates_its_outcomes_with_their_reason() -> None:
    shown = text(page("project", round=ROUND, id="business-growth-service"))
    assert "5,434 against a target of 4,195, higher is better: better by 29.5%. Blue." in shown
    assert "481 against a target of 1,400, higher is better: worse by 65.6%. Red." in shown
    assert "Target derived: 5,434 less the 1,239" in shown
    assert "should go up, nobody has said when" in shown


def test_a_project_there_is_not_is_named() -> None:
    app = page("project", round=ROUND, id="<b>moon</b>")
    assert app.title[0].value == "No such project"
    assert re.search(r"(?<!\\)<", app.info[0].value) is None
