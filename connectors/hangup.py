"""Connections that are hung up when an answer does not begin in time, however slowly its headers drip.

A read time-out only bounds silence; a byte a second would hold us for days. Knows sockets and nothing above them.
"""

import socket
import threading
from contextlib import suppress
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse, PoolManager, ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

HEADERS_WITHIN = 120.0


def _hang_up(line: socket.socket, done: threading.Event) -> None:
    done.set()
    with suppress(OSError):  # already closed: nothing left to hang up
        socket.socket.shutdown(line, socket.SHUT_RDWR)


class _Timed(HTTPConnection):
    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as urllib3 itself overrides it
        hung_up = threading.Event()
        timer = threading.Timer(HEADERS_WITHIN, _hang_up, [self.sock, hung_up])
        timer.daemon = True
        timer.start()
        try:
            response = super().getresponse()
        finally:
            timer.cancel()
        if hung_up.is_set():  # headers that break off count as complete to the standard library
            response.close()
            raise TimeoutError(f"no whole headers within {HEADERS_WITHIN:.0f} s")
        return response


class _TimedSecure(_Timed, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Timed


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _TimedSecure


class TimedAdapter(HTTPAdapter):
    """The adapter of `requests` on such connections, without retries of its own."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools of direct connections timed."""
        super().init_poolmanager(*args, **kwargs)
        _time(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> ProxyManager:
        """Make the pools behind a proxy timed."""
        manager: ProxyManager = super().proxy_manager_for(proxy, **proxy_kwargs)
        _time(manager)
        return manager


def _time(manager: PoolManager) -> None:
    manager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}
