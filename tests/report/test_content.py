"""The report under an edition whose headline rates nothing yet: its Reds and every word are in it all the same."""

from dataclasses import replace
from datetime import date

import pytest

from pmf import findings, reading
from pmf.report import content, writing
from pmf.report.document import Bullets, Chart, Document, Paragraph, Section, Table
from pmf.rounds.papers import Action, Comment, Papers
from pmf.rounds.record import Change, Record
from pmf.store import Store

SAID = Comment("gross-value-added", "Growth held up.")
PLANNED = (
    Action("foi-requests", "Answer sooner", "Ann", date(2026, 6, 30)),
    Action("project:market-towns", "Visit the towns", "Ben", None),
)


@pytest.fixture
def by_target(record: Record, opened: Store) -> Record:
    """The figures of September 2023 rated by the 2025 edition, with words on a Green and actions on another."""
    card = reading.scorecard(opened, reading.HOME, "2023-09", "2025", anew=True)
    return replace(record, card=card, papers=Papers(comments=(SAID,), actions=PLANNED), seal=None)


@pytest.fixture
def document(by_target: Record) -> Document:
    """The report of it."""
    return content.document(by_target)


def section(document: Document, anchor: str) -> Section:
    """The section of an anchor."""
    return next(found for found in document.sections if found.anchor == anchor)


def test_an_exception_begins_with_its_newest_movement(record: Record, opened: Store) -> None:
    card = reading.scorecard(opened, reading.HOME, on=date(2026, 11, 22))
    found = section(content.document(replace(record, card=card)), "housing-completions")
    newest, chart = found.blocks[:2]
    assert isinstance(newest, Paragraph)
    assert "4.11 in 2020/21, down 0.99 from 5.10 in 2019/20" in newest.text
    assert isinstance(chart, Chart)
    assert chart.title.startswith("Since 2011/12: ")


def test_a_sentence_that_is_the_title_of_the_chart_is_not_said_twice(document: Document, by_target: Record) -> None:
    red = by_target.exceptions[0]
    first = section(document, red.indicator.id).blocks[0]
    assert isinstance(first, Chart)
    assert first.title == findings.latest(red)


def words(found: Section) -> str:
    """The paragraphs of a section, and the cells of its tables."""
    texts = [f"{block.lead} {block.text}" for block in found.blocks if isinstance(block, Paragraph)]
    cells = [cell.text for block in found.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    return " ".join([*texts, *cells])


def test_the_headline_has_both_tallies(document: Document) -> None:
    said = words(section(document, "headline"))
    assert "27 Baseline of 27 indicators. Rated by the 2025 edition against target" in said
    assert "against direction for improvement: 10 Red, 1 Amber and 16 Green." in said


def test_the_reds_against_direction_are_the_exceptions(document: Document, by_target: Record) -> None:
    assert words(section(document, "exceptions")).strip() == "10 indicators are Red against direction."
    reds = [row.indicator.id for row in by_target.card.rows if row.direction.word == "Red"]
    assert [found.anchor for found in document.sections if found.rating == "Red" and found.anchor in reds] == reds


def test_every_commentary_and_every_action_is_in_the_report(document: Document) -> None:
    assert words(section(document, "commentary")).strip() == "2 further indicators with words or actions."
    assert SAID.text in words(section(document, SAID.subject))
    assert "Answer sooner Ann 30 Jun 2026" in words(section(document, "foi-requests"))
    assert "Visit the towns Ben" in words(section(document, "project-market-towns"))


def test_a_committee_gets_the_words_on_its_own_indicators_only(by_target: Record) -> None:
    committee = by_target.card.edition.committees[by_target.card.rows[0].indicator.objective]
    text = writing.made(by_target, content.document(by_target, committee), "json", committee).decode()
    assert SAID.text in text
    other = next(name for name in content.committees(by_target) if name != committee)
    assert SAID.text not in writing.made(by_target, content.document(by_target, other), "json", other).decode()


def test_a_committee_hears_what_changed_under_its_objectives_and_of_the_whole_round(by_target: Record) -> None:
    committees = by_target.card.edition.committees
    (here, committee), (there, _) = next(
        (one, other) for one in committees.items() for other in committees.items() if one[1] != other[1]
    )
    elsewhere = next(row for row in by_target.card.rows if committees[row.indicator.objective] != committee)
    changed = (
        Change("edition", "round", "", "Rated by the 2025 edition."),
        Change("project rating", "bridge", here, "A bridge moved from Green to Red."),
        Change("left", "gone", here, "A tunnel left the list of projects."),
        Change("rating", "total-jobs", there, "2 Total jobs moved from Green to Red."),
        Change("told", "", "", f"{elsewhere.label} moved, says an older seal."),
    )
    told = content.of_committee(replace(by_target, before="2023-06", changed=changed), committee)
    assert told.changed == changed[:3]
    headline = section(content.document(told), "headline")
    assert Bullets(tuple(change.text for change in changed[:3])) in headline.blocks
    nothing = content.document(replace(by_target, before="2023-06", changed=()))
    assert "Nothing since June 2023." in words(section(nothing, "headline"))


def test_a_round_without_a_register_says_so(by_target: Record) -> None:
    alone = content.document(replace(by_target, register=None))
    assert words(section(alone, "projects")).strip() == "No project register is held for this round."
