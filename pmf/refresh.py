"""Bring sources up to date: fetch side by side, then check and accept one at a time; one failure stops one source.

Knows the order of the work; refuses to know HTTP, formats and the database. Here is the one broad catch there is.
"""

import time
import traceback
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from pmf import durable, preflight, runlog, vintages
from pmf.accepted import Accepted
from pmf.observations import Source
from pmf.preflight import Implausible
from pmf.returns import SOURCE, Return
from pmf.runlog import Outcome

LOG = "refresh.jsonl"
FIRST = "taken as the first release from the publisher"
BY_NAME = "accepted by name"
OURS = (LookupError, TypeError, AttributeError, AssertionError, ArithmeticError)


class Intake(Protocol):
    """One source ready to be refreshed; `connectors.intake` makes them."""

    @property
    def source(self) -> Source: ...
    def fetch(self) -> Any: ...
    def tidy(self, raw: Any) -> pd.DataFrame: ...
    def origin(self, raw: Any) -> str: ...
    def undated(self, raw: Any) -> Collection[date]: ...
    def definition(self, series: str, release: date) -> str: ...
    def settle(self) -> None: ...


class Differences(Protocol):
    """A publisher's tables beside ours: rows that are the `same`, what `changes`, and `notes` to read."""

    @property
    def vintage(self) -> str: ...
    @property
    def same(self) -> int: ...
    @property
    def changes(self) -> Sequence[str]: ...
    @property
    def notes(self) -> Sequence[str]: ...


class Reference(Protocol):
    """Tables of areas to be held against ours and never taken; `connectors.intake` makes them."""

    @property
    def name(self) -> str: ...
    def fetch(self) -> Any: ...
    def differences(self, raw: Any) -> Differences: ...
    def settle(self) -> None: ...


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Rules:
    """How a refresh is run. `root` holds what refreshes brought; a dry run only reads it.

    `held` gives all rows of a source, all releases; it is asked for each source in turn. `accept` names sources whose
    objections were looked at and are let pass; `watched` areas may not be lost without one.
    """

    root: Path
    held: Callable[[str], pd.DataFrame]
    since: date | None = None
    dry_run: bool = False
    accept: Collection[str] = ()
    watched: Collection[str] = ()
    now: Callable[[], datetime] = field(default=_now)


Judge = Callable[[Any, Rules], Outcome]
Work = tuple[str, Intake | Reference, Judge]


def refresh(
    intakes: Sequence[Intake],
    rules: Rules,
    on_done: Callable[[Outcome], None] = lambda _: None,
    returned: Sequence[Return] = (),
    references: Sequence[Reference] = (),
) -> list[Outcome]:
    """The outcome of every source, in the order they finished; each is told to `on_done` at once, and logged.

    Files in `returned` are taken by the same rules, before any publisher's. `references` are only compared.

    Raises `durable.Busy` where another refresh is at work. Nothing else is raised for what a source does.
    """
    with nullcontext() if rules.dry_run else _at_work(rules.root):
        work: list[Work] = [(one.source.id, one, partial(_checked, one)) for one in intakes]
        work += [(one.name, one, partial(_compared, one)) for one in references]
        pool = ThreadPoolExecutor(max_workers=max(1, len(work)), thread_name_prefix="fetch")
        try:
            fetching = {pool.submit(_timed, one): (name, one, judge) for name, one, judge in work}
            done = [_recorded(SOURCE, partial(_by_hand, one, rules), rules, on_done) for one in returned]
            for future in as_completed(fetching):
                name, one, judge = fetching[future]
                done.append(_recorded(name, partial(_fetched, future, one, judge, rules), rules, on_done))
            return done
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _at_work(root: Path) -> Iterator[None]:
    root.mkdir(parents=True, exist_ok=True)
    with durable.alone(root):
        Accepted(root).tidy_up()
        yield


def _timed(intake: Intake | Reference) -> tuple[Any, float]:
    begun = time.monotonic()
    return intake.fetch(), time.monotonic() - begun


def _recorded(source: str, take: Callable[[], Outcome], rules: Rules, on_done: Callable[[Outcome], None]) -> Outcome:
    begun = time.monotonic()
    try:
        outcome = take()
    except Exception as error:  # noqa: BLE001 - whatever one source does, the others go on and their figures count
        result: runlog.Result = "refused" if isinstance(error, Implausible) else "failed"
        outcome = Outcome(source, "", result, 0.0, error=in_plain_words(error))
    seconds = round(outcome.seconds + time.monotonic() - begun, 1)
    outcome = replace(outcome, at=rules.now().isoformat(timespec="seconds"), seconds=seconds)
    if not rules.dry_run:
        runlog.write(rules.root / LOG, outcome)
    on_done(outcome)
    return outcome


def _by_hand(one: Return, rules: Rules) -> Outcome:
    return one.take(SOURCE in rules.accept, rules.dry_run, rules.now())


def _fetched(future: "Future[tuple[Any, float]]", one: Intake | Reference, judge: Judge, rules: Rules) -> Outcome:
    raw, spent = future.result()
    try:
        return replace(judge(raw, rules), seconds=spent)
    finally:
        if not rules.dry_run:  # what a dry run looked at is what the next run takes
            one.settle()


def _compared(reference: Reference, raw: Any, rules: Rules) -> Outcome:
    found, by_name = reference.differences(raw), reference.name in rules.accept
    if found.changes and not by_name:
        raise Implausible("; ".join(found.changes))
    return Outcome(
        source=reference.name,
        at="",
        result="dry run" if rules.dry_run else "nothing new",
        seconds=0.0,
        release_after=found.vintage,
        unchanged=found.same,
        notes=(*found.notes, *(f"{BY_NAME}, and not taken: {text}" for text in found.changes)),
    )


def _checked(intake: Intake, raw: Any, rules: Rules) -> Outcome:
    source = intake.source
    incoming = _since(intake.tidy(raw), rules.since)
    held = rules.held(source.id)
    compared = preflight.compare(_since(held, rules.since), incoming, {s.id for s in source.series}, rules.watched)
    keep = vintages.worth_keeping(held, incoming, rules.now().date(), intake.undated(raw))
    by_name, first = source.id in rules.accept, source.id not in Accepted(rules.root).sources()
    doubts = compared.objections if len(keep) else ()  # what is held already replaces nothing
    stops = (*compared.faults, *(() if first else doubts))
    if stops and not by_name:
        raise Implausible("; ".join(stops))
    if len(keep) and not rules.dry_run:
        Accepted(rules.root).add(source.id, keep, intake.origin(raw), rules.now(), intake.definition)
    return Outcome(
        source=source.id,
        at="",
        result="dry run" if rules.dry_run else "accepted" if len(keep) else "nothing new",
        seconds=0.0,
        release_before=_last_release(held),
        release_after=_last_release(vintages.over(held, keep)),
        new=compared.new,
        revised=compared.revised,
        unchanged=compared.unchanged,
        areas_gained=compared.areas_gained,
        areas_lost=compared.areas_lost,
        notes=(*compared.notes, *(f"{BY_NAME if by_name else FIRST}: {text}" for text in (*compared.faults, *doubts))),
    )


def _since(rows: pd.DataFrame, since: date | None) -> pd.DataFrame:
    return rows if since is None else rows[rows["period_end"] >= pd.Timestamp(since)]


def _last_release(rows: pd.DataFrame) -> str:
    return f"{rows['release'].max():%Y-%m-%d}" if len(rows) else ""


def in_plain_words(error: BaseException) -> str:
    """An error as the log, the summary and the page show it: no traceback; for a fault of ours, where it is."""
    if isinstance(error, OURS) and error.__traceback__:
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"a fault of this program at {Path(place.filename).name} line {place.lineno}: {error!r}"
    return " ".join(str(error).split()) or type(error).__name__
