"""Releases beside one another: nothing held is lost, nothing is kept twice, a silent correction is kept as its own."""

from datetime import date

import pandas as pd
import pytest
from made_rows import AREAS, frame, release, row

from pmf import observations, vintages

TODAY = date(2026, 8, 3)
KEY = list(observations.KEY)


def kept(held: pd.DataFrame, incoming: pd.DataFrame) -> pd.DataFrame:
    keep = vintages.worth_keeping(held, incoming, TODAY)
    observations.check(keep[list(observations.COLUMNS)])
    return keep


def test_a_release_not_held_is_kept_whole_even_where_nothing_changed() -> None:
    incoming = release("2026-07-01")
    keep = kept(release("2025-07-01"), incoming)
    pd.testing.assert_frame_equal(keep.drop(columns="dated_by"), incoming)
    assert set(keep["dated_by"]) == {"publisher"}


def test_a_release_held_is_not_kept_again() -> None:
    assert kept(release("2026-07-01"), release("2026-07-01")).empty


def test_rows_added_to_a_release_are_kept_under_it() -> None:
    keep = kept(release("2026-07-01", areas=AREAS[:3]), release("2026-07-01"))
    assert sorted(keep["area_code"].unique()) == AREAS[3:]
    assert set(keep["release"]) == {pd.Timestamp("2026-07-01")}


@pytest.mark.parametrize("change", [{"value": 999.0}, {"status": "p"}, {"lower_95": 1.0, "upper_95": 500.0}])
def test_a_correction_under_the_same_date_is_kept_whole_under_the_day_it_came(change: dict) -> None:
    held, incoming = release("2026-07-01"), release("2026-07-01")
    incoming.loc[3, list(change)] = list(change.values())
    keep = kept(held, incoming)
    assert len(keep) == len(incoming)
    assert set(keep["release"]) == {pd.Timestamp(TODAY)}
    assert set(keep["dated_by"]) == {"retrieved"}
    both = vintages.over(held, keep[list(observations.COLUMNS)])
    assert kept(both, incoming).empty, "the next run has nothing new"


def test_a_correction_on_the_day_of_release_replaces_the_first_figures() -> None:
    held, incoming = release(TODAY.isoformat()), release(TODAY.isoformat(), factor=2)
    both = vintages.over(held, kept(held, incoming)[list(observations.COLUMNS)])
    assert len(both) == len(held)
    assert both["value"].sum() == incoming["value"].sum()


def test_a_file_without_a_date_counts_as_a_release_only_if_a_figure_is_another() -> None:
    held, later = release("2026-07-01"), release("2026-07-09")
    undated = {date(2026, 7, 9)}
    assert vintages.worth_keeping(held, later, TODAY, undated).empty
    later.loc[0, "value"] += 1
    keep = vintages.worth_keeping(held, later, TODAY, undated)
    assert len(keep) == len(later)
    assert set(keep["dated_by"]) == {"retrieved"}
    assert set(vintages.worth_keeping(held.iloc[:0], later, TODAY, undated)["release"]) == {pd.Timestamp("2026-07-09")}


def test_the_newest_row_is_that_of_the_latest_release_whatever_the_order() -> None:
    both = pd.concat([release("2026-07-01", factor=2), release("2025-07-01")])
    assert set(vintages.newest(both)["release"]) == {pd.Timestamp("2026-07-01")}


def test_each_series_has_releases_of_its_own() -> None:
    held = frame([row("E07000008", 2023, 1, "2026-07-01", "jobs.a"), row("E07000008", 2023, 1, "2026-07-01", "jobs.b")])
    incoming = frame(
        [row("E07000008", 2023, 1, "2026-07-01", "jobs.a"), row("E07000008", 2023, 2, "2026-07-01", "jobs.b")]
    )
    assert kept(held, incoming)[["series", "value"]].to_numpy().tolist() == [["jobs.b", 2.0]]
