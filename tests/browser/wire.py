"""The wire between a browser and a server, which can be cut and mended as a train in a tunnel does it."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from threading import Lock, Thread
from urllib.parse import urlsplit


class Wire:
    """Passes connections on from a port of its own; while it is cut, none, and those there were are gone."""

    def __init__(self, url: str) -> None:
        self._far = (urlsplit(url).hostname or "", urlsplit(url).port or 0)
        self._near = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._open: set[socket.socket] = set()
        self._lock, self._whole = Lock(), True
        self.url = f"http://127.0.0.1:{self._near.getsockname()[1]}"
        Thread(target=self._take, daemon=True).start()

    def cut(self) -> None:
        """End every connection and take no other."""
        with self._lock:
            self._whole = False
            for end in self._open:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Take connections again."""
        with self._lock:
            self._whole = True

    def close(self) -> None:
        """Stop for good."""
        self._near.shutdown(socket.SHUT_RDWR)
        self._near.close()
        self.cut()

    def _take(self) -> None:
        with suppress(OSError):  # closed
            while True:
                near, _ = self._near.accept()
                Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        with closing(near), suppress(OSError), closing(socket.create_connection(self._far)) as far:
            with self._lock:
                if not self._whole:
                    return
                self._open |= {near, far}
            back = Thread(target=_pump, args=(far, near), daemon=True)
            back.start()
            _pump(near, far)
            back.join()
            with self._lock:
                self._open -= {near, far}


def _pump(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while chunk := one.recv(65536):
            other.sendall(chunk)
    with suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)


@contextmanager
def wire(url: str) -> Iterator[Wire]:
    """A wire to a server."""
    between = Wire(url)
    try:
        yield between
    finally:
        between.close()
