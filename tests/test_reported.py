"""Reported figures: the committed ones are those of the golden file, and rounds take precedence over returns."""

import csv
from pathlib import Path

import pytest

from pmf import catalogue, reported, tables
from pmf.build import DATA
from tests.small_data import SmallData

GOLDEN = Path(__file__).parent / "golden" / "scorecard_2023-09.csv"
INDICATORS = ("jobs-per-person", "waivers")


def test_the_committed_round_says_what_was_printed() -> None:
    numbers = {indicator.id: indicator.number for indicator in catalogue.scorecard()}
    found = reported.read(DATA, list(numbers))
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        golden = {int(row["number"]): row for row in csv.DictReader(file)}
    rows = {numbers[row["indicator"]]: row for row in found.to_dict("records")}
    assert rows.keys() == golden.keys()
    for number, row in golden.items():
        assert (rows[number]["previous"], rows[number]["current"]) == (row["previous"], row["current"]), number
        assert rows[number]["published_rating"] == row["printed"], number
        assert rows[number]["published_travel"] == row["travel"], number
        assert (rows[number]["round"], rows[number]["published"]) == ("2023-09", True)


def test_the_twelve_internal_figures_were_returned() -> None:
    internal = [indicator.id for indicator in catalogue.scorecard() if indicator.owner == "CPCA"]
    returned = tables.read(DATA / "returns" / "2023-09.csv", reported.RETURN)
    assert sorted(returned["indicator"]) == sorted(internal)


def test_no_target_is_invented() -> None:
    assert len(reported.targets(DATA, [])) == 0


def test_what_a_round_printed_is_not_counted_again_from_its_return(small: SmallData) -> None:
    found = reported.read(small.data, INDICATORS)
    assert sorted(found["indicator"]) == ["jobs-per-person", "waivers"]
    assert found["published"].all()


def test_a_return_of_an_unpublished_round_is_reported_but_not_printed(small: SmallData) -> None:
    small.write("data/returns/2023-12.csv", "indicator,period,previous,current,note\nwaivers,2023-10-01/P1M,1,0,\n")
    found = reported.read(small.data, INDICATORS)
    later = found[found["round"].eq("2023-12")].to_dict("records")
    assert [(row["indicator"], row["current"], row["published"], row["published_rating"]) for row in later] == [
        ("waivers", "0", False, "")
    ]


def test_figures_are_kept_digit_for_digit(small: SmallData) -> None:
    found = reported.read(small.data, INDICATORS).set_index("indicator")
    assert found.loc["jobs-per-person", "previous"] == "0.30"


def test_nothing_reported_is_an_empty_table(tmp_path: Path) -> None:
    assert len(reported.read(tmp_path, INDICATORS)) == 0


@pytest.mark.parametrize("name", ["2023", "2023-13", "Q2", "2023-09-draft"])
def test_a_return_of_another_name_is_refused(small: SmallData, name: str) -> None:
    small.path("data/returns/2023-09.csv").rename(small.path(f"data/returns/{name}.csv"))
    with pytest.raises(tables.DataFileError, match=rf"its name: expected a round such as 2026-03, got {name}"):
        reported.read(small.data, INDICATORS)


def test_a_round_folder_without_its_scorecard_is_refused(small: SmallData) -> None:
    """Otherwise a whole published round goes missing silently."""
    small.path("data/rounds/2023-09/scorecard.csv").unlink()
    with pytest.raises(tables.DataFileError, match=r"2023-09"):
        reported.read(small.data, INDICATORS)


def test_a_rating_or_travel_that_is_no_category_is_refused(small: SmallData) -> None:
    path = small.path("data/rounds/2023-09/scorecard.csv")
    path.write_text(path.read_text(encoding="utf-8").replace(",up,Green,", ",up,Amber+,"), encoding="utf-8")
    with pytest.raises(tables.DataFileError, match=r"scorecard\.csv, line 2: expected .*'Amber\+'"):
        reported.read(small.data, INDICATORS)
