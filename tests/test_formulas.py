"""Sums of members and quotients, on a tree small enough to work out by hand."""

from collections.abc import Iterable

import pandas as pd
import pytest

from pmf import formulas, snapshot
from tests.small_data import HEADER, SmallData

CPCA, SOUTH_YORKSHIRE, YORK = "E47000008", "E47000002", "E47000012"
PETERBOROUGH, CAMBRIDGE, EAST, COUNTY = "E06000031", "E07000008", "E07000009", "E10000003"
OLD_BARNSLEY, BARNSLEY, DONCASTER = "E08000016", "E08000038", "E08000017"
YEAR, MID_YEAR, FIRST, SECOND = "2021-01-01/P1Y", "2021-06-30", "2022-06-01", "2023-06-01"

Row = tuple[str, str] | tuple[str, str, str]  # area, value or status, release


def write(small: SmallData, series: str, rows: Iterable[Row], period: str) -> None:
    """A series file with these rows of one period, in the first release unless a row says another."""
    lines = []
    for area, value, *release in rows:
        cells = ["", "", "", value] if value.isalpha() else [value, "", "", ""]
        lines.append(",".join([area, period, *(release or [FIRST]), *cells]) + "\n")
    small.write(f"data/snapshot/small/{series}.csv", HEADER + "".join(sorted(lines)))


def jobs(small: SmallData, *rows: Row, period: str = YEAR) -> None:
    """The numerator."""
    write(small, "jobs", rows, period)


def people(small: SmallData, *rows: Row, period: str = MID_YEAR) -> None:
    """The denominator."""
    write(small, "people", rows, period)


def member_sums(small: SmallData, column: str = "note") -> dict[tuple[str, str], tuple[float | None, str]]:
    """Value and note (or another column) of every sum of jobs, by area and release."""
    folder, places = small.data / "snapshot", small.places()
    series = {series.id: frame for series, frame in snapshot.read(folder, snapshot.sources(folder), places.by_code)}
    found = formulas.sums_over_members(series["small.jobs"], places)
    return {
        (row["area_code"], row["release"].date().isoformat()): (
            None if pd.isna(row["value"]) else row["value"],
            row[column],
        )
        for row in found.to_dict("records")
    }


def ratio(small: SmallData, area: str, period: str = YEAR, release: str = FIRST) -> tuple[float | None, str]:
    """Value and note of the ratio of jobs to people."""
    return small.values()["jobs-per-person", area, period, release]


def test_a_ratio_of_an_authority_is_the_ratio_of_sums_not_the_mean_of_ratios(small: SmallData) -> None:
    assert ratio(small, CPCA) == (0.33, "ratio of sums over members")
    assert ratio(small, CAMBRIDGE) == (0.4, "")


def test_other_areas_have_only_what_is_published(small: SmallData) -> None:
    assert ratio(small, "E92000001") == (0.25, "")
    assert {area for _, area, _, _ in small.values()} == {CPCA, PETERBOROUGH, CAMBRIDGE, EAST, "E92000001"}


def test_the_publishers_own_figure_is_preferred_within_the_same_release(small: SmallData) -> None:
    jobs(small, (PETERBOROUGH, "100"), (CAMBRIDGE, "200"), (EAST, "30"), (CPCA, "350"))
    assert member_sums(small) == {}
    assert ratio(small, CPCA)[0] == 0.35


def test_a_published_figure_of_another_release_does_not_stop_the_sum(small: SmallData) -> None:
    jobs(small, (PETERBOROUGH, "100", SECOND), (CAMBRIDGE, "200", SECOND), (EAST, "30", SECOND), (CPCA, "350"))
    assert member_sums(small) == {(CPCA, SECOND): (330.0, "sum of 3 members")}
    assert ratio(small, CPCA)[0] == 0.35
    assert ratio(small, CPCA, release=SECOND)[0] == 0.33


def test_a_figure_the_publisher_withholds_gives_way_to_the_sum(small: SmallData) -> None:
    jobs(small, (PETERBOROUGH, "100"), (CAMBRIDGE, "200"), (EAST, "30"), (CPCA, "x"))
    assert ratio(small, CPCA) == (0.33, "ratio of sums over members")


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([(PETERBOROUGH, "100"), (CAMBRIDGE, "200")], "East Cambridgeshire"),
        ([(PETERBOROUGH, "100"), (CAMBRIDGE, "200"), (EAST, "c")], "East Cambridgeshire"),
        ([(CAMBRIDGE, "200")], "East Cambridgeshire and Peterborough"),
        ([(COUNTY, "230")], "Peterborough"),
    ],
)
def test_incomplete_membership_gives_no_value_and_names_who_is_missing(
    small: SmallData, rows: list[Row], names: str
) -> None:
    jobs(small, *rows)
    message = f"no sum of members: {names} not held"
    assert member_sums(small) == {(CPCA, FIRST): (None, message)}
    assert ratio(small, CPCA) == (None, message)


def test_members_of_different_releases_are_never_added_up(small: SmallData) -> None:
    jobs(small, (PETERBOROUGH, "100"), (CAMBRIDGE, "200", SECOND), (EAST, "30", SECOND))
    sums = member_sums(small)
    assert {key: value for key, (value, _) in sums.items()} == {(CPCA, FIRST): None, (CPCA, SECOND): None}


def test_nothing_held_of_an_authority_gives_no_row(small: SmallData) -> None:
    jobs(small, ("E92000001", "5000"), (PETERBOROUGH, "x"))
    assert member_sums(small) == {}


def test_a_county_stands_for_all_its_districts(small: SmallData) -> None:
    jobs(small, (PETERBOROUGH, "100"), (COUNTY, "230"))
    assert member_sums(small)[CPCA, FIRST] == (330.0, "sum of Cambridgeshire and Peterborough")


def test_a_county_stands_in_when_only_some_of_its_districts_are_held_and_is_never_added_to_them(
    small: SmallData,
) -> None:
    jobs(small, (PETERBOROUGH, "100"), (COUNTY, "230"), (CAMBRIDGE, "200"))
    assert member_sums(small)[CPCA, FIRST][0] == 330.0
    jobs(small, (PETERBOROUGH, "100"), (COUNTY, "999"), (CAMBRIDGE, "200"), (EAST, "30"))
    assert member_sums(small)[CPCA, FIRST][0] == 330.0


@pytest.mark.parametrize("code", [OLD_BARNSLEY, BARNSLEY])
def test_a_member_counts_under_its_old_code_or_its_new_one(small: SmallData, code: str) -> None:
    jobs(small, (code, "7"), (DONCASTER, "5"))
    assert member_sums(small)[SOUTH_YORKSHIRE, FIRST] == (12.0, "sum of 2 members")


def test_a_member_held_under_both_codes_counts_once(small: SmallData) -> None:
    jobs(small, (OLD_BARNSLEY, "6"), (BARNSLEY, "7"), (DONCASTER, "5"))
    assert member_sums(small)[SOUTH_YORKSHIRE, FIRST][0] == 12.0


def test_a_missing_member_is_named_once_by_its_present_name(small: SmallData) -> None:
    jobs(small, (DONCASTER, "5"))
    assert member_sums(small)[SOUTH_YORKSHIRE, FIRST] == (None, "no sum of members: Barnsley not held")


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ([("E06000065", "20")], 21.0),
        ([("E07000163", "8"), ("E07000164", "9")], 18.0),
        ([("E10000023", "15")], 16.0),
        ([("E07000163", "8"), ("E10000023", "15")], 16.0),
        ([("E07000163", "8"), ("E07000164", "9"), ("E06000065", "20"), ("E10000023", "15")], 21.0),
        ([("E07000163", "8")], None),
    ],
)
def test_a_merged_member_counts_whole_by_any_of_its_covers(small: SmallData, rows: list[Row], total: object) -> None:
    jobs(small, ("E06000014", "1"), *rows)
    value, note = member_sums(small)[YORK, FIRST]
    assert value == total
    made = {18.0: "sum of Craven, Hambleton and York", None: "no sum of members: North Yorkshire not held"}
    assert note == made.get(total, "sum of 2 members")


def test_zero_is_a_figure_and_missing_is_not_zero(small: SmallData) -> None:
    jobs(small, (PETERBOROUGH, "0"), (CAMBRIDGE, "0"), (EAST, "0"))
    assert member_sums(small)[CPCA, FIRST] == (0.0, "sum of 3 members")
    assert ratio(small, CPCA)[0] == 0.0
    jobs(small, (PETERBOROUGH, "x"), (CAMBRIDGE, "0"), (EAST, "0"))
    assert member_sums(small)[CPCA, FIRST][0] is None
    assert ratio(small, PETERBOROUGH)[0] is None


def test_a_denominator_of_zero_gives_no_value(small: SmallData) -> None:
    people(small, (PETERBOROUGH, "0"), (CAMBRIDGE, "500"), (EAST, "c"))
    assert ratio(small, PETERBOROUGH) == (None, "the denominator is zero or withheld")
    assert ratio(small, EAST) == (None, "the denominator is zero or withheld")
    assert ratio(small, CPCA) == (None, "no sum of members: East Cambridgeshire not held")


def test_a_denominator_not_held_yet_gives_no_value_and_says_which(small: SmallData) -> None:
    jobs(small, (PETERBOROUGH, "100"), period="2024-01-01/P1Y")
    assert ratio(small, PETERBOROUGH, "2024-01-01/P1Y") == (None, "Residents for 30 Jun 2024 not held")


@pytest.mark.parametrize(
    ("period", "align", "partner"),
    [
        ("2021-01-01/P1Y", "same period", "2021-01-01/P1Y"),
        ("2021-01-01/P1Y", "middle of the year", "2021-06-30"),
        ("2020-04-01/P1Y", "middle of the year", "2020-06-30"),
        ("2020-04-01/P1Y", "middle of the end year", "2021-06-30"),
        ("2021-01-01/P1Y", "middle of the end year", "2021-06-30"),
        ("2023-10-01/P6M", "middle of the end year", "2024-06-30"),
    ],
)
def test_the_period_of_the_denominator(period: str, align: formulas.Alignment, partner: str) -> None:
    assert formulas.aligned(period, align) == partner


def test_a_denominator_on_another_base_makes_a_new_vintage_and_never_mixes(small: SmallData) -> None:
    people(small, *((area, "1000", SECOND) for area in (PETERBOROUGH, CAMBRIDGE)), (EAST, "100"), (PETERBOROUGH, "400"))
    rows = small.build().rows(
        "SELECT area_code, value, definition FROM metric_value WHERE area_code != 'E92000001' ORDER BY ALL"
    )
    base_2011, base_2021 = "population base: 2011 Census", "population base: 2021 Census"
    assert (PETERBOROUGH, 0.25, base_2011) in rows
    assert (PETERBOROUGH, 0.1, f"{base_2011}; {base_2021}") in rows
    assert [value for area, value, _ in rows if area == CPCA and value is not None] == []


def test_a_vintage_of_the_rate_for_every_release_of_either_input(small: SmallData) -> None:
    jobs(small, (PETERBOROUGH, "100"), (PETERBOROUGH, "120", SECOND))
    people(small, (PETERBOROUGH, "400"), (PETERBOROUGH, "500", SECOND))
    values = small.values()
    assert values["jobs-per-person", PETERBOROUGH, YEAR, FIRST][0] == 0.25
    assert values["jobs-per-person", PETERBOROUGH, YEAR, SECOND][0] == 0.24


def test_a_denominator_released_before_its_numerator_waits_for_it(small: SmallData) -> None:
    jobs(small, (PETERBOROUGH, "100", SECOND))
    assert set(small.values()) == {
        ("jobs-per-person", PETERBOROUGH, YEAR, SECOND),
        ("jobs-per-person", CPCA, YEAR, SECOND),
    }


def with_status(small: SmallData, cells: dict[str, str]) -> dict[tuple[str, str], tuple[float | None, str]]:
    """Value and status of the sums where each area holds 10 with a status."""
    rows = "".join(f"{area},{YEAR},{FIRST},10,,,{status}\n" for area, status in sorted(cells.items()))
    small.write("data/snapshot/small/jobs.csv", HEADER + rows)
    return member_sums(small, "status")


@pytest.mark.parametrize(("statuses", "weakest"), [(("", "", ""), ""), (("e", "", ""), "e"), (("e", "p", ""), "p")])
def test_a_sum_is_as_sure_as_its_least_sure_member(small: SmallData, statuses: tuple[str, ...], weakest: str) -> None:
    cells = dict(zip((PETERBOROUGH, CAMBRIDGE, EAST), statuses, strict=True))
    assert with_status(small, cells)[CPCA, FIRST] == (30.0, weakest)


def test_a_member_of_low_reliability_marks_the_sum(small: SmallData) -> None:
    assert with_status(small, {PETERBOROUGH: "u", CAMBRIDGE: "", EAST: ""})[CPCA, FIRST] == (30.0, "u")


def test_a_figure_that_took_no_part_does_not_mark_the_sum(small: SmallData) -> None:
    cells = {PETERBOROUGH: "", CAMBRIDGE: "", EAST: "", COUNTY: "e"}
    assert with_status(small, cells)[CPCA, FIRST] == (30.0, "")


def test_decimal_amounts_add_up_to_what_the_reader_would_add(small: SmallData) -> None:
    """0.1 + 0.2 + 0.4 in binary is 0.7000000000000001."""
    jobs(small, (PETERBOROUGH, "0.1"), (CAMBRIDGE, "0.2"), (EAST, "0.4"))
    assert member_sums(small)[CPCA, FIRST][0] == 0.7
