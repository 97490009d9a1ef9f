"""Drafts opened, proved by the readers of a build, compared and saved; nothing lost and nothing closed changed."""

import threading
from pathlib import Path

import pytest

from pmf import reported, settings
from pmf.declarations import DeclarationError
from pmf.editing import desk as desk_module
from pmf.editing import publishing
from pmf.editing.desk import (
    ACTIONS,
    COMMENTARY,
    CORRECTIONS,
    DECISIONS,
    NAMES,
    TARGETS,
    ChangedMeanwhile,
    Desk,
    NotSaved,
)
from pmf.editing.proof import NotTaken
from pmf.rounds import papers, shelf
from pmf.rounds.papers import Action, Comment
from pmf.tables import DataFileError
from tests.editing.desks import COMMENTARY as TEXT
from tests.editing.desks import DRAFT, SEALED, desk
from tests.rounds.made import Tree

JOBS = ("total-jobs", "516,000 jobs in 2021.")
WAIVERS = ("contract-waivers", "Fewer, at last.")


def file(tree: Tree, name: str, round_id: str = DRAFT) -> Path:
    """A file of a round."""
    return tree.data / "rounds" / round_id / name


def as_a_build_reads(at: Desk) -> None:
    """Read targets and papers as a build does."""
    reported.targets(at.data, at.indicators)
    shelf.read(at.data, at.indicators, lambda _: at.projects)


def test_a_comment_is_one_line_more_in_its_place(tree: Tree) -> None:
    at = desk(tree)
    draft = at.opened(COMMENTARY).typed(("total-jobs",), JOBS)
    assert draft.difference == (
        "@@ -1,2 +1,3 @@",
        " subject,text",
        '+total-jobs,"516,000 jobs in 2021."',
        ' contract-waivers,"Fewer, at last."',
    )
    assert file(tree, COMMENTARY).read_text(encoding="utf-8") == TEXT
    saved = at.save(COMMENTARY, draft)
    assert file(tree, COMMENTARY).read_text(encoding="utf-8") == draft.text
    assert (saved.touched, saved.rows[("total-jobs",)]) == (False, JOBS)
    read = papers.read(tree.data / at.folder, at.indicators, at.projects)
    assert read.comments == (Comment(*JOBS), Comment(*WAIVERS))


def test_what_leads_back_to_the_file_is_no_change(tree: Tree) -> None:
    draft = desk(tree).opened(COMMENTARY).typed(("contract-waivers",), ("contract-waivers", "Other."))
    assert draft.touched
    assert not draft.typed(("contract-waivers",), WAIVERS).changes
    gone = draft.typed(("contract-waivers",), None)
    assert (gone.rows, gone.text) == ({("contract-waivers",): None}, "subject,text\n")


def test_a_file_that_is_not_there_yet_is_made(tree: Tree) -> None:
    at = desk(tree)
    draft = at.opened(ACTIONS).typed(("new", "1"), ("project:bridge", "Ask for the survey", "Ann", "2024-05-01"))
    assert draft.opened == ""
    at.save(ACTIONS, draft)
    assert file(tree, ACTIONS).read_text(encoding="utf-8") == (
        "subject,action,owner,due\nproject:bridge,Ask for the survey,Ann,2024-05-01\n"
    )
    assert len(at.papers([]).actions) == 1


@pytest.mark.parametrize(
    ("name", "row", "said"),
    [
        (COMMENTARY, ("total-jbs", "Slip."), r"rounds/2024-03/commentary\.csv, line 3: expected an indicator of the"),
        (COMMENTARY, ("total-jobs", "Bell\x07"), r"commentary\.csv, line 2: expected text without control characters"),
        (COMMENTARY, ("total-jobs", "<<<<<<< mine\nno"), ""),
        (COMMENTARY, ("total-jobs", "no\n<<<<<<< mine"), r"expected one version of each row, got the conflict marker"),
        (ACTIONS, ("total-jobs", "", "Ann", ""), r"actions\.csv, line 2: expected something under action"),
        (ACTIONS, ("total-jobs", "Act", "", "May"), r"expected a day such as 2026-03-31 or nothing, got due 'May'"),
        (DECISIONS, ("", "", "Meet", "", ""), r"decisions\.csv, line 2: expected something under taken"),
        (TARGETS, ("total-jobs", "2024-3", "5", "2024-01-01", "agreed"), r"targets\.csv, line 2: expected a round"),
        (TARGETS, ("total-jobs", "2024-03", "5%", "2024-01-01", "agreed"), r"expected a plain number or nothing"),
        (TARGETS, ("total-jobs", "2024-03", "5", "", "agreed"), r"expected a day such as 2026-03-04"),
        (TARGETS, ("total-jobs", "2024-03", "5", "2024-01-01", " "), r"expected a reason"),
        (NAMES, ("Ann\x07",), r"round\.toml, key 'analyst': expected text without control characters"),
    ],
)  # fmt: skip
def test_what_a_build_would_refuse_is_refused_in_its_words(
    tree: Tree, name: str, row: tuple[str, ...], said: str
) -> None:
    at = desk(tree)
    slot = row[:1] if name == COMMENTARY else ("analyst",) if name == NAMES else ("new", "1")
    draft = at.opened(name).typed(slot, row)
    path = tree.data / draft.paper.place
    before = path.read_bytes() if path.exists() else None
    if not said:
        at.prove(draft)
        return
    with pytest.raises(NotTaken, match=said) as refused:
        at.save(name, draft)
    assert str(refused.value).startswith("data/")
    assert (path.read_bytes() if path.exists() else None) == before
    path.write_text(draft.text, encoding="utf-8")
    with pytest.raises((DataFileError, DeclarationError)) as built:
        as_a_build_reads(at)
    assert str(built.value) == str(refused.value).replace("data/", f"{tree.data}/", 1)


def test_a_target_stands_where_its_indicator_does(tree: Tree) -> None:
    tree.write(
        "targets.csv", "indicator,from_round,target,approved,reason\ncontract-waivers,2023-12,2,2023-12-01,Board\n"
    )
    at = desk(tree)
    draft = at.opened(TARGETS).typed(("new", "1"), ("total-jobs", "2024-03", "520000", "2024-03-01", "agreed"))
    at.save(TARGETS, draft)
    assert list(reported.targets(tree.data, at.indicators)["indicator"]) == ["total-jobs", "contract-waivers"]


def test_a_file_that_somebody_changed_is_not_overwritten_and_nothing_typed_is_lost(tree: Tree) -> None:
    at = desk(tree)
    draft = at.opened(COMMENTARY).typed(("contract-waivers",), ("contract-waivers", "Mine."))
    draft = draft.typed(("total-jobs",), JOBS)
    other = 'subject,text\njobs-density,Theirs.\ncontract-waivers,"Theirs, too."\n'
    file(tree, COMMENTARY).write_text(other, encoding="utf-8")
    assert at.moved(draft)
    with pytest.raises(ChangedMeanwhile, match="expected the file as it was opened, got one that was changed since"):
        at.save(COMMENTARY, draft)
    assert file(tree, COMMENTARY).read_text(encoding="utf-8") == other
    again = at.reopened(COMMENTARY, draft)
    assert again.difference == (
        "@@ -1,3 +1,4 @@",
        " subject,text",
        '+total-jobs,"516,000 jobs in 2021."',
        " jobs-density,Theirs.",
        '-contract-waivers,"Theirs, too."',
        "+contract-waivers,Mine.",
    )
    at.save(COMMENTARY, again)
    assert not at.moved(at.opened(COMMENTARY))


def test_what_an_editor_hides_in_the_folder_is_no_paper(tree: Tree) -> None:
    file(tree, COMMENTARY).with_name(f".#{COMMENTARY}").symlink_to("ann@nowhere.1")
    assert desk(tree).papers([]).comments


def test_a_folder_with_the_name_of_a_paper_is_not_written_over(tree: Tree) -> None:
    file(tree, "actions.csv").unlink(missing_ok=True)
    file(tree, "actions.csv").mkdir()
    at = desk(tree)
    draft = at.opened("actions.csv").typed(("new", "1"), ("contract-waivers", "Ask.", "", ""))
    with pytest.raises(NotSaved, match="expected a place that can be written"):
        at.save("actions.csv", draft)
    assert file(tree, "actions.csv").is_dir()


def test_a_row_that_two_took_out_is_gone(tree: Tree) -> None:
    at = desk(tree)
    draft = at.opened(COMMENTARY).typed(("contract-waivers",), None)
    file(tree, COMMENTARY).write_text("subject,text\njobs-density,Theirs.\n", encoding="utf-8")
    again = at.reopened(COMMENTARY, draft)
    assert again.changes == {}
    assert list(again.rows) == [("jobs-density",)]


def test_two_who_save_at_once_do_not_overwrite_each_other(tree: Tree) -> None:
    at = desk(tree)
    drafts = [at.opened(COMMENTARY).typed((name,), (name, "Mine.")) for name in at.indicators[:8]]
    outcomes: list[str] = []
    start = threading.Barrier(len(drafts))

    def save(draft: desk_module.Draft) -> None:
        start.wait()
        try:
            at.save(COMMENTARY, draft)
            outcomes.append("saved")
        except desk_module.Refusal as error:
            outcomes.append(type(error).__name__)

    threads = [threading.Thread(target=save, args=(draft,)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("saved") == 1
    assert set(outcomes) <= {"saved", "Busy", "ChangedMeanwhile"}
    assert len(at.opened(COMMENTARY).rows) == 2


def test_a_sealed_round_takes_corrections_and_nothing_else(tree: Tree) -> None:
    at = desk(tree, SEALED)
    assert (at.sealed, at.open) == (True, (TARGETS, CORRECTIONS))
    with pytest.raises(NotSaved, match=r"commentary\.csv: expected corrections of a sealed round, got other papers"):
        at.save(COMMENTARY, at.opened(COMMENTARY).typed(("total-jobs",), JOBS))
    assert not file(tree, COMMENTARY, SEALED).exists()
    row = ("2024-02-01", "contract-waivers", "current", "1", "2", "a slip", "Ann")
    made = at.save(CORRECTIONS, at.opened(CORRECTIONS).typed(("new", "1"), row))
    assert at.papers([]).corrections[0].now == "2"
    with pytest.raises(NotSaved, match="expected new corrections only"):
        at.save(CORRECTIONS, made.typed(row, (*row[:-1], "Ben")))
    with pytest.raises(NotSaved, match="expected new corrections only"):
        at.save(CORRECTIONS, made.typed(row, None))


def test_a_round_sealed_while_it_was_edited_is_closed(tree: Tree) -> None:
    at = desk(tree)
    draft = at.opened(COMMENTARY).typed(("total-jobs",), JOBS)
    file(tree, "sealed").mkdir()
    with pytest.raises(NotSaved, match="expected corrections of a sealed round"):
        at.save(COMMENTARY, draft)


def test_a_draft_has_nothing_to_correct(tree: Tree) -> None:
    at = desk(tree)
    row = ("2024-02-01", "contract-waivers", "current", "1", "2", "a slip", "Ann")
    with pytest.raises(NotSaved, match="expected a sealed round to correct"):
        at.save(CORRECTIONS, at.opened(CORRECTIONS).typed(("new", "1"), row))


def test_nothing_is_saved_begun_or_built_where_an_instance_is_read_only(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMF_READ_ONLY", "1")
    at = desk(tree)
    with pytest.raises(settings.ReadOnly):
        at.save(COMMENTARY, at.opened(COMMENTARY).typed(("total-jobs",), JOBS))
    with pytest.raises(settings.ReadOnly):
        desk(tree, "2024-06").begin("Ann")
    with pytest.raises(settings.ReadOnly):
        publishing.publish()
    assert file(tree, COMMENTARY).read_text(encoding="utf-8") == TEXT


def test_a_folder_that_cannot_be_written_is_named(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(desk_module.durable, "replace", full)
    at = desk(tree)
    with pytest.raises(NotSaved, match="expected a place that can be written, got: Read-only file system"):
        at.save(COMMENTARY, at.opened(COMMENTARY).typed(("total-jobs",), JOBS))


def test_a_file_that_no_build_reads_is_not_opened(tree: Tree) -> None:
    file(tree, COMMENTARY).write_bytes(b"subject,text\ntotal-jobs,\xff\n")
    with pytest.raises(NotTaken, match=r"data/rounds/2024-03/commentary\.csv, line 2: expected text in UTF-8"):
        desk(tree).opened(COMMENTARY)


def test_the_papers_of_the_round_with_what_is_typed(tree: Tree) -> None:
    at = desk(tree)
    drafts = [
        at.opened(COMMENTARY).typed(("project:tunnel",), ("project:tunnel", "Dug.")),
        at.opened(ACTIONS).typed(("new", "1"), ("total-jobs", "Ask", "", "")),
    ]
    found = at.papers(drafts)
    assert found.comments == (Comment(*WAIVERS), Comment("project:tunnel", "Dug."))
    assert found.actions == (Action("total-jobs", "Ask", "", None),)
    assert found.hands.analyst == "Ann"


def test_names_change_and_remarks_stay(tree: Tree) -> None:
    text = '# Who\nanalyst = "Ann" # for now\nassurer = "Ben"\norigin = """\nanalyst = nobody\n"""\n'
    file(tree, NAMES).write_text(text, encoding="utf-8")
    at = desk(tree)
    draft = (
        at.opened(NAMES).typed(("analyst",), ('Zoë "Z" Ng',)).typed(("approver",), ("Board",)).typed(("assurer",), None)
    )
    at.save(NAMES, draft)
    hands = papers.hands(file(tree, NAMES))
    assert (hands.analyst, hands.assurer, hands.approver) == ('Zoë "Z" Ng', "", "Board")
    assert hands.origin == "analyst = nobody"
    assert file(tree, NAMES).read_text(encoding="utf-8").startswith("# Who\nanalyst = ")
