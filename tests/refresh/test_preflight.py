"""What a release may do to the figures held, and what stops it until somebody has looked."""

import pandas as pd
import pytest
from made_rows import AREAS, frame, release, row

from pmf.preflight import Comparison, compare

OLD, NEW = "2025-07-01", "2026-07-01"
DECLARED = {"jobs.total"}
MANY = [f"E0{number:07d}" for number in range(7000001, 7000301)]


def compared(held: pd.DataFrame, incoming: pd.DataFrame, *watched: str) -> Comparison:
    return compare(held, incoming, DECLARED, watched)


def test_counts_tell_new_revised_and_unchanged_rows_apart() -> None:
    incoming = release(NEW, years=(2022, 2023, 2024))
    incoming.loc[0, "value"] += 1
    found = compared(release(OLD), incoming)
    assert (found.new, found.revised, found.unchanged) == (9, 1, 17)
    assert found.objections == found.notes == ()


def test_only_the_newest_figures_held_count() -> None:
    held = pd.concat([release("2024-07-01", factor=9), release(OLD)])
    assert compared(held, release(NEW)).unchanged == 18


def test_a_first_release_is_all_new() -> None:
    found = compared(release(OLD).iloc[:0], release(NEW))
    assert (found.new, found.revised, found.unchanged, found.objections) == (18, 0, 0, ())
    assert found.areas_gained == tuple(AREAS)


@pytest.mark.parametrize(
    ("incoming", "objection"),
    [
        (
            release(NEW, factor=1000),
            "jobs.total: values are typically 1000 times those held, as after a change of unit",
        ),
        (release(NEW, factor=1.2), "jobs.total: 18 of 18 values moved by more than 10%, the most E07000009 2022"),
        (release(NEW, areas=AREAS[:6]), "jobs.total: 3 of 9 areas lost: E07000007, E07000008, E07000009"),
        (release(NEW).drop(index=[0, 2]), "jobs.total: 2 of 18 rows vanished"),
    ],
    ids=["another unit", "moved", "areas lost", "rows vanished"],
)
def test_what_nobody_expected_stops_the_source(incoming: pd.DataFrame, objection: str) -> None:
    assert any(text.startswith(objection) for text in compared(release(OLD), incoming).objections)


def test_a_series_that_is_not_there_stops_the_source() -> None:
    held = pd.concat([release(OLD), frame([row("E07000001", 2023, 1, OLD, "jobs.rate")])])
    found = compare(held, release(NEW), {"jobs.total", "jobs.rate"})
    assert (found.objections, found.faults) == ((), ("jobs.rate: expected figures, got none",))


def test_a_series_the_connector_does_not_bring_is_left_alone() -> None:
    held = pd.concat([release(OLD), frame([row("E07000001", 2023, 1, OLD, "jobs.rate")])])
    assert compared(held, release(NEW)).objections == ()


def test_one_recoded_area_of_many_is_a_note_and_both_codes_are_named() -> None:
    held, incoming = release(OLD, areas=MANY), release(NEW, areas=[*MANY[1:], "E08000039"])
    found = compared(held, incoming)
    assert found.objections == ()
    assert found.notes == ("jobs.total: 1 of 300 areas lost: E07000001",)
    assert (found.areas_lost, found.areas_gained) == (("E07000001",), ("E08000039",))


def test_an_area_we_watch_may_not_be_lost_however_many_there_are() -> None:
    held, incoming = release(OLD, areas=MANY), release(NEW, areas=MANY[1:])
    assert compared(held, incoming, "E07000001").objections == ("jobs.total: 1 of 300 areas lost: E07000001",)


def test_an_area_that_ended_long_ago_is_not_missed() -> None:
    held = pd.concat([release(OLD), frame([row("E07000097", 2009, 5, OLD)])])
    found = compared(held, release(NEW))
    assert found.areas_lost == found.notes == found.objections == ()


def test_years_before_the_first_the_publisher_still_gives_are_not_missed() -> None:
    found = compared(release(OLD, years=range(2010, 2024)), release(NEW, years=range(2015, 2025)))
    assert found.notes == found.objections == ()


def test_a_few_values_that_moved_are_a_note_with_the_largest() -> None:
    incoming = release(NEW)
    incoming.loc[0, "value"] *= 1.2
    incoming.loc[1, "value"] *= 1.5
    assert compared(release(OLD), incoming).notes == (
        "jobs.total: 2 of 18 values moved by more than 10%, the most E07000001 2023-01-01/P1Y from 101 to 151.5",
    )


def test_a_value_that_became_confidential_is_revised_and_has_not_moved() -> None:
    incoming = release(NEW)
    incoming.loc[0, ["value", "status"]] = [None, "c"]
    found = compared(release(OLD), incoming)
    assert (found.revised, found.notes, found.objections) == (1, (), ())


def test_what_an_earlier_release_had_and_the_last_has_not_is_missed_once() -> None:
    before, last = release("2024-07-01"), release(OLD, years=(2023,), areas=AREAS[:6])
    found = compared(pd.concat([before, last]), release(NEW, years=(2023,), areas=AREAS[:6]))
    assert (found.notes, found.objections, found.unchanged) == ((), (), 6)
    found = compared(pd.concat([before, last]), release(NEW, years=(2023,), areas=AREAS[:2]))
    assert found.objections == ("jobs.total: 4 of 6 areas lost: E07000003, E07000004, E07000005, E07000006",)
