"""What counts as accepted is what the manifest names, byte for byte, and nothing else."""

import hashlib
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from made_rows import release

from pmf import durable, observations
from pmf.accepted import Accepted, DamagedFile
from pmf.observations import Release

NOW = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)


def added(root: Path, *frames: pd.DataFrame) -> Accepted:
    accepted = Accepted(root)
    for number, rows in enumerate(frames):
        accepted.add("jobs", rows.assign(dated_by="publisher"), "https://example.org/jobs", NOW.replace(minute=number))
    return accepted


def test_rows_come_back_as_they_went_in(tmp_path: Path) -> None:
    rows = release("2026-07-01")
    back = added(tmp_path, rows).read("jobs")
    pd.testing.assert_frame_equal(back, rows)
    observations.check(back)


def test_a_source_never_accepted_has_no_rows_in_the_same_shape(tmp_path: Path) -> None:
    rows = Accepted(tmp_path).read("jobs")
    assert rows.empty
    observations.check(rows)
    assert rows["release"].dtype == release("2026-07-01")["release"].dtype


def test_every_release_stays_and_the_later_row_of_one_key_counts(tmp_path: Path) -> None:
    accepted = added(tmp_path, release("2025-07-01"), release("2026-07-01"), release("2026-07-01", factor=2))
    values = accepted.read("jobs").groupby("release")["value"].sum()
    assert values.tolist() == [release("2025-07-01")["value"].sum(), release("2026-07-01", factor=2)["value"].sum()]
    assert accepted.sources() == ["jobs"]


def test_releases_say_what_dated_them_and_where_they_were_read(tmp_path: Path) -> None:
    assert added(tmp_path, release("2026-07-01")).releases("jobs") == [
        Release("jobs.total", date(2026, 7, 1), "publisher", "https://example.org/jobs")
    ]


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"PAR1"), Path.unlink], ids=["changed", "gone"])
def test_a_file_that_is_not_what_was_accepted_is_refused_by_name(tmp_path: Path, damage) -> None:
    accepted = added(tmp_path, release("2026-07-01"))
    (path,) = tmp_path.glob("jobs/*.parquet")
    damage(path)
    with pytest.raises(DamagedFile, match=f"{path.name}: expected sha256"):
        accepted.read("jobs")


SPOILT = [{}, {"file": "f"}, 1, {"file": "f", "sha256": "s", "releases": [["jobs", "b", "publisher", ""]]}]


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "{}", '{"sources": []}', '{"sources": null}', '{"sources": {"jobs": 1}}']
    + [json.dumps({"sources": {"jobs": [entry]}}) for entry in SPOILT],
)
def test_a_damaged_manifest_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(DamagedFile, match=r"manifest\.json: expected a manifest in JSON"):
        Accepted(tmp_path).releases("jobs")


@pytest.mark.parametrize("content", [b"junk", b""])
def test_a_file_that_holds_no_observations_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    accepted = added(tmp_path, release("2026-07-01"))
    (path,) = tmp_path.glob("jobs/*.parquet")
    path.write_bytes(content)
    manifest = json.loads((tmp_path / "manifest.json").read_bytes())
    manifest["sources"]["jobs"][0]["sha256"] = hashlib.sha256(content).hexdigest()
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(DamagedFile, match=f"{path.name}: expected observations in Parquet"):
        accepted.read("jobs")


def test_what_no_manifest_names_is_tidied_up_and_the_rest_stays(tmp_path: Path) -> None:
    accepted = added(tmp_path, release("2026-07-01"))
    before = json.loads((tmp_path / "manifest.json").read_text())
    for stray in ("jobs/tidy-1-x.parquet", "jobs/tidy-1-y.parquet.9.part", "manifest.json.9.part"):
        (tmp_path / stray).write_bytes(b"x")
    (tmp_path / "jobs/raw.csv").write_bytes(b"raw files are not ours")
    accepted.tidy_up()
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert names == {"manifest.json", "jobs/raw.csv", before["sources"]["jobs"][0]["file"]}


def test_a_full_disk_leaves_the_old_file_and_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    durable.replace(tmp_path / "pointer", b"old")
    monkeypatch.setattr(durable.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        durable.replace(tmp_path / "pointer", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("pointer", b"old")]


@pytest.mark.parametrize("survived", [0, 1])
def test_an_end_between_any_two_writes_leaves_what_was_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, survived: int
) -> None:
    accepted, replace, done = added(tmp_path, release("2025-07-01")), durable.replace, []

    def mortal(path: Path, content: bytes) -> None:
        if len(done) == survived:
            raise KeyboardInterrupt
        done.append(path)
        replace(path, content)

    monkeypatch.setattr(durable, "replace", mortal)
    with pytest.raises(KeyboardInterrupt):
        added(tmp_path, release("2026-07-01"))
    pd.testing.assert_frame_equal(accepted.read("jobs"), release("2025-07-01"))


def locked(root: Path) -> bool:
    """Whether another process finds the folder taken."""
    asks = "import sys; from pathlib import Path; from pmf import durable\nwith durable.alone(Path(sys.argv[1])): pass"
    asked = subprocess.run([sys.executable, "-c", asks, str(root)], capture_output=True, text=True, check=False)
    assert asked.returncode == 0 or "Busy" in asked.stderr, asked.stderr
    return asked.returncode != 0


def test_one_refresh_at_a_time(tmp_path: Path) -> None:
    with durable.alone(tmp_path):
        assert locked(tmp_path)
    assert not locked(tmp_path)


def test_a_line_cut_short_does_not_spoil_the_next(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text('{"a": 1}\n{"b"')
    durable.append(log, '{"c": 3}')
    assert log.read_text() == '{"a": 1}\n{"b"\n{"c": 3}\n'
