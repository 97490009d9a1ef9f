"""The raw folder of one source: bytes under a name made of their content, and beside them where they came from.

Knows files, provenance and interrupted runs; refuses to know what is inside. Nothing landed is ever overwritten.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from connectors.base import Landed, Wanted
from connectors.errand import Answer, Validators, shown
from connectors.http import Http
from pmf import durable

RESUMED_WITHIN = timedelta(hours=24)

Progress = Callable[[str, int, int | None], None]
"""Told which file has how many bytes, and how many were announced."""


@dataclass(frozen=True)
class Provenance:
    """Where one file came from. `asked` is the address asked for, `url` the one that answered, without secrets."""

    name: str
    file: str
    asked: str
    url: str
    request: str
    retrieved: str
    checked: str
    length: int
    sha256: str
    etag: str
    last_modified: str
    release: str | None

    def landed(self, folder: Path) -> Landed:
        """The file as a connector sees it."""
        release = date.fromisoformat(self.release) if self.release else None
        return Landed(self.name, folder / self.file, self.asked, datetime.fromisoformat(self.retrieved), release)


class RawFolder:
    """Where the files of one source land. Opening it clears part files of dead runs and joins an interrupted one."""

    def __init__(
        self, folder: Path, http: Http, since: date | None = None, progress: Progress = lambda *_: None
    ) -> None:
        self.folder, self.since, self._http, self._progress = folder, since, http, progress
        folder.mkdir(parents=True, exist_ok=True)
        for dead in folder.glob("*.part"):
            dead.unlink()
        self._records = {path: _read(path) for path in sorted(folder.glob("*.origin.json"))}
        self.started = self._run_started()

    def bring(self, wanted: Wanted) -> Landed:
        """The wanted file: from disk where this run already has it, else from the publisher, if changed."""
        earlier = self._held(wanted)
        if earlier and self.started <= datetime.fromisoformat(earlier.checked) <= self._http.clock.now():
            return earlier.landed(self.folder)
        part = self.folder / f"{os.getpid()}-{os.urandom(4).hex()}.part"
        try:
            known = Validators(earlier.etag, earlier.last_modified) if earlier else None
            told = lambda got, total: self._progress(wanted.name, got, total)  # noqa: E731
            answer = self._http.download(wanted, part, known, told)
            return self._keep(self._provenance(wanted, answer, earlier), part if answer.body else None)
        finally:
            part.unlink(missing_ok=True)

    def settle(self) -> None:
        """End the run: the next one asks the publisher for everything again."""
        self._marker.unlink(missing_ok=True)

    @property
    def _marker(self) -> Path:
        return self.folder / "run.json"

    def _run_started(self) -> datetime:
        now = self._http.clock.now()
        if self._marker.exists():
            started = datetime.fromisoformat(_read_json(self._marker)["started"])
            if started <= now <= started + RESUMED_WITHIN:
                return started
        durable.replace(self._marker, json.dumps({"started": now.isoformat()}).encode())
        return now

    def _held(self, wanted: Wanted) -> Provenance | None:
        request = _request(wanted)
        mine = [record for record in self._records.values() if record.request == request and self._intact(record)]
        return max(mine, key=lambda record: record.checked, default=None)

    def _intact(self, record: Provenance) -> bool:
        path = self.folder / record.file
        return path.exists() and path.stat().st_size == record.length and _sha256(path) == record.sha256

    def _provenance(self, wanted: Wanted, answer: Answer, earlier: Provenance | None) -> Provenance:
        now = self._http.clock.now().isoformat()
        release = wanted.release.isoformat() if wanted.release else None
        if earlier and (answer.body is None or answer.body.sha256 == earlier.sha256):
            return replace(earlier, checked=now, release=release, **asdict(answer.validators))
        assert answer.body is not None, "an unchanged file was held before"
        request, body = _request(wanted), answer.body
        stem, dot, kind = wanted.name.partition(".")
        return Provenance(
            name=wanted.name,
            file=f"{stem}.{request[:8]}.{body.sha256[:16]}{dot}{kind}",
            asked=shown(wanted),
            url=answer.url,
            request=request,
            retrieved=now,
            checked=now,
            length=body.length,
            sha256=body.sha256,
            release=release,
            **asdict(answer.validators),
        )

    def _keep(self, record: Provenance, part: Path | None) -> Landed:
        path = self.folder / record.file
        if part and not (path.exists() and self._intact(record)):
            part.replace(path)
            durable.sync(self.folder)
        origin = self.folder / f"{record.file}.origin.json"
        durable.replace(origin, json.dumps(asdict(record), indent=2).encode() + b"\n")
        self._records[origin] = record
        return record.landed(self.folder)


def _request(wanted: Wanted) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_][\w.-]*", wanted.name):
        raise ValueError(f"{wanted.url}: expected a file name of letters, digits, . _ -, got {wanted.name!r}")
    asked = json.dumps([wanted.name, wanted.url, sorted(wanted.params.items()), wanted.body], sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(path: Path) -> Provenance:
    return Provenance(**_read_json(path))


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except ValueError as error:
        raise ValueError(f"{path}: expected a record in JSON, got {error}") from error
