"""What a connector is: one module with `SOURCE`, `fetch` and `tidy`; and what it may say and must give.

Knows the shapes that pass between a connector and the rest; refuses to know HTTP, files on disk and any publisher.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from pmf import observations, periods
from pmf.observations import Source

MEGABYTE = 1_000_000
MOST_PAGES = 100
TEXTS = ("series", "area_code", "period", "status", "source")
TIDY = ("series", "area_code", "period", "value", "lower_95", "upper_95", "status", "release")

Accept = Callable[[bytes], str]
"""Told the first bytes of a body, says what is wrong with them, or nothing when they are what was wanted."""


class PublisherError(Exception):
    """Everything a publisher can do wrong: where it happened, what was expected, what came."""

    def __init__(self, where: str, expected: str, got: str, status: int | None = None) -> None:
        super().__init__(f"{where}: expected {expected}, got {got}")
        self.where, self.expected, self.got, self.status = where, expected, got, status


def refuse_pages(where: str, pages: int) -> None:
    """Raise PublisherError where an answer says that it has more than MOST_PAGES pages."""
    if pages > MOST_PAGES:
        raise PublisherError(where, f"at most {MOST_PAGES} pages", f"{pages:,}")


class NotPublished(PublisherError):
    """The address answers that there is nothing (404 or 410): the connector may know another one to try."""


@dataclass(frozen=True)
class Wanted:
    """One file to bring. `url` is the publisher's own; a setting may point it elsewhere (see `services`).

    `secrets` are query parameters that are sent and never shown. `body`, where given, is posted as JSON.
    `length` and `sha256` are what the publisher promised elsewhere. `accept` sees the first bytes (see `shapes`).
    """

    name: str
    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: Any = None
    accept: Accept | None = None
    may_be_empty: bool = False
    limit: int = 100 * MEGABYTE
    seconds: float = 600.0
    length: int | None = None
    sha256: str = ""
    release: date | None = None


@dataclass(frozen=True)
class Landed:
    """One file as the publisher gave it, on disk, decompressed from the wire and otherwise untouched.

    `name` is the connector's own (`Wanted.name`); `release` is the vintage date known before opening the file.
    """

    name: str
    path: Path
    url: str
    retrieved: datetime
    release: date | None = None

    def open(self) -> BinaryIO:
        """The bytes as a stream, for files too large to hold."""
        return self.path.open("rb")

    def text(self) -> str:
        """The whole file as text: UTF-8 with or without byte order mark, else Windows-1252."""
        raw = self.path.read_bytes()
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return raw.decode("cp1252", errors="replace")

    def json(self) -> Any:
        """The whole file as JSON. Raises PublisherError."""
        try:
            return json.loads(self.text())
        except (ValueError, RecursionError) as error:  # also numbers and nests beyond reason
            raise PublisherError(self.name, "a reply in JSON", str(error)[:120]) from error

    def document(self) -> dict[str, Any]:
        """The whole file as a JSON object. Raises PublisherError."""
        found = self.json()
        if not isinstance(found, dict):
            raise PublisherError(self.name, "a JSON object", str(found)[:80])
        return found

    def vintage(self) -> date:
        """The release date, or where the publisher names none the day the file was retrieved."""
        return self.release or self.retrieved.date()


class Landing(Protocol):
    """Where a connector's files arrive. `since` asks for no more than periods that end on or after that day."""

    since: date | None

    def bring(self, wanted: Wanted) -> Landed:
        """The file, from the publisher or, where it was already landed in this run, from disk."""
        ...


class Connector(Protocol):
    """What every module of this package with a `SOURCE` offers. Series ids are `<source id>.<name>`.

    A module whose figures stand on another population base, geography or method than an earlier release says so in
    `definition(series, release)`, in the words of the releases embedded; figures under two are not compared silently.
    """

    SOURCE: Source

    def fetch(self, landing: Landing) -> Sequence[Landed]:
        """Bring every file needed, newest release; meets the publisher, reads no figures it need not."""
        ...

    def tidy(self, raw: Sequence[Landed]) -> pd.DataFrame:
        """The figures of those files in the columns of `TIDY`. Pure: the same files give the same rows."""
        ...


def completed(source: Source, tidy: pd.DataFrame) -> pd.DataFrame:
    """The tidy rows as observations: periods dated, source named, order fixed, every rule checked.

    Takes any form of period that `pmf.periods` reads and a release as ISO text or date; gives the types that
    `pmf.snapshot` gives. Raises PublisherError.
    """
    where = f"source {source.id}"
    if missing := [name for name in TIDY if name not in tidy.columns]:
        raise PublisherError(where, f"the columns {', '.join(TIDY)}", f"none named {', '.join(missing)}")
    if tidy.empty:
        raise PublisherError(where, "at least one figure", "none")
    if unknown := sorted(set(tidy["series"].unique()) - {series.id for series in source.series}):
        raise PublisherError(where, "series the source declares", ", ".join(unknown))
    try:
        frame = _dated(tidy, source.id)[list(observations.COLUMNS)]
        observations.check(frame)
        observations.refuse_below_zero(frame, source.series)
    except ValueError as error:  # a period that is none, or a row that breaks a rule
        raise PublisherError(where, "observations", str(error)) from error
    ordered = frame.sort_values(list(observations.KEY), ignore_index=True)
    return ordered.assign(**{name: _spelt(ordered[name]) for name in TEXTS})


def _dated(tidy: pd.DataFrame, source: str) -> pd.DataFrame:
    codes, texts = pd.factorize(tidy["period"])
    spans = [periods.parse(text) for text in texts]
    days, dates = pd.factorize(tidy["release"])
    return tidy.assign(
        **{name: pd.to_numeric(tidy[name]).astype("float64") for name in ("value", "lower_95", "upper_95")},
        **{name: _few(tidy[name]) for name in ("series", "area_code", "status")},
        source=_repeated(np.zeros(len(tidy), "int8"), [source]),
        period=_repeated(codes, [span.iso for span in spans]),
        period_start=np.array([span.start for span in spans], "datetime64[s]")[codes],
        period_end=np.array([span.end for span in spans], "datetime64[s]")[codes],
        release=pd.to_datetime(pd.Series(dates), format="ISO8601").to_numpy("datetime64[s]")[days],
    )


def _few(cells: pd.Series) -> pd.Categorical:
    codes, texts = pd.factorize(cells)
    return _repeated(codes, list(texts))


def _repeated(codes: npt.NDArray[np.int64], texts: list[str]) -> pd.Categorical:
    """A column of texts that come often, as categories in the order of the texts: quick to compare and to sort."""
    ordered = sorted(set(texts))
    place = {text: number for number, text in enumerate(ordered)}
    return pd.Categorical.from_codes(np.array([place[text] for text in texts])[codes], pd.Index(ordered, dtype="str"))


def _spelt(cells: pd.Series) -> pd.Series:
    """Categories as the texts they stand for."""
    return pd.Series(cells.cat.categories.take(cells.cat.codes.to_numpy()), index=cells.index)
