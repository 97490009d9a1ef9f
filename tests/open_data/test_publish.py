"""A version of the open data: complete, checkable, without drafts, and there as a whole or not at all."""

import json
import re
import subprocess
from datetime import date
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from pmf import open_data, store
from pmf.open_data import manifest, tables
from pmf.open_data.files import UnsafeText
from pmf.refusals import Refusal
from tests.conftest import ROOT, Run
from tests.open_data.conftest import DAY
from tests.small_data import RETURN, SOURCE, SmallData

DRAFT = RETURN.replace("waivers,2023-04-01/P1M,3,1", "waivers,2023-10-01/P1M,1,8171")


def published(small: SmallData) -> Path:
    """A version made from the small tree, whose indicators stand for the catalogue."""
    small.build()
    return open_data.publish(small.db, small.root / "open", DAY)


def test_the_command_makes_a_version_and_lets_latest_lead_to_it(run: Run, database: Path, tmp_path: Path) -> None:
    done = run("publish", "--db", str(database), "--out", str(tmp_path / "open"))
    assert done.returncode == 0, done.stderr
    version = Path(done.stdout.strip())
    assert (tmp_path / "open" / "latest").resolve() == version
    assert {path.name for path in version.iterdir()} == {
        *("LICENCE.txt", "README.txt", "SHA256SUMS", "manifest.json", "csv", "parquet"),
        *("pmf.duckdb", f"pmf.{version.name}.duckdb"),
    }
    assert [path.name for path in (tmp_path / "open").iterdir() if path.name.startswith(".")] == []


def test_every_file_is_in_the_checksums_and_they_hold(version: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=version, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    listed = {line.split("  ", 1)[1] for line in (version / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    there = {
        path.relative_to(version).as_posix() for path in version.rglob("*") if path.is_file() and not path.is_symlink()
    }
    assert listed == there - {"SHA256SUMS"}
    told = json.loads((version / "manifest.json").read_text(encoding="utf-8"))
    assert {file["path"] for file in told["files"]} == listed - {"manifest.json"}
    for file in told["files"]:
        assert (version / file["path"]).stat().st_size == file["bytes"]
        assert manifest.checksum(version / file["path"]) == file["sha256"]


def test_the_database_beside_the_files_is_one_of_ours(version: Path, database: Path) -> None:
    opened = store.current(version / "pmf.duckdb")
    ((count, stamp),) = opened.rows("SELECT count(*), (SELECT made_from FROM build) FROM observation")
    ((expected,),) = store.current(database).rows("SELECT count(*) FROM observation")
    assert (count, stamp) == (expected, store.current(database).stamp)


def test_a_draft_is_in_no_file(small: SmallData) -> None:
    small.write("data/returns/2023-12.csv", DRAFT)
    version = published(small)
    assert small.build().rows("SELECT count(*) FROM reported WHERE round = '2023-12'") == [(1,)]
    assert store.current(version / "pmf.duckdb").rows("SELECT DISTINCT round FROM reported") == [("2023-09",)]
    for path in (version / "csv").iterdir():
        assert "2023-12" not in path.read_text(encoding="utf-8"), path
        assert "8171" not in path.read_text(encoding="utf-8"), path
    assert b"8171" not in (version / "pmf.duckdb").read_bytes()


def test_the_licence_names_every_publisher_held(version: Path, database: Path) -> None:
    said = (version / "LICENCE.txt").read_text(encoding="utf-8")
    for (publisher,) in store.current(database).rows(
        "SELECT DISTINCT publisher FROM source JOIN coverage ON coverage.source = source.id"
    ):
        assert publisher in said
    assert "Open Government Licence v3.0" in said


def test_the_metadata_describes_every_column_and_its_pointers_hold(version: Path) -> None:
    described = json.loads((version / "csv" / "csv-metadata.json").read_text(encoding="utf-8"))
    assert {entry["url"] for entry in described["tables"]} == {path.name for path in (version / "csv").glob("*.csv")}
    with duckdb.connect() as connection:
        for entry in described["tables"]:
            file, schema = version / "csv" / entry["url"], entry["tableSchema"]
            with file.open(encoding="utf-8") as lines:
                header = lines.readline().strip().replace('"', "").split(",")
            assert header == [column["name"] for column in schema["columns"]]
            assert all(column["dc:description"] for column in schema["columns"])
            connection.execute(f"CREATE TABLE {file.stem} AS FROM read_csv('{file}', all_varchar = true)")
            key = ", ".join(schema["primaryKey"])
            repeated = f"SELECT {key} FROM {file.stem} GROUP BY {key} HAVING count(*) > 1"
            assert connection.execute(repeated).fetchall() == []
        for entry in described["tables"]:
            for pointer in entry["tableSchema"].get("foreignKeys", []):
                table, name = Path(entry["url"]).stem, pointer["columnReference"]
                to = pointer["reference"]
                lost = f"""SELECT DISTINCT {name} FROM {table} WHERE {name} IS NOT NULL AND {name} NOT IN
                           (SELECT {to["columnReference"]} FROM {Path(to["resource"]).stem})"""
                assert connection.execute(lost).fetchall() == [], (table, name)


def test_a_text_that_is_a_formula_to_a_spreadsheet_is_refused_and_nothing_is_left(small: SmallData) -> None:
    small.write("data/snapshot/small/source.toml", SOURCE.replace('dataset = "Jobs', 'dataset = "=Jobs'))
    small.build()
    with pytest.raises(UnsafeText, match=r"source, dataset: expected no text that a spreadsheet takes.*'=Jobs"):
        open_data.publish(small.db, small.root / "open", DAY)
    assert list((small.root / "open").iterdir()) == []


def test_versions_stand_beside_each_other_and_latest_moves_on(small: SmallData) -> None:
    first = published(small)
    before = (first / "SHA256SUMS").read_bytes()
    second = open_data.publish(small.db, small.root / "open", date(2026, 11, 23))
    assert first != second
    assert (small.root / "open" / "latest").resolve() == second.resolve()
    assert str((small.root / "open" / "latest").readlink()) == second.name  # so that the folder can be moved or copied
    assert (first / "SHA256SUMS").read_bytes() == before
    assert json.loads((second / "manifest.json").read_text(encoding="utf-8"))["published"] == "2026-11-23"


def test_a_file_in_the_place_of_the_folder_is_refused(small: SmallData) -> None:
    small.build()
    with pytest.raises(open_data.NotAFolder, match="expected a folder or nothing, got a file"):
        open_data.publish(small.db, small.write("taken", "x"), DAY)


def test_a_folder_in_the_place_of_the_link_is_refused_and_nothing_is_left(small: SmallData) -> None:
    small.build()
    out = small.path("out")
    (out / "latest").mkdir(parents=True)
    with pytest.raises(open_data.NotAFolder, match="latest: expected the link to the latest version or nothing"):
        open_data.publish(small.db, out, DAY)
    assert [path.name for path in out.iterdir()] == ["latest"]


def test_without_a_database_nothing_is_made(run: Run, tmp_path: Path) -> None:
    done = run("publish", "--db", str(tmp_path / "none.duckdb"), "--out", str(tmp_path / "open"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no database" in done.stderr
    assert list((tmp_path / "open").iterdir()) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('title = "x"\nkey = ["a"]\n[columns]\na = { kind = "text", told = "x" }', "'columns.a.kind'"),
        ('title = "x"\nkey = ["b"]\n[columns]\na = { kind = "string", told = "x" }', "columns of the table"),
        ('title = "x"\nkey = ["a"]\npartition = "b"\n[columns]\na = { kind = "string", told = "x" }', "'partition'"),
        ('title = "x"\nkey = ["a"]\nmore = 1\n[columns]\na = { kind = "string", told = "x" }', "no such key"),
    ],
)
def test_a_table_declared_wrongly_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=words):
        tables.read(path)


def test_the_page_offers_every_file_of_the_newest_version(version: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMF_OPEN_DATA", str(version.parent))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run().switch_page("pages/methods.py").run()
    assert not app.exception
    (shown,) = (text for element in app.get("html") if "open-data/latest" in (text := element.proto.body))
    links = re.findall(r'href="open-data/latest/([^"]+)"', shown)
    assert {f"csv/{table.name}.csv" for table in tables.every()} < set(links)
    assert f"pmf.{version.name}.duckdb" in links
    assert all((version / link).is_file() for link in links)
    assert "154,895" in shown


def test_where_nothing_is_published_nothing_is_offered(tmp_path: Path) -> None:
    assert manifest.offer(tmp_path) is None
