"""The hand-made replies beside the tests: as landed files, and as answers of the loopback publisher."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
from hostile import Publisher, ok

from connectors.base import Landed

RECORDED = Path(__file__).parent / "recorded"
RELEASED = date(2026, 5, 13)


def reply(source: str, name: str) -> bytes:
    return (RECORDED / source / name).read_bytes()


def serve(server: Publisher, source: str, replies: dict[str, str]) -> None:
    """Answer each path (with its query, or without) with the file of that name."""
    for path, name in replies.items():
        server.on(path, ok(reply(source, name)))


def landed(name: str, path: Path, release: date | None = RELEASED) -> Landed:
    return Landed(name, path, "https://example.org/", datetime(2026, 8, 3, 9, 0, tzinfo=UTC), release)


def all_landed(source: str, release: date | None = RELEASED) -> list[Landed]:
    """Every reply of the source as if it had been fetched."""
    return [landed(path.name, path, release) for path in sorted((RECORDED / source).iterdir())]


def rewritten(folder: Path, source: str, name: str, *changes: tuple[str, str]) -> list[Landed]:
    """All replies of the source, one of them with pieces of text replaced; each piece must be there."""
    text = reply(source, name).decode()
    for old, new in changes:
        assert old in text, f"{name} holds no {old!r}"
        text = text.replace(old, new)
    (folder / name).write_text(text, encoding="utf-8")
    others = [file for file in all_landed(source) if file.name != name]
    return [*others, landed(name, folder / name)]


def value(frame: pd.DataFrame, series: str, area: str, period: str) -> float:
    """The one value under this key."""
    row = frame[(frame["series"] == series) & (frame["area_code"] == area) & (frame["period"] == period)]
    assert len(row) == 1, f"{len(row)} rows for {series} {area} {period}"
    return float(row["value"].iloc[0])


def status(frame: pd.DataFrame, series: str, area: str, period: str) -> str:
    """The one status under this key."""
    row = frame[(frame["series"] == series) & (frame["area_code"] == area) & (frame["period"] == period)]
    assert len(row) == 1, f"{len(row)} rows for {series} {area} {period}"
    return str(row["status"].iloc[0])
