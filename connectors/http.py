"""The session all sources share: parallel across publishers, one request at a time within each.

Knows who we say we are and whose turn it is; refuses to know what is asked for and where it is kept.
"""

import logging
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import requests

from connectors.base import Wanted
from connectors.errand import Answer, Errand, Validators
from connectors.hangup import TimedAdapter
from connectors.pacing import Clock, Pace
from connectors.services import Place, located
from connectors.wire import OnBytes

AGENT = "cpca-performance-framework/1.0 (Cambridgeshire and Peterborough Combined Authority{contact})"


@dataclass(frozen=True)
class _Line:
    """One publisher's connection, its turn and its pace."""

    turn: threading.Lock
    pace: Pace
    session: requests.Session


class Http:
    """What brings files. Settings are read from `environment` at each request; `clock` is time itself."""

    def __init__(self, clock: Clock | None = None, environment: Mapping[str, str] = os.environ) -> None:
        self.clock, self._environment = clock or Clock(), environment
        self._lines: dict[str, _Line] = {}
        self._guard = threading.Lock()
        _keep_queries_out_of_logs()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up every connection that was kept for the next request."""
        for line in self._lines.values():
            line.session.close()

    def download(
        self, wanted: Wanted, sink: Path, validators: Validators | None = None, on_bytes: OnBytes = lambda *_: None
    ) -> Answer:
        """Write the wanted file to `sink`, trying again what may pass. Raises PublisherError, secrets never in it."""
        line = self._line(located(wanted.url, self._environment))
        with line.turn:
            errand = Errand(wanted, validators or Validators(), line.session, self.clock, self._in_turn, on_bytes)
            return errand.run(sink)

    def _in_turn(self, url: str) -> Place:
        place = located(url, self._environment)
        self._line(place).pace.wait()
        return place

    def _line(self, place: Place) -> _Line:
        with self._guard:
            if place.service.setting not in self._lines:
                pace = Pace(place.service.rates, self.clock)
                self._lines[place.service.setting] = _Line(threading.Lock(), pace, self._session())
            return self._lines[place.service.setting]

    def _session(self) -> requests.Session:
        session = requests.Session()
        session.mount("https://", TimedAdapter())
        session.mount("http://", TimedAdapter())
        contact = self._environment.get("PMF_CONTACT", "")
        session.headers["User-Agent"] = AGENT.format(contact=f"; {contact}" if contact else "")
        session.headers["Accept"] = "application/json, */*"  # without one some publishers send errors as web pages
        session.headers["Accept-Encoding"] = "gzip"
        return session


class _WithoutQuery(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(arg.partition("?")[0] if isinstance(arg, str) else arg for arg in record.args)
        return True


def _keep_queries_out_of_logs() -> None:
    for name in ("urllib3.connectionpool", "urllib3.util.retry"):
        logger = logging.getLogger(name)
        if not any(isinstance(known, _WithoutQuery) for known in logger.filters):
            logger.addFilter(_WithoutQuery())
