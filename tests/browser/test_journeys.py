"""What people do with the pages, in a real browser."""

import csv
import dataclasses
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from pmf import build, catalogue
from tests.browser.conftest import Open, Scheme, serving, settled
from tests.hosting import served

ROUND = "round=2023-09"


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("/?round=2023-09", "10 Red, 1 Amber, 16 Green"),
        pytest.param("/indicator?id=fuel-poverty", "12 Households in fuel poverty", marks=pytest.mark.thorough),
        pytest.param("/methods", "Sources and their freshness", marks=pytest.mark.thorough),
        ("/meeting?round=2023-09&item=2", "Jobs per working-age person"),
    ],
)
def test_a_deep_link_is_the_first_thing_a_fresh_server_is_asked(
    link: str, words: str, database: Path, open_page: Open
) -> None:
    with serving(database) as url:
        page = open_page(url + link)
        expect(page.get_by_text(words).first).to_be_visible()
        expect(page.get_by_role("link", name="Scorecard").or_(page.get_by_role("link", name="Close"))).to_be_visible()


def test_an_analyst_goes_from_the_table_to_an_indicator_and_back_without_losing_anything(
    address: str, open_page: Open
) -> None:
    page = open_page(f"{address}/?{ROUND}&rating=Red")
    page.evaluate("window.sameDocument = true")
    page.get_by_role("link", name="Total jobs").click()
    expect(page.get_by_role("heading", name="2 Total jobs")).to_be_visible()
    assert "id=total-jobs" in page.url
    assert ROUND in page.url
    assert page.evaluate("window.sameDocument") is True
    page.go_back()
    expect(page.locator("caption", has_text="10 of 27 indicators shown")).to_be_visible()
    assert page.evaluate("window.sameDocument") is True


def test_what_is_typed_into_a_filter_finds_what_holds_it_as_it_stands(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?{ROUND}")
    page.get_by_role("combobox", name="Rating").click()
    page.keyboard.type("red")
    expect(page.get_by_role("option")).to_have_text(["Red"])
    page.keyboard.press("Enter")
    page.wait_for_url("**rating=Red*")
    expect(page.locator("caption", has_text="10 of 27 indicators shown")).to_be_visible()
    assert "Not+rated" not in page.url


def test_an_indicator_leads_to_its_comparison_and_back(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/indicator?id=fuel-poverty&area=E47000001")
    page.get_by_role("link", name="Compare with other areas").click()
    expect(page.get_by_role("combobox", name="Indicator")).to_have_value("12 Households in fuel poverty")
    assert "area=E47000001" in page.url
    page.get_by_role("link", name="Definition, districts and sources of this indicator").click()
    expect(page.get_by_role("heading", name="12 Households in fuel poverty")).to_be_visible()
    page.goto(f"{address}/indicator?id=contract-waivers")
    expect(page.get_by_role("heading", name="16 Contract waivers submitted")).to_be_visible()
    expect(page.get_by_role("link", name="Compare with other areas")).to_have_count(0)


def test_a_link_pressed_in_the_midst_of_typing_is_followed(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/benchmarking?view=history&id=employment-rate")
    page.get_by_label("Target", exact=True).fill("85")
    page.get_by_role("link", name="Report", exact=True).click()
    expect(page.get_by_role("heading", name="Report", level=1)).to_be_visible()
    settled(page)
    assert page.url == f"{address}/report"


def test_a_choice_goes_along_from_page_to_page(address: str, open_page: Open) -> None:
    page = open_page(address)
    page.get_by_role("combobox", name="Area").click()
    page.get_by_role("option", name="Greater Manchester").click()
    expect(page.get_by_text("Greater Manchester ·")).to_be_visible()
    page.get_by_role("link", name="Indicator", exact=True).click()
    expect(page.get_by_role("heading", name="1 Gross value added (GVA)")).to_be_visible()
    expect(page.get_by_text("£ million, Greater Manchester").first).to_be_visible()
    assert "area=E47000001" in page.url


def test_the_meeting_sees_all_rows_at_once_and_goes_through_the_reds_by_keyboard(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/meeting?{ROUND}", 1920, 1080)
    last = page.get_by_role("row").last
    box = last.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 1080
    assert page.evaluate("document.querySelector('.stMain').scrollHeight <= window.innerHeight")
    expect(page.get_by_role("row")).to_have_count(1 + 4 + 27)
    expect(page.get_by_test_id("stSidebar")).to_have_count(0)
    for key, heading in (
        ("ArrowRight", "2 Total jobs"),
        ("ArrowRight", "3 Jobs per working-age person"),
        ("ArrowLeft", "2 Total jobs"),
    ):
        page.keyboard.press(key)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    assert "item=1" in page.url
    page.keyboard.press("Home")
    expect(page.get_by_role("row")).to_have_count(32)
    for _ in range(3):
        page.keyboard.press("PageDown")  # as a clicker does, quicker than a page is drawn
    expect(page.get_by_role("heading", name="Exception 3 of 10")).to_be_visible()
    expect(page.get_by_role("heading", name="Exception 3 of 10")).to_contain_text("September 2023")


def test_an_area_left_by_the_back_button_does_not_come_back_in_the_meeting(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/meeting")
    page.get_by_role("button", name="Change").click()
    page.get_by_role("combobox", name="Area").click()
    page.get_by_role("option", name="Greater Manchester").click()
    expect(page.get_by_role("heading", name="Greater Manchester, Latest figures")).to_be_visible()
    page.keyboard.press("Escape")
    page.go_back()
    expect(page.get_by_role("heading", name="Cambridgeshire and Peterborough, Latest figures")).to_be_visible()
    settled(page)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="Exception 1 of")).to_contain_text("Cambridgeshire and Peterborough")
    assert "area" not in page.url
    page.get_by_role("link", name="Close").click()
    expect(page.get_by_text("Cambridgeshire and Peterborough ·")).to_be_visible()


def test_the_link_of_the_page_one_is_on_takes_its_filters_off_and_back_brings_them_again(
    address: str, open_page: Open
) -> None:
    page = open_page(f"{address}/?{ROUND}&rating=Red")
    page.get_by_role("link", name="Scorecard").click()
    expect(page.locator("caption", has_text="27 of 27 indicators shown")).to_be_visible()
    expect(page).to_have_url(f"{address}/?{ROUND}")
    page.go_back()
    expect(page.locator("caption", has_text="10 of 27 indicators shown")).to_be_visible()


def test_what_is_downloaded_is_what_is_shown(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?{ROUND}&rating=Amber")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as CSV").click()
    lines = Path(waiting.value.path()).read_text(encoding="utf-8").splitlines()
    assert waiting.value.suggested_filename == "scorecard_E47000008_2023-09_2023.csv"
    assert len(lines) == 2
    assert lines[1].startswith("E47000008,2023,2023-09,,18,website-accessibility,")


@pytest.mark.parametrize(
    ("link", "button", "title", "source"),
    [
        (f"/?{ROUND}", "Download as CSV", "September 2023", "reported by the authority in September 2023"),
        ("/?owner=shared", "Download as CSV", "Latest figures", "Office for National Statistics"),
        ("/indicator?id=fuel-poverty", "Download these figures (CSV)", "fuel poverty was", "Department for Energy"),
        ("/region", "Download as CSV", "newest published figures", "Office for National Statistics"),
        ("/region?theme=economy", "Download as CSV", "newest published figures", "Office for National Statistics"),
    ],
)
def test_a_file_says_in_every_row_what_it_is_and_where_it_comes_from(
    address: str, open_page: Open, link: str, button: str, title: str, source: str
) -> None:
    page = open_page(address + link)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).first.click()
    with Path(waiting.value.path()).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(title in row["title"] for row in rows)
    assert any(source in row["source"] for row in rows)
    assert all(row["source"] for row in rows)
    assert all(row["licence"] or row["source"].startswith("reported by") for row in rows)


def test_a_new_database_reaches_an_open_session_on_its_next_click(
    tmp_path: Path, database: Path, open_page: Open
) -> None:
    path = tmp_path / "pmf.duckdb"
    path.symlink_to(database.resolve())
    with serving(path) as url:
        page = open_page(url)
        expect(page.get_by_text("£34,085m")).to_be_visible()
        build.build(path, declared=[dataclasses.replace(i, formula=None) for i in catalogue.scorecard()])
        page.get_by_text("Reds first").click()
        expect(page.get_by_text("£28,649m")).to_be_visible()
        expect(page.get_by_text("£34,085m")).to_have_count(0)


def test_two_sessions_do_not_disturb_each_other(address: str, open_page: Open) -> None:
    one, other = open_page(f"{address}/?{ROUND}"), open_page(f"{address}/?area=E47000001")
    one.get_by_text("Reds first").click()
    settled(one)
    other.reload()
    settled(other)
    expect(other.get_by_text("Greater Manchester ·")).to_be_visible()
    expect(one.get_by_text("Cambridgeshire and Peterborough ·")).to_be_visible()


def test_another_view_begins_at_its_top(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/benchmarking")
    page.get_by_role("button", name="Embed").click()
    assert page.locator(".stMain").evaluate("part => part.scrollTop") > 0, "the button stands below the first screen"
    page.get_by_role("link", name="Over time").evaluate("link => link.click()")
    expect(page.get_by_role("link", name="Over time")).to_have_attribute("aria-current", "page")
    settled(page)
    assert page.locator(".stMain").evaluate("part => part.scrollTop") == 0


def test_the_first_page_is_found_by_its_name_too(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/scorecard?{ROUND}&rating=Red&rating=Amber")
    expect(page.locator("caption", has_text="11 of 27 indicators shown")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url == f"{address}/?{ROUND}&rating=Red&rating=Amber"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_address_without_a_page_is_answered_in_the_pages_own_words(
    address: str, open_page: Open, scheme: Scheme
) -> None:
    page = open_page(f"{address}/benchmarking/productivity?round=latest", scheme=scheme, app=False)
    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
    expect(page.get_by_text("asks for the page “benchmarking/productivity”")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name="Benchmarking").click()
    expect(page.get_by_role("heading", name="Benchmarking")).to_be_visible()


def test_the_app_alone_answers_so_too(database: Path, tmp_path: Path, open_page: Open) -> None:
    with served.running(served.ROOT / "app.py", tmp_path / "log", PMF_DB=str(database)) as (url, _):
        open_page(url)  # a server's very first visitor gets Streamlit's dialog besides
        page = open_page(f"{url}/benchmark?id=productivity")
        expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
        expect(page.get_by_text("asks for the page “benchmark”")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(open_page(f"{url}/first").get_by_role("heading", name="Balanced scorecard")).to_be_visible()
        page.get_by_role("link", name="Benchmarking").click()
        expect(page.get_by_role("heading", name="Benchmarking")).to_be_visible()
