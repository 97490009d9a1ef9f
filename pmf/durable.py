"""Files that are old or new but never half: replaced by renaming, lengthened by one write.

Knows the file system; refuses to know what is written.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pmf.refusals import Refusal


class Busy(Refusal, RuntimeError):
    """Another process is at work on the same folder."""


def replace(path: Path, content: bytes) -> None:
    """Write `content` so that a reader sees the old file or the new one, whatever happens in between."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync(path.parent)


def sync(folder: Path) -> None:
    """Make renames in `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def append(path: Path, line: str) -> None:
    """Add one line in a single write; a line that a dying process left unfinished is ended first."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        size = os.fstat(handle).st_size
        start = "" if size == 0 or os.pread(handle, 1, size - 1) == b"\n" else "\n"
        os.write(handle, f"{start}{line}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def alone(folder: Path, work: str = "refresh") -> Iterator[None]:
    """Hold `folder` for this process; the lock falls with the process, however it ends. Raises Busy naming the work."""
    with (folder / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(f"{folder}: expected no other {work} at work, got one") from None
        yield
