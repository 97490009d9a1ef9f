"""A register brought in: what is taken, what is refused, and what is left when it is."""

import io
import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from pmf.build import DATA
from pmf.projects import files, importing, schema, template
from pmf.projects.files import RegisterError
from pmf.tables import DataFileError
from tests.conftest import Run
from tests.projects import sheets
from tests.projects.sheets import KNOWN, ROUND, put, take, taken


def test_a_workbook_without_fault_is_taken_whole(tmp_path: Path) -> None:
    found = taken(sheets.workbook(tmp_path / "register.xlsx"), tmp_path / "data")
    assert [row["project_id"] for row in found["projects"]] == ["bridge", "courses"]
    assert found["projects"][0]["expected_delivery_cost_gbp"] == "1500000"
    assert found["projects"][0]["round"] == ROUND
    assert (found["locations"][0]["latitude"], found["locations"][0]["longitude"]) == ("52.575", "-0.2503")
    assert found["indicators"][0]["lag_months"] == "24"
    assert {name: len(rows) for name, rows in found.items()} == dict.fromkeys(found, 1) | {"projects": 2}


def test_a_folder_of_csv_files_gives_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    folder.mkdir()
    for sheet in schema.SHEETS:
        (folder / f"{sheet.name}.csv").write_text(sheets.as_csv(sheet, sheets.rows()[sheet.name]), encoding="utf-8")
    one = taken(folder, tmp_path / "one")
    assert one == taken(sheets.workbook(tmp_path / "register.xlsx"), tmp_path / "other")


def test_one_csv_file_is_the_sheet_of_projects(tmp_path: Path) -> None:
    path = tmp_path / "my list.csv"
    path.write_text(sheets.as_csv(schema.PROJECTS, sheets.rows()["projects"]), encoding="utf-8")
    done = take(path, tmp_path / "data")
    assert done.rows["projects"] == 2
    assert "no sheet locations: taken as empty" in done.remarks


def test_a_date_that_could_be_read_either_way_is_said(tmp_path: Path) -> None:
    rows = sheets.rows()["projects"]
    dated = [{**rows[0], "last_report": "03/04/2026"}, {**rows[1], "last_report": "31.03.2026"}]
    path = tmp_path / "projects.csv"
    path.write_text(sheets.as_csv(schema.PROJECTS, dated), encoding="utf-8")
    done = take(path, tmp_path / "data")
    assert [remark for remark in done.remarks if "read as" in remark] == [
        "sheet projects, row 2, last_report: 03/04/2026 read as 3 Apr 2026, the day before the month"
    ]


@pytest.mark.parametrize("typed", ["00/04/2026", "4/0/2026", "99/99/2026"])
def test_a_date_that_is_none_is_a_fault_and_no_crash(tmp_path: Path, typed: str) -> None:
    rows = sheets.rows()["projects"]
    path = tmp_path / "projects.csv"
    path.write_text(sheets.as_csv(schema.PROJECTS, [{**rows[0], "last_report": typed}]), encoding="utf-8")
    with pytest.raises(RegisterError, match=f"last_report.*{typed}"):
        take(path, tmp_path / "data")


def test_the_committed_register_comes_through_an_import_unchanged(tmp_path: Path) -> None:
    source = DATA / "projects" / "2023-09"
    districts = {code: code for code in ("E06000031", "E07000009", "E07000010", "E07000011")}
    indicators = {
        line.split(",")[1] for line in (source / "indicators.csv").read_text(encoding="utf-8").split("\n")[1:-1]
    }
    known = files.Known(districts, indicators)
    importing.take(source, "2023-09", tmp_path, known)
    for sheet in schema.SHEETS:
        name = f"{sheet.name}.csv"
        assert (tmp_path / "projects" / "2023-09" / name).read_bytes() == (source / name).read_bytes(), name


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "projects.csv"
    text = sheets.as_csv(schema.PROJECTS, sheets.rows()["projects"]).replace("Bridge", "Café – “Bridge”")
    path.write_bytes(text.encode("windows-1252"))
    done = take(path, tmp_path / "data")
    assert "projects.csv is not in UTF-8; it was read as windows-1252" in done.remarks
    written = (tmp_path / "data" / "projects" / ROUND / "projects.csv").read_text(encoding="utf-8")
    assert "Café – “Bridge”" in written


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("projects.csv", "project_id,name\n".encode("utf-16"), "expected text in UTF-8 or windows-1252, got UTF-16"),
        ("projects.csv", b"project_id;name;rag\n", "line 1: expected commas between the cells"),
        ("projects.csv", b'project_id,name\na,"open\n', "expected cells quoted and closed"),
        ("projects.xls", b"\xd0\xcf\x11\xe0", "its name: expected a workbook .xlsx, a file .csv or a folder of these"),
        ("projects.xlsx", b"\xd0\xcf\x11\xe0", "expected an Excel workbook without a password"),
        ("projects.xlsx", b"", "expected an Excel workbook without a password"),
    ],
)
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, name: str, raw: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(DataFileError) as refusal:
        take(path, tmp_path / "data")
    assert message in str(refusal.value)
    assert str(path) in str(refusal.value)


def test_a_register_that_is_held_is_replaced_only_on_request(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "register.xlsx")
    data = tmp_path / "data"
    take(path, data)
    with pytest.raises(importing.RegisterHeld, match="--replace"):
        take(path, data)
    changed = sheets.workbook(path, put("projects", "rag", "Red"))
    importing.take(changed, ROUND, data, KNOWN, replace=True)
    assert files.read(data, KNOWN)["projects"]["rag"].tolist() == ["Red", "Green"]
    assert [entry.name for entry in (data / "projects").iterdir()] == [ROUND]


def test_a_faulty_register_leaves_the_one_that_is_held(tmp_path: Path) -> None:
    data = tmp_path / "data"
    take(sheets.workbook(tmp_path / "register.xlsx"), data)
    bad = sheets.workbook(tmp_path / "bad.xlsx", put("projects", "rag", "Purple"))
    with pytest.raises(RegisterError):
        importing.take(bad, ROUND, data, KNOWN, replace=True)
    assert files.read(data, KNOWN)["projects"]["rag"].tolist() == ["Amber", "Green"]


def test_a_register_that_does_not_prove_itself_leaves_the_one_that_is_held(tmp_path: Path) -> None:
    data = tmp_path / "data"

    def refuse() -> None:
        assert files.read(data, KNOWN)["projects"]["rag"].tolist() == ["Red", "Green"]
        raise ValueError("a paper names another project")

    changed = sheets.workbook(tmp_path / "changed.xlsx", put("projects", "rag", "Red"))
    with pytest.raises(ValueError, match="another project"):
        importing.take(changed, ROUND, data, KNOWN, prove=refuse)
    assert list((data / "projects").iterdir()) == []
    take(sheets.workbook(tmp_path / "register.xlsx"), data)
    with pytest.raises(ValueError, match="another project"):
        importing.take(changed, ROUND, data, KNOWN, replace=True, prove=refuse)
    assert files.read(data, KNOWN)["projects"]["rag"].tolist() == ["Amber", "Green"]
    assert [entry.name for entry in (data / "projects").iterdir()] == [ROUND]


def test_a_workbook_that_may_be_filled_in_is_not_written_over(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    assert run("projects", "--template", str(path)).returncode == 0
    before = path.read_bytes()
    again = run("projects", "--template", str(path))
    assert again.returncode == 1
    assert "expected none of that name yet" in again.stderr
    assert path.read_bytes() == before


def test_the_template_filled_in_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(template.workbook(KNOWN.districts, ["total-jobs"]))
    book = load_workbook(path)
    for sheet in schema.SHEETS:
        for row in sheets.rows()[sheet.name]:
            book[sheet.name].append([row.get(name) for name in sheet.names])
    book.save(path)
    assert take(path, tmp_path / "data").rows["projects"] == 2


def test_the_workbook_has_the_schema_in_words_without_marks_of_code() -> None:
    book = load_workbook(io.BytesIO(template.workbook(KNOWN.districts, ["total-jobs"])))
    told = {(row[0], row[1]): row[2:] for row in book[importing.NOTES].iter_rows(values_only=True)}
    assert told["projects", "direction_of_travel"][0] == "“worsening” is towards Red"
    assert told["projects", "districts"][0] == "codes joined by “;”, or “region” for the whole area"
    words = [str(cell.value) for page in book for row in page.iter_rows() for cell in row]
    words += [cell.comment.text for sheet in schema.SHEETS for cell in book[sheet.name][1] if cell.comment]
    assert "“worsening” is towards Red. Improving, level, worsening." in " ".join(words)
    assert "`" not in " ".join(words)


def test_the_schema_is_documented_as_it_is() -> None:
    page = Path(__file__).parent.parent.parent / "docs" / "projects.md"
    assert page.read_text(encoding="utf-8") == template.words()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that a database can be built from, with no register."""
    from tests import small_data

    small = small_data.make(tmp_path)
    (small.data / "rounds" / "2023-09" / "scorecard.csv").unlink()
    return small.data


def test_the_command_names_every_fault_as_json_and_fails(tmp_path: Path, run: Run, data: Path) -> None:
    def two(book: Workbook) -> None:
        put("projects", "rag", "Purple")(book)
        put("projects", "districts", "region")(book)
        put("locations", "district_code", "E07000008")(book)
        put("locations", "longitude", 52.0)(book)

    path = sheets.workbook(tmp_path / "register.xlsx", two)
    arguments = ("projects", "--import", str(path), "--round", ROUND, "--data", str(data), "--format", "json")
    reply = run(*arguments, "--db", str(tmp_path / "db" / "pmf.duckdb"))
    assert reply.returncode == 1
    said = json.loads(reply.stdout)
    assert said["taken"] is False
    assert [(fault["sheet"], fault["row"], fault["column"]) for fault in said["faults"]] == [
        ("projects", 2, "rag"),
        ("locations", 2, "longitude"),
    ]
    assert said["faults"][1]["meant"] == ""
    assert not (data / "projects").exists()


def test_the_command_takes_a_register_only_with_its_round(run: Run, tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "register.xlsx")
    reply = run("projects", "--import", str(path))
    assert reply.returncode == 2
    assert "--import goes with --round" in reply.stderr
