"""The servers that are measured: the app in one process or several, and the pages it is compared with."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.deploy import nginx
from tests.hosting.served import free_port, running, started

LEAST = 60 * 2**20  # bytes of memory below which a process is a launcher


@dataclass(frozen=True)
class Server:
    """A running server, the processes that answer, and the path of the database that the app reads."""

    url: str
    processes: tuple[subprocess.Popen[bytes], ...]
    database: Path | None = None

    def memory(self) -> list[float]:
        """Resident megabytes of each answering process."""
        return [process.memory_info().rss / 2**20 for process in self._answering()]

    def seconds(self) -> float:
        """Processor seconds used so far by all of it."""
        return sum(sum(process.cpu_times()[:2]) for process in self._family())

    def answering(self) -> list[int]:
        """The ids of the processes that answer."""
        return [process.pid for process in self._answering()]

    def _family(self) -> list[psutil.Process]:
        roots = [psutil.Process(process.pid) for process in self.processes]
        return [*(child for root in roots for child in root.children(recursive=True)), *roots]

    def _answering(self) -> list[psutil.Process]:
        family = self._family()
        return [one for one in family if one.memory_info().rss > LEAST and not one.children()] or family[-1:]


@contextmanager
def app(database: Path, workers: int, folder: Path) -> Iterator[Server]:
    """The read-only app."""
    port = free_port()
    command = [sys.executable, "-m", "pmf", "serve", "--workers", str(workers), "--port", str(port)]
    variables = {"PMF_DB": str(database), "PMF_READ_ONLY": "1"}
    with started(command, port, folder / f"app{workers}.log", "readyz", **variables) as process:
        yield Server(f"http://127.0.0.1:{port}", (process,), database)


@contextmanager
def hosted(database: Path, folder: Path) -> Iterator[Server]:
    """The read-only app in two processes, behind the committed configuration of nginx."""
    place = Path(tempfile.mkdtemp(dir=folder))
    with nginx.hosted(database, place) as host:
        yield Server(host.front.url, (host.front.process, *host.processes.values()), database)


@contextmanager
def page(name: str, folder: Path) -> Iterator[Server]:
    """One of the pages beside this module, in a process of its own."""
    with running(Path(__file__).with_name(f"{name}.py"), folder / f"{name}.log") as (url, process):
        yield Server(url, (process,))
