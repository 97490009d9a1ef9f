"""A meeting as its chair runs it: the clock, the full screen, a decision and the note of it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, settled


def test_a_meeting_is_timed_fills_the_screen_and_ends_with_its_note(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/meeting?round=2023-09&item=1")
    page.keyboard.press("t")
    clock = page.get_by_role("timer")
    expect(clock).not_to_have_text("")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="Exception 2 of 10")).to_be_visible()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === null")
    stopped = clock.text_content()
    page.get_by_label("Decision or action").press_sequentially("fit the timetable")  # t and f are no keys in a field
    page.get_by_label("Owner").fill("Ann")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("heading", name="Decided today")).to_be_visible()
    assert clock.text_content() == stopped
    settled(page)
    page.get_by_role("button", name="Agenda").click()
    page.get_by_role("navigation", name="Agenda").get_by_role("link", name="Decisions").click()
    expect(page.get_by_role("heading", name="Decisions")).to_be_visible()
    expect(page.get_by_role("navigation", name="Agenda")).to_have_count(0)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Action note: One page (HTML)").click()
    assert waiting.value.suggested_filename.startswith("action_note_E47000008_2023-09_")
    note = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert "fit the timetable" in note
    assert "3 Jobs per working-age person" in note


def test_the_clock_moves_nothing_on_a_small_screen(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/meeting?round=2023-09")
    settled(page)
    place = "document.querySelector('table.meeting').getBoundingClientRect().top"
    before = page.evaluate(place)
    page.keyboard.press("t")
    expect(page.get_by_role("timer")).not_to_have_text("")
    assert page.evaluate(place) == before


def test_looking_at_the_choices_late_changes_nothing(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/meeting?round=2023-09&edition=2023")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**item=1**")
    settled(page)
    page.get_by_role("button", name="Change").click()
    for label, held in (
        ("Round", "September 2023"),
        ("Edition", "2023-2025"),
        ("Area", "Cambridgeshire and Peterborough"),
    ):
        expect(page.get_by_role("combobox", name=label)).to_have_value(held)
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**item=2**")
    settled(page)
    assert "round=2023-09&edition=2023" in page.url
    assert "area=" not in page.url


def test_what_is_typed_and_not_recorded_waits_on_its_item(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/meeting?round=2023-09&item=1")
    page.get_by_label("Decision or action").fill("Ask employers")
    page.get_by_label("Owner").fill("Ann")
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**item=2**")
    expect(page.get_by_role("heading", name="Exception 2 of 10")).to_be_visible()
    settled(page)
    expect(page.get_by_label("Decision or action")).to_have_value("")
    page.get_by_role("link", name="Previous").click()
    page.wait_for_url("**item=1")
    settled(page)
    expect(page.get_by_label("Decision or action")).to_have_value("Ask employers")
    expect(page.get_by_label("Owner")).to_have_value("Ann")


def test_what_is_typed_on_after_enter_is_the_next_decision(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/meeting?round=2023-09&item=1")
    settled(page)
    page.get_by_label("Decision or action").focus()
    page.keyboard.type("Ask employers")
    page.keyboard.press("Enter")
    page.keyboard.type("Write to the colleges", delay=20)
    expect(page.locator(".decided li")).to_have_text(["Ask employers · nobody named, no day set"])
    expect(page.get_by_label("Decision or action")).to_have_value("Write to the colleges")
    page.keyboard.press("Enter")
    expect(page.locator(".decided li")).to_have_count(2)
    expect(page.locator(".decided li").last).to_contain_text("Write to the colleges")


def test_enter_in_the_day_records_the_decision_with_it(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/meeting?round=2023-09&item=1")
    settled(page)
    page.get_by_label("Decision or action").fill("Ask employers")
    page.keyboard.press("Tab")
    page.keyboard.type("Ann")
    page.keyboard.press("Tab")
    page.keyboard.type("09012030")
    page.keyboard.press("Enter")
    expect(page.locator(".decided li")).to_have_text(["Ask employers · Ann, 9 Jan 2030"])


@pytest.mark.parametrize(("said", "key", "item"), [("99", "PageUp", "13"), ("1e1", "PageDown", "1")])
def test_an_item_there_is_not_costs_no_press_of_the_clicker(
    address: str, open_page: Open, said: str, key: str, item: str
) -> None:
    page = open_page(f"{address}/meeting?round=2023-09&item={said}")
    settled(page)
    page.keyboard.press(key)
    page.wait_for_url(f"**item={item}")


def test_after_a_decision_the_clicker_goes_on(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/meeting?round=2023-09&item=1")
    settled(page)
    page.get_by_label("Decision or action").focus()
    page.keyboard.type("Ask employers")
    page.keyboard.press("Enter")
    expect(page.locator(".decided li")).to_have_count(1)
    settled(page)
    page.keyboard.press("PageDown")
    expect(page.get_by_role("heading", name="Exception 2 of 10")).to_be_visible()
    settled(page)
    page.get_by_label("Owner").focus()
    page.keyboard.type("Ben")
    page.keyboard.press("PageUp")
    expect(page.get_by_role("heading", name="Exception 1 of 10")).to_be_visible()
    settled(page)
    page.get_by_label("Owner").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="Exception 2 of 10")).to_be_visible()
    expect(page.get_by_label("Owner")).to_have_value("Ben")


def test_a_look_at_the_indicator_leads_back_to_the_same_item_with_what_was_typed(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/meeting?round=2023-09&item=1")
    page.get_by_label("Decision or action").fill("Ask employers")
    page.get_by_role("heading", level=2).get_by_role("link", name="Total jobs").click()
    expect(page.get_by_role("heading", name="2 Total jobs", level=1)).to_be_visible()
    settled(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Exception 1 of 10")).to_be_visible()
    settled(page)
    assert page.url.endswith("/meeting?round=2023-09&item=1")
    expect(page.get_by_label("Decision or action")).to_have_value("Ask employers")


def test_enter_records_and_leaves_the_reader_in_the_field(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/meeting?round=2023-09&item=1")
    settled(page)
    page.get_by_label("Decision or action").focus()
    for words in ("Ask employers", "Write to the colleges"):
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        expect(page.locator(".decided li").last).to_contain_text(words)
        expect(page.get_by_label("Decision or action")).to_have_value("")
        expect(page.get_by_label("Decision or action")).to_be_focused()
