"""One real database for the whole run, made once in a temporary folder; the developer's own is never touched."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from pmf import store
from pmf.store import Store
from tests import small_data
from tests.small_data import SmallData

ROOT = Path(__file__).parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]

hypothesis.settings.register_profile("pmf", deadline=None, database=None)
hypothesis.settings.load_profile("pmf")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes minutes more is run where it is asked for, and said to be left out elsewhere."""
    if "thorough" in config.getoption("markexpr"):
        return
    for item in items:
        if item.get_closest_marker("thorough"):
            item.add_marker(pytest.mark.skip(reason="takes minutes: run with -m thorough"))


@pytest.fixture(scope="session", autouse=True)
def no_components() -> Iterator[None]:
    """A page under test does not look through every installed package for components of Streamlit, as we use none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
        yield


@pytest.fixture(scope="session", autouse=True)
def database_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where PMF_DB points during the tests, whether or not a database has been made there yet."""
    path = tmp_path_factory.mktemp("database") / "pmf.duckdb"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PMF_DB", str(path))
        for name in ("PMF_AREA", "PMF_DATA", "PMF_RAW"):
            patch.delenv(name, raising=False)
        yield path


@pytest.fixture(scope="session")
def built(run: Run) -> subprocess.CompletedProcess[str]:
    """What `python -m pmf build` said when it made the database from the committed files."""
    return run("build")


@pytest.fixture(scope="session")
def database(built: subprocess.CompletedProcess[str], database_path: Path) -> Path:
    """The database built from the committed files."""
    assert built.returncode == 0, built.stderr
    return database_path


@pytest.fixture
def opened(database: Path) -> Store:
    """The real database, open for reading."""
    return store.current(database)


@pytest.fixture
def other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """No database is open yet, as in a process just started: for tests that publish databases of their own."""
    monkeypatch.setattr(store, "_open", {})


@pytest.fixture(scope="session")
def run(database_path: Path) -> Run:
    """`python -m pmf ...` as a real process."""

    def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-W", "error", "-m", "pmf", *arguments]
        variables = {**os.environ, **environment}
        return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)

    return start


@pytest.fixture
def small(tmp_path: Path, other_process: None) -> SmallData:
    """A small hand-made data tree to break."""
    return small_data.make(tmp_path)
