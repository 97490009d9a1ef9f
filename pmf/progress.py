"""What a refresh shows: one moving line while it runs, a table when it is done.

Knows how to write counts; refuses to know how they come about.
"""

import threading
import time
from collections.abc import Callable, Sequence
from typing import TextIO

from pmf.runlog import Outcome

EVERY = 0.1
HEADER = ("source", "result", "release before", "release after", "new", "revised", "unchanged", "areas", "seconds")


class Line:
    """A line on a terminal that says how far the sources are; silent where there is no terminal.

    Told of bytes from many threads; redrawn a few times a second.
    """

    def __init__(self, stream: TextIO, sources: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._sources, self._clock = stream, sources, clock
        self._lock, self._drawn = threading.Lock(), float("-inf")
        self._bytes: dict[str, dict[str, tuple[int, int | None]]] = {}
        self._rows = self._done = 0

    def told(self, source: str, name: str, got: int, total: int | None) -> None:
        """So many bytes of a file of that source have come."""
        with self._lock:
            self._bytes.setdefault(source, {})[name] = (got, total)
            if self._clock() - self._drawn >= EVERY:
                self._draw()

    def done(self, outcome: Outcome) -> None:
        """That source is finished; a failure is said at once, and stays on the screen."""
        with self._lock:
            self._bytes.pop(outcome.source, None)
            self._done += 1
            self._rows += outcome.new + outcome.revised + outcome.unchanged
            if outcome.error:
                self._clear()
                self._stream.write(f"{outcome.source}: {outcome.result}: {outcome.error}\n")
            self._draw()

    def close(self) -> None:
        """Leave an empty line for what comes next."""
        with self._lock:
            self._clear()

    def _draw(self) -> None:
        if self._stream.isatty():
            self._drawn = self._clock()
            under_way = " · ".join(_under_way(source, files) for source, files in self._bytes.items())
            text = f"{self._done} of {self._sources} sources, {self._rows:,} rows · {under_way}"
            self._stream.write(f"\r{text[:118]:<118}")
            self._stream.flush()

    def _clear(self) -> None:
        if self._stream.isatty():
            self._stream.write(f"\r{'':<118}\r")


def _under_way(source: str, files: dict[str, tuple[int, int | None]]) -> str:
    got = sum(part for part, _ in files.values())
    totals = [total for _, total in files.values()]
    known = sum(total for total in totals if total is not None)
    return f"{source} {got / 1e6:.1f}" + (f" of {known / 1e6:.1f} MB" if None not in totals else " MB")


def table(outcomes: Sequence[Outcome]) -> str:
    """The summary: a line a source, and below it what was noticed."""
    rows = [HEADER, *(_row(outcome) for outcome in sorted(outcomes, key=lambda outcome: outcome.source))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    noticed = [f"{outcome.source}: {text}" for outcome in outcomes for text in (*outcome.notes, outcome.error) if text]
    return "\n".join([*lines, *sorted(noticed)])


def _row(outcome: Outcome) -> tuple[str, ...]:
    counts = (f"{count:,}" if outcome.ok else "" for count in (outcome.new, outcome.revised, outcome.unchanged))
    areas = f"+{len(outcome.areas_gained)} -{len(outcome.areas_lost)}" if outcome.ok else ""
    before, after = outcome.release_before, outcome.release_after
    return outcome.source, outcome.result, before, after, *counts, areas, f"{outcome.seconds:.1f}"
