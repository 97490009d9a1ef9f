"""What the files of a comparison hold: what is drawn, and in every row where it comes from."""

import csv
import io

import pytest

from pmf import export, reading
from pmf.origins import Origin
from pmf.store import Store
from pmf.ui import benchmarking, comparison
from tests.ui.test_benchmarking import CPCA


def test_a_file_says_in_every_row_what_it_is_and_where_it_comes_from(opened: Store) -> None:
    found = reading.benchmark(opened, "employment-rate", CPCA)
    shown = comparison.ranking(found)
    rows = list(
        csv.DictReader(
            io.StringIO(export.to_csv(benchmarking.stamped(shown, lambda _: Origin("ONS, APS", "OGL v3.0"))))
        )
    )
    assert len(rows) == 18  # fifteen authorities, the region, England and the kingdom
    assert {(row["title"], row["source"], row["licence"]) for row in rows} == {(shown.title, "ONS, APS", "OGL v3.0")}
    assert [row["value"] for row in rows if row["area_code"] == CPCA] == ["79.4"]


@pytest.mark.parametrize("kind", ["over_time", "strip"])
def test_files_of_other_views_hold_what_is_drawn(opened: Store, kind: str) -> None:
    group = "england-districts" if kind == "strip" else "neighbours:global"
    found = reading.benchmark(opened, "employment-rate", CPCA, group)
    shown = comparison.over_time(found) if kind == "over_time" else comparison.strip(found, ["E07000008"])
    areas = {row["area_code"] for row in shown.records()}
    assert areas >= {*found.group.codes, "E92000001"}
