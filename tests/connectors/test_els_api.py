"""Explore Local Statistics: every source that is one of its indicators, and what that service does wrong."""

from pathlib import Path
from types import ModuleType

import pytest
from hostile import Publisher, ok, status
from made import all_landed, reply, rewritten, value
from made import status as status_of

from connectors import (
    dfe_apprenticeships,
    dfe_fe_skills,
    dfe_level2_attainment,
    dft_ev_charging,
    dft_motor_vehicle_flow,
    dwp_child_poverty,
    ofcom_connected_nations,
    ohid_adult_obesity,
    ons_aps,
    ons_aps_qualifications,
    ons_ashe,
    ons_claimant_count,
    ons_gdhi,
    ons_healthy_life_expectancy,
    ons_productivity,
)
from connectors.base import PublisherError, completed
from connectors.landing import RawFolder

SOURCES = [
    dfe_apprenticeships,
    dfe_fe_skills,
    dfe_level2_attainment,
    dft_ev_charging,
    dft_motor_vehicle_flow,
    dwp_child_poverty,
    ofcom_connected_nations,
    ohid_adult_obesity,
    ons_aps,
    ons_aps_qualifications,
    ons_ashe,
    ons_claimant_count,
    ons_gdhi,
    ons_healthy_life_expectancy,
    ons_productivity,
]
API = "/explore-local-statistics/api/v1"
HTML = b"<!DOCTYPE html><html><title>Not found</title></html>"
APS, EMPLOYMENT = "ons_aps", "ons_aps.employment_rate_16_64_pct"


@pytest.mark.parametrize("source", SOURCES, ids=lambda module: module.SOURCE.id)
def test_every_indicator_arrives_with_all_periods_and_statuses(
    server: Publisher, folder: RawFolder, source: ModuleType
) -> None:
    for indicator in source.INDICATORS:
        slug, name = indicator.slug, source.SOURCE.id
        server.on(f"{API}/metadata/indicators/{slug}", ok(reply(name, f"{slug}.json")))
        server.on(f"{API}/data/{slug}.csv?time=all&includeStatus=true", ok(reply(name, f"{slug}.csv")))
    rows = completed(source.SOURCE, source.tidy(source.fetch(folder)))
    assert set(rows["series"]) == {series.id for series in source.SOURCE.series}
    places = {"E06000023", "E06000031", "E07000008", "E12000006", "E47000008", "E92000001", "K02000001"}
    assert set(rows["area_code"]) - {"E10000003"} == places
    assert (rows.groupby("series")["period"].nunique() == 2).all()


def test_only_the_transport_series_keeps_counties() -> None:
    counties = {
        module.SOURCE.id
        for module in SOURCES
        if "E10000003" in set(module.tidy(all_landed(module.SOURCE.id))["area_code"])
    }
    assert counties == {"dft_motor_vehicle_flow"}


def test_the_route_of_before_summer_2026_is_tried_when_the_new_one_is_not_there(
    server: Publisher, folder: RawFolder
) -> None:
    for indicator in ons_aps.INDICATORS:
        slug = indicator.slug
        server.on(f"{API}/metadata/indicators/{slug}", ok(reply(APS, f"{slug}.json")))
        server.on(f"{API}/data/{slug}.csv", status(404, HTML, Content_Type="text/html"))
        server.on(f"{API}/data.csv?indicator={slug}&time=all&includeStatus=true", ok(reply(APS, f"{slug}.csv")))
    assert len(ons_aps.tidy(ons_aps.fetch(folder))) == 28


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="an empty answer"),
        pytest.param(b'{"message":"No data available for the selected filters."}', id="an error with status 200"),
        pytest.param(HTML, id="a web page with status 200"),
    ],
)
def test_no_data_is_an_error_and_not_an_empty_series(server: Publisher, folder: RawFolder, body: bytes) -> None:
    slug = ons_aps.INDICATORS[0].slug
    server.on(f"{API}/metadata/indicators/{slug}", ok(reply(APS, f"{slug}.json")))
    server.on(f"{API}/data/{slug}.csv", ok(body))
    with pytest.raises(PublisherError):
        ons_aps.fetch(folder)


def test_tails_of_binary_numbers_are_cut_and_intervals_kept() -> None:
    rows = ons_aps.tidy(all_landed(APS))
    row = rows[(rows["series"] == EMPLOYMENT) & (rows["area_code"] == "E07000008")].iloc[0]
    assert (row["value"], row["lower_95"], row["upper_95"]) == (45.3, 43.3, 47.3)


def test_an_unreliable_figure_that_is_not_given_is_not_available_and_never_zero() -> None:
    rows = ons_aps.tidy(all_landed(APS))
    missing = rows[rows["value"].isna()]
    assert set(missing["status"]) == {"x"}
    assert set(missing["area_code"]) == {"E06000023"}


def test_the_vintage_is_the_date_of_the_source() -> None:
    assert set(ons_aps.tidy(all_landed(APS))["release"]) == {"2026-05-13"}


def test_the_vintage_of_the_claimant_rate_is_when_its_data_changed() -> None:
    assert set(ons_claimant_count.tidy(all_landed("ons_claimant_count"))["release"]) == {"2026-06-01"}


def test_the_latest_pay_survey_is_provisional() -> None:
    rows = ons_ashe.tidy(all_landed("ons_ashe"))
    key = ("ons_ashe.median_weekly_pay_gbp", "E07000008")
    assert [status_of(rows, *key, period) for period in ("2024-04-24", "2025-04-30")] == ["", "p"]


def test_regions_under_itl_codes_are_the_same_regions(tmp_path: Path) -> None:
    raw = rewritten(
        tmp_path,
        "ons_productivity",
        "gross-value-added-per-hour-worked.csv",
        ("E12000006", "TLH"),
        ("E92000001", "TLB"),
    )
    rows = ons_productivity.tidy(raw)
    assert {"E12000006", "E92000001"} <= set(rows["area_code"])


def test_free_text_beside_a_value_is_no_reason_to_drop_it(tmp_path: Path) -> None:
    line = "E07000008,Cambridge,2022-01-01/P1Y,45.300000000000004,43.3,47.3,"
    raw = rewritten(tmp_path, APS, "employment-rate.csv", (line, f"{line}Value for two areas combined"))
    assert value(ons_aps.tidy(raw), EMPLOYMENT, "E07000008", "2022-01-01/P1Y") == 45.3


def sheffield(new: str) -> str:
    """Its figure under the old code, another under the new, and the row they are put before."""
    period = "Sheffield,2022-01-01/P1Y"
    return f"E08000019,{period},70,69,71,\nE08000039,{period},{new},\nW06000001,Isle of Anglesey,2022"


def test_a_place_under_both_its_codes_is_kept_once(tmp_path: Path) -> None:
    both = sheffield("70,69,71")
    raw = rewritten(tmp_path, APS, "employment-rate.csv", ("W06000001,Isle of Anglesey,2022", both))
    rows = ons_aps.tidy(raw)
    assert set(rows["area_code"]) & {"E08000019", "E08000039"} == {"E08000039"}


def changed(header: str) -> tuple[str, str]:
    return ("areacd,areanm,period,value,lci_95,uci_95,status", header)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(changed("areacd,areanm,time,value,lci_95,uci_95,status"), "missing ['period']", id="renamed"),
        pytest.param(changed("areacd,areanm,period,value,lci_95,uci_95,sex"), "missing ['status']", id="missing"),
        pytest.param(("Cambridge,2022-01-01/P1Y,45", "Cambridge,2022-01-01/P1Y,~45"), "a number", id="no number"),
        pytest.param(
            (",42.3,40.3,44.3,\nE06000023", ",42.3,40.3,44.3,q\nE06000023"), "a status among", id="new status"
        ),
        pytest.param((",,,,u", ",,,,"), "a status that says why", id="no value and no reason"),
        pytest.param((",42.3,40.3,44.3,\nE06000023", ",42.3,40.3,44.3,x\nE06000023"), "beside a status", id="both"),
        pytest.param(("E07000008,Cambridge,2022", "E06000031,Cambridge,2022"), "once", id="a key twice"),
    ],
)
def test_a_reply_of_another_shape_is_refused_by_name(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    raw = rewritten(tmp_path, APS, "employment-rate.csv", change)
    with pytest.raises(PublisherError) as refused:
        ons_aps.tidy(raw)
    assert said in str(refused.value)


def test_a_new_column_is_refused_because_it_may_be_a_new_dimension(tmp_path: Path) -> None:
    text = reply(APS, "employment-rate.csv").decode()
    wider = "\n".join(f"{line},{'age' if number == 0 else '16-64'}" for number, line in enumerate(text.split("\n")))
    raw = rewritten(tmp_path, APS, "employment-rate.csv", (text, wider))
    with pytest.raises(PublisherError, match=r"new \['age'\]"):
        ons_aps.tidy(raw)


def test_a_place_whose_new_code_has_no_value_keeps_that_of_the_old(tmp_path: Path) -> None:
    both = sheffield(",,").replace(",,,,", ",,,,u")
    raw = rewritten(tmp_path, APS, "employment-rate.csv", ("W06000001,Isle of Anglesey,2022", both))
    rows = ons_aps.tidy(raw)
    found = rows[rows["area_code"].isin(["E08000019", "E08000039"]) & rows["value"].notna()]
    assert set(found[found["period"] == "2022-01-01/P1Y"]["area_code"]) == {"E08000019"}


def test_two_codes_with_two_values_are_refused(tmp_path: Path) -> None:
    both = sheffield("71,69,73")
    raw = rewritten(tmp_path, APS, "employment-rate.csv", ("W06000001,Isle of Anglesey,2022", both))
    with pytest.raises(PublisherError, match=r"one value under the old and the new code, got 70\.0 and 71\.0"):
        ons_aps.tidy(raw)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(('"unit": "%"', '"unit": "Thousands"'), "the unit 'Thousands'", id="another unit"),
        pytest.param(('"date": "2026-05-13"', '"date": ""'), "a source date", id="no date"),
        pytest.param(('"source": [', '"sources": ['), "its source", id="no source"),
        pytest.param(("{", "["), "a reply in JSON", id="no JSON"),
    ],
)
def test_metadata_that_do_not_fit_are_refused(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    raw = rewritten(tmp_path, APS, "employment-rate.json", change)
    with pytest.raises(PublisherError) as refused:
        ons_aps.tidy(raw)
    assert said in str(refused.value)
