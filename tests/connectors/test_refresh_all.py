"""All sources refreshed over HTTP from the recorded replies, with each fault in turn: right data or a named error."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import pytest
from hostile import Publisher, Reply, TestClock, cut, ok, redirect, reset, status
from replay import serve, spoil

from connectors.base import Connector
from connectors.discovery import connectors_by_source
from connectors.http import Http
from connectors.intake import intakes
from pmf.accepted import Accepted
from pmf.refresh import Rules, refresh
from pmf.runlog import Outcome

FOUND = connectors_by_source()
HTML = b"<!DOCTYPE html><html><title>Service unavailable</title></html>"
Fault = Callable[[bytes], list[Reply]]
HARMLESS: dict[str, Fault] = {
    "a bad day": lambda body: [
        status(429, Retry_After="5"),
        status(429),
        status(500),
        reset(body[: len(body) // 2], len(body)),
        ok(body),
    ],
    "gzip not asked for": lambda body: [ok(gzip.compress(body))],
}
HARMFUL: dict[str, Fault] = {
    "web page with status 200": lambda _: [ok(HTML)],
    "error with status 200": lambda _: [ok(b'{"error":"Cannot create query"}')],
    "empty": lambda _: [ok(b"")],
    "not there": lambda _: [status(404)],
    "redirect elsewhere": lambda _: [redirect("https://example.com/")],
    "truncated": lambda body: [cut(body[: len(body) // 2], len(body))],
    "5 GB announced": lambda body: [cut(body, 5_000_000_000)],
}
DOUBTFUL: dict[str, Fault] = {
    "truncated with the right length": lambda body: [ok(body[: len(body) // 2])],
    "a byte order mark": lambda body: [ok(b"\xef\xbb\xbf" + body)],
}


@dataclass
class World:
    """One publisher for all sources and the folder they are refreshed into."""

    server: Publisher
    http: Http
    clock: TestClock
    root: Path

    def refresh(self, *names: str) -> dict[str, Outcome]:
        self.clock.elapsed += timedelta(days=2).total_seconds()  # too late to go on with an interrupted run
        rules = Rules(self.root, Accepted(self.root).read, now=self.clock.now)
        return {outcome.source: outcome for outcome in refresh(intakes(self.root, self.http, names), rules)}


@pytest.fixture
def world(server: Publisher, http: Http, clock: TestClock, tmp_path: Path) -> World:
    return World(server, http, clock, tmp_path / "raw")


def test_a_refresh_of_an_empty_folder_fills_every_series_and_a_second_brings_nothing_new(world: World) -> None:
    for connector in FOUND.values():
        serve(world.server, connector)
    outcomes = world.refresh()
    assert {name: outcome.error for name, outcome in outcomes.items() if outcome.result != "accepted"} == {}
    for name, connector in FOUND.items():
        held = set(Accepted(world.root).read(name)["series"])
        assert held == {series.id for series in connector.SOURCE.series}
    assert {outcome.result for outcome in world.refresh().values()} == {"nothing new"}


@pytest.mark.parametrize("connector", FOUND.values(), ids=FOUND)
def test_a_source_meets_every_fault_with_right_data_or_a_named_error(world: World, connector: Connector) -> None:
    name = connector.SOURCE.id
    replies = serve(world.server, connector)
    assert world.refresh(name)[name].result == "accepted"
    before = Accepted(world.root).read(name)
    for (fault, made), (path, body) in zip((HARMLESS | HARMFUL | DOUBTFUL).items(), cycle(reversed(replies))):
        spoil(world.server, path, *made(body))
        outcome = world.refresh(name)[name]
        spoil(world.server, path, ok(body))
        case = f"{fault} at {path}: {outcome.result}: {outcome.error}"
        if fault == "not there":
            world.server.strangers.clear()  # a connector may know another address to try
        assert outcome.ok or fault not in HARMLESS, case
        assert not outcome.ok or fault not in HARMFUL, case
        assert "fault of this program" not in outcome.error, case
        assert Accepted(world.root).read(name).equals(before), case
        assert not list(world.root.rglob("*.part")), case
