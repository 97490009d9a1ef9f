"""The sources that ask Nomis: what each makes of the codes it knows."""

from pathlib import Path
from types import ModuleType

import pytest
from hostile import Publisher, ok
from made import all_landed, reply, rewritten, status, value

from connectors import (
    nomis_aps,
    nomis_business_counts,
    nomis_claimant_count,
    nomis_jobs_density,
    ons_census_travel_to_work,
    ons_population,
)
from connectors.base import PublisherError, completed
from connectors.landing import RawFolder

PLACES = {"E06000031", "E07000008", "E12000006", "E92000001"}


@pytest.mark.parametrize(
    ("source", "areas"),
    [
        (nomis_jobs_density, PLACES | {"E47000008"}),
        (ons_population, PLACES | {"E47000008"}),
        (ons_census_travel_to_work, PLACES),
        (nomis_claimant_count, PLACES | {"E47000008"}),
        (nomis_business_counts, PLACES | {"E47000008"}),
        (nomis_aps, PLACES | {"E47000008"}),
    ],
    ids=lambda case: case.SOURCE.id if isinstance(case, ModuleType) else "",
)
def test_fetched_and_tidied_over_http(
    server: Publisher, folder: RawFolder, source: ModuleType, areas: set[str]
) -> None:
    base, name, own = f"/api/v01/dataset/{source.QUERY.dataset}", source.QUERY.name, source.SOURCE.id
    server.on(f"{base}.def.sdmx.json", ok(reply(own, f"{name}.dataset.json")))
    server.on(f"{base}/geography/TYPE.def.sdmx.json", ok(reply(own, f"{name}.types.json")))
    for dimension in source.QUERY.described:
        server.on(f"{base}/{dimension}.def.sdmx.json", ok(reply(own, f"{name}.{dimension}.json")))
    server.on(f"{base}.data.csv", ok(reply(own, f"{name}.page000.csv")))
    rows = completed(source.SOURCE, source.tidy(source.fetch(folder)))
    assert set(rows["series"]) == {series.id for series in source.SOURCE.series}
    assert set(rows["area_code"]) == areas
    assert set(rows["release"].dt.strftime("%Y-%m-%d")) == {"2026-05-13"}


def test_jobs_and_their_density_are_told_apart_by_item() -> None:
    rows = nomis_jobs_density.tidy(all_landed("nomis_jobs_density"))
    assert value(rows, "nomis_jobs_density.total_jobs", "E07000008", "2022-01-01/P1Y") == 2000
    assert value(rows, "nomis_jobs_density.jobs_density", "E06000031", "2022-01-01/P1Y") == 0.12
    assert status(rows, "nomis_jobs_density.jobs_density", "E07000008", "2022-01-01/P1Y") == "x"


def test_ages_19_to_64_are_16_to_64_without_three_single_years() -> None:
    rows = ons_population.tidy(all_landed("ons_population"))
    assert value(rows, "ons_population.age_16_64", "E07000008", "2024-06-30") == 1200
    assert value(rows, "ons_population.age_19_64", "E07000008", "2024-06-30") == 1200 - 22 - 24 - 26


def test_without_one_of_the_single_years_there_is_no_figure() -> None:
    rows = ons_population.tidy(all_landed("ons_population"))
    held = rows[(rows["series"] == "ons_population.age_19_64") & (rows["area_code"] == "E47000008")]
    assert held["period"].tolist() == ["2024-06-30"]


def test_ways_to_travel_are_grouped_as_in_2011_and_add_up() -> None:
    rows = ons_census_travel_to_work.tidy(all_landed("ons_census_travel_to_work"))
    own = rows[rows["area_code"] == "E07000008"].set_index("series")["value"]
    assert own["ons_census_travel_to_work.rail"] == 2 * (2 + 3)
    assert own["ons_census_travel_to_work.other"] == 2 * (5 + 6 + 11)
    assert own["ons_census_travel_to_work.total"] == own.drop("ons_census_travel_to_work.total").sum()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(("Bicycle", "Electric scooter"), "a way to travel among", id="a new way"),
        pytest.param(("2021,E07000008,11", "2011,E07000008,11"), "the Census of 2021", id="another census"),
    ],
)
def test_another_census_is_refused(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    raw = rewritten(tmp_path, "ons_census_travel_to_work", "travel_to_work.page000.csv", change)
    with pytest.raises(PublisherError, match=said):
        ons_census_travel_to_work.tidy(raw)


def test_claimants_are_counted_by_month() -> None:
    rows = nomis_claimant_count.tidy(all_landed("nomis_claimant_count"))
    assert value(rows, "nomis_claimant_count.claimants", "E07000008", "2026-05-01/P1M") == 200
    assert value(rows, "nomis_claimant_count.claimant_rate_pct", "E07000008", "2026-05-01/P1M") == 1.0


def test_enterprises_are_those_of_march() -> None:
    rows = nomis_business_counts.tidy(all_landed("nomis_business_counts"))
    assert value(rows, "nomis_business_counts.enterprises", "E06000031", "2025-03-01/P1M") == 1005


def test_a_rolling_year_ends_in_its_month_and_carries_its_interval() -> None:
    rows = nomis_aps.tidy(all_landed("nomis_aps"))
    row = rows[(rows["series"] == "nomis_aps.employment_rate_pct") & (rows["area_code"] == "E07000008")]
    assert row["period"].tolist() == ["2022-10-01/P1Y", "2023-01-01/P1Y"]
    assert row[["value", "lower_95", "upper_95"]].iloc[0].tolist() == [72.1, 67.9, 76.3]
    assert status(rows, "nomis_aps.inactivity_rate_pct", "E07000008", "2023-01-01/P1Y") == "x"


def test_years_of_which_no_area_has_a_figure_fall_away() -> None:
    rows = nomis_aps.tidy(all_landed("nomis_aps"))
    held = rows[rows["series"].str.contains("3_plus") & (rows["area_code"] == "E47000008")]
    assert held[["series", "period", "value", "lower_95", "upper_95"]].to_numpy().tolist() == [
        ["nomis_aps.nvq3_plus_16_64_pct", "2021-01-01/P1Y", 52.5, 49.4, 55.6],
        ["nomis_aps.rqf3_plus_16_64_pct", "2023-01-01/P1Y", 62.5, 59.4, 65.6],
    ]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(("% with RQF3+ - aged 16-64", "% with RQF3+"), id="renamed"),
        pytest.param(("% with NVQ4+ - aged 16-64", "% with NVQ3+ - aged 16-64"), id="twice"),
        pytest.param(("111", "45"), id="one code for two"),
        pytest.param(('"value": 45', '"value": "45&uid=x"'), id="no number"),
        pytest.param(('"value": 45', '"other": 45'), id="no code"),
        pytest.param(('"structure"', '"structures"'), id="no structure"),
        pytest.param(('"value": 45', f'"value": {"[" * 10_000}'), id="a nest"),
        pytest.param(('"value": 45', f'"value": {"4" * 5_000}'), id="a number beyond reason"),
    ],
)
def test_a_variable_is_asked_for_by_its_words(tmp_path: Path, change: tuple[str, str]) -> None:
    raw = rewritten(tmp_path, "nomis_aps", "aps.variable.json", change)
    with pytest.raises(PublisherError, match=r"^aps\.variable\.json: expected") as refused:
        nomis_aps.tidy(raw)
    assert len(str(refused.value)) < 1000


def test_without_the_list_of_variables_nothing_is_guessed() -> None:
    raw = [landed for landed in all_landed("nomis_aps") if landed.name != "aps.variable.json"]
    with pytest.raises(PublisherError, match="expected the list of codes of variable, got none"):
        nomis_aps.tidy(raw)


def test_a_date_that_is_no_month_is_refused(tmp_path: Path) -> None:
    raw = rewritten(tmp_path, "nomis_aps", "aps.page000.csv", ("2023-12,E07000008", "2023,E07000008"))
    with pytest.raises(PublisherError, match="the month a year ends in"):
        nomis_aps.tidy(raw)
