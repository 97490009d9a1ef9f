"""`serve`: the app for readers on other machines, in one process or several behind one address."""

import argparse
import asyncio
import signal
import tempfile
from contextlib import suppress
from pathlib import Path

from pmf import settings, terminal
from pmf.commands import Desk

MOST = 32


def add(desk: Desk) -> None:
    """Declare the command."""
    parser = desk.add("serve", run, "the app behind one address, in one process or several", database=False)
    parser.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes, one core each; default 1")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; default this machine only")
    parser.add_argument("--port", type=_port, default=8501, help="port to listen on; default 8501")


def run(options: argparse.Namespace) -> None:
    """Serve until stopped. Raises SettingError, or OSError where the port is taken."""
    from pmf.hosting import logs, replicas  # here, so that other commands need not wait for them

    for check in (settings.embedders, settings.replica, settings.read_only, settings.readers_contact):
        check()  # refused now rather than by every process
    if options.workers == 1:
        replicas.become(options.host, options.port)
    logs.set_up()
    terminal.say(f"{options.workers} processes behind http://{options.host}:{options.port}")
    with tempfile.TemporaryDirectory(prefix="pmf-") as folder, suppress(asyncio.CancelledError):
        asyncio.run(_several(options, {str(n): Path(folder) / f"{n}.sock" for n in range(options.workers)}))


async def _several(options: argparse.Namespace, sockets: dict[str, Path]) -> None:
    from pmf.hosting import relay, replicas

    server = await relay.Relay(sockets).listen(options.host, options.port)
    running = [asyncio.create_task(replicas.keep(name, socket)) for name, socket in sockets.items()]
    stopped = asyncio.Event()
    for stop in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(stop, stopped.set)
    await stopped.wait()
    server.close()
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)


def _workers(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST):
        raise argparse.ArgumentTypeError(f"expected 1 to {MOST} processes, got {text!r}")
    return int(text)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"expected a port from 1 to 65535, got {text!r}")
    return int(text)
