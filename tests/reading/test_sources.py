"""What is held of every source, how old it is, and when more should come."""

from datetime import date, timedelta

import pytest

from pmf import reading, snapshot
from pmf.build import DATA
from pmf.store import Store


def test_every_declared_source_is_listed_with_all_it_holds(opened: Store) -> None:
    found = {state.id: state for state in reading.sources(opened)}
    declared = {source.id: source for source in snapshot.sources(DATA / "snapshot")}
    assert found.keys() == declared.keys()
    for name, state in found.items():
        releases = sorted({release.date for release in declared[name].releases}, reverse=True)
        assert list(state.releases) == releases
        assert (state.series, state.licence) == (len(declared[name].series), "OGL-UK-3.0")
        assert state.observations > 0


def test_ages_count_from_the_newest_release(opened: Store) -> None:
    gva = next(s for s in reading.sources(opened, date(2025, 4, 27)) if s.id == "ons_gva")
    assert (gva.age_days, gva.newest_period.label) == (10, "2023")
    assert gva.last_success == date(2025, 4, 17)
    assert gva.last_error is None


@pytest.mark.parametrize(
    ("days", "freshness"), [(0, "fresh"), (365, "fresh"), (367, "due"), (456, "due"), (458, "late")]
)
def test_a_source_is_due_after_a_cycle_and_late_a_quarter_after_that(opened: Store, days: int, freshness: str) -> None:
    on = date(2025, 4, 17) + timedelta(days=days)
    gva = next(s for s in reading.sources(opened, on) if s.id == "ons_gva")
    assert gva.freshness == freshness
