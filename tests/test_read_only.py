"""A read-only instance: nothing changes, no draft is seen, nothing of the machine is told."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pmf import reading, refresh, runlog, settings, store
from pmf.runlog import Outcome
from pmf.settings import SettingError
from tests.conftest import Run
from tests.small_data import RETURN, SmallData

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


@pytest.mark.parametrize("arguments", [("build",), ("refresh",), ("refresh", "--dry-run")])
def test_what_changes_figures_is_refused(run: Run, database: Path, arguments: tuple[str, ...]) -> None:
    before = (database.resolve(), database.resolve().stat().st_mtime)
    done = run(*arguments, PMF_READ_ONLY="1")
    assert (done.returncode, done.stdout) == (1, "")
    assert "this instance is read-only" in done.stderr
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


def test_a_round_that_is_not_published_is_in_no_reading_of_a_read_only_instance(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pmf.duckdb"
    held = store.current(database)

    def fill(connection: Any) -> None:
        connection.execute(f"ATTACH '{database.resolve()}' AS held (READ_ONLY)")
        for (name,) in held.rows("SELECT table_name FROM duckdb_tables() WHERE table_name != 'build'"):
            connection.execute(f'CREATE TABLE "{name}" AS FROM held."{name}"')
        connection.execute(
            "INSERT INTO reported SELECT * REPLACE ('2025-12' AS round, false AS published, '8171' AS current)"
            " FROM reported WHERE indicator = 'adult-education'"
        )

    store.publish(path, fill)
    opened = store.current(path)
    shown = reading.scorecard(opened, "E47000008")
    assert any(row.current and str(row.current.value) == "8171" for row in shown.rows)
    monkeypatch.setenv("PMF_READ_ONLY", "1")
    hidden = reading.scorecard(opened, "E47000008")
    assert not any(row.current and str(row.current.value) == "8171" for row in hidden.rows)
    with pytest.raises(reading.UnknownRound):
        reading.scorecard(opened, "E47000008", "2025-12")


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
