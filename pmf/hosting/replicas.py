"""Processes of the app: the command that runs one, and several kept alive side by side.

Knows processes; refuses to know what they serve. A process that ends is started anew, each time a little later; one
that stands still is ended.
"""

import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from pmf import settings

APP = "pmf.ui.hosted:build"
LARGEST_MESSAGE = 256 * 1024
"""Bytes a reader's browser may send at once: choices are small, and on a read-only instance there are no files."""
MOST_CONNECTIONS = 2000
GRACE = 5
LONGEST_WAIT = 30
PATIENCE = 10
"""Seconds before each question to a process, and that it has for the answer."""
UNANSWERED = 3
"""Questions without an answer after which it stands still."""
_ROOT = Path(__file__).parent.parent.parent
_LOG = logging.getLogger(__name__)


def command(*place: str) -> list[str]:
    """The command that runs one process at a place such as `--uds PATH` or `--host H --port N`. Raises SettingError."""
    largest = ["--ws-max-size", str(LARGEST_MESSAGE)] if settings.read_only() else []
    fixed = ["--factory", "--ws", "websockets-sansio", "--no-server-header", "--no-access-log"]
    limits = ["--limit-concurrency", str(MOST_CONNECTIONS), "--timeout-graceful-shutdown", str(GRACE)]
    return [sys.executable, "-m", "uvicorn", APP, *fixed, *limits, *largest, *place]


def become(host: str, port: int) -> None:
    """Turn this process into one that serves the app at host and port; does not return.

    Raises SettingError, and OSError where nothing can listen there.
    """
    asyncio.run(_listen(host, port))
    run = command("--host", host, "--port", str(port))
    os.chdir(_ROOT)
    os.execv(run[0], run)


async def _listen(host: str, port: int) -> None:
    """Listen for a moment, to learn now whether the process to come can."""
    (await asyncio.get_running_loop().create_server(asyncio.Protocol, host, port)).close()


async def keep(name: str, socket: Path) -> None:
    """Run the process of that name behind a socket, again whenever it ends, until cancelled."""
    ended = 0
    while True:
        process = await asyncio.create_subprocess_exec(
            *command("--uds", str(socket)), cwd=_ROOT, env=_environment(name), stdin=asyncio.subprocess.DEVNULL
        )
        _LOG.info("replica %s runs as process %s", name, process.pid)
        started = asyncio.get_running_loop().time()
        watching = asyncio.create_task(_watch(name, process, socket))
        try:
            code = await process.wait()
        except asyncio.CancelledError:
            await _stop(process)
            raise
        finally:
            watching.cancel()
        ended = 0 if asyncio.get_running_loop().time() - started > LONGEST_WAIT else ended + 1
        wait = min(2 ** (ended - 1), LONGEST_WAIT) if ended else 0
        _LOG.error("replica %s ended with code %s; it is started again in %s s", name, code, wait)
        await asyncio.sleep(wait)


async def _watch(name: str, process: asyncio.subprocess.Process, socket: Path) -> None:
    """End a process that has answered and answers no more; one that is still starting has all the time it needs."""
    begun, unanswered = False, 0
    while unanswered < UNANSWERED:
        await asyncio.sleep(PATIENCE)
        answered = await _answers(socket)
        begun |= answered
        unanswered = unanswered + 1 if begun and not answered else 0
    _LOG.error("replica %s stands still; it is ended", name)
    with contextlib.suppress(ProcessLookupError):
        process.kill()


async def _answers(socket: Path) -> bool:
    """Whether anything comes back from a socket."""
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_unix_connection(socket)
            with contextlib.closing(writer):
                writer.write(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                return bool(await reader.read(1))
    except OSError:  # a time-out is one too
        return False


async def _stop(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), 2 * GRACE)
    except TimeoutError:
        process.kill()
        await process.wait()


def _environment(name: str) -> Mapping[str, str]:
    return {**os.environ, "PMF_REPLICA": name}
