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
    for name in ("PMF_DATA", "PMF_DB", "PMF_AREA"):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert (settings.data(), settings.database(), settings.area()) == (DATA, DATA / "pmf.duckdb", "E47000008")


def test_the_database_lies_in_the_data_folder_unless_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMF_DATA", "elsewhere")
    monkeypatch.delenv("PMF_DB")
    assert (settings.data(), settings.database()) == (Path("elsewhere"), Path("elsewhere/pmf.duckdb"))


@pytest.mark.parametrize("said", ["help@example.org", "https://example.org/contact", ""])
def test_readers_are_given_an_address_to_write_to(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("PMF_READERS_CONTACT", said)
    assert settings.readers_contact() == said


@pytest.mark.parametrize("said", ["javascript:alert(1)", "Ann", "http://example.org", 'a@b"><script>'])
def test_what_is_no_address_to_write_to_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("PMF_READERS_CONTACT", said)
    with pytest.raises(settings.SettingError, match="PMF_READERS_CONTACT: expected an e-mail or https address"):
        settings.readers_contact()


def test_every_setting_says_its_default() -> None:
    assert all("Default:" in text for text in settings.SETTINGS.values())


def test_the_tests_never_name_the_developers_database() -> None:
    assert DATA not in settings.database().parents


@pytest.mark.parametrize("value", [None, "", " "])
def test_no_basemap_is_the_default(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv("PMF_BASEMAP", raising=False)
    if value is not None:
        monkeypatch.setenv("PMF_BASEMAP", value)
    assert settings.basemap() is None


def test_a_basemap_names_its_style_and_whom_a_browser_must_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    style = "https://maps.example:8443/gl/light/style.json?key=a-1"
    monkeypatch.setenv("PMF_BASEMAP", f"{style} https://*.tiles.example https://maps.example:8443")
    assert settings.basemap() == settings.Basemap(style, ("https://maps.example:8443", "https://*.tiles.example"))


@pytest.mark.parametrize(
    "value",
    [
        "light",
        "https://maps.example",
        "http://maps.example/style.json",
        "https://maps.example/a;script-src",
        "https://maps.example/style.json tiles.example",
        "https://maps.example/style.json https://tiles.example;",
    ],
)
def test_a_basemap_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PMF_BASEMAP", value)
    with pytest.raises(settings.SettingError, match=r"PMF_BASEMAP: expected https://host/style\.json and origins"):
        settings.basemap()
