"""Ofcom's archives: pages that lead to them, the door that is shut to programs, one file among many."""

import io
import zipfile
from pathlib import Path

import pytest
from hostile import Publisher, ok, status
from made import RECORDED, all_landed, landed, reply, value
from replay import serve

from connectors import ofcom_fixed_coverage
from connectors.base import Landed, PublisherError, completed
from connectors.landing import RawFolder

SOURCE = "ofcom_fixed_coverage"
BASE = "/phones-and-broadband/coverage-and-speeds"
INDEX, SPRING = f"{BASE}/infrastructure-research", f"{BASE}/connected-nations-update-spring-2026"
CSV = "202601_fixed_laua_coverage_r1/202601_fixed_laua_coverage_r1.csv"


def archived() -> list[Landed]:
    return [file for file in all_landed(SOURCE) if file.name.endswith(".zip")]


def text() -> str:
    with zipfile.ZipFile(RECORDED / SOURCE / "202601.zip") as archive:
        return archive.read(CSV).decode("latin-1")


def archive(folder: Path, files: dict[str, bytes]) -> list[Landed]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, body in files.items():
            made.writestr(name, body)
    (folder / "202601.zip").write_bytes(packed.getvalue())
    return [landed("202601.zip", folder / "202601.zip")]


def test_fetched_and_tidied_over_http(server: Publisher, folder: RawFolder) -> None:
    serve(server, ofcom_fixed_coverage)
    rows = completed(ofcom_fixed_coverage.SOURCE, ofcom_fixed_coverage.tidy(ofcom_fixed_coverage.fetch(folder)))
    assert set(rows["area_code"]) == {"E06000031", "E07000008", "E08000039"}
    assert set(rows["period"]) == {"2026-01-01"}
    assert set(rows["release"].dt.strftime("%Y-%m-%d")) == {"2026-07-07"}, "the last day the page states"
    assert server.asked[-1].target.endswith("_take-up-r1.zip?v=1&w=2"), "the address as linked, entities undone"


def test_counts_are_counts_and_never_shares() -> None:
    rows = ofcom_fixed_coverage.tidy(archived())
    own = rows[rows["area_code"] == "E06000031"].set_index("series")["value"]
    assert own.tolist() == [90_000, 54_000, 45_000, 1_800]
    assert value(rows, f"{SOURCE}.premises", "E08000039", "2026-01-01") == 270_000


def test_an_older_year_is_looked_at_when_the_newest_has_no_archive(server: Publisher, folder: RawFolder) -> None:
    older = "/siteassets/connected-nations-2025/202507_fixed_broadband_coverage_r01.zip"
    server.on(INDEX, ok(reply(SOURCE, "releases.html")))
    server.on(SPRING, ok(b"<html><p>Soon</p></html>"))
    server.on(f"{BASE}/connected-nations-20252/data-downloads-2025", ok(f'<html><a href="{older}">'.encode()))
    server.on(older, ok(reply(SOURCE, "202601.zip")))
    (archive,) = ofcom_fixed_coverage.fetch(folder)
    assert (archive.name, archive.release) == ("202507.zip", None)


@pytest.mark.parametrize("path", [INDEX, SPRING])
def test_a_door_shut_to_programs_is_named(server: Publisher, folder: RawFolder, path: str) -> None:
    serve(server, ofcom_fixed_coverage)
    server.on(path, status(403, b"<html>Just a moment...</html>", Content_Type="text/html"))
    with pytest.raises(
        PublisherError, match="status 403, as Ofcom sends at times to anything but a browser"
    ) as refused:
        ofcom_fixed_coverage.fetch(folder)
    assert path in str(refused.value)


def test_pages_without_an_archive_are_named(server: Publisher, folder: RawFolder) -> None:
    server.on(INDEX, ok(f'<html><a href="{SPRING}">Spring</a></html>'.encode()))
    server.on(SPRING, ok(b"<html><p>Soon</p></html>"))
    with pytest.raises(PublisherError, match=r"1 releases that link to none: .*spring-2026"):
        ofcom_fixed_coverage.fetch(folder)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(("All Premises,", "Premises,"), r"missing \['All Premises'\]", id="column renamed"),
        pytest.param((",90000,", ",9,"), "no more than all premises, got E06000031", id="parts above the whole"),
        pytest.param((",90000,", ",many,"), "'many'", id="no number"),
        pytest.param(("E07000008", "E06000031"), "once", id="a key twice"),
    ],
)
def test_another_shape_is_refused_by_name(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    assert change[0] in text()
    with pytest.raises(PublisherError, match=said):
        ofcom_fixed_coverage.tidy(archive(tmp_path, {CSV: text().replace(*change).encode()}))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "latin-1"])
def test_names_in_any_encoding_are_read(tmp_path: Path, encoding: str) -> None:
    assert len(ofcom_fixed_coverage.tidy(archive(tmp_path, {CSV: text().encode(encoding)}))) == 12


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param({"202601_fixed_pcon_coverage_r1.csv": b"x"}, "one file named .*got 0", id="none"),
        pytest.param({CSV: b"x", CSV.rpartition("/")[2]: b"x"}, "one file named .*got 2", id="two"),
        pytest.param({f"../{CSV}": b"x"}, "names that stay inside", id="climbing"),
    ],
)
def test_another_archive_is_refused_by_name(tmp_path: Path, files: dict[str, bytes], said: str) -> None:
    with pytest.raises(PublisherError, match=said):
        ofcom_fixed_coverage.tidy(archive(tmp_path, files))
