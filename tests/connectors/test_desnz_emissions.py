"""Emissions: three generations of columns, gases told apart, sectors added up, population read once."""

from pathlib import Path

import pytest
from govuk_pages import ASSETS, collection, page
from hostile import Publisher, ok
from made import all_landed, reply, rewritten, serve, value

from connectors import desnz_emissions
from connectors.base import PublisherError, completed
from connectors.landing import RawFolder

SOURCE, FILE = "desnz_emissions", "emissions.csv"
Y2022, Y2023 = "2022-01-01/P1Y", "2023-01-01/P1Y"
FROM_2021 = (
    "Emissions within the scope of influence of LAs (kt CO2)",
    "CO2 emissions within the scope of influence of LAs (kt CO2e)",
)
OWN = "2005-24-uk-local-authority-ghg-emissions-CSV-dataset.csv"


def test_the_newest_release_is_fetched_and_tidied_over_http(server: Publisher, folder: RawFolder) -> None:
    title = "UK local authority and regional greenhouse gas emissions statistics, 2005 to {}"
    path = "/api/content/government/collections"
    name = "uk-local-authority-and-regional-greenhouse-gas-emissions-national-statistics"
    server.on(f"{path}/{name}", ok(collection(to_2023=title.format(2023), to_2024=title.format(2024))))
    media = "/media/0123456789abcdef01234567"
    server.on(
        "/api/content/government/statistics/to-2024", ok(page(f"{ASSETS}{media}/{OWN}", f"{ASSETS}{media}/x.xlsx"))
    )
    api = "/explore-local-statistics/api/v1"
    slug = "greenhouse-gas-emissions"
    replies = {f"{api}/metadata/indicators/{slug}": f"{slug}.json", f"{api}/data/{slug}.csv": f"{slug}.csv"}
    serve(server, SOURCE, {**replies, f"{media}/{OWN}": FILE})
    rows = completed(desnz_emissions.SOURCE, desnz_emissions.tidy(desnz_emissions.fetch(folder)))
    assert set(rows["series"]) == {series.id for series in desnz_emissions.SOURCE.series}


@pytest.mark.parametrize(
    ("series", "period", "expected"),
    [
        ("ghg_total_kt_co2e", Y2022, 100 + 1 + 10 + 50.5 + 0.25 - 5 + 2),
        ("ghg_transport_kt_co2e", Y2022, 111),
        ("ghg_land_use_kt_co2e", Y2022, -3),
        ("co2_total_kt", Y2022, 100 + 10 + 50.5 - 5),
        ("co2_transport_kt", Y2022, 110),
        ("co2_transport_kt", Y2023, 112),
        ("ghg_per_capita_t", Y2023, 3.46),
        ("population", "2023-06-30", 145_674),
    ],
)
def test_figures(series: str, period: str, expected: float) -> None:
    rows = desnz_emissions.tidy(all_landed(SOURCE))
    assert value(rows, f"{SOURCE}.{series}", "E07000008", period) == expected


def test_sheffield_is_kept_once_and_emissions_of_no_known_place_not_at_all() -> None:
    rows = desnz_emissions.tidy(all_landed(SOURCE))
    assert set(rows["area_code"]) == {"E07000008", "E08000039", "E47000008", "E92000001"}


def test_the_release_to_2021_reads_alike(tmp_path: Path) -> None:
    older = desnz_emissions.tidy(rewritten(tmp_path, SOURCE, FILE, FROM_2021))
    assert older.equals(desnz_emissions.tidy(all_landed(SOURCE)))


def test_the_releases_to_2019_hold_carbon_dioxide_alone(tmp_path: Path) -> None:
    lines = reply(SOURCE, FILE).decode().split("\r\n")
    carbon = [line.replace(",CO2,", ",", 1) for line in lines if ",CO2," in line]
    header = lines[0].replace("Greenhouse gas,", "").replace("LA GHG", "LA CO2").replace("(kt CO2e)", "(kt CO2)")
    raw = rewritten(tmp_path, SOURCE, FILE, ("\r\n".join(lines), "\r\n".join([header, *carbon])))
    rows = desnz_emissions.tidy(raw)
    assert value(rows, f"{SOURCE}.co2_total_kt", "E07000008", Y2022) == 155.5
    assert f"{SOURCE}.ghg_total_kt_co2e" not in set(rows["series"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(("Territorial emissions", "Emissions"), "one column named territorial", id="renamed"),
        pytest.param(("Greenhouse gas", "Gas"), "missing ['Greenhouse gas']", id="another"),
        pytest.param(("Area (km2)", "Area (km2),Basis"), "new ['Basis']", id="added"),
        pytest.param(
            ("Transport,Diesel Railways,CO2,10,", "Transport,Diesel Railways,CO2,[x],"), "a missing one", id="x"
        ),
        pytest.param(("Diesel Railways,CO2,11,", "Road Transport (A roads),CO2,11,"), "again", id="a key twice"),
        pytest.param((",2023,LULUCF,", ",2023,LULUCF Net Emissions,"), "one sector named LULUCF", id="two sectors"),
        pytest.param(
            (
                "145.674,40.7\r\nEngland,E92000001,East,E12000006,County,Sheffield",
                "145,40.7\r\nEngland,E92000001,East,E12000006,County,Sheffield",
            ),
            "population",
            id="two populations",
        ),
    ],
)
def test_another_shape_is_refused_by_name(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    with pytest.raises(PublisherError) as refused:
        desnz_emissions.tidy(rewritten(tmp_path, SOURCE, FILE, change))
    assert said in str(refused.value)
