"""A round that is sealed stays what it was, whatever happens to its sources; what happened is told."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pmf import export, reading, reported, store
from pmf.build import DATA
from pmf.rounds import changes, pending, plain, sealing, seals
from pmf.rounds.book import Book
from pmf.rounds.seals import Seal, SealRefused
from pmf.rounds.shelf import Folders, Stored
from tests.rounds import made
from tests.rounds.made import Tree

ON = date(2024, 1, 5)
FOLDER = "rounds/2023-12"
FOI = "20 FOI requests completed within 20 days"
PROJECTS = """project_id,name,programme,programme_approved,description,directorate,activity_type,stage,\
expected_delivery_cost_gbp,districts,rag,direction_of_travel,status,outcomes,risk,mitigation,objective,representative,\
last_report,our_classification
bridge,A bridge,,,,,,in delivery,,region,{rag},level,Built.,,,,,,,
"""
EMPTY = {
    "locations": "project_id,place,latitude,longitude,district_code,precision",
    "outcomes": "project_id,outcome,unit,direction,target,achieved,as_of,note",
    "milestones": "project_id,milestone,planned,planned_text,forecast,done",
    "exceptions": "project_id,frequency,agreed,agreed_by,reason",
    "indicators": "project_id,indicator,direction,lag_months,basis",
    "records": "project_id,kind,date,text,owner",
}


def registered(tree: Tree, round_id: str, rag: str) -> None:
    """Write the register of a round: one project."""
    tree.write(f"projects/{round_id}/projects.csv", PROJECTS.format(rag=rag))
    for name, columns in EMPTY.items():
        tree.write(f"projects/{round_id}/{name}.csv", f"{columns}\n")


@pytest.fixture
def tree(tmp_path: Path, other_process: None) -> Tree:
    """A tree with one round ready to be sealed."""
    tree = made.tree(tmp_path)
    tree.returned("2023-12", "contract-waivers,2023-10-01/P1M,3,1,", "foi-requests,2023,90,80,")
    tree.write(
        "targets.csv", "indicator,from_round,target,approved,reason\nfoi-requests,2023-12,95,2023-10-01,agreed\n"
    )
    tree.write(f"{FOLDER}/commentary.csv", "subject,text\nfoi-requests,Fewer staff.\nproject:bridge,Opened.\n")
    registered(tree, "2023-12", "Green")
    return tree


def seal(tree: Tree, round_id: str = "2023-12") -> Book:
    """Seal a round and build anew."""
    book = tree.book()
    sealing.seal(tree.data / "rounds" / round_id, book.draft(round_id), ON)
    return tree.book()


def test_a_draft_shows_returns_and_what_is_known_besides(tree: Tree) -> None:
    record = tree.book().draft("2023-12")
    rows = {row.indicator.id: row for row in record.card.rows}
    assert len(rows) == 27
    assert rows["foi-requests"].headline_word == "Red"
    assert rows["foi-requests"].against_target.word == "Red"
    assert rows["total-jobs"].basis is None
    assert record.seal is None
    assert tree.book().papers("2023-12") == record.papers


def test_what_was_sealed_is_read_back_to_the_last_field(tree: Tree) -> None:
    draft = tree.book().draft("2023-12")
    record = seal(tree).record("2023-12")
    assert record.seal
    assert replace(record, seal=None) == draft
    stored = Book(store.current(tree.db), Stored(store.current(tree.db))).record("2023-12")
    assert stored == record


def test_changed_sources_leave_every_view_of_a_sealed_round_as_it_was(tree: Tree) -> None:
    sealed = seal(tree).record("2023-12")
    tree.returned("2023-12", "contract-waivers,2023-10-01/P1M,3,2,", "foi-requests,2023,90,80,")
    tree.write("targets.csv", "indicator,from_round,target,approved,reason\nfoi-requests,2023-12,75,2023-10-01,other\n")
    tree.write(f"{FOLDER}/commentary.csv", "subject,text\nfoi-requests,All is well.\n")
    registered(tree, "2023-12", "Red")
    book = tree.book()
    held = store.current(tree.db)
    assert book.record("2023-12") == sealed
    assert book.papers("2023-12") == sealed.papers
    assert reading.scorecard(held, reported.AREA, "2023-12") == sealed.card
    assert reading.projects(held, "2023-12") == sealed.register
    view = reading.indicator(held, "foi-requests", reported.AREA, "2023-12")
    assert view.row == next(row for row in sealed.card.rows if row.indicator.id == "foi-requests")
    assert [difference.text for difference in pending.between(sealed, book.draft("2023-12"))] == [
        "16 Contract waivers submitted, current: sealed as 1; now 2",
        f"{FOI}, target: sealed as 95%; now 75%",
        f"{FOI}, target rating: sealed as Red; now Blue",
        f"{FOI}, commentary: sealed as “Fewer staff.”; now “All is well.”",
        "A bridge, rating: sealed as Green; now Red",
        "A bridge, commentary: sealed as “Opened.”; now nothing",
    ]


def test_a_sealed_round_by_the_other_edition_keeps_its_figures(tree: Tree) -> None:
    seal(tree)
    tree.returned("2023-12", "contract-waivers,2023-10-01/P1M,3,2,")
    tree.book()
    card = reading.scorecard(store.current(tree.db), reported.AREA, "2023-12", "2025")
    rows = {row["id"]: row for row in export.rows(card, card.rows)}
    assert (rows["contract-waivers"]["current"], rows["contract-waivers"]["edition"]) == ("1", "2025")
    assert rows["foi-requests"]["headline_rating"] == "Red"
    assert "2025 edition" in str(rows["foi-requests"]["reason"])


def test_a_correction_stands_beside_the_figure_and_ends_the_waiting(tree: Tree) -> None:
    seal(tree)
    tree.returned("2023-12", "contract-waivers,2023-10-01/P1M,3,2,", "foi-requests,2023,90,80,")
    tree.write(
        f"{FOLDER}/corrections.csv",
        "on,subject,column,was,now,reason,by\n2024-02-01,contract-waivers,current,1,2,One came late.,Ann\n",
    )
    book = tree.book()
    [said] = next(row.warnings for row in book.record("2023-12").card.rows if row.indicator.id == "contract-waivers")
    assert said.kind == "correction"
    assert said.text == "Corrected on 1 Feb 2024: current is 2, sealed as 1. One came late."
    shown = reading.scorecard(store.current(tree.db), reported.AREA, "2023-12")
    assert shown == book.record("2023-12").card
    assert pending.between(book.record("2023-12"), book.draft("2023-12")) == []


def test_a_figure_that_moves_on_after_its_correction_waits_again(tree: Tree) -> None:
    seal(tree)
    tree.write(
        f"{FOLDER}/corrections.csv",
        "on,subject,column,was,now,reason,by\n2024-02-01,contract-waivers,current,1,2,One came late.,Ann\n"
        "2024-02-01,foi-requests,current,80%,85,A slip.,Ann\n",
    )
    tree.returned("2023-12", "contract-waivers,2023-10-01/P1M,3,3,", "foi-requests,2023,90,85,")
    book = tree.book()
    waiting = {each.text for each in pending.between(book.record("2023-12"), book.draft("2023-12"))}
    assert "16 Contract waivers submitted, current: sealed as 1; now 3" in waiting
    assert not any("FOI requests" in text and ", current:" in text for text in waiting)


def test_a_round_without_three_names_is_not_sealed(tree: Tree) -> None:
    tree.write(f"{FOLDER}/round.toml", 'analyst = "Ann"\n')
    with pytest.raises(SealRefused, match=r"round\.toml: expected a name for assurer and approver, got none"):
        seal(tree)


def test_a_build_takes_no_broken_seal(tree: Tree) -> None:
    seal(tree)
    path = tree.data / FOLDER / seals.FOLDER / "papers.json"
    path.write_bytes(path.read_bytes().replace(b"Fewer", b"More"))
    with pytest.raises(seals.SealBroken, match=r"papers\.json: expected the checksum"):
        tree.book()


def test_what_changed_between_two_rounds_is_said(tree: Tree) -> None:
    seal(tree)
    tree.returned("2024-03", "contract-waivers,2024-01-01/P1M,2,4,", "foi-requests,2024,80,85,")
    rows = "foi-requests,2023-12,95,2023-10-01,agreed\nfoi-requests,2024-03,90,2024-01-01,lower\n"
    tree.write("targets.csv", f"indicator,from_round,target,approved,reason\n{rows}")
    registered(tree, "2024-03", "Red")
    book = tree.book()
    found = changes.between(book.record("2023-12"), book.record("2024-03"))
    assert [change.text for change in found] == [
        "16 Contract waivers submitted moved from Green to Red.",
        "20 FOI requests completed within 20 days moved from Red to Green.",
        "The target of 20 FOI requests completed within 20 days changed from 95% to 90%.",
        "16 Contract waivers submitted in Oct 2023 was 1 and is given as 2 now.",
        "16 Contract waivers submitted: 4 waivers in Jan 2024 is new (+2).",
        "20 FOI requests completed within 20 days: 85% in 2024 is new (+5 pp).",
        "A bridge moved from Green to Red.",
    ]
    assert book.record("2024-03").changed == tuple(found)
    assert book.record("2024-03").before == "2023-12"


def test_an_older_seal_that_holds_sentences_alone_is_read(tree: Tree) -> None:
    record = tree.book().draft("2023-12")
    texts = {name: json.dumps(plain.to_plain(part)) for name, part in sealing.parts(record)}
    texts["round.json"] = json.dumps({**json.loads(texts["round.json"]), "changed": ["A bridge moved."]})
    found = sealing.record(Seal(ON, ""), texts)
    assert [(change.kind, change.objective, change.text) for change in found.changed] == [
        ("told", "", "A bridge moved.")
    ]


def test_what_joined_and_left_is_said(tree: Tree) -> None:
    record = seal(tree).record("2023-12")
    rows = record.card.rows
    fewer = replace(record, card=replace(record.card, rows=rows[1:]), register=None)
    assert [change.text for change in changes.between(fewer, record)] == [
        "1 Gross value added (GVA) joined the scorecard."
    ]
    assert [change.text for change in changes.between(record, fewer)] == [
        "1 Gross value added (GVA) left the scorecard."
    ]


def test_twelve_rounds_are_sealed_one_after_another(tmp_path: Path, other_process: None) -> None:
    tree = made.tree(tmp_path)
    names = [f"{2021 + month // 12}-{month % 12 + 1:02d}" for month in range(2, 38, 3)]
    for number, name in enumerate(names):
        year, month = name.split("-")
        tree.returned(name, f"contract-waivers,{year}-{month}-01/P1M,{number},{(number * 7) % 5},")
    book = tree.book()
    for name in names:
        sealing.seal(tree.data / "rounds" / name, book.draft(name), ON)
    ratings = [
        next(row.headline_word for row in book.record(name).card.rows if row.indicator.id == "contract-waivers")
        for name in names
    ]
    assert len(names) == 12
    assert set(ratings) == {"Red", "Amber", "Green"}


def test_the_committed_seal_of_september_2023_is_whole_and_is_the_round() -> None:
    folder = DATA / "rounds" / "2023-09"
    assert seals.faults(folder) == []
    record = sealing.record(*seals.read(folder))
    assert (len(record.card.rows), len(record.register.rows if record.register else ())) == (27, 7)
    assert Folders(DATA).sealed("2023-09")
