"""What people wrote for a round is read whole or refused by file and line."""

from datetime import date
from pathlib import Path

import pytest

from pmf.build import DATA
from pmf.declarations import DeclarationError
from pmf.rounds import papers
from pmf.rounds.papers import Action, Comment, Correction, Decision, Hands, KpiChange, Papers, Printed
from pmf.tables import DataFileError

INDICATORS, PROJECTS = ("total-jobs",), ("bridge",)
GOOD = {
    "round.toml": 'analyst = "Ann"\nassurer = "Ben"\napprover = "The Board"\norigin = """\nA copy\nof print."""\n',
    "commentary.csv": 'subject,text\ntotal-jobs,"Fewer jobs, so far."\nproject:bridge,Built.\n',
    "actions.csv": "subject,action,owner,due\ntotal-jobs,Ask employers,Ann,2023-12-01\ntotal-jobs,Wait,,\n",
    "decisions.csv": "taken,subject,decision,owner,due\n2023-09-20,,Meet monthly,Ben,\n",
    "kpi_changes.csv": "indicator,change,approved_by,approved,effective,reason\n"
    "total-jobs,redefined,The Board,2023-09-20,2023-12,new source\n",
    "printed.csv": "indicator,column,printed\ntotal-jobs,title,Number of jobs\n",
    "corrections.csv": "on,subject,column,was,now,reason,by\n2023-10-02,total-jobs,current,1,2,a slip,Ann\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a round with one row in every file."""
    for name, text in GOOD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_everything_is_read(folder: Path) -> None:
    assert papers.read(folder, INDICATORS, PROJECTS) == Papers(
        Hands("Ann", "Ben", "The Board", "A copy of print."),
        (Comment("total-jobs", "Fewer jobs, so far."), Comment("project:bridge", "Built.")),
        (Action("total-jobs", "Ask employers", "Ann", date(2023, 12, 1)), Action("total-jobs", "Wait", "", None)),
        (Decision(date(2023, 9, 20), "", "Meet monthly", "Ben", None),),
        (KpiChange("total-jobs", "redefined", "The Board", date(2023, 9, 20), "2023-12", "new source"),),
        (Printed("total-jobs", "title", "Number of jobs"),),
        (Correction(date(2023, 10, 2), "total-jobs", "current", "1", "2", "a slip", "Ann"),),
    )


def test_a_round_that_nobody_has_written_about_yet(tmp_path: Path) -> None:
    assert papers.read(tmp_path, INDICATORS, PROJECTS) == Papers()


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("commentary.csv", "total-jobs", "totl-jobs", r"commentary\.csv, line 2: expected an indicator .* 'totl-jobs'"),
        (
            "commentary.csv",
            "project:bridge",
            "total-jobs",
            r"commentary\.csv, line 3: expected one row for each subject",
        ),
        ("commentary.csv", "Built.", " ", r"commentary\.csv, line 3: expected something under text"),
        ("commentary.csv", "Built.", "Bu\x0bilt.", r"commentary\.csv, line 3: expected text without control"),
        ("commentary.csv", "Built.", "Bu\uffffilt.", r"commentary\.csv, line 3: expected text without control"),
        ("round.toml", '"Ben"', r'"B\u0007en"', r"round\.toml, key 'assurer': expected text without control"),
        ("actions.csv", "2023-12-01", "December", r"actions\.csv, line 2: expected a day .* 'December'"),
        ("actions.csv", "2023-12-01", "2023-W48", r"actions\.csv, line 2: expected a day .* '2023-W48'"),
        ("actions.csv", "subject,action", "subject,act", r"actions\.csv, line 1: expected the columns"),
        ("decisions.csv", "2023-09-20", "", r"decisions\.csv, line 2: expected something under taken"),
        ("kpi_changes.csv", "redefined", "renamed", r"kpi_changes\.csv, line 2: expected one of added"),
        ("kpi_changes.csv", "2023-12,", "soon,", r"kpi_changes\.csv, line 2: expected a round such as"),
        ("printed.csv", "title", "colour", r"printed\.csv, line 2: expected one of title, direction, frequency"),
        ("corrections.csv", "a slip", "", r"corrections\.csv, line 2: expected something under reason"),
        ("round.toml", "analyst", "analist", r"round\.toml, key 'analist': expected no such key"),
        ("round.toml", '"Ben"', "3", r"round\.toml, key 'assurer': expected a value \(str\), got 3"),
    ],
)
def test_what_is_wrong_is_refused_where_it_stands(folder: Path, name: str, old: str, new: str, said: str) -> None:
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises((DataFileError, DeclarationError), match=said):
        papers.read(folder, INDICATORS, PROJECTS)


def test_the_hands_of_september_2023_are_those_the_print_names() -> None:
    hands = papers.hands(DATA / "rounds" / "2023-09" / "round.toml")
    assert (hands.analyst, hands.assurer, hands.approver) == ("Programme Office", "", "Combined Authority Board")
