"""What landed stays as it came, says where it came from, and is not fetched twice in one run."""

import hashlib
import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hostile import Publisher, TestClock, ok, status

from connectors.base import Landed, Wanted
from connectors.http import Http
from connectors.landing import RawFolder

WANTED = Wanted("jobs.csv", "https://www.nomisweb.co.uk/jobs", {"date": "latest"}, release=date(2026, 7, 1))


def files(folder: RawFolder) -> set[str]:
    return {path.name for path in folder.folder.iterdir()}


def again(folder: RawFolder, http: Http) -> RawFolder:
    """The folder as the next process finds it."""
    return RawFolder(folder.folder, http)


def test_bytes_land_beside_where_they_came_from(server: Publisher, folder: RawFolder) -> None:
    server.on("/jobs", ok(b"a,b\n", ETag='"1"', Last_Modified="Mon, 27 Jul 2026 08:30:00 GMT"))
    landed = folder.bring(WANTED)
    origin = json.loads(landed.path.with_name(f"{landed.path.name}.origin.json").read_text())
    assert landed.vintage() == date(2026, 7, 1)
    assert origin | {"request": "", "file": ""} == {
        "sha256": hashlib.sha256(b"a,b\n").hexdigest(),
        "name": "jobs.csv",
        "file": "",
        "asked": "https://www.nomisweb.co.uk/jobs?date=latest",
        "url": f"{server.url}/jobs?date=latest",
        "request": "",
        "retrieved": "2026-08-03T09:00:00+00:00",
        "checked": "2026-08-03T09:00:00+00:00",
        "length": 4,
        "etag": '"1"',
        "last_modified": "Mon, 27 Jul 2026 08:30:00 GMT",
        "release": "2026-07-01",
    }
    assert origin["sha256"][:16] in landed.path.name


def test_an_interrupted_run_goes_on_with_what_has_landed(server: Publisher, folder: RawFolder, http: Http) -> None:
    server.on("/jobs", ok(b"first"), ok(b"second"))
    folder.bring(WANTED)
    assert again(folder, http).bring(WANTED).text() == "first"
    assert len(server.asked) == 1


@pytest.mark.parametrize("hours", [25, -1])
def test_a_run_of_another_day_is_not_joined(
    server: Publisher, folder: RawFolder, http: Http, clock: TestClock, hours: int
) -> None:
    server.on("/jobs", ok(b"first"), ok(b"second"))
    folder.bring(WANTED)
    clock.elapsed += timedelta(hours=hours).total_seconds()
    assert again(folder, http).bring(WANTED).text() == "second"


def test_a_settled_run_asks_again_and_keeps_both_vintages(
    server: Publisher, folder: RawFolder, http: Http, clock: TestClock
) -> None:
    server.on("/jobs", ok(b"first"), ok(b"second"))
    first = folder.bring(WANTED)
    folder.settle()
    clock.elapsed += 1
    second = again(folder, http).bring(replace(WANTED, release=date(2026, 8, 1)))
    assert (first.text(), second.text()) == ("first", "second")
    assert second.vintage() == date(2026, 8, 1)


def test_validators_are_sent_and_304_means_the_file_held(
    server: Publisher, folder: RawFolder, http: Http, clock: TestClock
) -> None:
    dated = "Mon, 27 Jul 2026 08:30:00 GMT"
    server.on("/jobs", ok(b"first", ETag='"1"', Last_Modified=dated), status(304, ETag='"1"'))
    first = folder.bring(WANTED)
    folder.settle()
    clock.elapsed += 60
    second = again(folder, http).bring(WANTED)
    assert second == first
    assert server.asked[1].headers["If-None-Match"] == '"1"'
    assert server.asked[1].headers["If-Modified-Since"] == dated


def test_the_same_bytes_again_are_the_same_file_retrieved_when_first_seen(
    server: Publisher, folder: RawFolder, http: Http, clock: TestClock
) -> None:
    server.on("/jobs", ok(b"first"))
    first = folder.bring(WANTED)
    folder.settle()
    clock.elapsed += 60
    assert again(folder, http).bring(WANTED) == first
    assert len(server.asked) == 2


def test_a_damaged_file_is_fetched_whole_without_validators(server: Publisher, folder: RawFolder, http: Http) -> None:
    server.on("/jobs", ok(b"first", ETag='"1"'))
    landed = folder.bring(WANTED)
    landed.path.write_bytes(b"fxrst")
    assert again(folder, http).bring(WANTED).text() == "first"
    assert "If-None-Match" not in server.asked[1].headers


def test_the_same_name_under_another_address_is_another_file(server: Publisher, folder: RawFolder) -> None:
    server.on("/jobs", ok(b"same"))
    paths = {folder.bring(replace(WANTED, params={"date": when})).path for when in ("2023", "2024")}
    assert len(paths) == 2


def test_part_files_of_dead_runs_are_cleared(folder: RawFolder, http: Http) -> None:
    (folder.folder / "1-abc.part").write_bytes(b"half")
    again(folder, http)
    assert files(folder) == {"run.json"}


def test_a_full_disk_leaves_what_landed_before_and_no_part(
    server: Publisher, folder: RawFolder, http: Http, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    server.on("/jobs", ok(b"first"), ok(b"second"))
    folder.bring(WANTED)
    folder.settle()
    clock.elapsed += 1
    later, before = again(folder, http), files(folder)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        later.bring(WANTED)
    assert files(folder) == before


def test_progress_is_told_as_bytes_come(server: Publisher, http: Http, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    server.on("/jobs", ok(bytes(200_000)))
    RawFolder(tmp_path, http, progress=lambda *what: told.append(what)).bring(WANTED)
    assert told[-1] == ("jobs.csv", 200_000, 200_000)
    assert [got for _, got, _ in told] == sorted(got for _, got, _ in told)


@pytest.mark.parametrize("name", ["../jobs.csv", "a/b.csv", "", ".hidden", "jobs csv"])
def test_a_name_that_is_no_file_name_is_refused(folder: RawFolder, name: str) -> None:
    with pytest.raises(ValueError, match="expected a file name"):
        folder.bring(replace(WANTED, name=name))


def test_a_record_that_is_no_json_is_named(folder: RawFolder, http: Http) -> None:
    (folder.folder / "x.csv.origin.json").write_text("half a rec")
    with pytest.raises(ValueError, match=r"x\.csv\.origin\.json: expected a record in JSON"):
        again(folder, http)


@pytest.mark.parametrize(
    ("raw", "text"),
    [(b"\xef\xbb\xbfYnys M\xc3\xb4n", "Ynys Môn"), (b"Ynys M\xf4n", "Ynys Môn"), (b"\x80 \x81", "€ �"), (b"", "")],
    ids=["UTF-8 after a byte order mark", "latin-1", "Windows-1252 with a hole", "nothing"],
)
def test_text_is_read_in_the_encodings_publishers_use(tmp_path: Path, raw: bytes, text: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(raw)
    assert Landed("x.csv", path, "", datetime(2026, 8, 3, tzinfo=UTC)).text() == text
