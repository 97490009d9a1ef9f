"""What a link to the projects asks for goes along to each project and back; what there is not is left out."""

import re
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from pmf import reading
from pmf.projects.selection import Chosen
from pmf.store import Store
from pmf.ui import project as one_project
from pmf.ui import projects as project_page
from tests.ui.test_pages import page, text
from tests.ui.test_projects import ROUND, section

pytestmark = pytest.mark.usefixtures("database")
ASKED = {"rag": ["Amber", "Green"], "district": ["E07000010"], "late": "yes", "colour": "fuel-poverty"}
KEPT = "rag=Amber&amp;rag=Green&amp;district=E07000010&amp;late=yes&amp;colour=fuel-poverty"


def steps(app: AppTest) -> str:
    """The links above a project's name."""
    return re.findall(r'<nav aria-label="Projects" class="near">.*?</nav>', text(app))[0]


@pytest.mark.parametrize("caption", ["Projects by place", "3 projects need attention", "0 overdue"])
def test_every_link_to_a_project_takes_the_filters_along(caption: str) -> None:
    table = section(page("projects", round=ROUND, **ASKED), caption)
    links = re.findall(r'href="(project[?][^"]*)"', table)
    assert links
    assert all(KEPT in link for link in links)


def test_a_project_s_page_steps_through_the_projects_asked_for_and_back_to_them() -> None:
    app = page("project", round=ROUND, id="adult-education", **ASKED)
    found = steps(app)
    assert "2 of 3 shown, of 7 in all: Amber or Green, Fenland, late only" in found
    assert re.findall(r'>([^<>]+): <a[^>]*href="project[?][^"]*id=([a-z-]+)', found) == [
        ("Before", "market-towns"),
        ("Next", "net-zero"),
    ]
    assert f'href="projects?round={ROUND}&amp;{KEPT}">Back to the list</a>' in found
    assert found.count(KEPT) == 3
    assert not app.multiselect, "the filters are in the links, not on the page"


def test_a_project_s_page_without_filters_steps_through_all() -> None:
    found = steps(page("project", round=ROUND, id="station-quarter"))
    assert f'href="projects?round={ROUND}">All projects</a></li><li><span class="muted">2 of 7</span></li>' in found
    assert "id=market-towns" in found
    assert "id=university" in found


def test_a_project_that_was_not_asked_for_says_so_and_has_no_neighbours() -> None:
    found = steps(page("project", round=ROUND, id="university", late="yes"))
    assert "Not among the 3 shown, of 7 in all: late only" in found
    assert "Next" not in found


def test_a_filter_there_is_not_is_named_on_a_project_s_page_and_left_out_of_its_links() -> None:
    app = page("project", round=ROUND, id="net-zero", rag=["Amber", "Purple"], late="perhaps")
    assert [("Purple" in said.value, "perhaps" in said.value) for said in app.warning] == [(True, False), (False, True)]
    assert "rag=Amber" in steps(app)
    assert "Purple" not in steps(app)
    assert "late=" not in steps(app)


def test_the_way_back_leads_to_the_page_of_the_list_on_which_the_project_stands(opened: Store) -> None:
    held = reading.projects(opened, ROUND)
    many = tuple(
        replace(row, project=replace(row.project, id=f"{row.project.id}-{copy}"))
        for row in held.rows
        for copy in range(10)
    )
    assert [project_page.page_of(place) for place in (1, project_page.PAGE, project_page.PAGE + 1)] == [1, 1, 2]
    found = one_project.steps(held, Chosen(many), many[-1], "", str, lambda to: f"projects?page={to}")
    assert 'href="projects?page=2"' in found
    assert "70 of 70" in found


def test_districts_are_not_coloured_by_what_no_district_has_a_figure_for() -> None:
    app = page("projects", round=ROUND, colour="total-jobs")
    offered = next(box for box in app.selectbox if box.label == "Colour districts by").options
    assert "Households in fuel poverty" in offered
    assert "Total jobs" not in offered
    assert "The link asks for colour districts by" in app.warning[0].value
    assert "colour=" not in text(app)
    other = page("project", round=ROUND, id="adult-education", colour="total-jobs")
    assert "The link asks for colour districts by" in other.warning[0].value
    assert "colour=" not in text(other)


def test_a_page_there_is_not_is_said_and_a_filter_begins_at_the_first() -> None:
    app = page("projects", round=ROUND, page="7")
    assert "“7”. Expected a number from 1 to 1. Shown instead: 1." in app.warning[0].value
    app.multiselect(key="choice_district").select("E07000010").run()
    assert not app.warning
    assert "page" not in app.query_params
