"""From a round begun to its words in the report, in a real browser and by keyboard, on a copy of the data folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pmf.build import DATA
from tests.browser.conftest import Open, serving, settled

ROUND = "2024-03"
SAID = "Fewer jobs, by 3,000."
BUILT = 180_000  # milliseconds that a build may take on a machine with much else to do


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data folder."""
    copy = tmp_path_factory.mktemp("edited") / "data"
    return shutil.copytree(DATA, copy, ignore=shutil.ignore_patterns("*.duckdb*", "raw", ".lock"))


@pytest.fixture(scope="module")
def editor(database: Path, data: Path) -> Iterator[str]:
    """The app as an analyst runs it, with a database of its own; its address."""
    copy = data.parent / "pmf.duckdb"
    shutil.copy(database.resolve(), copy)
    with serving(copy, PMF_READ_ONLY="0", PMF_DATA=str(data)) as url:
        yield url


def begun(editor: str, data: Path, open_page: Open) -> Page:
    """The page of a round that is begun once and then there."""
    if not (data / "rounds" / ROUND).exists():
        page = open_page(f"{editor}/edit?round=2023-09&view=begin")
        page.get_by_role("textbox", name="Round").fill(ROUND)
        page.get_by_role("textbox", name="Analyst").fill("Ann")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Planned actions")).to_be_visible(timeout=BUILT)
        assert f"round={ROUND}" in page.url
    return open_page(f"{editor}/edit?round={ROUND}&subject=total-jobs")


def test_a_commentary_goes_from_the_keyboard_into_the_report(editor: str, data: Path, open_page: Open) -> None:
    page = begun(editor, data, open_page)
    expect(page.get_by_text("2 Total jobs is Red against direction and has no commentary.")).to_be_visible()
    page.get_by_role("textbox", name="Commentary").focus()
    page.keyboard.type(SAID)
    page.keyboard.press("Tab")
    added = page.locator("table.diff tr.added")
    expect(added).to_have_text(["+addedsubject,text", f'+addedtotal-jobs,"{SAID}"'])
    path = data / "rounds" / ROUND / "commentary.csv"
    assert not path.exists()
    expect(page.locator("ul.notes s")).to_have_text("2 Total jobs is Red against direction and has no commentary.")
    settled(page)
    page.get_by_role("button", name="Save commentary.csv").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved commentary.csv.")).to_be_visible()
    assert path.read_text(encoding="utf-8") == f'subject,text\ntotal-jobs,"{SAID}"\n'
    settled(page)
    page.get_by_role("button", name="Build now").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Built. All pages show what was saved.")).to_be_visible(timeout=BUILT)
    page.get_by_role("link", name="Report", exact=True).click()
    expect(page.get_by_role("heading", name="Exceptions and what is planned")).to_be_visible()
    expect(page.locator("#total-jobs")).to_contain_text(SAID)
    page.locator("#total-jobs").get_by_role("link", name="Edit commentary and actions").click()
    expect(page.get_by_role("textbox", name="Commentary")).to_have_value(SAID)
    assert not (DATA / "rounds" / ROUND).exists()


def test_enter_takes_the_day_that_was_typed(editor: str, data: Path, open_page: Open) -> None:
    begun(editor, data, open_page)
    page = open_page(f"{editor}/edit?round={ROUND}&view=decisions")
    page.get_by_role("spinbutton", name="day, Taken on").click()
    page.keyboard.type("30062026", delay=60)
    page.keyboard.press("Enter")
    expect(page.locator("table.diff")).to_contain_text("2026-06-30")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), pytest.param("dark", 390, marks=pytest.mark.thorough)])
def test_axe_finds_nothing_and_nothing_runs_over(
    editor: str, data: Path, open_page: Open, scheme: str, width: int
) -> None:
    begun(editor, data, open_page)
    for view in ("", "&view=decisions", "&view=targets", "&view=names", "&view=begin"):
        page = open_page(f"{editor}/edit?round={ROUND}{view}", width, 844, scheme)
        if not view:
            page.get_by_role("textbox", name="Commentary").fill("=A long " + "word" * 40)
            page.get_by_role("textbox", name="Owner").first.fill("Ann")
            page.get_by_role("textbox", name="Commentary").focus()
            expect(page.get_by_text("Cannot be saved yet.")).to_be_visible()
            settled(page)
        assert [rule["id"] for rule in Axe().run(page).response["violations"]] == [], view
        assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= width, view
    sealed = open_page(f"{editor}/edit?round=2023-09", width, 844, scheme)
    assert [rule["id"] for rule in Axe().run(sealed).response["violations"]] == []
    assert sealed.evaluate("document.querySelector('.stMain').scrollWidth") <= width


def test_a_read_only_instance_says_that_editing_is_off(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/edit?round=2023-09")
    expect(page.get_by_text("Editing is off")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    expect(page.get_by_role("link", name="Edit", exact=True)).to_have_count(0)
