"""The publishers themselves, one by one: `pytest -m live` on a connected machine says what differs from the contract.

Without `-m live` nothing is asked; without a network each test is skipped and says so.
"""

import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from connectors import open_geography
from connectors.discovery import connectors_by_source
from connectors.http import Http
from connectors.intake import Intake
from connectors.landing import RawFolder
from connectors.services import SERVICES
from pmf import areas

FOUND = connectors_by_source()
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
    with Http() as http:
        intake = Intake(FOUND[source], http, tmp_path, None, lambda *_: None)
        rows = intake.tidy(intake.fetch())
    declared = {series.id for series in intake.source.series}
    assert set(rows["series"]) == declared
    print(rows.groupby("series").agg(rows=("value", "size"), last=("period", "max"), release=("release", "max")))


def test_the_membership_table_is_still_what_open_geography_says(tmp_path: Path) -> None:
    with Http() as http:
        raw = open_geography.fetch_reference(RawFolder(tmp_path, http))
    ours = areas.load(Path(__file__).parents[2] / "data" / "reference")
    assert open_geography.differences(open_geography.tidy_reference(raw), ours) == []
