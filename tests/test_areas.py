"""Areas: codes, members, recodes, counties and neighbours, on the real reference tables and on small ones."""

import pytest

from pmf import areas
from pmf.areas import Areas, Unit, UnknownArea
from pmf.build import DATA
from pmf.tables import DataFileError
from tests.small_data import SmallData


@pytest.fixture(scope="module")
def places() -> Areas:
    """The real reference tables."""
    return areas.load(DATA / "reference")


def members(places: Areas, code: str) -> list[str]:
    """Codes of the members of an authority, by name."""
    return [area.code for area in places.members(code)]


def test_the_fifteen_authorities_in_force_by_code(places: Areas) -> None:
    codes = [area.code for area in places.authorities]
    assert codes == sorted(codes)
    assert len(codes) == 15
    assert not {"E47000010", "E47000011"} & set(codes), "abolished in 2024"
    assert {"E47000001", "E47000008", "E47000014"} <= set(codes)


def test_two_authorities_are_called_north_east_and_only_the_code_tells_them_apart(places: Areas) -> None:
    assert places.get("E47000010").name == places.get("E47000014").name == "North East"
    assert places.get("E47000010").ended == 2023
    assert len(members(places, "E47000014")) == 7


def test_members_of_the_authority_stand_under_their_present_codes(places: Areas) -> None:
    assert [area.name for area in places.members("E47000008")] == [
        "Cambridge",
        "East Cambridgeshire",
        "Fenland",
        "Huntingdonshire",
        "Peterborough",
        "South Cambridgeshire",
    ]
    assert members(places, "E47000002") == ["E08000038", "E08000017", "E08000018", "E08000039"]
    assert members(places, "E47000012") == ["E06000065", "E06000014"]


def test_an_authority_is_covered_by_every_member_once(places: Areas) -> None:
    for authority in places.authorities:
        named = [code for unit in places.units(authority.code) for code in unit.members]
        assert sorted(named) == sorted(members(places, authority.code)), authority.name


def test_old_codes_cover_the_present_ones(places: Areas) -> None:
    south_yorkshire = {unit.members: unit.covers for unit in places.units("E47000002")}
    assert south_yorkshire[("E08000039",)] == (("E08000039",), ("E08000019",))
    assert south_yorkshire[("E08000038",)] == (("E08000038",), ("E08000016",))
    seven = tuple(f"E0700016{n}" for n in range(3, 10))
    north_yorkshire = {unit.members: unit.covers for unit in places.units("E47000012")}
    assert north_yorkshire[("E06000065",)] == (("E06000065",), seven, ("E10000023",))


def test_a_shire_county_covers_its_districts(places: Areas) -> None:
    five = tuple(f"E0700{n:04d}" for n in range(8, 13))
    units = {unit.members: unit.covers for unit in places.units("E47000008")}
    assert units == {five: (five, ("E10000003",)), ("E06000031",): (("E06000031",),)}


def test_every_successor_and_county_is_a_known_code(places: Areas) -> None:
    for area in places.by_code.values():
        assert set(area.successors) <= set(places.by_code), area.name
    assert {m.county for m in places.memberships if m.county} <= set(places.by_code)


def test_neighbours_come_by_rank_not_by_line(small: SmallData) -> None:
    assert small.places().neighbours[("E06000031", "global")] == ("E08000017", "E06000014")


def test_cambridge_has_neighbours_of_three_sets(places: Areas) -> None:
    assert {kind for code, kind in places.neighbours if code == "E07000008"} == {"global", "economic", "demographic"}
    assert all(code not in near for (code, _), near in places.neighbours.items())


def test_an_unknown_area_is_refused_naming_some_to_choose_from(places: Areas) -> None:
    with pytest.raises(UnknownArea) as refusal:
        places.get("E99999999")
    assert "unknown area 'E99999999': expected a code such as E47000001 Greater Manchester" in str(refusal.value)


def test_the_small_tree_has_units_of_each_kind(small: SmallData) -> None:
    assert small.places().units("E47000012") == (
        Unit(("E06000014",), (("E06000014",),)),
        Unit(("E06000065",), (("E06000065",), ("E07000163", "E07000164"), ("E10000023",))),
    )


def test_an_authority_without_districts_is_refused_by_name(small: SmallData) -> None:
    path = small.path("data/reference/membership.csv")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("E47000002")), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"membership\.csv, the file: expected districts of E47000002 South Yorks"):
        small.places()


def test_the_districts_of_england_are_296_and_none_stands_twice(places: Areas) -> None:
    names = [district.name for district in places.districts]
    assert len(names) == len(set(names)) == 296


def test_a_district_that_only_changed_its_code_is_no_merger(places: Areas) -> None:
    assert places.recoded["E08000038"].code == "E08000016"
    assert "E06000065" not in places.recoded  # North Yorkshire took over from seven


def test_a_region_is_a_region_of_an_authority(small: SmallData) -> None:
    path = small.data / "reference" / "regions.csv"
    path.write_text("area_code,region_code\nE47000008,E92000001\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="that is a region"):
        areas.load(small.data / "reference")
