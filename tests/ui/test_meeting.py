"""The meeting beyond the scorecard: projects on the agenda, promises, decisions and the note of them."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from pmf import reading
from pmf.rounds import agenda
from pmf.rounds.papers import Action
from pmf.store import Store
from pmf.ui import meeting
from tests.ui.test_pages import page, text

pytestmark = pytest.mark.usefixtures("database")


def record(app: AppTest, decision: str, owner: str = "") -> AppTest:
    """Fill in the form of the screen and send it."""
    next(field for field in app.text_input if field.label == "Decision or action").input(decision)
    next(field for field in app.text_input if field.label == "Owner").input(owner)
    return next(button for button in app.button if button.label == "Record").click().run()


def decisions(app: AppTest) -> AppTest:
    """Go to the end of the agenda, where the decisions stand."""
    app.query_params["item"] = re.findall(r'data-last="(\d+)"', text(app))[0]
    return app.run()


def test_the_projects_that_need_attention_follow_the_reds(opened: Store) -> None:
    needy = [row for row in reading.projects(opened, "2023-09", "2023").rows if row.reasons]
    last = 10 + len(needy) + 1
    for place in range(1, len(needy) + 1):
        shown = text(page("meeting", round="2023-09", item=str(10 + place)))
        assert f"Project {place} of {len(needy)}" in shown
        assert f'data-step="1" data-last="{last}"' in shown
    assert "Nothing was decided yet" in text(page("meeting", round="2023-09", item=str(last)))


def test_another_authority_has_its_reds_and_no_projects_of_ours() -> None:
    shown = text(page("meeting", area="E47000001", item="1"))
    assert "Exception 1 of" in shown
    assert "Net Zero Programme" not in shown
    assert "Promised last time" not in shown, "no papers of another authority are held"


def test_no_places_stand_before_the_numbers_of_indicators(opened: Store) -> None:
    items = agenda.agenda(reading.scorecard(opened, reading.HOME, "2023-09"), ())
    shown = meeting.agenda(items, 0, (), str)
    assert 'href="1">2 Total jobs</a></li>' in shown
    assert "<ol>" not in shown


def test_the_agenda_tells_where_the_meeting_is_and_what_is_decided() -> None:
    app = record(page("meeting", round="2023-09", item="1"), "Ask employers")
    app.query_params["item"] = "2"
    listed = re.findall('<nav class="agenda".*?</nav>', text(app.run()))[0].split("</li>")[:3]
    assert [entry.count("✓ decided") for entry in listed] == [1, 0, 0]
    assert [entry.count('aria-current="step"') for entry in listed] == [0, 1, 0]


def test_where_nothing_was_promised_the_screen_says_so() -> None:
    assert "No earlier round is held, so no promise is on record." in text(page("meeting", round="2023-09", item="1"))
    assert "No planned action on this was recorded in September 2023." in text(page("meeting", item="1"))


def test_what_the_round_says_stands_beside_the_item() -> None:
    shown = text(page("meeting", round="2023-09", item="1"))
    assert "<h3>What the round says</h3><p>516,000 jobs in 2021, 3,000 fewer than in 2020.</p>" in shown
    assert "What the round says" not in text(page("meeting", item="1"))
    planned = meeting.said("", [Action("total-jobs", "Ask", "", None)])
    assert planned == "<h3>Planned now</h3><ul><li>Ask (nobody named, no day set)</li></ul>"


def test_a_promise_stands_with_its_owner_and_its_day() -> None:
    said = meeting.promise("2025-12", [Action("total-jobs", "Ask <all>", "Ann", date(2026, 1, 9))])
    assert "In December 2025" in said
    assert "<li>Ask &lt;all&gt; (Ann, by 9 Jan 2026)</li>" in said


def test_a_decision_is_recorded_listed_and_taken_back() -> None:
    app = record(page("meeting", round="2023-09", item="1"), "  Ask\x0b employers ", "Ann")
    assert "Decided today" in text(app)
    beneath = [found.proto.body for found in app.columns[0].get("html")]
    assert "Ask employers · <strong>Ann</strong>, no day set" in beneath[-1]
    shown = text(decisions(app))
    assert "2 Total jobs" in shown
    assert "Ask employers" in shown
    assert [button.proto.label for button in app.get("download_button")] == [
        "Action note: Word", "Action note: One page (HTML)",
    ]  # fmt: skip
    next(button for button in app.button if button.label == "Take back 1").click().run()
    assert "Nothing was decided yet" in text(app)
    assert not app.get("download_button")


def test_a_decision_on_another_item_takes_nothing_that_waits() -> None:
    app = page("meeting", round="2023-09", item="1")
    next(field for field in app.text_input if field.label == "Decision or action").input("Ask employers")
    app.query_params["item"] = "2"
    record(app.run(), "Write to the colleges")
    assert decisions(app).warning[0].value.replace("\\", "") == "Typed and not recorded yet: 2 Total jobs."
    app.query_params["item"] = "3"
    next(field for field in app.run().text_input if field.label == "Owner").input("Ben")
    assert "Total jobs and 6 New housing" in decisions(app).warning[0].value.replace("\\", "")
    app.query_params["item"] = "1"
    assert "Decided today" not in text(app.run())
    next(button for button in app.button if button.label == "Record").click().run()
    assert "Ask employers" in text(app)
    assert next(field for field in app.text_input if field.label == "Decision or action").value == ""


def test_what_is_recorded_twice_over_a_slow_line_stands_once() -> None:
    app = record(page("meeting", round="2023-09", item="1"), "Ask employers", "Ann")
    assert text(record(app, "Ask employers", "Ann")).count("Ask employers · <strong>Ann</strong>") == 1


def test_a_day_that_has_passed_is_kept() -> None:
    app = page("meeting", round="2023-09", item="1")
    next(field for field in app.date_input if field.label == "Due").set_value(date(2023, 9, 1))
    app = record(app, "Ask employers", "Ann")
    assert "<strong>Ann</strong>, 1 Sep 2023" in text(app)
    assert [each.value for each in app.warning] == ["Recorded as due on a day that has passed: 1 Sep 2023."]


def test_an_empty_decision_is_not_recorded() -> None:
    app = record(page("meeting", round="2023-09", item="1"), " ", "Ann")
    assert "expected a decision or an action" in app.warning[0].value
    assert "Decided today" not in text(app)
