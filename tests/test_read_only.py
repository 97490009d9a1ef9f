"""A read-only instance: nothing changes, no draft is seen, nothing of the machine is told."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pmf import open_data, reading, refresh, runlog, settings, store
from pmf.runlog import Outcome
from pmf.settings import SettingError
from tests.conftest import Run
from tests.small_data import RETURN, SmallData
from tests.test_cli import Capture, ask

ROOT = Path(__file__).parent.parent
DRAFT = RETURN.replace("waivers,2023-04-01/P1M,3,1", "waivers,2023-10-01/P1M,1,8171")


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """This instance only shows."""
    monkeypatch.setenv("PMF_READ_ONLY", "1")


def page(name: str = "scorecard") -> AppTest:
    """The app on one of its pages."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    return app if name == "scorecard" else app.switch_page(f"pages/{name}.py").run()


@pytest.mark.parametrize(
    "arguments",
    [
        ("build",),
        ("refresh",),
        ("refresh", "--dry-run"),
        ("seal", "2023-09"),
        ("refresh", "--returns", "2026-03.csv"),
        ("projects", "--import", "x.csv", "--round", "2026-03"),
    ],
)
@pytest.mark.usefixtures("read_only")
def test_what_changes_figures_is_refused(capsys: Capture, database: Path, arguments: tuple[str, ...]) -> None:
    before = (database.resolve(), database.resolve().stat().st_mtime)
    answer = ask(capsys, *arguments)
    assert (answer.code, answer.out) == (1, "")
    assert "this instance is read-only" in answer.err
    assert (database.resolve(), database.resolve().stat().st_mtime) == before


def test_what_only_shows_is_not(run: Run, database: Path) -> None:
    assert run("scorecard", "--db", str(database), PMF_READ_ONLY="1").returncode == 0


@pytest.mark.usefixtures("read_only")
@pytest.mark.parametrize(("allowed", "seen"), [("", ["2023-09"]), ("1", ["2023-12", "2023-09"])])
def test_a_round_that_is_not_published_is_seen_only_where_that_is_set(
    small: SmallData, monkeypatch: pytest.MonkeyPatch, allowed: str, seen: list[str]
) -> None:
    monkeypatch.setenv("PMF_DRAFTS", allowed)
    small.write("data/returns/2023-12.csv", DRAFT)
    opened = small.build()
    assert reading.rounds(opened) == seen


def copied(database: Path, path: Path) -> Path:
    """A copy of the real database with a sealed round, 2025-09, and a draft, 2025-12; both after 2023-09."""
    names = [name for (name,) in store.current(database).rows("SELECT table_name FROM duckdb_tables()")]

    def fill(connection: Any) -> None:
        connection.execute(f"ATTACH '{database.resolve()}' AS held (READ_ONLY)")
        for name in names:
            if name != "build":
                connection.execute(f'CREATE TABLE "{name}" AS FROM held."{name}"')
        connection.execute("CREATE OR REPLACE TABLE build AS FROM held.build")
        for round_id, value in (("2025-09", "8170"), ("2025-12", "8171")):
            connection.execute(
                "INSERT INTO reported SELECT * REPLACE (? AS round, false AS published, ? AS current)"
                " FROM reported WHERE indicator = 'adult-education' AND round = '2023-09'",
                [round_id, value],
            )
            for name in names:
                if name.startswith("register_") or name == "round_part":
                    parts = "AND part = 'papers'" if name == "round_part" and round_id == "2025-12" else ""
                    rows = f"SELECT * REPLACE (? AS round) FROM {name} WHERE round = '2023-09' {parts}"
                    connection.execute(f"INSERT INTO {name} {rows}", [round_id])

    store.publish(path, fill)
    return path


@pytest.mark.parametrize(
    ("settings_", "rounds", "newest"),
    [
        ({}, ["2025-12", "2025-09", "2023-09"], "8171"),
        ({"PMF_READ_ONLY": "1"}, ["2025-09", "2023-09"], "8170"),
        ({"PMF_READ_ONLY": "1", "PMF_DRAFTS": "1"}, ["2025-12", "2025-09", "2023-09"], "8171"),
    ],
)
def test_a_draft_is_in_no_reading_of_a_read_only_instance_and_a_sealed_round_is(
    database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings_: dict[str, str],
    rounds: list[str],
    newest: str,
) -> None:
    opened = store.current(copied(database, tmp_path / "pmf.duckdb"))
    for name, value in settings_.items():
        monkeypatch.setenv(name, value)
    assert reading.rounds(opened) == reading.project_rounds(opened) == rounds
    shown = [str(row.current.value) for row in reading.scorecard(opened, "E47000008").rows if row.current]
    assert [value for value in ("8170", "8171") if value in shown] == [newest]
    if "2025-12" not in rounds:
        with pytest.raises(reading.UnknownRound):
            reading.scorecard(opened, "E47000008", "2025-12")
        with pytest.raises(reading.UnknownRound):
            reading.projects(opened, "2025-12")


def test_a_draft_is_in_no_table_of_the_public_database_and_a_sealed_round_is(database: Path, tmp_path: Path) -> None:
    version = open_data.publish(copied(database, tmp_path / "pmf.duckdb"), tmp_path / "open", date(2026, 11, 22))
    public = store.current(version / "pmf.duckdb")
    dated = [t for (t,) in public.rows("SELECT table_name FROM duckdb_columns() WHERE column_name = 'round'")]
    assert {"reported", "register_projects", "round_part"} <= set(dated)
    for name in dated:
        found = {round_id for (round_id,) in public.rows(f'SELECT DISTINCT round FROM "{name}"')}
        assert found <= {"2025-09", "2023-09"}, name
    assert public.rows("SELECT current FROM reported WHERE round = '2025-09'") == [("8170",)]
    assert b"8171" not in (version / "csv" / "rating.csv").read_bytes()


@pytest.mark.usefixtures("read_only")
def test_an_error_says_nothing_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMF_DB", str(tmp_path / "none.duckdb"))
    app = page()
    said = " ".join(str(element.value) for kind in (app.title, app.info, app.error, app.markdown) for element in kind)
    assert "cannot be read at the moment" in said
    for told in (str(tmp_path), "none.duckdb", "make run", "python -m pmf"):
        assert told not in said


@pytest.mark.usefixtures("database", "read_only")
def test_what_went_wrong_in_a_refresh_is_not_told_in_words_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMF_RAW", str(tmp_path))
    failed = Outcome(
        "ons_gva", "2026-11-01T03:00:00+00:00", "failed", 1.0, error="/srv/pmf/raw/x.csv: damaged", notes=("/srv",)
    )
    runlog.write(tmp_path / refresh.LOG, failed)
    app = page("methods")
    assert not app.exception
    said = "\n".join(element.proto.body for element in app.get("html"))
    assert "the refresh did not succeed" in said
    assert "/srv" not in said


@pytest.mark.parametrize("name", ["PMF_READ_ONLY", "PMF_DRAFTS"])
@pytest.mark.parametrize("said", ["yes", "true", "2", " 1"])
def test_a_switch_is_one_or_nought_so_that_nothing_is_open_by_mistake(
    monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.setenv("PMF_READ_ONLY", "1")
    monkeypatch.setenv(name, said)
    with pytest.raises(SettingError, match=f"{name}: expected 1 or 0, got '{said}'"):
        settings.drafts()


@pytest.mark.parametrize(
    "said",
    [
        "partner.example",
        "https://",
        "https://a.example/path",
        "*",
        "'unsafe-inline'",
        "https://a.example;",
        "http://a.example",
    ],
)
def test_an_embedder_is_an_origin_and_nothing_else(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("PMF_EMBEDDERS", f"https://good.example {said}")
    with pytest.raises(SettingError, match="PMF_EMBEDDERS: expected origins"):
        settings.embedders()


def test_embedders_are_taken_as_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMF_EMBEDDERS", "https://good.example  https://*.cam.example:8443")
    assert settings.embedders() == ("https://good.example", "https://*.cam.example:8443")
