"""A hostile publisher, a clock that needs no time, and a session that meets both."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile import Publisher, TestClock, publisher

from connectors.http import Http
from connectors.landing import RawFolder
from connectors.pacing import Clock


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[Publisher]:
    with publisher() as running:
        yield running
        assert running.strangers == [], "paths asked for that no test registered"


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def http(server: Publisher, clock: TestClock) -> Iterator[Http]:
    with Http(Clock(clock.monotonic, clock.now, clock.sleep), server.settings) as session:
        yield session


@pytest.fixture
def folder(http: Http, tmp_path: Path) -> RawFolder:
    return RawFolder(tmp_path / "raw", http)
