"""Screen, Word, spreadsheet, page and JSON of a sealed round say the same in every cell."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pmf import export_projects, reading, reported, wording
from pmf.report import content, writing
from pmf.rounds.record import Record
from pmf.scorecard import Row
from pmf.store import Store
from pmf.ui import table
from tests.report import opened as read
from tests.report.conftest import ROUND

FIGURES = ("Previous", "Current", "Change", "Target")
TEXTS = ("No", "Indicator", "Period")
RATINGS = ("Against direction", "Against target")


def on_screen(held: Store) -> read.Rows:
    """The scorecard as the page draws it."""
    card = reading.scorecard(held, reported.AREA, ROUND)

    def named(row: Row) -> str:
        return row.indicator.name

    drawn = table.render(card.rows, table.SCORECARD, "x", "x", named)
    return read.rows(read.Tables(drawn).found[0])


def test_all_27_rows_agree_in_every_cell(files: Mapping[str, Path], opened: Store) -> None:
    page, word = read.of_page(files["html"], "No"), read.of_word(files["docx"], "No")
    sheet, data, screen = (
        read.of_sheet(files["xlsx"], "Scorecard"),
        read.of_json(files["json"])["rows"],
        on_screen(opened),
    )
    assert [len(rows) for rows in (page, word, sheet, data, screen)] == [27] * 5
    for p, w, s, d, v in zip(page, word, sheet, data, screen, strict=True):
        assert {name: w[name] for name in w if name not in RATINGS} == {
            name: p[name] for name in p if name not in RATINGS
        }
        for name in TEXTS:
            assert p[name] == read.shown(s[name]) == v[name], name
        assert (p["No"], p["Indicator"], p["Period"]) == (str(d["number"]), d["name"], v["Period"])
        for name in FIGURES:
            assert read.plain(p[name]) == read.shown(s[name]), name
            assert read.plain(p[name]) == ("[x]" if d[name.lower()] is None else d[name.lower()]), name
        assert [p[name] for name in ("Previous", "Current", "Change")] == [
            v[n] for n in ("Previous", "Current", "Change")
        ]
        for name, key, seen in (
            ("Against direction", "direction_rating", "Direction"),
            ("Against target", "target_rating", "Target"),
        ):
            ratings = {
                read.word(p[name]),
                read.word(w[name]),
                read.shown(s[name]),
                d[key] or "Not rated",
                read.word(v[seen]),
            }
            assert len(ratings) == 1, (p["No"], ratings)
        assert p["Travel"].split()[1] == read.shown(s["Travel"]).split()[1] == d["travel"]
        assert read.shown(s["Basis"]) == p["Basis"] == d["basis"]


def test_all_7_projects_agree_in_every_cell(files: Mapping[str, Path], opened: Store) -> None:
    page, word = read.of_page(files["html"], "Project"), read.of_word(files["docx"], "Project")
    sheet, data = read.of_sheet(files["xlsx"], "Projects"), read.of_json(files["json"])["projects"]
    register = reading.projects(opened, ROUND)
    screen = [export_projects.row(entry, register.edition, register.day) for entry in register.rows]
    assert [len(rows) for rows in (page, word, sheet, data, screen)] == [7] * 5
    assert data == screen
    for p, w, s, d, entry in zip(page, word, sheet, data, register.rows, strict=True):
        assert {name: w[name] for name in w if name != "Rating"} == {name: p[name] for name in p if name != "Rating"}
        assert {read.word(p["Rating"]), read.word(w["Rating"]), read.shown(s["Rating"])} == {d["rag"]}
        assert (p["Project"], p["Travel"], p["Stage"]) == (d["name"], d["direction_of_travel"], d["stage"])
        ahead = entry.project.next_milestone(register.day)
        assert ahead
        assert ahead.planned
        assert (p["Next milestone"], p["Planned"]) == (d["next_milestone"], wording.day(ahead.planned))
        assert (p["Days late"], p["Report"]) == (str(d["days_late"]), d["report_frequency"])
        for name in p:
            if name != "Rating":
                assert read.plain(p[name]) == read.plain(read.shown(s[name])), name


def test_counts_and_exceptions_agree(files: Mapping[str, Path], record: Record) -> None:
    found = read.of_json(files["json"])
    assert found["counts"] == {"Red": 10, "Amber": 1, "Green": 16}
    assert found["project_counts"] == {"Red": 0, "Amber": 4, "Green": 3}
    assert found["exceptions"] == [row.indicator.id for row in record.exceptions]
    page = files["html"].read_text(encoding="utf-8")
    assert "10 Red, 1 Amber and 16 Green of 27 indicators" in page
    assert all(f'<h3 id="{name}">' in page for name in found["exceptions"])


def test_two_runs_give_the_same_bytes(files: Mapping[str, Path], record: Record, tmp_path: Path) -> None:
    for path in writing.write(record, tmp_path):
        assert path.read_bytes() == files[path.suffix.removeprefix(".")].read_bytes(), path.name


def test_every_committee_has_its_part_and_together_they_are_no_more_than_the_whole(record: Record) -> None:
    parts = {name: content.of_committee(record, name) for name in content.committees(record)}
    assert {name: len(part.card.rows) for name, part in parts.items()} == {
        "Business Board": 9,
        "Skills and Employment Committee": 3,
        "Environment and Sustainable Communities Committee": 6,
        "Transport and Infrastructure Committee": 2,
    }
    rows = [row.indicator.id for part in parts.values() for row in part.card.rows]
    assert len(rows) == len(set(rows))
    skills = content.document(record, "Skills and Employment Committee")
    assert next(section.anchor for section in skills.sections if section.level == 3) == "further-education-achievements"
    assert skills.file == "performance-2023-09-skills-and-employment-committee"
    with pytest.raises(content.UnknownCommittee, match="unknown committee 'Tea': expected one of Business Board"):
        content.document(record, "Tea")
