"""The committed outlines: every authority in force has its own and one for each of its districts."""

import pytest

from pmf import reading
from pmf.areas import UnknownArea


def test_every_authority_and_every_district_of_one_has_an_outline() -> None:
    for authority in reading.places().authorities:
        drawn = reading.district_outlines(authority.code)
        assert [o.code for o in drawn] == [area.code for area in reading.places().members(authority.code)]
        whole = reading.authority_outline(authority.code)
        assert whole
        assert (whole.code, whole.name) == (authority.code, authority.name)


def test_the_home_districts_come_from_the_finest_file() -> None:
    fenland = next(o for o in reading.district_outlines("E47000008") if o.name == "Fenland")
    assert len(fenland.polygons[0][0]) == 413


def test_an_ended_authority_has_no_outline_and_an_unknown_one_is_refused() -> None:
    assert reading.authority_outline("E47000010") is None
    with pytest.raises(UnknownArea):
        reading.district_outlines("E47999999")
