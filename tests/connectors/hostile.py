"""A publisher's server on this machine that does whatever it is told, over real HTTP."""

import contextlib
import gzip
import socket
import struct
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from connectors.services import SERVICES

Reply = Callable[["Handler"], None]


@dataclass
class Asked:
    """One request as the server saw it."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "Publisher"

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append(Asked(self.command, self.path, dict(self.headers), body))
        replies = self.server.replies.get(self.path) or self.server.replies.get(self.path.partition("?")[0])
        if not replies:
            self.server.strangers.append(self.path)
            return status(404)(self)
        with contextlib.suppress(ConnectionError):  # the client hung up: what many of these tests are about
            (replies.pop(0) if len(replies) > 1 else replies[0])(self)

    do_POST = do_GET

    def log_message(self, *_: Any) -> None:
        pass


class Publisher(ThreadingHTTPServer):
    """Paths answer what `on` registered, in turn, the last for ever; every other path fails the test."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies: dict[str, list[Reply]] = defaultdict(list)
        self.asked: list[Asked] = []
        self.strangers: list[str] = []
        self.ended = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def settings(self) -> dict[str, str]:
        """Every base address pointed here."""
        return {service.setting: self.url for service in SERVICES}

    def on(self, path: str, *replies: Reply) -> None:
        self.replies[path] = list(replies)

    def handle_error(self, *_: Any) -> None:
        """A handler that fails has been hung up on; the test sees the client's side of it."""


@contextlib.contextmanager
def publisher() -> Iterator[Publisher]:
    server = Publisher()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class TestClock:
    """Time that passes only by sleeping, and by `tick` seconds whenever somebody looks."""

    __test__ = False
    tick: float = 0.0
    elapsed: float = 0.0
    slept: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        self.elapsed += self.tick
        return self.elapsed

    def now(self) -> datetime:
        return datetime(2026, 8, 3, 9, 0, tzinfo=UTC) + timedelta(seconds=self.elapsed)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.elapsed += seconds


def ok(body: bytes, **headers: str) -> Reply:
    """The body, whole, with its length; `Content_Length=""` leaves the length out."""
    return _reply(200, body, {"Content-Length": str(len(body)), **_named(headers)})


def status(code: int, body: bytes = b"", **headers: str) -> Reply:
    return _reply(code, body, {"Content-Length": str(len(body)), **_named(headers)})


def redirect(target: str, code: int = 302) -> Reply:
    return status(code, Location=target)


def cut(body: bytes, announced: int) -> Reply:
    """An orderly end after `body`, whatever was announced."""
    return _reply(200, body, {"Content-Length": str(announced)}, then=_close)


def reset(body: bytes, announced: int) -> Reply:
    """The connection reset in mid-body."""
    return _reply(200, body, {"Content-Length": str(announced)}, then=_reset)


def drip(piece: bytes = b"1", announced: int = 10**6) -> Reply:
    """A body that comes so slowly that it never ends."""

    def reply(handler: Handler) -> None:
        _reply(200, b"", {"Content-Length": str(announced)})(handler)
        while not handler.server.ended.wait(0.001):
            handler.wfile.write(piece)
            handler.wfile.flush()

    return reply


def drip_headers() -> Reply:
    """Headers that never end."""

    def reply(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not handler.server.ended.wait(0.001):
            handler.wfile.write(b"1")
            handler.wfile.flush()

    return reply


def silence() -> Reply:
    """Hang up without a word."""
    return _close


def streamed(chunks: Iterable[bytes], **headers: str) -> Reply:
    """A body without announced length, made as it goes."""

    def reply(handler: Handler) -> None:
        _reply(200, b"", {"Connection": "close", **_named(headers)})(handler)
        for chunk in chunks:
            handler.wfile.write(chunk)
        _close(handler)

    return reply


def chunked(*chunks: bytes, end: bool = True) -> Reply:
    """A body in chunks, with or without the one that says it is over."""
    framed = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + (b"0\r\n\r\n" if end else b"")
    return _reply(200, framed, {"Transfer-Encoding": "chunked"}, then=_close)


def bomb(megabytes: int) -> bytes:
    """Zeros, gzipped to about a thousandth."""
    return gzip.compress(bytes(megabytes * 1_000_000), 9)


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def _reply(code: int, body: bytes, headers: dict[str, str], then: Reply = lambda _: None) -> Reply:
    def reply(handler: Handler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            if value:
                handler.send_header(name, value)
        if "Content-Length" not in headers or not headers["Content-Length"]:
            handler.close_connection = True
        handler.end_headers()
        handler.wfile.write(body)
        handler.wfile.flush()
        then(handler)

    return reply


def _close(handler: Handler) -> None:
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_WR)


def _reset(handler: Handler) -> None:
    handler.close_connection = True
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
