"""The guard before the app: what it refuses, what it adds, and what it writes down."""

import asyncio
import contextlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from pmf.hosting.guard import CLOSED, COOKIE, Guard, Log, cookie

HEADERS = [(b"x-ours", b"yes"), (b"content-security-policy", b"default-src 'self'")]


def scope(path: str = "/", method: str = "GET", kind: str = "http", **headers: str) -> dict[str, Any]:
    """A request as an ASGI server describes it."""
    sent = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    return {"type": kind, "path": path, "method": method, "headers": sent, "query_string": b"q=private"}


def answered(app: Any, request: dict[str, Any]) -> list[dict[str, Any]]:
    """All that is sent in answer to a request."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as apart:  # a browser of another test may hold this thread's event loop
        apart.submit(asyncio.run, app(request, receive, send)).result()
    return sent


async def page(scope: Any, receive: Any, send: Any) -> None:
    """An app that answers everything with one page, and with headers of its own."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept", "headers": []})
        return
    kind = b"text/css" if scope["path"].endswith("css") else b"text/html; charset=utf-8"
    own = [(b"content-type", kind), (b"server", b"uvicorn"), (b"Content-Security-Policy", b"default-src *")]
    await send({"type": "http.response.start", "status": 200, "headers": own})
    await send({"type": "http.response.body", "body": b"page"})


async def broken(scope: Any, receive: Any, send: Any) -> None:
    """An app that fails."""
    raise RuntimeError("what a reader typed")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_read_only_instance_answers_only_questions(method: str) -> None:
    assert answered(Guard(page, HEADERS, True, "0"), scope(method=method))[0]["status"] == 405
    assert answered(Guard(page, HEADERS, False, "0"), scope(method=method))[0]["status"] == 200


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("before", ["/", "//", "///"])
def test_doors_that_reading_does_not_need_are_closed(path: str, before: str) -> None:
    assert answered(Guard(page, HEADERS, True, "0"), scope(f"{before}{path}"))[0]["status"] == 404
    assert answered(Guard(page, HEADERS, False, "0"), scope(f"{before}{path}"))[0]["status"] == 200


@pytest.mark.parametrize("request_", [scope(), scope("/a.css"), scope(method="POST"), scope(kind="websocket")])
def test_every_answer_carries_our_headers_once_and_not_the_servers_name(request_: dict[str, Any]) -> None:
    (start, *_) = answered(Guard(page, HEADERS, True, "0"), request_)
    names = [name.lower() for name, _ in start["headers"]]
    assert names.count(b"x-ours") == names.count(b"content-security-policy") == 1
    assert dict(start["headers"])[b"content-security-policy"] == b"default-src 'self'"
    assert b"server" not in names


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        (scope(), True),
        (scope(kind="websocket"), True),
        (scope(cookie=f"a=b; {COOKIE}=1"), True),
        (scope(cookie=f"a=b; {COOKIE}=3"), False),
        (scope("/a.css"), False),
    ],
)
def test_pages_and_sessions_say_the_way_back_where_it_is_not_known(request_: dict[str, Any], told: bool) -> None:
    (start, *_) = answered(Guard(page, HEADERS, True, "3"), request_)
    cookies = [value for name, value in start["headers"] if name == b"set-cookie"]
    assert cookies == ([b"pmf_replica=3; Path=/; HttpOnly; SameSite=Lax"] if told else [])


@pytest.mark.parametrize(
    ("said", "expected"),
    [("pmf_replica=7", "7"), ("x=1; pmf_replica=7; y=2", "7"), ("", None), ("pmf_replica", None), ("\xff;=;;", None)],
)
def test_a_cookie_is_read_whatever_stands_beside_it(said: str, expected: str | None) -> None:
    assert cookie(scope(cookie=said), "pmf_replica") == expected


def lines(app: Any, request: dict[str, Any]) -> list[dict[str, Any]]:
    """What is written down of a request."""
    written: list[str] = []
    log = Log(app, written.append, ["indicator"], "2")
    with contextlib.suppress(RuntimeError):
        answered(log, request)
    return [json.loads(line) for line in written]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "scorecard"),
        ("/indicator", "indicator"),
        ("/_stcore/stream", "_stcore"),
        ("/john.smith@example.org", "other"),
    ],
)
def test_a_line_says_what_was_asked_in_kind_and_nothing_of_whom(path: str, kind: str) -> None:
    (line,) = lines(page, scope(path, cookie="who=me", **{"user-agent": "Browser"}))
    assert line.pop("ms") >= 0
    assert line == {"event": "http", "kind": kind, "status": 200, "replica": "2"}


def test_an_answer_that_fails_is_written_down_too() -> None:
    (line,) = lines(broken, scope("/indicator"))
    assert (line["kind"], line["status"]) == ("indicator", 0)
    assert "typed" not in json.dumps(line)


@pytest.mark.parametrize("path", ["/static/js/x.js", "/healthz", "/readyz"])
def test_files_and_probes_that_went_well_are_not_worth_a_line(path: str) -> None:
    assert lines(page, scope(path)) == []
