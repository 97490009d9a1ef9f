"""Names in a link: each page says what it takes, and reads no other."""

import pytest
from streamlit.runtime.state import QueryParamsProxy
from streamlit.testing.v1 import AppTest

from pmf.ui import takes
from pmf.ui.address import CARRIED
from tests.ui.test_pages import ROOT, page, text


def alone(name: str, **address: str) -> AppTest:
    """A page opened by a link without the first one before it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params.update(address)
    return app.run() if name == "scorecard" else app.switch_page(f"pages/{name}.py").run()


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("name", [name for name in takes.PAGES if name])
def test_a_page_says_which_names_in_a_link_it_does_not_take(name: str) -> None:
    app = alone(name, projet="university", Id="x", round="2023-09")
    said = app.warning[0].value
    assert said.startswith("The link says “Id” and “projet”, which are no choices of this page and are left out.")
    assert said.endswith(f"The page takes {', '.join((*takes.PAGES[name], *CARRIED[:-1]))} and as_known.")
    assert "projet=" not in text(app)
    del app.query_params["projet"], app.query_params["Id"]
    assert not any("The link says" in warning.value for warning in app.run().warning)


@pytest.mark.usefixtures("database")
def test_what_a_newsletter_hangs_on_to_a_link_asks_for_nothing() -> None:
    assert not alone("benchmarking", utm_source="newsletter", mc_cid="1").warning


def test_many_names_and_hostile_ones_are_cut_short() -> None:
    app = page(**{f"<b>{'x' * 1000}{number}": "1" for number in range(50)})
    assert len(app.warning) == 1
    assert "and 47 more" in app.warning[0].value
    assert len(app.warning[0].value) < 400


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("name", "address"),
    [
        *((name or "scorecard", {}) for name in takes.PAGES),
        ("region", {"theme": "economy"}),
        ("benchmarking", {"view": "history", "target": "80"}),
        ("benchmarking", {"view": "index"}),
        ("edit", {"round": "2023-09"}),
        ("edit", {"view": "targets"}),
    ],
)
def test_what_a_page_reads_of_its_address_is_what_it_says_it_takes(
    name: str, address: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    read = QueryParamsProxy.get_all

    def noted(self: QueryParamsProxy, key: str) -> list[str]:
        asked.add(key)
        return read(self, key)

    monkeypatch.setattr(QueryParamsProxy, "get_all", noted)
    app = alone(name, **address)
    assert not app.exception
    assert not app.warning
    assert {"round", "edition", "area"} <= asked
    assert asked <= {*takes.PAGES["" if name == "scorecard" else name], *CARRIED}
