"""A process that is kept: started again when it ends, and ended when it stands still."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from pmf.hosting import replicas

ANSWERS = """
import http.server, os, socketserver, sys, time
class Asked(http.server.BaseHTTPRequestHandler):
    def do_GET(self): self.send_response(200); self.end_headers()
    def address_string(self): return ""
    def log_message(self, *said): pass
if os.path.exists(sys.argv[1]): os.remove(sys.argv[1])
time.sleep(float(sys.argv[3]))
server = socketserver.UnixStreamServer(sys.argv[1], Asked)
with open(sys.argv[2], "a") as log: log.write(f"{os.getpid()}\\n")
server.serve_forever()
"""
PIDS = "pids"
PATIENCE = 0.6


async def pids(folder: Path, count: int) -> list[int]:
    """The processes that have begun to answer, once there are so many."""
    path = folder / PIDS
    while not path.exists() or len(path.read_text().split()) < count:
        await asyncio.sleep(0.05)
    return [int(line) for line in path.read_text().split()]


@pytest.mark.parametrize("sign", [signal.SIGSTOP, signal.SIGKILL], ids=["stands still", "ends"])
def test_a_process_that_is_no_use_gives_way_to_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: signal.Signals
) -> None:
    socket = tmp_path / "one.sock"
    late = str(5 * PATIENCE)  # while it starts it is not asked in vain
    run = [sys.executable, "-c", ANSWERS, str(socket), str(tmp_path / PIDS), late]
    monkeypatch.setattr(replicas, "command", lambda *place: run)
    monkeypatch.setattr(replicas, "PATIENCE", PATIENCE)

    async def watched() -> None:
        keeping = asyncio.create_task(replicas.keep("0", socket))
        (first,) = await pids(tmp_path, 1)
        await asyncio.sleep(3 * PATIENCE)  # long enough to have answered
        os.kill(first, sign)
        _, second = await pids(tmp_path, 2)
        assert second != first
        await asyncio.sleep(4 * PATIENCE)
        assert len(await pids(tmp_path, 2)) == 2, "one that answers is left alone"
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)

    asyncio.run(asyncio.wait_for(watched(), 60))
