"""The relay: the reader's own process first, another where that is gone, and no way in for oversized requests."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pmf.hosting import relay
from pmf.hosting.relay import Relay

Ask = Callable[[bytes], Awaitable[bytes]]


async def replica(name: str, path: Path) -> asyncio.Server:
    """A process that answers each request with its own name and the first line it was asked."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(f"{name}:{head.split(b' ')[1].decode()};".encode())
                await writer.drain()
        except (asyncio.IncompleteReadError, OSError):
            pass
        finally:
            await closed(writer)

    return await asyncio.start_unix_server(answer, path)


def request(path: str = "/", cookie: str = "") -> bytes:
    """A request, with a cookie where one is given."""
    line = f"Cookie: {cookie}\r\n" if cookie else ""
    return f"GET {path} HTTP/1.1\r\nHost: x\r\n{line}\r\n".encode()


async def asked(port: int, *requests: bytes) -> bytes:
    """What comes back on one connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    found = b""
    for sent in requests:
        writer.write(sent)
        await writer.drain()
        found += await asyncio.wait_for(reader.read(1000), 5)
    await closed(writer)
    return found


async def closed(writer: asyncio.StreamWriter) -> None:
    """Close a connection that may be gone already."""
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


def run(tmp_path: Path, running: str, work: Callable[[int, dict[str, asyncio.Server]], Awaitable[None]]) -> None:
    """A relay in front of processes 0 and 1, of which those named in `running` are there."""

    async def whole() -> None:
        paths = {name: tmp_path / name for name in "01"}
        servers = {name: await replica(name, paths[name]) for name in running}
        front = await Relay(paths).listen("127.0.0.1", 0)
        try:
            await work(front.sockets[0].getsockname()[1], servers)
        finally:
            front.close()
            for server in servers.values():
                server.close()
            await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}), return_exceptions=True)

    with ThreadPoolExecutor(1) as apart:  # a browser of another test may hold this thread's event loop
        apart.submit(asyncio.run, whole()).result()


@pytest.mark.parametrize("name", ["0", "1"])
def test_a_reader_comes_back_to_the_process_of_the_cookie(tmp_path: Path, name: str) -> None:
    async def work(port: int, servers: object) -> None:
        for _ in range(3):
            assert await asked(port, request("/a", f"x=y; pmf_replica={name}")) == f"{name}:/a;".encode()

    run(tmp_path, "01", work)


def test_a_connection_stays_where_it_began(tmp_path: Path) -> None:
    async def work(port: int, servers: object) -> None:
        found = await asked(port, request("/a", "pmf_replica=1"), request("/b", "pmf_replica=0"), request("/c"))
        assert found == b"1:/a;1:/b;1:/c;"

    run(tmp_path, "01", work)


def test_new_readers_are_spread_over_the_processes(tmp_path: Path) -> None:
    async def work(port: int, servers: object) -> None:
        streams = [await asyncio.open_connection("127.0.0.1", port) for _ in range(6)]
        answers = []
        for reader, writer in streams:
            writer.write(request())
            answers.append(await asyncio.wait_for(reader.read(100), 5))
        assert sorted(answers) == [b"0:/;"] * 3 + [b"1:/;"] * 3
        for _, writer in streams:
            await closed(writer)

    run(tmp_path, "01", work)


@pytest.mark.parametrize("cookie", ["", "pmf_replica=0", "pmf_replica=nonsense", "pmf_replica"])
def test_where_a_process_is_gone_another_answers(tmp_path: Path, cookie: str) -> None:
    async def work(port: int, servers: object) -> None:
        assert await asked(port, request("/", cookie)) == b"1:/;"

    run(tmp_path, "1", work)


@pytest.mark.parametrize(("method", "answer"), [("GET", b"1:/;"), ("POST", b"")])
def test_a_process_that_dies_before_it_answers_is_asked_nothing_twice_but_questions(
    tmp_path: Path, method: str, answer: bytes
) -> None:
    async def dying(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await closed(writer)

    async def work(port: int, servers: object) -> None:
        async with await asyncio.start_unix_server(dying, tmp_path / "0"):
            assert await asked(port, request(cookie="pmf_replica=0").replace(b"GET", method.encode())) == answer

    run(tmp_path, "1", work)


def test_where_a_process_stands_still_another_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "ANSWER_SECONDS", 0.05)

    async def still(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        await closed(writer)

    async def work(port: int, servers: object) -> None:
        async with await asyncio.start_unix_server(still, tmp_path / "0"):
            assert await asked(port, request(cookie="pmf_replica=0")) == b"1:/;"

    run(tmp_path, "1", work)


def test_where_all_are_gone_it_says_so_and_when_to_ask_again(tmp_path: Path) -> None:
    async def work(port: int, servers: object) -> None:
        found = await asked(port, request())
        assert found.startswith(b"HTTP/1.1 503 ")
        assert b"Retry-After: 5" in found

    run(tmp_path, "", work)


def test_a_head_without_end_is_refused(tmp_path: Path) -> None:
    async def work(port: int, servers: object) -> None:
        found = await asked(port, b"GET / HTTP/1.1\r\nX: " + b"a" * relay.LONGEST_HEAD * 3)
        assert found.startswith(b"HTTP/1.1 431 ")

    run(tmp_path, "01", work)


def test_a_connection_that_says_nothing_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "HEAD_SECONDS", 0.05)

    async def work(port: int, servers: object) -> None:
        assert await asked(port, b"GET / HT") == b""

    run(tmp_path, "01", work)


@pytest.mark.parametrize("sent", [None, 10], ids=["answered", "still asking"])
def test_too_many_connections_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: int | None) -> None:
    monkeypatch.setattr(relay, "MOST_CONNECTIONS", 1)

    async def work(port: int, servers: object) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request()[:sent])
        if sent is None:
            assert await reader.read(100) == b"0:/;"
        assert (await asked(port, b"")).startswith(b"HTTP/1.1 503 ")
        await closed(writer)

    run(tmp_path, "01", work)
