"""The report page: a sealed round with its files, a draft, what waits to be corrected, ratings over twelve rounds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pmf import reading, reported, store
from pmf.reading import Ratings
from pmf.rounds import sealing
from pmf.store import Store
from pmf.ui import cached, report
from tests.rounds import made
from tests.rounds.made import Tree
from tests.rounds.test_book import registered
from tests.ui.test_pages import box, page, text

ROUNDS = [f"{2021 + month // 12}-{month % 12 + 1:02d}" for month in range(2, 38, 3)]


def told(app: object, *parts: str) -> None:
    """The page says each of these."""
    said = text(app)  # type: ignore[arg-type]
    assert [part for part in parts if part not in said] == []


@pytest.mark.usefixtures("database")
def test_the_sealed_round_with_its_exceptions_findings_and_files() -> None:
    app = page("report", round="2023-09")
    told(
        app,
        "Sealed on 22 Nov 2026.",
        "nothing waits to be",
        "435 people killed or seriously injured in 2021",
        "No planned action was recorded in this round.",
        "its parts give 26 + 17 + 5 + 1 + 2 = 51",
        "No earlier round is held to compare with.",
    )
    assert [button.proto.label for button in app.get("download_button")] == [
        "Word", "Spreadsheet", "One page (HTML)", "JSON",
    ]  # fmt: skip


@pytest.mark.usefixtures("database")
def test_a_committee_has_its_own_exceptions_and_files() -> None:
    app = page("report", round="2023-09", committee="Skills and Employment Committee")
    assert box(app, "Report for").value == "Skills and Employment Committee"
    told(app, "9 19+ further education and skills achievements")
    assert "Total jobs is Red" in text(app)  # the check reads the whole round
    assert '<li id="total-jobs">' not in text(app)


@pytest.mark.usefixtures("database")
def test_a_choice_that_no_report_follows_is_said_beside_it() -> None:
    assert not page("report", round="2023-09", edition="2023").info
    latest = "The latest figures have no report: this is that of the newest round held."
    assert page("report").info[0].value.replace("\\", "").startswith(latest)
    assert [box.value.replace("\\", "") for box in page("report").info] == [latest]
    assert not page("report", view="rounds").info
    other = page("report", round="2023-09", area="E47000001", edition="2025").info[0].value.replace("\\", "")
    assert other == (
        "No report of Greater Manchester is held: this is that of Cambridgeshire and Peterborough."
        " It stands by the edition it was rated by."
    )


def test_every_format_is_made_once(opened: Store) -> None:
    found = cached.record(opened.stamp, opened, "2023-09")
    first, second = (cached.report(opened.stamp, found, "2023-09", "", "json") for _ in range(2))
    assert first is second


@pytest.fixture
def twelve(tmp_path: Path, other_process: None, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """Twelve rounds with one indicator that moves, the first eleven sealed."""
    tree = made.tree(tmp_path)
    for number, name in enumerate(ROUNDS):
        year, month = name.split("-")
        tree.returned(name, f"contract-waivers,{year}-{month}-01/P1M,{number % 4},{(number * 7) % 5},")
    book = tree.book()
    for name in ROUNDS[:-1]:
        sealing.seal(tree.data / "rounds" / name, book.draft(name), date(2024, 1, 5))
    tree.book()
    monkeypatch.setenv("PMF_DB", str(tree.db))
    return tree


def words(held: Ratings, indicator: str) -> Sequence[str]:
    """The ratings of one indicator, oldest first."""
    return [row.headline_word for rows in held.rows for row in rows if row and row.indicator.id == indicator]


def test_ratings_over_twelve_rounds(twelve: Tree) -> None:
    held = reading.ratings(store.current(twelve.db))
    assert list(held.rounds) == ROUNDS
    expected = [
        next(
            row.headline_word
            for row in reading.scorecard(store.current(twelve.db), reported.AREA, name).rows
            if row.indicator.id == "contract-waivers"
        )
        for name in ROUNDS
    ]
    assert words(held, "contract-waivers") == expected
    assert set(expected) == {"Red", "Amber", "Green"}
    app = page("report", view="rounds")
    told(app, "in 12 rounds", "March 2021", "December 2023", "16 Contract waivers submitted")
    assert text(app).count('class="chip"') == 12 * 27
    assert "Headline rating and figure of every indicator in 12 rounds" in text(app)


def test_where_rounds_lead_with_other_ratings_both_are_shown(opened: Store) -> None:
    held = reading.ratings(opened)
    rows = tuple(each * 2 for each in held.rows)
    mixed = replace(held, rounds=("2023-09", "2026-09"), editions=("2023", "2025"), rows=rows)
    shown = report.over_rounds(mixed, str)
    assert "Rating against direction, rating against target and figure of every indicator in 2 rounds" in shown
    assert shown.count('class="chip"') == 2 * 2 * 27


def test_the_sentence_of_the_rating_shown_comes_first(opened: Store) -> None:
    card = reading.scorecard(opened, reported.AREA, "2023-09", "2025")
    row = next(row for row in card.rows if row.indicator.id == "total-jobs")
    assert row.reason.startswith("No target is set")
    assert row.reason_from(row.direction) == f"{row.direction.reason} {row.against_target.reason}"
    assert row.reason_from(row.against_target) == row.reason


def test_a_draft_and_a_sealed_round_whose_sources_changed(twelve: Tree) -> None:
    told(page("report", round=ROUNDS[-1]), "Draft.", "Since September 2023:")
    twelve.returned(ROUNDS[0], "contract-waivers,2021-03-01/P1M,0,3,")
    twelve.book()
    told(
        page("report", round=ROUNDS[0]),
        "Pending correction: 16 Contract waivers submitted, current: sealed as 0; now 3",
    )
    twelve.write(
        f"rounds/{ROUNDS[0]}/corrections.csv",
        "on,subject,column,was,now,reason,by\n2024-02-01,contract-waivers,current,0,3,One came late.,Ann\n",
    )
    twelve.book()
    said = "16 Contract waivers submitted. Corrected on 1 Feb 2024: current is 3, sealed as 0. One came late."
    told(page("report", round=ROUNDS[0]), said)


def test_the_newest_round_has_the_actions_beside_the_latest_figures(
    tmp_path: Path, other_process: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = made.tree(tmp_path)
    tree.returned("2023-12", "foi-requests,2023,90,80,", "contract-waivers,2023-10-01/P1M,1,3,")
    tree.write("rounds/2023-12/actions.csv", "subject,action,owner,due\nfoi-requests,Answer sooner,Ann,\n")
    registered(tree, "2023-12", "Green")
    tree.book()
    monkeypatch.setenv("PMF_DB", str(tree.db))
    told(page("projects"), "1 Red indicator with a planned action on record", "1 of 2 Red indicators")
