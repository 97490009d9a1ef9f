"""The nginx configuration with the real nginx before two real app processes."""

import http.client
import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pmf.ui import frame
from tests.deploy import nginx
from tests.deploy.nginx import NGINX, Front, Hosted, prepare, unverified
from tests.hosting.served import free_port, until

pytestmark = pytest.mark.skipif(not NGINX, reason="no nginx on this machine: its configuration is not tested")
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",  # the one of RFC 6455
    "Sec_WebSocket_Protocol": "streamlit",
}


@pytest.fixture(scope="module")
def hosted(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """nginx, two processes, a report and open data."""
    with nginx.hosted(database, tmp_path_factory.mktemp("nginx")) as running:
        folder = running.front.folder
        (folder / "srv/reports/2023-09.html").write_text("<h1>Report</h1>", encoding="utf-8")
        (folder / "srv/open-data/latest").mkdir()
        for name in ("area.csv", "x.parquet", "pmf.duckdb", "SHA256SUMS", ".hidden.csv"):
            (folder / "srv/open-data/latest" / name).write_text("area_code\n", encoding="utf-8")
        (folder / "srv/secret.txt").write_text("hush", encoding="utf-8")
        yield running


def connection(front: Front, source: str = "127.0.0.1") -> http.client.HTTPSConnection:
    """A connection over TLS from an address of a reader."""
    return http.client.HTTPSConnection(
        "127.0.0.1", front.secure, timeout=60, context=unverified(), source_address=(source, 0)
    )


def ask(front: Front, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, list[str]], bytes]:
    """Status, headers and body of an answer over TLS, the path sent as it is."""
    asking = connection(front)
    try:
        asking.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        reply = asking.getresponse()
        found: dict[str, list[str]] = {}
        for name, value in reply.getheaders():
            found.setdefault(name.lower(), []).append(value)
        return reply.status, found, reply.read()
    finally:
        asking.close()


def written(hosted: Hosted) -> list[dict[str, Any]]:
    """What nginx has logged so far; a line comes after the answer."""
    return [json.loads(line) for line in hosted.front.log().splitlines()]


def test_nginx_finds_nothing_wrong_with_the_configuration(tmp_path: Path) -> None:
    main = prepare(tmp_path, {"plain": free_port(), "secure": free_port(), "1": 1, "2": 2})
    assert NGINX
    done = subprocess.run([NGINX, "-t", "-c", str(main)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


@pytest.mark.parametrize("path", ["/", "/indicator?id=fuel-poverty", "/methods", "/nowhere", "/_stcore/health"])
def test_pages_come_through_with_every_header_once(hosted: Hosted, path: str) -> None:
    status, headers, _ = ask(hosted.front, path)
    assert status == (404 if path == "/nowhere" else 200)
    for name in ("content-security-policy", "x-content-type-options", "strict-transport-security", "x-frame-options"):
        assert len(headers[name]) == 1, name
    assert "frame-ancestors 'self'" in headers["content-security-policy"][0]
    assert headers["server"] == ["nginx"]


def test_without_tls_a_reader_is_sent_to_it(hosted: Hosted) -> None:
    asking = http.client.HTTPConnection("127.0.0.1", hosted.front.plain, timeout=60)
    asking.request("GET", "/methods?round=2023-09", headers={"Host": "pmf.example.org"})
    reply = asking.getresponse()
    assert (reply.status, reply.getheader("location")) == (301, "https://pmf.example.org/methods?round=2023-09")
    asking.close()


def test_files_are_compressed_and_kept(hosted: Hosted) -> None:
    page = ask(hosted.front, "/")[2].decode()
    script = "/" + page.split('src="./')[1].split('"')[0]
    plain = ask(hosted.front, script)[2]
    status, headers, body = ask(hosted.front, script, Accept_Encoding="gzip")
    assert status == 200
    assert headers["content-encoding"] == ["gzip"]
    assert len(body) < len(plain) / 2
    assert "immutable" in headers["cache-control"][0]
    until(lambda: '"cache":"HIT"' in hosted.front.log())


def test_a_file_of_another_version_is_not_found_and_the_answer_not_kept(hosted: Hosted) -> None:
    def not_found() -> list[str]:
        return [line["cache"] for line in written(hosted) if (line["kind"], line["status"]) == ("static", 404)]

    before = len(not_found())
    for _ in range(2):
        status, headers, _ = ask(hosted.front, "/static/js/index.of-another-version.js")
        assert (status, headers["content-type"]) == (404, ["text/html; charset=utf-8"])
        assert "cache-control" not in headers
    until(lambda: len(not_found()) == before + 2)
    assert not_found()[before:] == ["MISS", "MISS"]


def test_while_no_process_answers_readers_are_told_and_reports_are_there(tmp_path: Path) -> None:
    with nginx.running(tmp_path, {"1": free_port(), "2": free_port()}) as front:
        (tmp_path / "srv" / "reports" / "2023-09.html").write_text("<h1>Report</h1>", encoding="utf-8")
        for path in ("/", "/benchmarking?area=E47000008", "/static/js/x.js"):
            status, headers, body = ask(front, path)
            assert (status, headers["retry-after"], headers["cache-control"]) == (503, ["60"], ["no-store"])
            assert headers["content-type"] == ["text/html; charset=utf-8"]
            assert len(headers["content-security-policy"]) == len(headers["strict-transport-security"]) == 1
            assert b"please try again in a minute" in body
        assert ask(front, "/reports/2023-09.html")[2] == b"<h1>Report</h1>"


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/upload_file/a/b",
        "/_stcore/agent/mcp",
        "/auth/login",
        "/healthz",
        "/readyz",
        "/.git/config",
    ],
)
def test_what_reading_does_not_need_is_not_there(hosted: Hosted, path: str) -> None:
    assert ask(hosted.front, path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize(
    "path", ["/", "/open-data/latest/area.csv", "/reports/2023-09.html", "/_stcore/upload_file/a/b"]
)
def test_nothing_can_be_sent(hosted: Hosted, method: str, path: str) -> None:
    assert ask(hosted.front, path, method)[0] in (403, 404, 405)


def test_a_body_that_is_too_large_is_refused_before_the_app(hosted: Hosted) -> None:
    status, _, _ = ask(hosted.front, "/", "POST", Content_Length=str(10**9))
    assert status in (403, 413)


def test_reports_and_open_data_are_files_with_headers_of_their_own(hosted: Hosted) -> None:
    status, headers, body = ask(hosted.front, "/reports/2023-09.html")
    assert (status, body) == (200, b"<h1>Report</h1>")
    assert "default-src 'none'" in headers["content-security-policy"][0]
    assert headers["x-content-type-options"] == ["nosniff"]
    kinds = {
        name: ask(hosted.front, f"/open-data/latest/{name}")[1]["content-type"][0]
        for name in ("area.csv", "x.parquet", "pmf.duckdb", "SHA256SUMS")
    }
    assert kinds == {
        "area.csv": "text/csv; charset=utf-8; header=present",
        "x.parquet": "application/vnd.apache.parquet",
        "pmf.duckdb": "application/octet-stream",
        "SHA256SUMS": "text/plain; charset=utf-8",
    }


@pytest.mark.parametrize(
    "path",
    [
        "/open-data/../secret.txt",
        "/open-data../secret.txt",
        "/open-data/%2e%2e/secret.txt",
        "/open-data/latest/..%2f..%2fsecret.txt",
        "/reports../secret.txt",
        "/reports/..\\secret.txt",
        "/open-data/latest/.hidden.csv",
    ],
)
def test_no_path_leads_out_of_what_is_offered(hosted: Hosted, path: str) -> None:
    _, _, body = ask(hosted.front, path)
    assert b"hush" not in body
    assert b"area_code" not in body


def session(front: Front, **headers: str) -> tuple[int, list[str]]:
    """Open a session and close it: the status, and the way back it was told.

    By http.client: a client that writes in one thread while it reads in another now and then loses its request over
    TLS, as OpenSSL takes one call at a time for a connection (python/cpython, issue 151508).
    """
    status, told, _ = ask(front, "/_stcore/stream", **UPGRADE, **headers)
    return status, told.get("set-cookie", [])


@pytest.mark.parametrize("name", ["1", "2"])
def test_a_reader_comes_back_to_the_same_process(hosted: Hosted, name: str) -> None:
    for _ in range(4):
        _, headers, _ = ask(hosted.front, "/", Cookie=f"x=y; pmf_replica={name}")
        assert "set-cookie" not in headers
        assert session(hosted.front, Cookie=f"pmf_replica={name}") == (101, [])


def test_a_session_of_another_site_is_refused(hosted: Hosted) -> None:
    assert session(hosted.front, Origin="https://elsewhere.example")[0] == 403


def test_a_reader_who_asks_without_end_is_told_to_wait_and_others_are_not(hosted: Hosted) -> None:
    greedy = connection(hosted.front, "127.0.0.9")
    answers = []
    while len(answers) < 5000 and 429 not in answers:
        greedy.request("GET", "/_stcore/health")
        reply = greedy.getresponse()
        reply.read()
        answers.append(reply.status)
    greedy.close()
    assert answers[-1] == 429
    assert answers[:-1] == [200] * (len(answers) - 1)
    assert len(answers) > 200
    assert ask(hosted.front, "/_stcore/health")[0] == 200


def test_the_log_names_no_reader(hosted: Hosted) -> None:
    ask(hosted.front, "/john.smith@example.org?q=typed", Cookie="who=somebody", User_Agent="a-browser-of-somebody")
    files = {"static", "reports", "open-data"}
    kinds = {*frame.names(), *files, "other"}
    for path in ("/", "/john", *(f"/{page}" for page in frame.names()), *(f"/{folder}/x" for folder in files)):
        ask(hosted.front, path)
    until(lambda: {line["kind"] for line in written(hosted)} >= kinds)
    assert {line["kind"] for line in written(hosted)} - {"_stcore"} == kinds
    text = "".join(json.dumps({k: v for k, v in line.items() if k != "replica"}) for line in written(hosted))
    for private in ("john", "typed", "somebody", "127.0.0.1"):
        assert private not in text


def test_where_a_process_is_killed_its_readers_go_on_with_the_other(hosted: Hosted) -> None:
    hosted.processes["2"].send_signal(signal.SIGKILL)
    hosted.processes["2"].wait()
    for _ in range(5):
        status, headers, _ = ask(hosted.front, "/", Cookie="pmf_replica=2")
        assert status == 200
        assert headers["set-cookie"][0].startswith("pmf_replica=1;")
        status, (told,) = session(hosted.front, Cookie="pmf_replica=2")
        assert status == 101
        assert told.startswith("pmf_replica=1;")
