"""A refresh brings what is new, stops what is odd, and never lets one source spoil another."""

import json
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from made_rows import AREAS, release

from pmf import durable, runlog, vintages
from pmf.accepted import Accepted
from pmf.observations import Series, Source
from pmf.refresh import LOG, Rules, in_plain_words, refresh
from pmf.runlog import Outcome, Standing

NOW = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
OLD, NEW = "2025-07-01", "2026-07-01"


def source(name: str) -> Source:
    series = Series(f"{name}.total", "Total", "jobs", "count", 0, "higher")
    return Source(name, "ONS", "Jobs", "NM_57_1", "https://example.org", "OGL-UK-3.0", "annual", (series,))


@dataclass
class Made:
    """A source whose files and figures are made by hand."""

    name: str
    fetched: Callable[[], Any]
    settled: int = field(default=0)

    @property
    def source(self) -> Source:
        return source(self.name)

    def fetch(self) -> Any:
        return self.fetched()

    def tidy(self, raw: Any) -> pd.DataFrame:
        return raw.assign(series=f"{self.name}.total", source=self.name)

    def origin(self, raw: Any) -> str:
        return f"https://example.org/{self.name}"

    def undated(self, raw: Any) -> set[date]:
        return set()

    def definition(self, series: str, release: date) -> str:
        return f"method: {release.year}"

    def settle(self) -> None:
        self.settled += 1


@dataclass
class Declared(Made):
    """The same, declared otherwise."""

    declares: Source = field(default_factory=lambda: source("jobs"))

    @property
    def source(self) -> Source:
        return self.declares


def failing(error: Exception) -> Callable[[], Any]:
    def fetch() -> Any:
        raise error

    return fetch


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    return Rules(tmp_path, Accepted(tmp_path).read, now=lambda: NOW)


def summary(outcome: Outcome) -> tuple[Any, ...]:
    return (
        outcome.result,
        outcome.release_before,
        outcome.release_after,
        outcome.new,
        outcome.revised,
        outcome.unchanged,
    )


def test_a_first_a_second_and_an_idle_run(rules: Rules) -> None:
    first, second = release(OLD), release(NEW)
    second.loc[0, "value"] += 1
    runs = [refresh([Made("jobs", lambda rows=rows: rows)], rules)[0] for rows in (first, second, second)]
    assert [summary(outcome) for outcome in runs] == [
        ("accepted", "", OLD, 18, 0, 0),
        ("accepted", OLD, NEW, 0, 1, 17),
        ("nothing new", NEW, NEW, 0, 0, 18),
    ]
    assert len(Accepted(rules.root).read("jobs")) == 36, "both releases are held"
    assert runlog.read(rules.root / LOG) == runs


def test_a_release_is_kept_with_what_its_figures_stand_on(rules: Rules) -> None:
    for day in (OLD, NEW):
        refresh([Made("jobs", lambda day=day: release(day, factor=1.01 if day == NEW else 1))], rules)
    held = [(one.date.isoformat(), one.definition) for one in Accepted(rules.root).releases("jobs")]
    assert held == [(OLD, "method: 2025"), (NEW, "method: 2026")]


def test_a_failing_source_keeps_its_last_good_release_and_spoils_no_other(rules: Rules) -> None:
    refresh([Made("jobs", lambda: release(OLD))], rules)
    broken = ValueError("https://example.org: expected status 200, got status 500")
    outcomes = {o.source: o for o in refresh([Made("jobs", failing(broken)), Made("pay", lambda: release(NEW))], rules)}
    assert outcomes["jobs"].result == "failed"
    assert outcomes["jobs"].error == str(broken)
    assert outcomes["pay"].result == "accepted"
    assert set(Accepted(rules.root).read("jobs")["release"]) == {pd.Timestamp(OLD)}
    standings = runlog.standings(runlog.read(rules.root / LOG))
    assert standings["jobs"] == Standing("2026-08-03T09:00:00+00:00", "2026-08-03T09:00:00+00:00", str(broken))


def test_an_objection_stops_the_source_until_it_is_accepted_by_name(rules: Rules) -> None:
    refresh([Made("jobs", lambda: release(OLD))], rules)
    (refused,) = refresh([Made("jobs", lambda: release(NEW, factor=1000))], rules)
    assert refused.result == "refused"
    assert "1000 times those held" in refused.error
    assert set(Accepted(rules.root).read("jobs")["release"]) == {pd.Timestamp(OLD)}
    (accepted,) = refresh([Made("jobs", lambda: release(NEW, factor=1000))], replace(rules, accept={"jobs"}))
    assert accepted.result == "accepted"
    assert any(note.startswith("accepted by name: jobs.total: values are typically 1000") for note in accepted.notes)


def beside_embedded(rules: Rules) -> Rules:
    """The rules of a project that has a release embedded, below whatever refreshes bring."""
    return replace(rules, held=lambda name: vintages.over(release(OLD), Accepted(rules.root).read(name)))


@pytest.mark.parametrize("day", ["2024-07-01", NEW], ids=["of before the embedded one", "of after it"])
def test_the_first_release_from_the_publisher_is_taken_whatever_it_is_unlike(rules: Rules, day: str) -> None:
    rules, unlike = beside_embedded(rules), Made("jobs", lambda: release(day, factor=1000, areas=AREAS[:2]))
    first, second = (refresh([unlike], rules)[0] for _ in range(2))
    assert first.result == "accepted"
    assert len(first.notes) == 3
    assert all(note.startswith("taken as the first release from the publisher: jobs.total: ") for note in first.notes)
    assert (second.result, second.notes) == ("nothing new", ())
    (third,) = refresh([Made("jobs", lambda: release("2027-07-01", factor=7))], rules)
    assert third.result == "refused", "from then on it is held against what the publisher said itself"


def test_a_first_release_without_one_of_the_series_held_is_refused(rules: Rules) -> None:
    other = release(OLD).assign(series="jobs.rate")
    declares = replace(
        source("jobs"), series=(*source("jobs").series, replace(source("jobs").series[0], id="jobs.rate"))
    )
    rules = replace(rules, held=lambda _: pd.concat([release(OLD), other]))
    (outcome,) = refresh([Declared("jobs", lambda: release(NEW), declares=declares)], rules)
    assert (outcome.result, outcome.error) == ("refused", "jobs.rate: expected figures, got none")


def test_a_watched_area_may_not_be_lost(rules: Rules) -> None:
    areas = [f"E0{number:07d}" for number in range(7000001, 7000301)]
    refresh([Made("jobs", lambda: release(OLD, areas=areas))], rules)
    rules = replace(rules, watched=areas[:1])
    (outcome,) = refresh([Made("jobs", lambda: release(NEW, areas=areas[1:]))], rules)
    assert outcome.error == "jobs.total: 1 of 300 areas lost: E07000001"


def test_a_dry_run_says_the_same_and_changes_nothing(rules: Rules) -> None:
    made = Made("jobs", lambda: release(NEW))
    (dry,) = refresh([made], replace(rules, dry_run=True))
    assert summary(dry) == ("dry run", "", NEW, 18, 0, 0)
    assert (list(rules.root.iterdir()), made.settled) == ([], 0)
    (wet,) = refresh([made], rules)
    assert summary(wet)[1:] == summary(dry)[1:]


def test_since_looks_at_no_earlier_period(rules: Rules) -> None:
    refresh([Made("jobs", lambda: release(OLD))], rules)
    (outcome,) = refresh([Made("jobs", lambda: release(NEW, years=(2023,)))], replace(rules, since=date(2023, 1, 1)))
    assert (outcome.result, outcome.unchanged, outcome.notes) == ("accepted", 9, ())
    kept = Accepted(rules.root).read("jobs")
    assert set(kept.loc[kept["release"] == NEW, "period"]) == {"2023-01-01/P1Y"}


@pytest.mark.parametrize(
    ("fetched", "settled"), [(failing(OSError("cable")), 0), (lambda: None, 1), (lambda: release(NEW), 1)]
)
def test_a_run_is_over_once_its_files_were_read_well_or_badly(rules: Rules, fetched, settled: int) -> None:
    made = Made("jobs", fetched)
    refresh([made], rules)
    assert made.settled == settled


def test_sources_are_fetched_side_by_side(rules: Rules) -> None:
    meeting = threading.Barrier(3)

    def fetch() -> pd.DataFrame:
        meeting.wait(timeout=30)
        return release(NEW)

    outcomes = refresh([Made(name, fetch) for name in ("a", "b", "c")], rules)
    assert {outcome.result for outcome in outcomes} == {"accepted"}


def test_what_a_dead_refresh_left_is_cleared_first(rules: Rules) -> None:
    stray = rules.root / "jobs" / "tidy-20260803T090000-abc.parquet"
    stray.parent.mkdir()
    stray.write_bytes(b"never accepted")
    refresh([Made("jobs", lambda: release(NEW))], rules)
    assert not stray.exists()


def test_each_outcome_is_told_at_once(rules: Rules) -> None:
    told: list[str] = []
    held_back = threading.Event()

    def late() -> pd.DataFrame:
        assert held_back.wait(timeout=30)
        return release(NEW)

    def tell(outcome: Outcome) -> None:
        told.append(outcome.source)
        held_back.set()

    refresh([Made("late", late), Made("early", lambda: release(NEW))], rules, tell)
    assert told == ["early", "late"]


def test_a_second_refresh_at_the_same_time_is_refused(rules: Rules) -> None:
    with durable.alone(rules.root), pytest.raises(durable.Busy, match="expected no other refresh at work"):
        refresh([Made("jobs", lambda: release(NEW))], rules)


def test_a_fault_of_ours_is_said_to_be_one_and_where_it_is(rules: Rules) -> None:
    (outcome,) = refresh([Made("jobs", lambda: None)], rules)
    assert outcome.error.startswith("a fault of this program at test_refresh.py line ")
    assert "Traceback" not in outcome.error


def test_an_error_without_words_is_named() -> None:
    assert in_plain_words(OSError()) == "OSError"
    assert in_plain_words(OSError("two\n  lines")) == "two lines"


def test_a_source_stands_by_its_last_run() -> None:
    good, bad = Outcome("jobs", "2026-08-01", "accepted", 1.0), Outcome("jobs", "2026-08-02", "failed", 1.0, error="x")
    assert runlog.standings([good, bad])["jobs"].failing
    assert not runlog.standings([bad, replace(good, at="2026-08-03")])["jobs"].failing
    assert runlog.standings([bad, replace(good, at="2026-08-03")])["jobs"].last_error == "x"


def test_a_log_line_cut_short_is_left_out(tmp_path: Path) -> None:
    outcome = Outcome("jobs", "2026-08-01", "accepted", 1.0, areas_gained=("E07000008",))
    runlog.write(tmp_path / "log", outcome)
    with (tmp_path / "log").open("a") as file:
        file.write('{"source": "jo')
    runlog.write(tmp_path / "log", outcome)
    with (tmp_path / "log").open("ab") as file:
        file.write(b'{}\n123\nnull\n"\xff"\n')
    assert runlog.read(tmp_path / "log") == [outcome, outcome]
    assert runlog.read(tmp_path / "none") == []


def test_what_a_later_version_says_besides_in_the_log_is_passed_over(tmp_path: Path) -> None:
    outcome = Outcome("jobs", "2026-08-01", "accepted", 1.0)
    (tmp_path / "log").write_text(json.dumps(asdict(outcome) | {"attempts": 2}) + "\n", encoding="utf-8")
    assert runlog.read(tmp_path / "log") == [outcome]
