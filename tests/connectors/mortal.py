"""Refreshes that die: a program that forks one for each moment given, and kills it at that line of our own code.

Run as `mortal.py SERVER_URL FOLDER...`; each folder is one refresh, killed after as many lines as its name says.
Prints how many lines a refresh has when the folder is named `0`, which nothing kills.
"""

import os
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import pandas as pd

import connectors
import pmf
from connectors import shapes
from connectors.base import Connector, Landed, Landing, Wanted
from connectors.http import Http
from connectors.intake import Intake
from connectors.services import SERVICES
from pmf.accepted import Accepted
from pmf.observations import Series, Source
from pmf.refresh import Rules, refresh
from pmf.runlog import Outcome

NAMES = ("mortal_jobs", "mortal_pay")


@dataclass(frozen=True)
class Mortal:
    """A connector of two files."""

    SOURCE: Source

    def fetch(self, landing: Landing) -> Sequence[Landed]:
        address = f"https://www.nomisweb.co.uk/{self.SOURCE.id}"
        return [
            landing.bring(Wanted(f"{n}.csv", f"{address}/{n}", accept=shapes.csv_with("area_code"))) for n in (1, 2)
        ]

    def tidy(self, raw: Sequence[Landed]) -> pd.DataFrame:
        rows = pd.concat([pd.read_csv(landed.path, dtype={"period": str}) for landed in raw])
        return rows.assign(series=f"{self.SOURCE.id}.total", status="", lower_95=None, upper_95=None)


def mortal(name: str) -> Connector:
    series = Series(f"{name}.total", "Total", "jobs", "count", 0, "higher")
    return Mortal(Source(name, "ONS", "Jobs", "NM_0", "https://example.org", "OGL-UK-3.0", "annual", (series,)))


def run(root: Path, url: str) -> list[Outcome]:
    """One refresh of both sources below `root`."""
    with Http(environment={service.setting: url for service in SERVICES}) as http:
        intakes = [Intake(mortal(name), http, root, None, lambda *_: None) for name in NAMES]
        outcomes = refresh(intakes, Rules(root, Accepted(root).read))
    assert all(outcome.ok for outcome in outcomes), outcomes
    return outcomes


class _Lines:
    """Counts lines of our own code in all threads, and ends the process without warning at the one given."""

    def __init__(self, last: int) -> None:
        self.count, self._last = 0, last
        self._ours = tuple(str(Path(module.__path__[0])) for module in (connectors, pmf))

    def trace(self, frame: FrameType, event: str, _: Any) -> Any:
        if not frame.f_code.co_filename.startswith(self._ours):
            return None
        if event == "line":
            self.count += 1
            if self.count == self._last:
                os.kill(os.getpid(), signal.SIGKILL)
        return self.trace


def _child(root: Path, url: str) -> None:
    lines = _Lines(int(root.name))
    threading.settrace(lines.trace)
    sys.settrace(lines.trace)
    run(root, url)
    sys.settrace(None)
    print(lines.count, flush=True)
    os._exit(0)


def main(url: str, folders: list[str]) -> None:
    for folder in folders:
        if not (child := os.fork()):
            _child(Path(folder), url)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
