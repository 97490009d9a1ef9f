"""Killed or seriously injured: counted and adjusted, where the collision was, with what the records leave out."""

from pathlib import Path

import pytest
from hostile import Publisher
from made import all_landed, rewritten, serve, status, value

from connectors import dft_road_casualties
from connectors.base import PublisherError, completed
from connectors.landing import RawFolder

SOURCE = "dft_road_casualties"
COUNTED, ADJUSTED = f"{SOURCE}.ksi_counted", f"{SOURCE}.ksi_adjusted"
Y2023, Y2024 = "2023-01-01/P1Y", "2024-01-01/P1Y"


def test_fetched_and_tidied_over_http(server: Publisher, folder: RawFolder) -> None:
    base = "/road-accidents-safety-data/dft-road-casualty-statistics"
    serve(
        server,
        SOURCE,
        {
            f"{base}-collision-last-5-years.csv": "collision.csv",
            f"{base}-casualty-last-5-years.csv": "casualty.csv",
        },
    )
    rows = completed(dft_road_casualties.SOURCE, dft_road_casualties.tidy(dft_road_casualties.fetch(folder)))
    assert set(rows["area_code"]) == {
        "E06000031",
        "E07000008",
        "E07000010",
        "E10000003",
        "E92000001",
        "K03000001",
    }


@pytest.mark.parametrize(
    ("series", "area", "period", "expected"),
    [
        pytest.param(COUNTED, "E07000008", Y2023, 2, id="a death and a serious injury"),
        pytest.param(ADJUSTED, "E07000008", Y2023, 1 + 1 + 0.125, id="a death counts as one, others by probability"),
        pytest.param(COUNTED, "E06000031", Y2023, 1, id="no district, so the highway authority"),
        pytest.param(ADJUSTED, "E06000031", Y2023, 0.75 + 0.25, id="the same, adjusted"),
        pytest.param(COUNTED, "E10000003", Y2023, 2, id="a county is its highway authority"),
        pytest.param(COUNTED, "E10000003", Y2024, 1, id="all its districts"),
        pytest.param(COUNTED, "E07000008", Y2024, 0, id="a slight injury only: a true zero"),
        pytest.param(ADJUSTED, "E07000008", Y2024, 0.0625, id="which may have been serious"),
        pytest.param(COUNTED, "E92000001", Y2023, 4, id="England with Heathrow"),
        pytest.param(COUNTED, "K03000001", Y2024, 2, id="Great Britain with Scotland"),
    ],
)
def test_figures(series: str, area: str, period: str, expected: float) -> None:
    assert value(dft_road_casualties.tidy(all_landed(SOURCE)), series, area, period) == expected


def test_england_is_left_out_of_a_year_in_which_a_record_could_be_anywhere() -> None:
    rows = dft_road_casualties.tidy(all_landed(SOURCE))
    assert set(rows[rows["area_code"] == "E92000001"]["period"]) == {Y2023}


def test_a_casualty_without_probability_leaves_its_places_unadjusted_and_counted() -> None:
    rows = dft_road_casualties.tidy(all_landed(SOURCE))
    for area in ("E07000010", "E10000003", "K03000001"):
        assert status(rows, ADJUSTED, area, Y2024) == "x"
    assert value(rows, COUNTED, "E07000010", Y2024) == 1


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        pytest.param(
            "collision.csv",
            ("local_authority_highway_current", "local_authority_highway_new"),
            "missing ['local_authority_highway_current']",
            id="a column renamed",
        ),
        pytest.param("collision.csv", ("collision_index,", "accident_index,"), "missing ['collision_index']", id="old"),
        pytest.param("collision.csv", ("2023350000002", "2023350000001"), "each collision once", id="twice"),
        pytest.param(
            "casualty.csv", ("2024350000002", "2024350000099"), "none with index '2024350000099'", id="no collision"
        ),
        pytest.param("casualty.csv", (",0.125,", ",likely,"), "'likely'", id="no probability"),
        pytest.param("casualty.csv", ("2023350000002,2023,", "2023350000002,"), "cells a line", id="a ragged line"),
    ],
)
def test_another_shape_is_refused_by_name(tmp_path: Path, name: str, change: tuple[str, str], said: str) -> None:
    with pytest.raises(PublisherError) as refused:
        dft_road_casualties.tidy(rewritten(tmp_path, SOURCE, name, change))
    assert said in str(refused.value)


def test_a_severity_we_do_not_know_is_refused(tmp_path: Path) -> None:
    header = (all_landed(SOURCE)[0].path).read_text().split("\n")[0].split(",")
    assert header[9] == "casualty_severity"
    line = "2023350000002,2023,350000002,-1,-1,-1,-1,-1,-1,2,"
    raw = rewritten(tmp_path, SOURCE, "casualty.csv", (line, line[:-2] + "4,"))
    with pytest.raises(PublisherError, match="a severity of 1, 2 or 3, got 4"):
        dft_road_casualties.tidy(raw)
