"""Coverage counts what is there, and calls a year whole only where nothing of the authority is missing."""

import pytest

from pmf import reading
from pmf.reading import Coverage
from pmf.store import Store

CPCA, SOUTH_YORKSHIRE = "E47000008", "E47000002"


def of(store: Store, series: str, area: str = CPCA) -> Coverage:
    return next(one for one in reading.coverage(store, area) if one.id == series)


def test_every_series_that_is_held_is_there_with_all_its_figures(opened: Store) -> None:
    held = dict(opened.rows("SELECT series, count(*) FROM observation GROUP BY series"))
    assert {one.id: one.observations for one in reading.coverage(opened, CPCA)} == held


def test_areas_are_those_with_a_figure_in_the_newest_period(opened: Store) -> None:
    gva = of(opened, "ons_gva.gva_current_gbp_m")
    sql = "SELECT count(*) FROM observation WHERE series = ? AND period = ? AND area_code ~ 'E0[6-9].*' AND release = ?"
    values = [gva.id, gva.newest_period.iso, gva.newest_release]
    assert [(gva.districts,)] == opened.rows(sql.replace("?", "{}").format(*(f"'{value}'" for value in values)))
    assert gva.newest_period.label == "2023"


def test_a_year_is_whole_where_the_authority_or_all_its_districts_are_held(opened: Store) -> None:
    assert set(of(opened, "ons_gva.gva_current_gbp_m").years.values()) == {"whole"}
    assert set(of(opened, "ons_gva.gva_current_gbp_m", SOUTH_YORKSHIRE).years.values()) == {"whole"}, "under old codes"


def test_a_year_with_some_districts_only_is_held_in_part(small) -> None:
    path = small.data / "snapshot/small/jobs.csv"
    path.write_text("".join(line for line in path.read_text().splitlines(True) if not line.startswith("E07000009")))
    jobs = of(small.build(), "small.jobs")
    assert dict(jobs.years) == {2021: "part"}
    assert (jobs.districts, jobs.countries, jobs.regions) == (2, 1, 0)


def test_an_area_of_which_nothing_is_held_has_no_years(opened: Store) -> None:
    density = of(opened, "nomis_jobs_density.jobs_density", "E47000001")
    assert density.years == {}


@pytest.mark.parametrize("area", [area.code for area in reading.places().authorities])
def test_every_authority_can_be_asked_for(opened: Store, area: str) -> None:
    assert any(one.years for one in reading.coverage(opened, area))
