"""The hosted app as a real server, asked over HTTP and poked at."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from pmf import store
from pmf.ui import first
from tests.hosting.served import ask, ask_exactly, serving

PLACES = (
    "/",
    "/indicator?id=fuel-poverty",
    "/methods",
    "/healthz",
    "/readyz",
    "/_stcore/health",
    "/nowhere",
    "/favicon.png",
)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server writes its log."""
    return tmp_path_factory.mktemp("log") / "log"


@pytest.fixture(scope="module")
def url(database: Path, log: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A read-only server that also offers a folder."""
    folder = tmp_path_factory.mktemp("open")
    (folder / "latest").mkdir()
    (folder / "latest" / "area.csv").write_text("area_code\n", encoding="utf-8")
    (folder.parent / "secret.txt").write_text("hush", encoding="utf-8")
    with serving(database, log, PMF_READ_ONLY="1", PMF_OPEN_DATA=str(folder)) as address:
        yield address


@pytest.mark.parametrize("place", PLACES)
def test_every_answer_carries_the_headers(url: str, place: str) -> None:
    status, headers, _ = ask(url + place)
    assert status == (404 if place == "/nowhere" else 200)
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "server" not in headers


def test_a_window_in_which_somebody_types_is_nobody_elses(database: Path, tmp_path: Path, url: str) -> None:
    assert "cross-origin-opener-policy" not in ask(url)[1]
    with serving(database, tmp_path / "log", PMF_READ_ONLY="0") as editing:
        assert ask(f"{editing}/edit")[1]["cross-origin-opener-policy"] == "same-origin"


def test_the_first_page_comes_compressed(url: str) -> None:
    plain, packed = ask(url), ask(url, Accept_Encoding="gzip")
    assert "<table class=" in plain[2]
    assert packed[1]["content-encoding"] == "gzip"
    assert int(packed[1]["content-length"]) < len(plain[2]) / 3


def test_an_address_that_leads_nowhere_is_not_found_and_said_as_it_stands(url: str) -> None:
    status, headers, body = ask(f"{url}/report/%3Cb%3Elatest%3C%2Fb%3E")
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "asks for the page “report/&lt;b&gt;latest&lt;/b&gt;”" in body
    assert '<a class="in-app" target="_self" href="/report">Report</a>' in body
    assert "/edit" not in body
    assert "<script" not in body


def test_it_lives_and_is_ready(url: str, database: Path) -> None:
    assert json.loads(ask(f"{url}/healthz")[2]) == {"status": "ok"}
    said = json.loads(ask(f"{url}/readyz")[2])
    assert said == {"status": "ready", "version": store.current(database).stamp, "replica": "0"}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("place", ["/", "/_stcore/upload_file/a/b", "/_stcore/stream", "/open-data/latest/area.csv"])
def test_nothing_can_be_sent_to_it(url: str, method: str, place: str) -> None:
    assert ask(url + place, method)[0] in (404, 405)


@pytest.mark.parametrize("place", ["/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/agent/mcp", "/auth/login"])
def test_what_reading_does_not_need_is_not_there(url: str, place: str) -> None:
    assert ask(url + place)[0] == 404


def test_the_open_data_can_be_fetched(url: str) -> None:
    status, headers, body = ask(f"{url}/open-data/latest/area.csv")
    assert (status, headers["content-type"], body) == (200, "text/csv; charset=utf-8", "area_code\n")


@pytest.mark.parametrize(
    "path",
    [
        "/open-data/../secret.txt",
        "/open-data/latest/../../secret.txt",
        "/open-data/%2e%2e/secret.txt",
        "/open-data/..%2fsecret.txt",
        "/open-data/%2e%2e%2fsecret.txt",
        "/open-data//secret.txt",
        "/open-data/..\\secret.txt",
        "/static/../../../../../../etc/passwd",
        "/media/../../etc/passwd",
        "/component/x/../../etc/passwd",
        "//etc/passwd",
    ],
)
def test_no_path_leads_out_of_what_is_offered(url: str, path: str) -> None:
    _, body = ask_exactly(url, path)
    assert "hush" not in body
    assert "root:" not in body


def test_a_message_that_is_too_large_ends_the_connection(url: str) -> None:
    with connect(f"{url.replace('http', 'ws')}/_stcore/stream", subprotocols=["streamlit"], proxy=None) as socket:
        socket.send(b"\x00" * 300_000)
        with pytest.raises(ConnectionClosed) as closed:
            list(socket)
        assert closed.value.rcvd
        assert closed.value.rcvd.code == 1009
    assert ask(f"{url}/healthz")[0] == 200


def test_a_message_that_is_nonsense_harms_nobody(url: str) -> None:
    with connect(f"{url.replace('http', 'ws')}/_stcore/stream", subprotocols=["streamlit"], proxy=None) as socket:
        socket.send(os.urandom(1000))
    assert ask(f"{url}/readyz")[0] == 200


@pytest.mark.parametrize("page", ["indicator?id=fuel-poverty", "projects", "region?theme=health", "accessibility"])
def test_where_no_scripts_run_every_page_leads_to_the_scorecard(url: str, page: str) -> None:
    assert "<a href='/'>The scorecard can be read without them.</a></p></noscript>" in ask(f"{url}/{page}")[2]


def test_another_sites_page_opens_no_session(url: str) -> None:
    with pytest.raises(Exception, match="403"):
        connect(
            f"{url.replace('http', 'ws')}/_stcore/stream",
            origin="https://elsewhere.example",  # type: ignore[arg-type]
            proxy=None,
        )


def test_the_log_has_lines_of_json_without_addresses_queries_and_names(url: str, log: Path) -> None:
    ask(f"{url}/indicator?id=typed-by-a-reader", Cookie="who=somebody", User_Agent="a-browser-of-somebody")
    ask(f"{url}/john.smith@example.org")
    text = log.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert {"event", "kind", "status", "ms", "replica", "at"} <= set(lines[-1])
    for private in ("typed-by", "somebody", "john.smith", "127.0.0.1"):
        assert private not in text
    assert {line["kind"] for line in lines if "kind" in line} >= {"indicator", "other"}


def test_without_a_database_it_lives_is_not_ready_and_says_nothing_of_the_machine(tmp_path: Path) -> None:
    with serving(tmp_path / "none" / "pmf.duckdb", tmp_path / "log", PMF_READ_ONLY="1") as url:
        assert ask(f"{url}/healthz")[0] == 200
        status, _, body = ask(f"{url}/readyz")
        assert (status, json.loads(body)) == (503, {"status": "not ready"})
        assert ask(f"{url}/")[2] == first.INDEX  # as on any other page the app says it
    assert "there is no database" in (tmp_path / "log").read_text(encoding="utf-8")
