"""What is held of every source, how old it is, and when more should come."""

from dataclasses import replace
from datetime import date

import pytest

from pmf import build, findings, reading, snapshot
from pmf.build import DATA
from pmf.runlog import Outcome
from pmf.store import Store


def test_every_declared_source_is_listed_with_all_it_holds(opened: Store) -> None:
    held = build.holdings(DATA, None, reading.places())
    found = {state.id: state for state in reading.sources(opened)}
    embedded = {source.id: source for source in snapshot.sources(DATA / "snapshot")}
    assert found.keys() == {source.id for source in held.sources} > embedded.keys()
    for name, source in embedded.items():
        releases = sorted({release.date for release in source.releases}, reverse=True)
        assert list(found[name].releases) == releases
        assert (found[name].series, found[name].licence) == (len(source.series), "OGL-UK-3.0")
        assert found[name].observations > 0


def test_a_source_of_which_nothing_is_held_says_so(opened: Store) -> None:
    casualties = next(s for s in reading.sources(opened) if s.id == "dft_road_casualties")
    assert (casualties.freshness, casualties.releases, casualties.newest_period) == ("not held", (), None)
    assert findings.source_state(casualties) == "not held, never refreshed"


def test_ages_count_from_the_newest_release(opened: Store) -> None:
    gva = next(s for s in reading.sources(opened, date(2025, 4, 27)) if s.id == "ons_gva")
    assert gva.newest_period
    assert (gva.age_days, gva.newest_period.label) == (10, "2023")
    assert (gva.last_success, gva.last_error) == (None, None)
    assert findings.source_state(gva) == "embedded snapshot, never refreshed"


def test_the_log_says_when_a_source_was_refreshed_and_what_went_wrong_since(opened: Store) -> None:
    good = Outcome("ons_gva", "2026-08-03T09:00:00+00:00", "nothing new", 1.0)
    bad = Outcome("ons_gva", "2026-09-03T09:00:00+00:00", "failed", 1.0, error="expected status 200, got status 500")
    for runs, said in (
        ([good], "last refreshed 3 Aug 2026"),
        ([good, bad], "last refreshed 3 Aug 2026; the refresh of 3 Sep 2026 failed: expected status 200, got"),
        ([bad], "embedded snapshot, never refreshed; the refresh of 3 Sep 2026 failed"),
        ([bad, replace(good, at="2026-10-03T09:00:00+00:00")], "last refreshed 3 Oct 2026"),
    ):
        gva = next(s for s in reading.sources(opened, runs=runs) if s.id == "ons_gva")
        assert findings.source_state(gva).startswith(said)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2025, 4, 17), "fresh"),
        (date(2026, 3, 31), "fresh"),
        (date(2026, 4, 1), "due"),
        (date(2026, 6, 30), "due"),
        (date(2026, 7, 1), "late"),
    ],
)
def test_the_freshness_of_a_source_is_that_of_its_newest_release(opened: Store, on: date, state: str) -> None:
    gva = next(s for s in reading.sources(opened, on) if s.id == "ons_gva")
    assert gva.freshness == state
