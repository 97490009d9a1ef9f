"""The projects page and one project's page, as Streamlit runs them."""

import re
from dataclasses import replace
from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest

from pmf import reading
from pmf.projects.escalation import Change, Kind
from pmf.store import Store
from pmf.ui import attention
from pmf.ui import projects as project_page
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
    assert "No project is escalated." in shown
    assert "1 late and 2 Green although late." in shown
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
        ({"late": "yes"}, ["market-towns", "adult-education", "net-zero"]),
        ({"attention": "yes", "rag": ["Green"]}, ["market-towns", "adult-education"]),
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


def test_the_list_can_be_narrowed_to_what_is_escalated_late_or_needs_attention() -> None:
    app = page("projects", round=ROUND)
    assert [found.label for found in app.toggle] == ["Escalated only", "Needs attention only", "Late only"]
    app.toggle(key="choice_late").set_value(True).run()
    assert app.query_params["late"] == "yes"
    assert "3 of 7 projects shown" in text(app)


def test_a_filter_chosen_on_the_page_goes_into_the_address() -> None:
    app = page("projects", round=ROUND)
    app.multiselect(key="choice_district").select("E07000010").run()
    assert app.query_params["district"] == "E07000010"
    assert "5 of 7 projects shown" in text(app)


def test_a_district_there_is_not_is_named_and_left_out() -> None:
    app = page("projects", round=ROUND, district="E07000163")
    assert "7 of 7 projects shown" in text(app)
    said = app.warning[0].value.replace("\\", "")
    assert "“E07000163”. Expected one of E07000008 (Cambridge), E07000009 (East" in said


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


def test_where_no_project_fits_the_filters_the_page_says_so() -> None:
    shown = text(page("projects", round=ROUND, escalated="yes"))
    assert "No project fits all the filters." in shown
    assert "None of the projects shown has to report." in shown
    assert "of 0 that report" not in shown
    assert "No project fits" not in text(page("projects", round=ROUND, late="yes"))


def test_reds_without_a_planned_action_are_listed() -> None:
    shown = text(page("projects", round=ROUND))
    assert "Red indicators without a planned action" in shown
    assert "10 of 10 Red indicators" in shown
    assert "435 against 395, lower is better: moved the wrong way by 40" in shown


def test_districts_can_be_coloured_by_an_indicator() -> None:
    app = page("projects", round=ROUND, colour="fuel-poverty")
    assert "Households in fuel poverty in 2021 runs from 9.97% in Huntingdonshire" in text(app)


def test_what_needs_attention_is_one_clean_sentence() -> None:
    shown = text(page("projects", round=ROUND))
    assert "No project is escalated. " in shown
    assert ">3 projects need attention</a>: 1 late and 2 Green although late." in shown
    assert set(project_page.KINDS) == set(get_args(Kind))


def test_an_old_register_says_that_it_is_old() -> None:
    assert "This register is 3 years old." in text(page("projects"))
    assert "This register is" not in text(page("projects", round=ROUND))


@pytest.mark.parametrize("name", ["projects", "project"])
def test_where_no_register_is_held_the_page_says_so(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(name, as_known="2022-01-01")
    assert not app.exception
    assert app.info[0].value.replace("\\", "") == "No project register was held by 1 Jan 2022."
    assert ">Projects of September 2023, the newest register held</a>" in text(app)
    monkeypatch.setattr(reading, "project_rounds", lambda store: [])
    assert "No project register is held yet" in page(name, as_known="2022-01-01").info[0].value
    other = page(name, area="E47000001")
    assert "The register held is that of Cambridgeshire and Peterborough" in other.info[0].value


@pytest.mark.parametrize("name", EVERY)
def test_every_project_has_a_page(name: str) -> None:
    app = page("project", round=ROUND, id=name)
    shown = text(app)
    assert "Our own classification, not printed by the source: directorate, activity type, stage, districts" in shown
    assert "1 round on record" in shown
    assert "frequency cannot be determined" in shown


def test_the_bar_marks_projects_on_the_page_of_a_project() -> None:
    assert 'aria-current="true">Projects</a>' in text(page("project", round="2023-09", id="net-zero"))
    assert 'aria-current="page">Projects</a>' in text(page("projects", round="2023-09"))


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


NAMES = {f"p{number}": f"Project {number}" for number in range(12)}


NOTHING, ONE, TWO = Change((), ()), Change(("p1",), ()), Change((), ("p2",))
LONG = "Project 0, Project 1, Project 2, Project 3, Project 4, Project 5, Project 6, Project 7 and 4 others"
LIST = "the list of those that need attention"


@pytest.mark.parametrize(
    ("register", "needy", "expected"),
    [
        (NOTHING, NOTHING, f"nothing joined or left the register. Nothing joined or left {LIST}."),
        (ONE, TWO, f"Project 1 joined the register; nothing left it. Project 2 left {LIST}; nothing joined it."),
        (Change(("p1",), ("p2",)), ONE, "Project 1 joined the register; Project 2 left it. Project 1 joined the list"),
        (Change(tuple(NAMES), ()), NOTHING, f"{LONG} joined the register; nothing left it. Nothing joined or left"),
    ],
)
def test_what_joined_and_left_since_the_round_before_is_said_in_sentences(
    opened: Store, register: Change, needy: Change, expected: str
) -> None:
    held = replace(reading.projects(opened, ROUND), before="2023-06", projects=register, attention=needy, names=NAMES)
    assert f"<p>Since June 2023, {expected}" in attention.since(held)
