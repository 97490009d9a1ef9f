"""The publishers themselves, one by one: `pytest -m live` on a connected machine says what differs from the contract.

Without `-m live` nothing is asked; without a network each test is skipped and says so. What breaks the contract fails a
test by name; `-rP` also prints what was only noted, such as new columns and how far the figures go.
"""

import socket
from pathlib import Path
from urllib.parse import urlsplit

import contract
import pytest

from connectors.discovery import connectors_by_source
from connectors.http import Http
from connectors.intake import Intake, Reference
from connectors.services import SERVICES
from pmf import areas, build

FOUND = connectors_by_source()
PLACES = areas.load(build.DATA / "reference")
pytestmark = pytest.mark.live


@pytest.fixture(autouse=True)
def _connected(request: pytest.FixtureRequest) -> None:
    if "live" not in request.config.getoption("markexpr"):
        pytest.skip("asks the publishers themselves: run with -m live")
    host = urlsplit(SERVICES[0].addresses[0]).netloc
    try:
        socket.create_connection((host, 443), timeout=5).close()
    except OSError as error:
        pytest.skip(f"no network: {host} gives {error}")


@pytest.mark.parametrize("source", FOUND)
def test_a_publisher_still_answers_as_the_contract_says(source: str, tmp_path: Path) -> None:
    held = build.holdings(build.DATA, None, PLACES).rows(source)
    with Http() as http:
        found = contract.checked(Intake(FOUND[source], http, tmp_path, None, lambda *_: None), held)
    print("\n".join(found.noted))
    assert found.wrong == []


def test_the_membership_table_is_still_what_open_geography_says(tmp_path: Path) -> None:
    with Http() as http:
        reference = Reference(PLACES, http, tmp_path, lambda *_: None)
        found = reference.differences(reference.fetch())
    print(f"vintage {found.vintage}, {found.same} pairs the same", *found.notes, sep="\n")
    assert found.changes == ()
