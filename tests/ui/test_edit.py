"""The Edit page: what is typed shows as a difference, is proved, saved once and lost never."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pmf import reading, store
from pmf.rounds import sealing
from tests.editing import desks
from tests.editing.desks import DRAFT, SEALED
from tests.rounds.made import Tree
from tests.ui.test_pages import page
from tests.ui.test_pages import text as words

JOBS = "516,000 jobs in 2021."


def file(tree: Tree, name: str, round_id: str = DRAFT) -> Path:
    """A file of a round."""
    return tree.data / "rounds" / round_id / name


def text(app: AppTest) -> str:
    """All words on the page, as they are read."""
    return words(app).replace("\\", "")


def edit(round_id: str = DRAFT, **address: str) -> AppTest:
    """The page, opened by a link."""
    return page("edit", round=round_id, **address)


def field(app: AppTest, label: str, kind: str = "text_input", number: int = 0) -> Any:
    """A field by its label, the first unless another is asked for."""
    return [found for found in getattr(app, kind) if found.label == label][number]


def button(app: AppTest, label: str) -> Any:
    """A button by its label."""
    return next(found for found in app.button if found.label == label)


def labels(app: AppTest) -> list[str]:
    """Every button there is."""
    return [found.label for found in app.button]


def test_a_commentary_shows_as_a_difference_and_is_saved(tree: Tree) -> None:
    app = edit(subject="total-jobs")
    assert "Save commentary.csv" not in labels(app)
    assert "Nothing waits to be saved" in text(app)
    field(app, "Commentary", "text_area").set_value(JOBS).run()
    said = text(app)
    assert "1 line added in <code>data/rounds/2024-03/commentary.csv</code>" in said
    assert '<span class="unseen">added</span></td><td><ins>total-jobs,&quot;516,000 jobs in 2021.&quot;</ins>' in said
    assert file(tree, "commentary.csv").read_text(encoding="utf-8") == desks.COMMENTARY
    button(app, "Save commentary.csv").click().run()
    assert [found.value.replace("\\", "") for found in app.success] == ["Saved commentary.csv."]
    assert file(tree, "commentary.csv").read_text(encoding="utf-8") == (
        'subject,text\ntotal-jobs,"516,000 jobs in 2021."\ncontract-waivers,"Fewer, at last."\n'
    )
    assert "Saved and not shown yet: data/rounds/2024-03" in text(app)
    assert field(app, "Commentary", "text_area").value == JOBS


def test_what_is_typed_stays_while_other_subjects_and_pages_are_looked_at(tree: Tree) -> None:
    app = edit(subject="total-jobs")
    field(app, "Commentary", "text_area").set_value(JOBS).run()
    field(app, "About", "selectbox").set_value("contract-waivers").run()
    assert field(app, "Commentary", "text_area").value == "Fewer, at last."
    field(app, "Commentary", "text_area").set_value("").run()
    app.switch_page("pages/methods.py").run()
    app.switch_page("pages/edit.py").run()
    assert "1 line added and 1 line removed in" in text(app)
    button(app, "Discard it").click().run()
    assert "Nothing waits to be saved" in text(app)
    assert field(app, "Commentary", "text_area").value == "Fewer, at last."
    assert file(tree, "commentary.csv").read_text(encoding="utf-8") == desks.COMMENTARY


def test_an_action_that_no_build_takes_is_refused_in_its_words_and_not_saved(tree: Tree) -> None:
    app = edit(subject="contract-waivers")
    assert "16 Contract waivers submitted" in text(app)
    field(app, "Owner").set_value("Ann").run()
    assert "expected something under action" in text(app)
    assert button(app, "Save actions.csv").disabled
    field(app, "Commentary", "text_area").set_value("We expect 77 next.").run()
    assert "its commentary says 77" in text(app)
    field(app, "Commentary", "text_area").set_value("Fewer, at last.").run()
    field(app, "Action", "text_area").set_value("Ask\nBen").run()
    assert "has no day it is due" in text(app)
    button(app, "Save actions.csv").click().run()
    expected = 'subject,action,owner,due\ncontract-waivers,"Ask\nBen",Ann,\n'
    assert file(tree, "actions.csv").read_text(encoding="utf-8") == expected
    button(app, "Take out").click().run()
    assert "Action 1</strong> goes when you save" in text(app)
    button(app, "Keep action 1").click().run()
    assert "Nothing waits to be saved" in text(app)


def test_a_new_row_that_is_taken_out_leaves_no_ghost(tree: Tree) -> None:
    app = edit(subject="contract-waivers")
    field(app, "Action", "text_area").set_value("Ask Ben").run()
    button(app, "Take out").click().run()
    assert [found.value for found in app.text_area if found.label == "Action"] == [""]
    assert "Nothing waits to be saved" in text(app)


def test_a_day_long_ago_is_shown_as_it_stands(tree: Tree) -> None:
    file(tree, "actions.csv").write_text(
        "subject,action,owner,due\ncontract-waivers,Wait,Ann,1066-10-14\n", encoding="utf-8"
    )
    assert str(field(edit(subject="contract-waivers"), "Due", "date_input").value) == "1066-10-14"


def test_a_file_changed_meanwhile_is_not_overwritten(tree: Tree) -> None:
    app = edit(subject="contract-waivers")
    field(app, "Commentary", "text_area").set_value("Mine.").run()
    theirs = "subject,text\njobs-density,Theirs.\ncontract-waivers,Theirs too.\n"
    file(tree, "commentary.csv").write_text(theirs, encoding="utf-8")
    button(app, "Save commentary.csv").click().run()
    assert "what you typed is kept" in text(app)
    assert file(tree, "commentary.csv").read_text(encoding="utf-8") == theirs
    assert button(app, "Save commentary.csv").disabled
    button(app, "Take in commentary.csv as it is now").click().run()
    assert "<del>contract-waivers,Theirs too.</del>" in text(app)
    assert field(app, "Commentary", "text_area").value == "Mine."
    button(app, "Save commentary.csv").click().run()
    assert file(tree, "commentary.csv").read_text(encoding="utf-8") == theirs.replace("Theirs too.", "Mine.")


def test_what_was_typed_into_a_round_sealed_meanwhile_still_shows(tree: Tree) -> None:
    app = edit(subject="contract-waivers")
    field(app, "Commentary", "text_area").set_value("Mine.").run()
    sealing.seal(tree.data / "rounds" / DRAFT, tree.book().draft(DRAFT), date(2024, 4, 5))
    button(app, "Save commentary.csv").click().run()
    assert "what you typed is kept" in text(app)
    assert "Mine." in text(app.run())


def test_what_nobody_touched_follows_the_file(tree: Tree) -> None:
    app = edit(subject="contract-waivers")
    file(tree, "commentary.csv").write_text("subject,text\ncontract-waivers,Theirs.\n", encoding="utf-8")
    field(app, "About", "selectbox").set_value("total-jobs").run()
    field(app, "About", "selectbox").set_value("contract-waivers").run()
    assert field(app, "Commentary", "text_area").value == "Theirs."


def test_what_was_typed_after_the_difference_is_not_saved_unseen(tree: Tree) -> None:
    app = edit(subject="contract-waivers")
    field(app, "Commentary", "text_area").set_value("First.").run()
    field(app, "Commentary", "text_area").set_value("Second.")
    button(app, "Save commentary.csv").click().run()
    assert "now has what you typed last. Save again to write it" in text(app)
    assert file(tree, "commentary.csv").read_text(encoding="utf-8") == desks.COMMENTARY
    assert "<ins>contract-waivers,Second.</ins>" in text(app)


def test_each_red_stands_once_under_what_it_lacks(tree: Tree) -> None:
    app = edit(subject="contract-waivers")
    assert "Red without a planned action (1 of 1)" in text(app)
    field(app, "Commentary", "text_area").set_value("").run()
    said = text(app)
    assert "Red without commentary and without a planned action (1 of 1)" in said
    assert said.count('<ul class="lacks">') == said.count(">16 Contract waivers submitted</a></li>") == 1


def test_a_target_in_its_unit(tree: Tree) -> None:
    app = edit(view="targets", subject="contract-waivers")
    assert field(app, "From round").value == DRAFT
    field(app, "Target, waivers").set_value("2%").run()
    assert "expected a plain number or nothing" in text(app)
    assert "“2%” is no plain number. Instead, type 2, in the unit of the field." in text(app)
    field(app, "Target, waivers").set_value("two").run()
    assert "Instead, type the number alone, in the unit of the field." in text(app)
    field(app, "Target, waivers").set_value("36,000").run()
    assert "<ins>contract-waivers,2024-03,36000,,</ins>" in text(app)
    assert "is no plain number" not in text(app)
    field(app, "Target, waivers").set_value("2").run()
    field(app, "Approved on", "date_input").set_value("2024-03-01").run()
    field(app, "Reason").set_value("Agreed by the Board").run()
    button(app, "Save targets.csv").click().run()
    assert (tree.data / "targets.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        "contract-waivers,2024-03,2,2024-03-01,Agreed by the Board"
    ]
    assert "data/targets.csv" in text(app)
    tree.book()
    assert "Saved and not shown yet" not in text(app.run())
    (row,) = [
        row for row in reading.scorecard(store.current(tree.db), reading.HOME, DRAFT).rows if row.target is not None
    ]
    assert (row.indicator.id, row.against_target.word) == ("contract-waivers", "Green")
    assert "1 Green" in text(page(round=DRAFT))


def test_decisions_and_names(tree: Tree) -> None:
    app = edit(view="decisions")
    field(app, "Decision", "text_area").set_value("Meet monthly").run()
    field(app, "Taken on", "date_input").set_value("2024-03-20").run()
    field(app, "About", "selectbox").set_value("total-jobs").run()
    button(app, "Save decisions.csv").click().run()
    assert file(tree, "decisions.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        "2024-03-20,total-jobs,Meet monthly,,"
    ]
    app = edit(view="names")
    assert field(app, "Assurer").value == "Ben"
    field(app, "Assurer").set_value("Cat").run()
    button(app, "Save round.toml").click().run()
    assert 'assurer = "Cat"' in file(tree, "round.toml").read_text(encoding="utf-8")
    tree.book()
    assert "Meet monthly" in text(page("report", round=DRAFT))


def test_a_sealed_round_is_only_corrected(tree: Tree) -> None:
    app = edit(SEALED, subject="contract-waivers", cell="current")
    assert "sealed: its papers stay as they are" in text(app)
    assert "Sealed as: <strong>1</strong>" in text(app)
    assert [found.label for found in app.text_area] == []
    assert "Commentary and actions" not in text(app)
    field(app, "Is").set_value("2").run()
    assert "expected something under reason" in text(app)
    field(app, "Reason").set_value("A slip").run()
    field(app, "Corrected by").set_value("Ann").run()
    button(app, "Save corrections.csv").click().run()
    (row,) = file(tree, "corrections.csv", SEALED).read_text(encoding="utf-8").splitlines()[1:]
    assert row.endswith(",contract-waivers,current,1,2,A slip,Ann")
    assert "1 correction" in text(app)


def test_a_pending_correction_is_one_link_and_two_fields_away(tree: Tree) -> None:
    tree.returned(SEALED, "contract-waivers,2023-10-01/P1M,3,4,")
    tree.book()
    assert "subject=contract-waivers&amp;cell=current" in text(edit(SEALED))
    assert field(edit(SEALED, subject="contract-waivers", cell="current"), "Is").value == "4"


def test_a_build_that_is_refused_says_why_and_changes_nothing(tree: Tree) -> None:
    """The tree has one series of all that the catalogue's formulas need."""
    app = edit(subject="total-jobs")
    before = tree.db.resolve()
    field(app, "Commentary", "text_area").set_value(JOBS).run()
    button(app, "Save commentary.csv").click().run()
    button(app, "Build now").click().run()
    assert "The database stays as it was" in text(app)
    assert "expected series declared by a source" in text(app)
    assert tree.db.resolve() == before


def test_a_file_that_no_build_reads_is_left_alone(tree: Tree) -> None:
    file(tree, "commentary.csv").write_text("subject,text\nnobody,Here.\n", encoding="utf-8")
    app = edit(subject="total-jobs")
    assert "Mend the file in a text editor" in text(app)
    assert "commentary.csv, line 2: expected an indicator of the scorecard" in text(app)


def test_a_round_with_returns_alone_is_begun_first(tree: Tree) -> None:
    tree.write("returns/2024-06.csv", "indicator,period,previous,current,note\ncontract-waivers,2024-04-01/P1M,2,2,\n")
    tree.book()
    app = edit("2024-06")
    assert "nothing is written about it yet" in text(app)
    assert field(app, "Round").value == "2024-06"
    assert not app.text_area
    field(app, "Analyst").set_value("Ann")
    button(app, "Begin and build").click().run()
    assert file(tree, "round.toml", "2024-06").read_text(encoding="utf-8") == 'analyst = "Ann"\n'
    assert field(app, "Commentary", "text_area").value == ""


@pytest.mark.parametrize("name", ["June", "2023-12", "../x"])
def test_a_round_that_cannot_be_begun_says_why(tree: Tree, name: str) -> None:
    before = sorted(tree.data.rglob("*"))
    app = edit(view="begin")
    field(app, "Round").set_value(name)
    button(app, "Begin and build").click().run()
    assert "expected a round" in text(app)
    assert sorted(tree.data.rglob("*")) == before


def test_read_only_there_is_nothing_to_edit(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'href="edit?round=2024-03">Edit</a>' in text(page(round=DRAFT))
    assert "Edit commentary and actions" in text(page("report", round=DRAFT))
    monkeypatch.setenv("PMF_READ_ONLY", "1")
    monkeypatch.setenv("PMF_DRAFTS", "1")
    assert ">Edit</a>" not in text(page(round=DRAFT))
    assert "Edit commentary and actions" not in text(page("report", round=DRAFT))
    app = edit()
    assert "Editing is off: this instance shows what was published and changes nothing." in text(app)
    assert "<footer class='site'>" in text(app), "a page that ends early has its foot too"
    assert (list(app.text_area), labels(app), list(app.text_input)) == ([], [], [])
    assert str(tree.data) not in text(app)
