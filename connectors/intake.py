"""One source ready to be refreshed: its connector joined to its raw folder; and so the publisher's tables of areas.

Knows how the parts of a connector are called in turn; refuses to know whether the figures are accepted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path

import pandas as pd

from connectors import open_geography
from connectors.base import Connector, Landed, completed
from connectors.discovery import connectors_by_source
from connectors.http import Http
from connectors.landing import RawFolder
from pmf.areas import Areas
from pmf.observations import Source

Told = Callable[[str, str, int, int | None], None]
"""Told which source, which file, how many bytes have come and how many were announced."""


class UnknownSource(KeyError):
    """A name that is no source's."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass
class Intake:
    """What `pmf.refresh` needs of a source. The raw folder is opened when first used."""

    connector: Connector
    http: Http
    root: Path
    since: date | None
    told: Told

    @property
    def source(self) -> Source:
        """The source as declared."""
        return self.connector.SOURCE

    @cached_property
    def _folder(self) -> RawFolder:
        return RawFolder(self.root / self.source.id, self.http, self.since, partial(self.told, self.source.id))

    def fetch(self) -> Sequence[Landed]:
        """Bring the files, continuing an interrupted run."""
        return self.connector.fetch(self._folder)

    def tidy(self, raw: Sequence[Landed]) -> pd.DataFrame:
        """Those files as checked observations."""
        return completed(self.source, self.connector.tidy(raw))

    def origin(self, raw: Sequence[Landed]) -> str:
        """Where the figures were read from, for the list of releases."""
        urls = list(dict.fromkeys(landed.url for landed in raw))
        return " ".join(urls[:2]) + (f" and {len(urls) - 2} more" if len(urls) > 2 else "")

    def undated(self, raw: Sequence[Landed]) -> set[date]:
        """The days that stand in for a release date the publisher did not state."""
        return {landed.vintage() for landed in raw if landed.release is None}

    def definition(self, series: str, release: date) -> str:
        """What the figures of that release stand on, as the connector says; empty where it says nothing."""
        stated = getattr(self.connector, "definition", None)
        return str(stated(series, release)) if stated else ""

    def settle(self) -> None:
        """End the run, so that the next asks the publisher again."""
        self._folder.settle()


@dataclass
class Reference:
    """What `pmf.refresh` needs of the tables of areas, to hold them against ours. No tables here replace any."""

    areas: Areas
    http: Http
    root: Path
    told: Told
    name: str = open_geography.NAME

    @cached_property
    def _folder(self) -> RawFolder:
        return RawFolder(self.root / self.name, self.http, None, partial(self.told, self.name))

    def fetch(self) -> Sequence[Landed]:
        """Bring the tables, continuing an interrupted run."""
        return open_geography.fetch_reference(self._folder)

    def differences(self, raw: Sequence[Landed]) -> open_geography.Differences:
        """How they differ from ours."""
        return open_geography.differences(open_geography.tidy_reference(raw), self.areas)

    def settle(self) -> None:
        """End the run, so that the next asks the publisher again."""
        self._folder.settle()


def everything() -> list[str]:
    """The names of all that can be refreshed: every source, and the tables of areas."""
    return [*connectors_by_source(), Reference.name]


def intakes(
    root: Path,
    http: Http,
    names: Sequence[str] = (),
    since: date | None = None,
    told: Told = lambda *_: None,
) -> list[Intake]:
    """Every source, or those named; their files land in folders under `root`. Raises UnknownSource."""
    known = connectors_by_source()
    if unknown := sorted(set(names) - set(known)):
        raise UnknownSource(f"expected sources among {', '.join(known)}, got {', '.join(unknown)}")
    return [Intake(known[name], http, root, since, told) for name in names or known]
