"""One address in front of several processes: each connection goes to the process its reader knows, or to the idlest.

Knows connections and one cookie; refuses to read what passes. A connection stays with the process it began with, so
a request is looked at only to choose: from its first lines, and no further.
"""

import asyncio
import contextlib
import resource
from collections import Counter
from collections.abc import Iterator, Mapping
from http.cookies import CookieError, SimpleCookie
from pathlib import Path

from pmf.hosting.guard import COOKIE

LONGEST_HEAD = 32 * 1024
HEAD_SECONDS = 20.0
CONNECT_SECONDS = 2.0
ANSWER_SECONDS = 30.0
MOST_CONNECTIONS = 4000
SPARE_FILES = 128
"""Files the process needs besides connections, and those just being refused."""
CHUNK = 64 * 1024
ASKING = (b"GET ", b"HEAD ")
_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Relay:
    """Passes connections on to the processes behind `sockets`, by their names."""

    def __init__(self, sockets: Mapping[str, Path]) -> None:
        self._sockets = dict(sockets)
        self._held, self._most = 0, min(MOST_CONNECTIONS, (_files() - SPARE_FILES) // 2)  # one file each way
        self._open: Counter[str] = Counter()

    async def listen(self, host: str, port: int) -> asyncio.Server:
        """Start to take connections."""
        return await asyncio.start_server(self._taken, host, port, limit=LONGEST_HEAD, backlog=1024)

    async def _taken(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._held += 1
        try:
            if self._held > self._most:
                return await _refuse(writer, "503 Service Unavailable")
            try:
                head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), HEAD_SECONDS)
            except asyncio.LimitOverrunError:
                return await _refuse(writer, "431 Request Header Fields Too Large")
            await self._passed_on(head, reader, writer)
        except (OSError, EOFError, TimeoutError):
            pass  # the reader went away, or said nothing
        finally:
            await _closed(writer)
            self._held -= 1

    async def _passed_on(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for name in self._candidates(preferred(head)):
            self._open[name] += 1
            try:
                behind = await self._reached(name)
                if behind:
                    if await _answers(head, behind, writer):
                        return await _joined((reader, writer), behind)
                    await _closed(behind[1])
            finally:
                self._open[name] -= 1
        await _refuse(writer, "503 Service Unavailable")

    def _candidates(self, first: str) -> Iterator[str]:
        """The process the reader knows, then the others by how few connections they hold."""
        if first in self._sockets:
            yield first
        yield from sorted(self._sockets.keys() - {first}, key=lambda name: (self._open[name], name))

    async def _reached(self, name: str) -> _Streams | None:
        try:
            return await asyncio.wait_for(asyncio.open_unix_connection(self._sockets[name]), CONNECT_SECONDS)
        except (OSError, TimeoutError):
            return None


def _files() -> int:
    """How many files this process may have open, once it has asked for as many as it may have."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most if most != resource.RLIM_INFINITY else 2 * MOST_CONNECTIONS + SPARE_FILES


def preferred(head: bytes) -> str:
    """The process a request names in its cookie, empty where it names none."""
    lines = head.decode("latin-1").split("\r\n")
    said = "; ".join(line.partition(":")[2] for line in lines if line.lower().startswith("cookie:"))
    try:
        found = SimpleCookie(said).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


async def _answers(head: bytes, behind: _Streams, writer: asyncio.StreamWriter) -> bool:
    """Hand the first lines on; whether the process is there to answer them.

    One that is just dying, or stands still, takes connections and then says nothing. A question can then be put to
    another; what was sent to be done is not sent twice.
    """
    reader, there = behind
    there.write(head)
    if not head.startswith(ASKING):
        return True
    try:
        first = await asyncio.wait_for(reader.read(CHUNK), ANSWER_SECONDS)
    except (OSError, TimeoutError):
        first = b""
    writer.write(first)
    return bool(first)


async def _joined(near: _Streams, far: _Streams) -> None:
    """Pass bytes both ways until either side ends."""
    ways = [asyncio.create_task(_pump(near[0], far[1])), asyncio.create_task(_pump(far[0], near[1]))]
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        await _closed(far[1])


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while chunk := await reader.read(CHUNK):
        writer.write(chunk)
        await writer.drain()


async def _refuse(writer: asyncio.StreamWriter, status: str) -> None:
    writer.write(
        f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nRetry-After: 5\r\nConnection: close\r\n\r\n".encode("ascii")
    )
    await writer.drain()


async def _closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
