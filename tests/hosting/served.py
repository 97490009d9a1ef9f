"""A real server process of the hosted app, and plain requests to it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

ROOT = Path(__file__).parent.parent.parent
END_OF_LOG = 4000
"""How many characters of a server's log say why it does not answer."""


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(database: Path, log: Path, *arguments: str, port: int = 0, **environment: str) -> Iterator[str]:
    """`python -m pmf serve` on a port, a free one unless given; its address once it answers. The log goes to a file."""
    port = port or free_port()
    command = [sys.executable, "-m", "pmf", "serve", "--port", str(port), *arguments]
    with started(command, port, log, PMF_DB=str(database), **environment):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running(script: Path, log: Path, **environment: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`streamlit run` of a script on a free port; its address once it answers, and the process."""
    port = free_port()
    place = ["--server.address", "127.0.0.1", "--server.port", str(port)]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *place]
    with started(command, port, log, "_stcore/health", **environment) as server:
        yield f"http://127.0.0.1:{port}", server


@contextmanager
def started(
    command: list[str], port: int, log: Path, health: str = "healthz", **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A server process, from when it is healthy."""
    with log.open("wb") as out:
        server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=out, stderr=out)
    try:
        until_healthy(f"http://127.0.0.1:{port}", server, log, health)
        yield server
    finally:
        server.terminate()
        server.wait(timeout=40)


def until_healthy(url: str, server: subprocess.Popen[bytes], log: Path, place: str = "healthz") -> None:
    """Wait until the server answers that it lives."""
    for _ in range(600):
        assert server.poll() is None, log.read_text(encoding="utf-8")
        try:
            if ask(f"{url}/{place}")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    last = log.read_text(encoding="utf-8")[-END_OF_LOG:]
    raise AssertionError(f"no answer from {url} within a minute; the end of its log:\n{last}")


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to hold within a minute")


def ask(url: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
    """Status, headers by lower-case name and body of an answer."""
    request = Request(url, method=method, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urlopen(request, timeout=60) as reply:
            return _told(reply)
    except HTTPError as error:
        with error:
            return _told(error)


def ask_exactly(url: str, path: str) -> tuple[int, str]:
    """Status and body for a path sent as it is, with nothing made tidy on the way."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
    try:
        connection.putrequest("GET", path, skip_accept_encoding=True)
        connection.endheaders()
        reply = connection.getresponse()
        return reply.status, reply.read().decode("utf-8", "replace")
    finally:
        connection.close()


def _told(reply: HTTPResponse | HTTPError) -> tuple[int, dict[str, str], str]:
    found = {name.lower(): value for name, value in reply.headers.items()}
    return int(reply.status or 0), found, reply.read().decode("utf-8", "replace")
