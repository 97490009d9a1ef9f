"""Every connector there is, found by walking the package: whole, well declared, a recorded reply beside it."""

import inspect
import sys
from pathlib import Path
from types import ModuleType

import pytest
from replay import RECORDED, fetched

from connectors.base import Connector, completed
from connectors.discovery import connectors_by_source
from connectors.intake import UnknownSource, everything, intakes
from pmf.observations import LICENCES

FOUND = connectors_by_source()
every_connector = pytest.mark.parametrize("connector", FOUND.values(), ids=FOUND)


def test_connectors_are_found() -> None:
    assert len(FOUND) >= 20


@every_connector
def test_a_connector_declares_itself(connector: Connector) -> None:
    source = connector.SOURCE
    assert source.licence in LICENCES
    assert source.landing_page.startswith("https://")
    assert source.publisher
    assert source.dataset
    assert source.series
    assert source.releases == (), "releases are what refreshes bring, not what a connector says"


@every_connector
def test_a_series_is_named_after_its_source_and_has_a_unit(connector: Connector) -> None:
    for series in connector.SOURCE.series:
        assert series.id.startswith(f"{connector.SOURCE.id}.")
        assert series.unit.strip()
        assert series.title.strip()
        assert series.decimals >= 0


def test_no_series_is_declared_twice() -> None:
    names = [series.id for connector in FOUND.values() for series in connector.SOURCE.series]
    assert sorted(names) == sorted(set(names))


@every_connector
def test_a_connector_says_what_it_knows(connector: Connector) -> None:
    assert inspect.getdoc(connector)
    assert connector.fetch.__doc__
    assert connector.tidy.__doc__


@every_connector
def test_recorded_replies_become_every_declared_series(connector: Connector) -> None:
    raw = fetched(connector)
    rows = completed(connector.SOURCE, connector.tidy(raw))
    assert set(rows["series"]) == {series.id for series in connector.SOURCE.series}
    assert completed(connector.SOURCE, connector.tidy(raw)).equals(rows), "the same files give the same rows"


def test_no_reply_is_recorded_for_a_source_that_is_gone() -> None:
    assert {path.name for path in RECORDED.iterdir() if path.is_dir()} <= set(everything())


def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **modules: str) -> ModuleType:
    """A package of these modules, as somebody would add them."""
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "somebodys").mkdir()
    (tmp_path / "somebodys/__init__.py").write_text("")
    for name, text in modules.items():
        (tmp_path / f"somebodys/{name}.py").write_text(text)
    for name in [name for name in sys.modules if name.partition(".")[0] == "somebodys"]:
        monkeypatch.delitem(sys.modules, name)
    return __import__("somebodys")


DECLARED = """
from pmf.observations import Source
SOURCE = Source("jobs", "ONS", "Jobs", "1", "https://example.org", "OGL-UK-3.0", "annual", ())
"""


def test_a_new_file_is_a_new_source_and_nothing_else_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = DECLARED + "def fetch(landing): ...\ndef tidy(raw): ...\n"
    found = connectors_by_source(package(tmp_path, monkeypatch, jobs=whole, dates="SHARED = 1\n"))
    assert list(found) == ["jobs"]


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("jobs", DECLARED + "def fetch(landing): ...\n", "expected fetch and tidy beside SOURCE, got no tidy"),
        ("work", DECLARED, "expected the source id work, as the file is named, got jobs"),
    ],
)
def test_a_connector_that_is_not_whole_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, error: str
) -> None:
    with pytest.raises(TypeError, match=error):
        connectors_by_source(package(tmp_path, monkeypatch, **{name: text}))


def test_sources_are_chosen_by_name_and_an_unknown_name_says_which_there_are(tmp_path: Path, http) -> None:
    assert [intake.source.id for intake in intakes(tmp_path, http)] == list(FOUND)
    assert [intake.source.id for intake in intakes(tmp_path, http, ["ons_aps"])] == ["ons_aps"]
    with pytest.raises(UnknownSource, match=r"expected sources among .*ons_aps.*, got jobs"):
        intakes(tmp_path, http, ["jobs"])
