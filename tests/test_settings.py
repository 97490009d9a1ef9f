"""Settings: environment variables with defaults, an empty one counting as not set."""

from pathlib import Path

import pytest

from pmf import settings
from pmf.build import DATA


def test_the_environment_names_the_database_and_the_area(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMF_DB", "elsewhere/some.duckdb")
    monkeypatch.setenv("PMF_AREA", "E47000001")
    assert (settings.database(), settings.area()) == (Path("elsewhere/some.duckdb"), "E47000001")


@pytest.mark.parametrize("value", [None, ""])
def test_defaults(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    for name in ("PMF_DB", "PMF_AREA"):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert (settings.database(), settings.area()) == (DATA / "pmf.duckdb", "E47000008")


def test_every_setting_says_its_default() -> None:
    assert all("Default:" in text for text in settings.SETTINGS.values())


def test_the_tests_never_name_the_developers_database() -> None:
    assert DATA not in settings.database().parents
