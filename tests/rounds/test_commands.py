"""`seal`, `verify`, `changes` and `report` as they are typed, on rounds of their own."""

import json
from pathlib import Path

import pytest

from pmf import cli, store, wording
from pmf.report import content
from pmf.rounds import seals
from tests.rounds import made
from tests.rounds.made import Tree


@pytest.fixture
def tree(tmp_path: Path, other_process: None, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """Two rounds, and the commands at work on them."""
    tree = made.tree(tmp_path)
    monkeypatch.setenv("PMF_DATA", str(tree.data))
    monkeypatch.setenv("PMF_DB", str(tree.db))
    tree.returned("2023-12", "contract-waivers,2023-10-01/P1M,3,1,")
    tree.returned("2024-03", "contract-waivers,2024-01-01/P1M,1,2,")
    tree.book()
    return tree


def run(tree: Tree, *arguments: str) -> int:
    """Run a command on the database of the tree."""
    return cli.main([*arguments, "--db", str(tree.db)])


def test_a_round_is_sealed_once_and_proved(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tree, "seal", "2023-12") == 0
    said = capsys.readouterr().err
    assert "sealed" in said.splitlines()[0]
    assert "checksum" in said.splitlines()[0]
    assert run(tree, "verify", "2023-12") == 0
    assert capsys.readouterr().out.startswith("December 2023 is as it was sealed: ")
    assert run(tree, "seal", "2023-12") == 1
    assert "expected a round that is not sealed" in capsys.readouterr().err


def test_a_flipped_byte_is_told_with_the_name_of_its_file(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    run(tree, "seal", "2023-12")
    path = tree.data / "rounds" / "2023-12" / seals.FOLDER / "scorecard.json"
    content = path.read_bytes()
    path.write_bytes(content[:50] + bytes([content[50] ^ 1]) + content[51:])
    capsys.readouterr()
    assert run(tree, "verify", "2023-12") == 1
    answer = capsys.readouterr()
    assert f"{path}: expected the checksum" in answer.err
    assert answer.out == ""


def test_what_changed_since_is_pending(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    run(tree, "seal", "2023-12")
    tree.returned("2023-12", "contract-waivers,2023-10-01/P1M,3,2,")
    tree.book()
    capsys.readouterr()
    assert run(tree, "verify", "2023-12") == 0
    assert "pending correction: 16 Contract waivers submitted, current: sealed as 1; now 2" in capsys.readouterr().out


def test_a_figure_that_came_after_the_build_is_said_to_need_another(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tree, "seal", "2023-12")
    tree.returned("2023-12", "contract-waivers,2023-10-01/P1M,3,2,")
    capsys.readouterr()
    assert run(tree, "verify", "2023-12") == 0
    said = capsys.readouterr().out
    assert "pending correction" not in said
    built = wording.moment(store.current(tree.db).built)
    assert f"Figures, targets and projects as of the database built on {built} UTC" in said.splitlines()[-1]
    assert "build again: python -m pmf build" in said


def test_a_round_that_is_not_sealed_cannot_be_verified(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tree, "verify", "2024-03") == 1
    assert "expected a sealed round, got none" in capsys.readouterr().err


def test_changes_are_sentences(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tree, "changes", "2023-12", "2024-03") == 0
    assert capsys.readouterr().out.splitlines() == [
        "16 Contract waivers submitted moved from Green to Red.",
        "16 Contract waivers submitted: 2 waivers in Jan 2024 is new (+1).",
    ]
    assert run(tree, "changes", "2023-12", "2023-12") == 0
    assert capsys.readouterr().out == "Nothing changed.\n"
    assert run(tree, "changes", "2023-12", "2024-03", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [change["kind"] for change in found["changes"]] == ["rating", "figure"]


def test_a_report_of_a_draft_and_of_every_committee(
    tree: Tree, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(tree, "report", "--round", "2024-03", "--committees", "--out", str(out)) == 0
    answer = capsys.readouterr()
    assert "is a draft" in answer.err
    committees = content.committees(tree.book().record("2024-03"))
    assert len(answer.out.splitlines()) == 4 * (1 + len(committees))
    assert all(Path(line).stat().st_size > 1000 for line in answer.out.splitlines())
    whole = json.loads((out / "performance-2024-03.json").read_text(encoding="utf-8"))
    assert whole["changed"] == [
        "16 Contract waivers submitted moved from Green to Red.",
        "16 Contract waivers submitted: 2 waivers in Jan 2024 is new (+1).",
    ]
    assert run(tree, "report", "--committee", "Tea", "--out", str(out)) == 1
    assert "unknown committee 'Tea'" in capsys.readouterr().err
