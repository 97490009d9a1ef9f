"""Whatever a server does ends in the right bytes or in a named error, and leaves no part file behind."""

import base64
import gzip
import hashlib
import logging
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import hostile
import pytest
from hostile import (
    Publisher,
    Reply,
    TestClock,
    chunked,
    cut,
    drip,
    drip_headers,
    ok,
    redirect,
    reset,
    silence,
    status,
    streamed,
)

from connectors import hangup, shapes
from connectors.base import NotPublished, PublisherError, Wanted
from connectors.http import Http
from connectors.landing import RawFolder
from connectors.pacing import Clock
from connectors.services import SERVICES, Service

CSV = b"DATE,GEOGRAPHY_CODE,OBS_VALUE\n2023,E07000008,1\n"
HTML = b"<!DOCTYPE html>\n<html><title>Just a moment</title></html>"
WANTED = Wanted("file.csv", "https://www.nomisweb.co.uk/file")
OTHER = hashlib.md5(b"another body", usedforsecurity=False).digest()


def left_over(folder: RawFolder) -> list[str]:
    return [path.name for path in folder.folder.iterdir() if path.name != "run.json"]


@pytest.mark.parametrize(
    ("replies", "slept"),
    [
        pytest.param([ok(CSV)], [], id="at once"),
        pytest.param([status(429), ok(CSV)], [1.0], id="429 without Retry-After"),
        pytest.param([status(429, Retry_After="7"), ok(CSV)], [7.0], id="429 with Retry-After in seconds"),
        pytest.param([status(429, Retry_After="²"), ok(CSV)], [1.0], id="a Retry-After that is no number"),
        pytest.param(
            [status(429, Retry_After=f"Mon, 01 Jan {'9' * 30} 00:00:00 GMT"), ok(CSV)], [1.0], id="after all time"
        ),
        pytest.param([status(429, Retry_After="Mon, 03 Aug 2026 09:00:30 GMT"), ok(CSV)], [30.0], id="429 with a date"),
        pytest.param([status(429, Retry_After="soon"), ok(CSV)], [1.0], id="429 with nonsense"),
        pytest.param([status(500), ok(CSV)], [1.0], id="500 then success"),
        pytest.param([status(503), status(502), status(504), ok(CSV)], [1.0, 2.0, 4.0], id="three faults"),
        pytest.param([reset(CSV[:10], len(CSV)), ok(CSV)], [1.0], id="reset in mid-body"),
        pytest.param([cut(CSV[:10], len(CSV)), ok(CSV)], [1.0], id="cut in mid-body"),
        pytest.param([silence(), ok(CSV)], [1.0], id="hung up"),
        pytest.param([ok(gzip.compress(CSV)[:-9], Content_Encoding="gzip"), ok(CSV)], [1.0], id="gzip cut short"),
        pytest.param([ok(CSV, x_goog_hash=f"md5={base64.b64encode(OTHER).decode()}"), ok(CSV)], [1.0], id="checksum"),
        pytest.param([redirect("/moved"), ok(CSV)], [], id="a redirect"),
        pytest.param([redirect("https://www.nomisweb.co.uk/moved"), ok(CSV)], [], id="a redirect by full address"),
        pytest.param([ok(gzip.compress(CSV), Content_Encoding="gzip")], [], id="gzip as declared"),
        pytest.param([ok(gzip.compress(CSV))], [], id="gzip neither asked for nor declared"),
        pytest.param([ok(CSV, Content_Encoding="gzip")], [], id="gzip declared and not done"),
        pytest.param([ok(gzip.compress(CSV[:9]) + gzip.compress(CSV[9:]))], [], id="gzip in two members"),
        pytest.param([streamed([CSV[:9], CSV[9:]])], [], id="no length announced"),
        pytest.param([chunked(CSV[:9], CSV[9:])], [], id="in chunks"),
        pytest.param([chunked(CSV[:9], end=False), chunked(CSV)], [1.0], id="chunks cut off"),
        pytest.param([chunked(gzip.compress(CSV))], [], id="gzip in chunks"),
    ],
)
def test_what_passes_ends_in_the_right_bytes(
    server: Publisher, folder: RawFolder, clock: TestClock, replies: list[Reply], slept: list[float]
) -> None:
    server.on("/file", *replies)
    server.on("/moved", ok(CSV))
    assert folder.bring(WANTED).path.read_bytes() == CSV
    assert clock.slept == slept
    assert not [name for name in left_over(folder) if name.endswith(".part")]


FIVE_GIGABYTES = 5_000_000_000
NOMIS = {"accept": shapes.csv_with("OBS_VALUE")}


@pytest.mark.parametrize(
    ("reply", "changes", "error"),
    [
        pytest.param(status(404), {}, "expected a file, got status 404", id="404"),
        pytest.param(
            status(403, b'{"message":"no"}'), {}, 'expected status 200, got status 403: {"message":"no"}', id="403"
        ),
        pytest.param(status(500), {}, "expected status 200, got status 500", id="500 for ever"),
        pytest.param(
            status(429, Retry_After="3600"),
            {},
            "expected an answer within 120 s, got status 429 and the request to stay away for 3600 s",
            id="an hour of Retry-After",
        ),
        pytest.param(cut(CSV[:10], len(CSV)), {}, "expected 47 bytes, got the end after 10", id="truncated"),
        pytest.param(
            cut(CSV[:10], 10), {"length": 47}, "expected the 47 bytes the publisher lists, got 10", id="short"
        ),
        pytest.param(ok(CSV), {"sha256": "ab" * 32}, "expected the sha256 abab", id="another file"),
        pytest.param(reset(CSV[:10], len(CSV)), {}, "expected 47 bytes, got the end after", id="reset"),
        pytest.param(redirect("/file"), {}, "got a redirect back to where it came from", id="redirect loop"),
        pytest.param(redirect("http://www.ons.gov.uk/"), {}, "an https address at one of", id="redirect to http"),
        pytest.param(redirect("https://example.com/"), {}, "an https address at one of", id="redirect elsewhere"),
        pytest.param(redirect("file:///etc/hostname"), {}, "an https address at one of", id="redirect to a file"),
        pytest.param(redirect("http://127.0.0.1:1/"), {}, "an https address at one of", id="redirect to this machine"),
        pytest.param(status(302), {}, "expected a redirect that says where to", id="redirect to nowhere"),
        pytest.param(ok(HTML), {}, "expected data, got a web page", id="web page with status 200"),
        pytest.param(ok(b"\xef\xbb\xbf\n" + HTML), {}, "expected data, got a web page", id="web page after a BOM"),
        pytest.param(ok(b""), {}, "expected a body, got an empty one", id="empty"),
        pytest.param(
            ok(b'{"error":"Cannot create query"}'), NOMIS, "a first line without OBS_VALUE", id="error with 200"
        ),
        pytest.param(status(304), {}, "expected status 200, got status 304", id="304 not asked for"),
        pytest.param(status(206, CSV), {}, "expected status 200, got status 206", id="a part not asked for"),
        pytest.param(ok(CSV, Content_Encoding="br"), {}, "Content-Encoding br", id="encoding not asked for"),
        pytest.param(
            cut(CSV, FIVE_GIGABYTES), {}, "at most 100,000,000 bytes, got 5,000,000,000 announced", id="5 GB announced"
        ),
        pytest.param(
            ok(hostile.bomb(3)), {"limit": 2_000_000}, "at most 2,000,000 bytes, got more", id="decompression bomb"
        ),
    ],
)
def test_what_does_not_pass_ends_in_a_named_error_and_nothing_on_disk(
    server: Publisher, folder: RawFolder, reply: Reply, changes: dict[str, Any], error: str
) -> None:
    server.on("/file", reply)
    with pytest.raises(PublisherError) as caught:
        folder.bring(replace(WANTED, **changes))
    assert str(caught.value).startswith("https://www.nomisweb.co.uk/file: expected ")
    assert error in str(caught.value)
    assert left_over(folder) == []


def test_404_can_be_told_from_the_rest(server: Publisher, folder: RawFolder) -> None:
    server.on("/file", status(410))
    with pytest.raises(NotPublished) as caught:
        folder.bring(WANTED)
    assert caught.value.status == 410


def test_an_empty_body_lands_where_it_may(server: Publisher, folder: RawFolder) -> None:
    server.on("/file", ok(b""))
    assert folder.bring(replace(WANTED, may_be_empty=True)).path.read_bytes() == b""


def test_a_web_page_lands_where_one_is_wanted(server: Publisher, folder: RawFolder) -> None:
    server.on("/file", ok(HTML))
    assert folder.bring(replace(WANTED, accept=shapes.page)).text() == HTML.decode()


def test_a_slow_drip_meets_the_deadline(server: Publisher, tmp_path) -> None:
    clock = TestClock(tick=1.0)
    server.on("/file", drip())
    with Http(Clock(clock.monotonic, clock.now, clock.sleep), server.settings) as http:
        folder = RawFolder(tmp_path / "raw", http)
        with pytest.raises(PublisherError, match="expected the whole file within 60 s, got more time needed"):
            folder.bring(replace(WANTED, seconds=60))
    assert left_over(folder) == []


def test_dripping_headers_are_hung_up_on(server: Publisher, folder: RawFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hangup, "HEADERS_WITHIN", 0.05)
    server.on("/file", drip_headers())
    with pytest.raises(PublisherError, match="expected an answer, got a failed connection"):
        folder.bring(WANTED)


def test_waits_grow_and_stop_before_the_deadline(server: Publisher, folder: RawFolder, clock: TestClock) -> None:
    server.on("/file", status(503))
    with pytest.raises(PublisherError, match="status 503"):
        folder.bring(replace(WANTED, seconds=5))
    assert clock.slept == [1.0, 2.0]


def test_memory_stays_flat_however_large_the_body(server: Publisher, folder: RawFolder) -> None:
    def chunks() -> Iterator[bytes]:
        return (bytes(100_000) for _ in range(400))

    server.on("/plain", streamed(chunks()))
    server.on("/packed", ok(hostile.bomb(40)))
    tracemalloc.start()
    try:
        for path in ("plain", "packed"):
            wanted = Wanted(f"{path}.bin", f"https://www.nomisweb.co.uk/{path}")
            assert folder.bring(wanted).path.stat().st_size == 40_000_000
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


def test_the_publisher_learns_who_asks_and_for_what(server: Publisher, clock: TestClock, tmp_path) -> None:
    server.on("/file", ok(CSV))
    settings = server.settings | {"PMF_CONTACT": "data@example.org"}
    with Http(Clock(clock.monotonic, clock.now, clock.sleep), settings) as http:
        RawFolder(tmp_path, http).bring(replace(WANTED, params={"geography": "TYPE442,E92000001", "x": "a b"}))
    asked = server.asked[0]
    assert asked.target == "/file?geography=TYPE442,E92000001&x=a+b"
    assert asked.headers["User-Agent"].endswith("Combined Authority; data@example.org)")
    assert "*/*" in asked.headers["Accept"]


def test_a_body_is_posted_as_json_and_a_moved_one_again_with_it(server: Publisher, folder: RawFolder) -> None:
    server.on("/file", redirect("/there", 307))
    server.on("/there", ok(b"{}"))
    folder.bring(replace(WANTED, body={"page": 1}, accept=shapes.json_without_error))
    assert [(asked.method, asked.body) for asked in server.asked] == [("POST", b'{"page": 1}')] * 2


SECRET = "0xsecretkey"


@pytest.mark.parametrize(
    "reply",
    [
        status(400, f"bad uid {SECRET}".encode()),
        ok(f'{{"error":"bad uid {SECRET}"}}'.encode()),
        status(503, f"uid={SECRET}".encode()),
        redirect(f"https://example.com/?uid={SECRET}"),
        redirect(f"/file?uid={SECRET}"),
        silence(),
        reset(b"1", 10),
        ok(CSV),
    ],
)
def test_a_secret_is_sent_and_never_shown(
    server: Publisher, folder: RawFolder, caplog: pytest.LogCaptureFixture, reply: Reply
) -> None:
    caplog.set_level(logging.DEBUG)
    server.on("/file", reply)
    shown = ""
    try:
        folder.bring(replace(WANTED, secrets={"uid": SECRET}, accept=shapes.csv_with("OBS_VALUE")))
    except PublisherError as error:
        shown = f"{error!r} {error} {error.__cause__} {'' if error.__suppress_context__ else error.__context__}"
    kept = "".join(path.name + path.read_text() for path in folder.folder.iterdir())
    assert server.asked[0].target == f"/file?uid={SECRET}"
    assert SECRET not in shown + caplog.text + kept + repr(replace(WANTED, secrets={"uid": SECRET}))


def test_requests_keep_within_the_published_rates(server: Publisher, folder: RawFolder, clock: TestClock) -> None:
    server.on("/file", ok(CSV))
    for number in range(201):
        folder.bring(Wanted(f"{number}.csv", "https://www.ons.gov.uk/file"))
    assert clock.slept == [10.0, 50.0]


def test_publishers_do_not_wait_for_each_other(server: Publisher, folder: RawFolder, clock: TestClock) -> None:
    server.on("/file", ok(CSV))
    for host in ("www.nomisweb.co.uk", "www.ofcom.org.uk"):
        for number in range(4):
            folder.bring(Wanted(f"{number}.csv", f"https://{host}/file"))
    assert clock.slept == []


@pytest.mark.parametrize("base", ["http://mirror.example.org", "ftp://127.0.0.1", "http://10.0.0.1"])
def test_a_setting_may_not_point_at_plain_http_elsewhere(base: str, clock: TestClock, tmp_path) -> None:
    with Http(Clock(clock.monotonic, clock.now, clock.sleep), {"PMF_NOMIS_URL": base}) as http:
        folder = RawFolder(tmp_path / "raw", http)
        with pytest.raises(PublisherError, match="expected https, or http on this machine"):
            folder.bring(WANTED)


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.setting)
def test_every_service_is_reached_over_https(service: Service) -> None:
    assert service.setting.startswith("PMF_")
    assert service.setting.endswith("_URL")
    assert all(address.startswith("https://") for address in service.addresses)
