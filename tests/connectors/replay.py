"""The recorded replies of a source: handed over as if landed, or served over HTTP."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from hostile import Publisher, Reply, ok

from connectors import open_geography
from connectors.base import Connector, Landed, Wanted
from connectors.errand import shown
from connectors.services import located
from connectors.wire import FIRST

RECORDED = Path(__file__).parent / "recorded"


@dataclass
class Replay:
    """A landing that has the recorded replies, or those in `instead`, under the names they are wanted by."""

    source: str
    since: date | None = None
    instead: Path | None = None
    wanted: list[Wanted] = field(default_factory=list)

    def bring(self, wanted: Wanted) -> Landed:
        path = self.path(wanted)
        assert path.is_file(), f"{wanted.url}: expected its reply recorded as {path.relative_to(RECORDED)}"
        first = path.read_bytes()[:FIRST]
        assert not wanted.accept or not wanted.accept(first)
        self.wanted.append(wanted)
        return Landed(wanted.name, path, located(wanted.url, {}).url, datetime(2026, 8, 3, tzinfo=UTC), wanted.release)

    def path(self, wanted: Wanted) -> Path:
        other = self.instead / self.source / wanted.name if self.instead else None
        return other if other and other.is_file() else RECORDED / self.source / wanted.name


def fetched(connector: Connector) -> Sequence[Landed]:
    """What the connector fetches, from the recorded replies."""
    return connector.fetch(Replay(connector.SOURCE.id))


def serve(server: Publisher, connector: Connector, instead: Path | None = None) -> list[tuple[str, bytes]]:
    """Answer everything the connector asks for with the recorded replies; returns path and body of each, in order.

    Replies of the same name in the folder `instead` take the place of those recorded.
    """
    return _served(server, Replay(connector.SOURCE.id, instead=instead), connector.fetch)


def serve_reference(server: Publisher) -> list[tuple[str, bytes]]:
    """The same for the tables of areas."""
    return _served(server, Replay(open_geography.NAME), open_geography.fetch_reference)


def _served(server: Publisher, replay: Replay, fetch: Callable[[Replay], object]) -> list[tuple[str, bytes]]:
    fetch(replay)
    replies = [(_path(wanted), replay.path(wanted).read_bytes()) for wanted in replay.wanted]
    for path, body in replies:
        server.on(path, ok(body))
    return replies


def spoil(server: Publisher, path: str, *replies: Reply) -> None:
    """Answer `path` with something else from now on."""
    assert path in server.replies
    server.on(path, *replies)


def _path(wanted: Wanted) -> str:
    parts = urlsplit(shown(wanted))
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
