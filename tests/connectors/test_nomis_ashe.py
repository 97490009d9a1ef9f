"""Median pay from Nomis: two datasets, an interval from the coefficient of variation, no combined authorities."""

from pathlib import Path

import pytest
from hostile import Publisher
from made import all_landed, rewritten, status, value
from replay import serve

from connectors import nomis_ashe
from connectors.base import PublisherError, completed
from connectors.landing import RawFolder

SOURCE, RESIDENTS = "nomis_ashe", "nomis_ashe.residents_weekly_pay_gbp"
WORKPLACES = "nomis_ashe.workplaces_weekly_pay_gbp"
APRIL_24, APRIL_25 = "2024-04-01/P1M", "2025-04-01/P1M"


def test_fetched_and_tidied_over_http(server: Publisher, folder: RawFolder) -> None:
    serve(server, nomis_ashe)
    rows = completed(nomis_ashe.SOURCE, nomis_ashe.tidy(nomis_ashe.fetch(folder)))
    assert set(rows["area_code"]) == {"E06000031", "E07000008", "E08000019", "E12000006", "E92000001"}
    asked = [request.target for request in server.asked if ".data.csv" in request.target]
    assert [target.partition(".data")[0].rpartition("/")[2] for target in asked] == ["NM_30_1", "NM_99_1"]
    assert all("geography=TYPE424,TYPE480,TYPE499&sex=7&item=2&pay=1&measures=20100,20701" in one for one in asked)


def test_residents_and_workplaces_are_told_apart() -> None:
    rows = nomis_ashe.tidy(all_landed(SOURCE))
    assert value(rows, RESIDENTS, "E06000031", APRIL_24) == 600.4
    assert value(rows, WORKPLACES, "E06000031", APRIL_24) == 650.4


def test_the_interval_is_the_variation_either_side() -> None:
    rows = nomis_ashe.tidy(all_landed(SOURCE)).set_index(["series", "area_code", "period"])
    assert rows.loc[(RESIDENTS, "E06000031", APRIL_24), ["lower_95", "upper_95"]].tolist() == [571.0, 629.8]
    assert rows.loc[(RESIDENTS, "E12000006", APRIL_25), ["lower_95", "upper_95"]].isna().all(), "no variation given"


@pytest.mark.parametrize(
    ("area", "period", "expected"),
    [
        ("E06000031", APRIL_24, ""),
        ("E06000031", APRIL_25, "p"),
        ("E07000008", APRIL_24, "x"),
        ("E08000019", APRIL_25, "u"),
    ],
    ids=["settled", "latest", "suppressed", "unreliable"],
)
def test_a_figure_says_how_far_it_can_be_trusted(area: str, period: str, expected: str) -> None:
    assert status(nomis_ashe.tidy(all_landed(SOURCE)), RESIDENTS, area, period) == expected


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(("2024,E06000031", "2024-04,E06000031"), "a year such as 2025, got '2024-04'", id="a month"),
        pytest.param(("Weekly pay", "Hourly pay"), "gross weekly pay, got Hourly pay - gross", id="another pay"),
    ],
)
def test_other_figures_are_refused_by_name(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    with pytest.raises(PublisherError, match=said):
        nomis_ashe.tidy(rewritten(tmp_path, SOURCE, "residents.page000.csv", change))
