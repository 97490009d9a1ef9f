"""The membership of authorities at every refresh: held against the publisher's look-up, announced, never applied."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import damage_json
import pytest
from hostile import Publisher, TestClock, ok
from replay import serve_reference

from connectors import arcgis, intake
from connectors.http import Http
from pmf import areas
from pmf.accepted import Accepted
from pmf.refresh import Rules, refresh
from pmf.runlog import Outcome

DATA = Path(__file__).parents[2] / "data" / "reference"
OURS = areas.load(DATA)


def refreshed(http: Http, root: Path, *accept: str) -> Outcome:
    """What a refresh says of the tables of areas."""
    rules = Rules(root, Accepted(root).read, accept=accept, now=lambda: datetime(2026, 8, 3, tzinfo=UTC))
    (outcome,) = refresh([], rules, references=[intake.Reference(OURS, http, root, lambda *_: None)])
    assert not list(root.rglob("*.part"))
    return outcome


def test_a_refresh_finds_the_recorded_look_up_unchanged(server: Publisher, http: Http, tmp_path: Path) -> None:
    serve_reference(server)
    outcome = refreshed(http, tmp_path)
    assert (outcome.source, outcome.result, outcome.unchanged) == ("open_geography", "nothing new", 106)
    assert len(list((tmp_path / "open_geography").glob("lookup.*.page000.json.origin.json"))) == 1, (
        "the evidence is kept"
    )


def test_a_changed_membership_is_announced_by_every_refresh_and_never_applied(
    server: Publisher, http: Http, tmp_path: Path
) -> None:
    replies = dict(serve_reference(server))
    page = next(path for path in replies if "LAD25_CAUTH25_EN_LU" in path and "resultOffset" in path)
    server.on(
        page, ok(replies[page].replace(b'"E07000012","CAUTH25CD":"E47000008"', b'"E07000148","CAUTH25CD":"E47000008"'))
    )
    said = "E47000008: district E07000148 joined: not in membership.csv; E47000008: district E07000012 of"
    for _ in range(2):
        outcome = refreshed(http, tmp_path)
        assert (outcome.result, outcome.error) == ("refused", f"{said} membership.csv left")
    outcome = refreshed(http, tmp_path, "open_geography")
    assert (outcome.result, outcome.ok, outcome.unchanged) == ("nothing new", True, 105)
    assert outcome.notes[-1] == "accepted by name, and not taken: E47000008: district E07000012 of membership.csv left"
    assert not Accepted(tmp_path).sources()


@pytest.mark.parametrize(
    "body", [b'{"error":{"code":400}}', b"<!DOCTYPE html>", b"", b'{"services":[]}', b'{"services":"none"}']
)
def test_a_portal_that_answers_something_else_is_a_named_error(
    server: Publisher, http: Http, tmp_path: Path, body: bytes
) -> None:
    serve_reference(server)
    server.on(f"{arcgis.BASE.removeprefix('https://services1.arcgis.com')}?f=json", ok(body))
    outcome = refreshed(http, tmp_path)
    assert (outcome.result, "expected" in outcome.error) == ("failed", True)
    assert "fault of this program" not in outcome.error


@pytest.mark.thorough
def test_a_reply_spoilt_inside_is_the_membership_held_or_said_by_name(
    server: Publisher, http: Http, tmp_path: Path, clock: TestClock
) -> None:
    for path, body in serve_reference(server):
        for made in (damage_json.renamed, damage_json.emptied, damage_json.doubled, damage_json.lost):
            for word, spoilt in made(body):
                server.on(path, ok(spoilt))
                clock.elapsed += timedelta(days=2).total_seconds()  # too late to go on with the run before
                outcome = refreshed(http, tmp_path)
                server.strangers.clear()  # a service under another name is asked for, and is not there
                case = f"{word} at {path}: {outcome.result}: {outcome.error}"
                assert "fault of this program" not in outcome.error, case
                assert (outcome.unchanged == 106) == outcome.ok, case
        server.on(path, ok(body))
