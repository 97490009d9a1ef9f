"""The body of one answer, from socket to file: bounded, unzipped, counted, checked.

Knows bytes, headers and limits; refuses to know what to ask next or what the bytes mean.
"""

import base64
import hashlib
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from connectors.base import PublisherError, Wanted
from connectors.shapes import looks_like_html, page

CHUNK = 1 << 16
FIRST = 4096
_GZIP = b"\x1f\x8b"
_CHECKSUMS = (
    ("Repr-Digest", r"sha-256=:([A-Za-z0-9+/=]+):", "sha256"),
    ("Content-Digest", r"sha-256=:([A-Za-z0-9+/=]+):", "sha256"),
    ("Content-MD5", r"([A-Za-z0-9+/=]+)", "md5"),
    ("x-goog-hash", r".*md5=([A-Za-z0-9+/=]+)", "md5"),
)

OnBytes = Callable[[int, int | None], None]
"""Told how many bytes have come and how many were announced."""


class PassingFault(PublisherError):
    """A fault that may be gone at the next attempt; `wait` is how long the publisher asked us to stay away."""

    def __init__(
        self, where: str, expected: str, got: str, status: int | None = None, wait: float | None = None
    ) -> None:
        super().__init__(where, expected, got, status)
        self.wait = wait


@dataclass(frozen=True)
class Body:
    """What was written: length and SHA-256 of the file, not of the wire."""

    length: int
    sha256: str


@dataclass(frozen=True)
class Bounds:
    """What one body may cost; `check_time` raises when it has taken too long, `masked` hides secrets it echoes."""

    wanted: Wanted
    where: str
    check_time: Callable[[], None]
    on_bytes: OnBytes
    masked: Callable[[str], str]


def receive(response: BaseHTTPResponse, sink: BinaryIO, bounds: Bounds) -> Body:
    """Write the body to `sink`. Raises PassingFault for a damaged one and PublisherError for a wrong one."""
    announced = _announced(response.headers, bounds)
    wire = _Wire(response, bounds, announced)
    digest, length, first, seen = hashlib.sha256(), 0, b"", False
    for piece in _plain(wire, response.headers.get("Content-Encoding", ""), bounds):
        length += len(piece)
        if length > bounds.wanted.limit:
            raise PublisherError(bounds.where, f"at most {bounds.wanted.limit:,} bytes", "more when unpacked")
        if not seen:
            first += piece
            if seen := len(first) >= FIRST:
                _judge(first, bounds)
        digest.update(piece)
        sink.write(piece)
    if not seen:
        _judge(first, bounds)
    wire.verify()
    body = Body(length, digest.hexdigest())
    _promised(body, bounds)
    return body


class _Wire:
    """The bytes as they travel, one socket read at a time, so that a slow drip meets the deadline."""

    def __init__(self, response: BaseHTTPResponse, bounds: Bounds, announced: int | None) -> None:
        self._response, self._bounds, self._announced = response, bounds, announced
        self._checksums = list(_checksums(response.headers))
        self.length = 0

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self._read():
            self.length += len(chunk)
            for _, _, digest in self._checksums:
                digest.update(chunk)
            self._bounds.on_bytes(self.length, self._announced)
            self._bounds.check_time()
            yield chunk

    def _read(self) -> bytes:
        try:
            return self._response.read1(CHUNK, decode_content=False)
        except (HTTPError, OSError) as error:
            # from None: the messages of urllib3 may show the whole address, secrets included
            expected = "the whole body" if self._announced is None else f"{self._announced:,} bytes"
            broken = f"the end after {self.length:,} ({type(error).__name__})"
            raise PassingFault(self._bounds.where, expected, broken) from None

    def verify(self) -> None:
        """Raise PassingFault where a checksum among the headers is not that of the bytes."""
        for header, expected, digest in self._checksums:
            if (got := base64.b64encode(digest.digest()).decode()) != expected:
                raise PassingFault(self._bounds.where, f"{header} {expected}", f"a body with {got}")


def _checksums(headers: Mapping[str, str]) -> Iterator[tuple[str, str, "hashlib._Hash"]]:
    if headers.get("x-goog-stored-content-encoding", "identity") != "identity":
        return  # the checksum is of the stored form, which is not the one sent
    for header, pattern, name in _CHECKSUMS:
        if found := re.match(pattern, headers.get(header, "")):
            yield header, found[1], hashlib.new(name, usedforsecurity=False)


def _announced(headers: Mapping[str, str], bounds: Bounds) -> int | None:
    text = headers.get("Content-Length", "")
    if not re.fullmatch("[0-9]{1,15}", text):
        return None
    if int(text) > bounds.wanted.limit:
        raise PublisherError(bounds.where, f"at most {bounds.wanted.limit:,} bytes", f"{int(text):,} announced")
    return int(text)


def _plain(wire: _Wire, encoding: str, bounds: Bounds) -> Iterator[bytes]:
    """The body as the publisher means it: gzip is undone where declared, and also where it was not asked for."""
    if encoding.lower() not in ("", "identity", "gzip", "x-gzip"):
        raise PublisherError(bounds.where, "a body plain or in gzip", f"Content-Encoding {encoding}")
    chunks = iter(wire)
    start = b""
    while len(start) < len(_GZIP) and (chunk := next(chunks, b"")):
        start += chunk
    if start.startswith(_GZIP) and not bounds.wanted.name.endswith(".gz"):
        yield from _gunzipped(start, chunks, bounds)
    elif start:
        yield start
        yield from chunks


def _gunzipped(start: bytes, chunks: Iterator[bytes], bounds: Bounds) -> Iterator[bytes]:
    unzip = zlib.decompressobj(wbits=31)
    waiting = start
    while waiting or (waiting := next(chunks, b"")):
        if unzip.eof:
            unzip = zlib.decompressobj(wbits=31)
        try:
            piece = unzip.decompress(waiting, CHUNK)
        except zlib.error as error:
            raise PassingFault(bounds.where, "a gzip body", str(error)) from error
        waiting = unzip.unconsumed_tail or unzip.unused_data
        if piece:
            yield piece
    # zlib may hold back output after its input is used up: it comes in pieces of the same size
    while not unzip.eof and (piece := unzip.decompress(b"", CHUNK)):
        yield piece
    if not unzip.eof:
        raise PassingFault(bounds.where, "a whole gzip body", "one that ends too early")


def _judge(first: bytes, bounds: Bounds) -> None:
    wanted = bounds.wanted
    if not first:
        if not wanted.may_be_empty:
            raise PublisherError(bounds.where, "a body", "an empty one")
        return
    if looks_like_html(first) and wanted.accept is not page:
        raise PublisherError(bounds.where, "data", "a web page")
    if wanted.accept and (wrong := wanted.accept(first)):
        raise PublisherError(bounds.where, "a body of the right shape", bounds.masked(wrong))


def _promised(body: Body, bounds: Bounds) -> None:
    wanted = bounds.wanted
    if wanted.length is not None and body.length != wanted.length:
        raise PassingFault(bounds.where, f"the {wanted.length} bytes the publisher lists", f"{body.length}")
    if wanted.sha256 and body.sha256 != wanted.sha256:
        raise PassingFault(bounds.where, f"the sha256 {wanted.sha256} the publisher lists", body.sha256)
