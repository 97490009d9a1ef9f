"""One reader as the server sees them: a websocket, first a whole page, then clicks with time to think between.

Speaks Streamlit's own messages and keeps the address as a browser does; draws nothing. Loopback only.
"""

import asyncio
import ipaddress
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.deploy.nginx import unverified

STOPPED_EARLY = 2  # the run gave way to a newer one; the newer one's end follows
PATIENCE = 120.0
AGAIN = 0.5


@dataclass
class Measured:
    """What all readers of one run saw. Seconds, counts and bytes."""

    first: list[float] = field(default_factory=list)
    click: list[float] = field(default_factory=list)
    back: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    exceptions: int = 0
    received: int = 0


class Viewer:
    """A reader of the page at an address; `number` makes choices repeatable."""

    def __init__(self, url: str, measured: Measured, number: int) -> None:
        parts = urlsplit(url)
        if parts.hostname != "localhost" and not ipaddress.ip_address(parts.hostname or "").is_loopback:
            raise ValueError(f"expected an address of this machine, got {url}")
        self._stream = f"{'wss' if parts.scheme == 'https' else 'ws'}://{parts.netloc}/_stcore/stream"
        self._way: dict[str, Any] = {}
        if parts.scheme == "https":  # nginx counts by address, and its certificate is made for the test
            self._way = {"ssl": unverified(), "local_addr": (f"127.0.0.{2 + number % 200}", 0)}
        self._page, self._query = parts.path.strip("/"), parts.query
        self._measured, self._random = measured, random.Random(number)
        self._choices: dict[str, list[str]] = {}
        self._switches: dict[str, bool] = {}
        self._page_hash = ""
        self._cookie = ""
        self._socket: ClientConnection | None = None
        self.text = b""

    async def open(self) -> None:
        """Connect and wait for the whole page."""
        self._socket = await connect(
            self._stream,
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            compression=None,
            open_timeout=PATIENCE,
            additional_headers={"Cookie": self._cookie} if self._cookie else None,
            proxy=None,
            **self._way,
        )
        told = SimpleCookie(self._socket.response.headers.get("set-cookie", "") if self._socket.response else "")
        self._cookie = "; ".join(f"{name}={part.value}" for name, part in told.items()) or self._cookie
        message = self._message()
        message.rerun_script.page_name = self._page
        await self._run(message)

    async def stay(self, until: float, think: float) -> None:
        """Click and think in turn; after a lost connection come back as a browser does."""
        while True:
            await asyncio.sleep(self._random.uniform(0, 2 * think))
            if time.perf_counter() > until:
                return
            started = time.perf_counter()
            try:
                await self._run(self._click())
            except websockets.ConnectionClosed:
                await self._come_back()
                self._measured.back.append(time.perf_counter() - started)
            else:
                self._measured.click.append(time.perf_counter() - started)

    async def close(self) -> None:
        """Leave."""
        if self._socket:
            await self._socket.close()

    async def _come_back(self) -> None:
        for _ in range(int(PATIENCE / AGAIN)):
            try:
                return await self.open()
            except (OSError, websockets.WebSocketException):
                await asyncio.sleep(AGAIN)
        raise TimeoutError("no way back")

    def _message(self) -> BackMsg:
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_script_hash = self._page_hash
        return message

    def _click(self) -> BackMsg:
        """Another option of the first select box, or a switch turned, as it falls."""
        message = self._message()
        if self._switches and self._random.random() < 0.5:
            name = self._random.choice(sorted(self._switches))
            self._switches[name] = not self._switches[name]
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.bool_value = name, self._switches[name]
        elif self._choices:
            name = next(iter(self._choices))
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = name, self._random.choice(self._choices[name])
        return message

    async def _run(self, message: BackMsg) -> None:
        """Send a message and wait until the run it asks for has ended."""
        assert self._socket
        await self._socket.send(message.SerializeToString())
        kept = []
        while True:
            data = await asyncio.wait_for(self._socket.recv(), PATIENCE)
            assert isinstance(data, bytes)
            self._measured.received += len(data)
            kept.append(data)
            if self._taken(data):
                self.text = b"".join(kept)
                return

    def _taken(self, data: bytes) -> bool:
        """Learn what a message says; whether it ends the run."""
        message = ForwardMsg()
        message.ParseFromString(data)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._page_hash = message.new_session.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta":
            element = message.delta.new_element
            what = element.WhichOneof("type")
            if what == "selectbox":
                self._choices.setdefault(element.selectbox.id, list(element.selectbox.options))
            elif what == "checkbox":
                self._switches.setdefault(element.checkbox.id, element.checkbox.default)
            elif what == "exception":
                self._measured.exceptions += 1
        return kind == "script_finished" and message.script_finished != STOPPED_EARLY
