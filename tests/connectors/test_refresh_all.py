"""All sources refreshed over HTTP from the recorded replies, with each fault in turn: right data or a named error."""

import gzip
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import damage
import pandas as pd
import pytest
from hostile import Handler, Publisher, Reply, TestClock, bomb, cut, drip, ok, redirect, reset, status
from replay import serve, spoil

from connectors.base import Connector
from connectors.discovery import connectors_by_source
from connectors.http import Http
from connectors.intake import intakes
from pmf import vintages
from pmf.accepted import Accepted
from pmf.refresh import Rules, refresh
from pmf.runlog import Outcome

FOUND = connectors_by_source()
EVERY_DAY = ("dft_buses", "nomis_jobs_density", "ons_gdhi", "ons_gva")
"""One source of each kind of reply; the others are spoilt inside where somebody asks for `-m thorough`."""
ZIPPED = (FOUND["ofcom_fixed_coverage"],)
"""Their zip holds a table, and nobody opens it as a workbook."""
BOMB = bomb(3)
HTML = b"<!DOCTYPE html><html><title>Service unavailable</title></html>"


def LOOP(handler: Handler) -> None:
    """Back to where the request came from."""
    redirect(handler.path)(handler)


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
    "redirect loop": lambda _: [LOOP],
    "decompression bomb": lambda _: [ok(BOMB)],
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


@pytest.mark.thorough
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


def refreshed(world: World, name: str, path: str, *replies: Reply) -> tuple[Outcome, pd.DataFrame]:
    """What becomes of a source of which one reply is spoilt, and what is held of it then."""
    spoil(world.server, path, *replies)
    outcome = world.refresh(name)[name]
    assert "fault of this program" not in outcome.error
    assert not list(world.root.rglob("*.part"))
    return outcome, Accepted(world.root).read(name)


@pytest.mark.parametrize("connector", FOUND.values(), ids=FOUND)
def test_a_slow_drip_ends_every_source_with_a_named_error(world: World, connector: Connector) -> None:
    name = connector.SOURCE.id
    (path, body), *_ = reversed(serve(world.server, connector))
    world.clock.tick = 30.0
    outcome, held = refreshed(world, name, path, drip(body[:1], 10**6))
    assert "more time needed" in outcome.error
    assert held.empty


@pytest.mark.parametrize(
    "connector",
    [pytest.param(c, marks=() if name in EVERY_DAY else pytest.mark.thorough) for name, c in FOUND.items()],
    ids=FOUND,
)
def test_a_reply_spoilt_inside_ends_in_right_data_or_a_named_error(world: World, connector: Connector) -> None:
    name = connector.SOURCE.id
    replies = serve(world.server, connector)
    assert world.refresh(name)[name].result == "accepted"
    before, spotless = Accepted(world.root).read(name), world.root.with_name("spotless")
    shutil.copytree(world.root, spotless)
    wrong = damage.WRONG if connector in ZIPPED else damage.WRONG | damage.WORKBOOKS
    for path, body in replies:
        for kind, made in (wrong | damage.HARMLESS | damage.COUNTED | damage.MARKED | damage.CHANGED).items():
            for word, spoilt in made(body):
                outcome, held = refreshed(world, name, path, ok(spoilt))
                case = f"{word} at {path}: {outcome.result}: {outcome.error}"
                assert not outcome.ok or kind not in wrong, case
                assert outcome.ok or held.equals(before), case
                assert kind not in damage.HARMLESS or held.equals(before), case
                others = changed(before, held)
                assert kind not in damage.MARKED or others["value"].isna().all(), case
                assert kind not in damage.COUNTED or others.empty, case
                assert not observations_of_both(before, held), case
                if outcome.result == "accepted":
                    shutil.rmtree(world.root)
                    shutil.copytree(spotless, world.root)
        spoil(world.server, path, ok(body))
    world.server.strangers.clear()  # a link that was spoilt leads to what nobody serves: a named error too


def changed(before: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """The newest rows of places that had another figure before."""
    both = vintages.beside(vintages.newest(before), vintages.newest(held), vintages.PLACE)
    return both[both["_merge"].eq("both") & ~both["same"]].rename(columns={"value_new": "value"})


def observations_of_both(before: pd.DataFrame, held: pd.DataFrame) -> bool:
    """Whether what came has Sheffield under both its codes for the same period of one release."""
    came = pd.concat([before, held]).drop_duplicates(keep=False)
    sheffield = came[came["area_code"].isin(["E08000019", "E08000039"])]
    return bool(sheffield.duplicated(["series", "period", "release"]).any())
