"""Who is compared with whom."""

import pytest

from pmf import areas, groups
from pmf.areas import Areas, UnknownArea
from pmf.build import DATA
from pmf.groups import UnknownGroup, group

CPCA = "E47000008"


@pytest.fixture(scope="module")
def places() -> Areas:
    """The real reference tables."""
    return areas.load(DATA / "reference")


def test_the_fifteen_authorities_are_those_of_today(places: Areas) -> None:
    found = group(places, "combined-authorities", CPCA)
    assert len(found.codes) == 15
    assert {"E47000010", "E47000011"} & set(found.codes) == set()
    assert CPCA not in found.others(CPCA)


@pytest.mark.parametrize("kind", ["global", "economic", "demographic"])
def test_neighbours_are_five_and_named_with_their_method(places: Areas, kind: str) -> None:
    found = group(places, f"neighbours:{kind}", CPCA)
    assert found.codes[0] == CPCA
    assert found.others(CPCA) == places.neighbours[CPCA, kind]
    assert f"{kind} model" in found.about
    assert all(places.get(code).name in found.about for code in found.others(CPCA))
    assert found.link.startswith("https://www.ons.gov.uk/")


def test_districts_come_with_the_county_that_may_stand_for_them(places: Areas) -> None:
    found = group(places, "districts", CPCA)
    assert len(found.codes) == 6
    assert [(county, len(districts)) for county, districts in found.stand_ins] == [("E10000003", 5)]


def test_wider_areas_are_the_region_england_and_the_kingdom_and_not_ranked(places: Areas) -> None:
    found = group(places, "wider", CPCA)
    assert [places.get(code).name for code in found.others(CPCA)] == ["East of England", "England", "United Kingdom"]
    assert not found.ranked
    assert groups.wider(places, "E47000017")[:2] == ("E12000003", "E12000004")  # Greater Lincolnshire lies in two


def test_every_authority_has_a_region_and_every_group(places: Areas) -> None:
    for authority in places.authorities:
        assert places.regions[authority.code]
        for name in groups.offered(places, authority.code):
            assert group(places, name, authority.code).codes


def test_groups_that_are_not_there_are_refused(places: Areas) -> None:
    with pytest.raises(UnknownGroup, match="expected one of combined-authorities, neighbours:global"):
        group(places, "friends", CPCA)
    with pytest.raises(UnknownGroup, match="has no districts"):
        group(places, "districts", "E06000031")
    with pytest.raises(UnknownGroup, match="no global neighbours"):
        group(places, "neighbours:global", "E06000001")
    with pytest.raises(UnknownArea):
        group(places, "wider", "E99999999")
    assert "districts" not in groups.offered(places, "E06000031")
