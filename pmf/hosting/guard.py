"""What stands before the app and sees every request: closed doors, headers, and the way back to the same process.

Knows requests and answers; refuses to know what is served.
"""

import json
import time
from collections.abc import Awaitable, Callable, Collection, MutableMapping, Sequence
from http.cookies import CookieError, SimpleCookie
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "pmf_replica"
READING = ("GET", "HEAD")
CLOSED = (
    "_stcore/metrics",
    "_stcore/upload_file",
    "_stcore/agent",
    "_stcore/script-health-check",
    "auth/",
    "oauth2callback",
)
_OURS = frozenset({b"server", b"content-security-policy", b"x-frame-options"})


class Guard:
    """Adds `headers` to every answer; where `read_only`, opens nothing but what reading needs."""

    def __init__(self, app: App, headers: Sequence[tuple[bytes, bytes]], read_only: bool, replica: str) -> None:
        self._app, self._headers, self._read_only, self._replica = app, list(headers), read_only, replica

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] not in ("http", "websocket"):
            return await self._app(scope, receive, send)

        async def sealed(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.accept", "websocket.http.response.start"):
                kept = [(name, value) for name, value in message.get("headers", ()) if name.lower() not in _OURS]
                message = {**message, "headers": [*kept, *self._headers, *self._way_back(scope, kept)]}
            await send(message)

        if refused := self._refused(scope):
            return await _answer(sealed, *refused)
        return await self._app(scope, receive, sealed)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        if not self._read_only or scope["type"] != "http":
            return None
        if any(scope["path"].lstrip("/").startswith(path) for path in CLOSED):
            return 404, "not here"
        return None if scope["method"] in READING else (405, "this instance only shows")

    def _way_back(self, scope: Scope, headers: Sequence[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """The cookie that leads the reader's next connection to this process again, where it does not yet.

        With pages and sessions only, so that files may be kept by whoever stands in between.
        """
        page = scope["type"] == "websocket" or any(
            name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers
        )
        if not page or cookie(scope, COOKIE) == self._replica:
            return []
        return [(b"set-cookie", f"{COOKIE}={self._replica}; Path=/; HttpOnly; SameSite=Lax".encode("ascii"))]


class Log:
    """Writes one line of JSON a request: what was asked for in kind, never by whom, with which words or from where."""

    def __init__(self, app: App, write: Callable[[str], object], pages: Collection[str], replica: str) -> None:
        self._app, self._write, self._replica = app, write, replica
        self._kinds = frozenset((*pages, "static", "_stcore", "media", "component", "open-data", "healthz", "readyz"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on and write down how it went."""
        if scope["type"] not in ("http", "websocket"):
            return await self._app(scope, receive, send)
        started, status = time.perf_counter(), 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"].endswith("response.start"):
                status = message["status"]
            elif message["type"] == "websocket.accept":
                status = 101
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            kind = self.kind(scope["path"])
            if kind not in ("static", "healthz", "readyz") or status >= 400:
                self._line(scope["type"], kind, status, time.perf_counter() - started)

    def kind(self, path: str) -> str:
        """What a path asks for: the first part of it where that is one of ours."""
        first = path.strip("/").split("/")[0]
        return (first or "scorecard") if not first or first in self._kinds else "other"

    def _line(self, event: str, kind: str, status: int, seconds: float) -> None:
        entry = {"event": event, "kind": kind, "status": status, "ms": round(seconds * 1000), "replica": self._replica}
        self._write(json.dumps(entry))


def cookie(scope: Scope, name: str) -> str | None:
    """The value of a cookie of the request, None where there is none or none can be read."""
    said = b"; ".join(value for key, value in scope["headers"] if key == b"cookie").decode("latin-1")
    try:
        found = SimpleCookie(said).get(name)
    except CookieError:
        return None
    return found.value if found else None


async def _answer(send: Send, status: int, words: str) -> None:
    body = words.encode("ascii")
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode("ascii"))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
