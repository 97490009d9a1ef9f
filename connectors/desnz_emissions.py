"""Emissions by authority: all greenhouse gases and carbon dioxide alone, in all and by sector, and per head.

Knows which series these are and where the file is; see `emissions_csv` for its layouts, `els_api` for the rate.
"""

from collections.abc import Sequence

import pandas as pd

from connectors import els_api, emissions_csv, figures, govuk_content, shapes
from connectors.base import MEGABYTE, Landed, Landing
from pmf.observations import Series, Source

GHG_PER_CAPITA_T = Series(
    id="desnz_emissions.ghg_per_capita_t",
    title="Greenhouse gas emissions per person",
    unit="t CO2e per person",
    kind="rate",
    decimals=1,
    polarity="lower",
    caveat=(
        "Territorial, end-user basis, all sectors. Back series revised in every release. Combined authority "
        "rows are aggregated by ONS."
    ),
)
POPULATION = Series(
    id="desnz_emissions.population",
    title="Population used with the emissions estimates",
    unit="people",
    kind="count",
    decimals=0,
    polarity="none",
    caveat=("Includes mid-2024 and the later revision of mid-2022 and mid-2023, which ons_population does not hold."),
)


def _emitted(name: str, title: str, unit: str, caveat: str) -> Series:
    return Series(
        id=f"desnz_emissions.{name}",
        title=title,
        unit=unit,
        kind="amount",
        decimals=0,
        polarity="lower",
        caveat=caveat,
    )


THROUGH_TRAFFIC = "Includes through traffic on motorways and trunk roads, and diesel rail."
GHG_TOTAL_KT_CO2E = _emitted(
    "ghg_total_kt_co2e",
    "Greenhouse gas emissions, all sectors",
    "kt CO2e",
    "Territorial, end-user basis. Sum of eight sectors including land use, where drained peat adds about 1,600 kt a "
    "year. All gases, so not comparable with CO2-only figures.",
)
GHG_TRANSPORT_KT_CO2E = _emitted(
    "ghg_transport_kt_co2e", "Greenhouse gas emissions, transport", "kt CO2e", THROUGH_TRAFFIC
)
GHG_LAND_USE_KT_CO2E = _emitted(
    "ghg_land_use_kt_co2e",
    "Greenhouse gas emissions, land use and forestry",
    "kt CO2e",
    "Net of removals; mostly drained peat in East Cambridgeshire, Fenland and Huntingdonshire.",
)
CO2_TOTAL_KT = _emitted(
    "co2_total_kt",
    "Carbon dioxide emissions, all sectors",
    "kt CO2",
    "Territorial, end-user basis, net of removals by land use. Carbon dioxide only, so not comparable with figures for "
    "all greenhouse gases. Back series revised in every release.",
)
CO2_TRANSPORT_KT = _emitted(
    "co2_transport_kt",
    "Carbon dioxide emissions, transport",
    "kt CO2",
    f"{THROUGH_TRAFFIC} Carbon dioxide only.",
)
SOURCE = Source(
    id="desnz_emissions",
    publisher="Department for Energy Security and Net Zero",
    dataset="UK local authority greenhouse gas emissions",
    dataset_id="",
    landing_page="https://www.gov.uk/government/collections/uk-local-authority-and-regional-greenhouse-gas-emissions-national-statistics",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(
        GHG_PER_CAPITA_T,
        GHG_TOTAL_KT_CO2E,
        GHG_TRANSPORT_KT_CO2E,
        GHG_LAND_USE_KT_CO2E,
        POPULATION,
        CO2_TOTAL_KT,
        CO2_TRANSPORT_KT,
    ),
)
COLLECTION = "/government/collections/uk-local-authority-and-regional-greenhouse-gas-emissions-national-statistics"
TITLE = r"UK local authority and regional greenhouse gas emissions.*2005 to (\d{4})"
CSV = "emissions.csv"
INDICATORS = (els_api.Indicator("greenhouse-gas-emissions", GHG_PER_CAPITA_T),)
ALL, TRANSPORT, LAND_USE = "", r"Transport", r"LULUCF.*"
AMOUNTS = (
    (GHG_TOTAL_KT_CO2E, ALL, False),
    (GHG_TRANSPORT_KT_CO2E, TRANSPORT, False),
    (GHG_LAND_USE_KT_CO2E, LAND_USE, False),
    (CO2_TOTAL_KT, ALL, True),
    (CO2_TRANSPORT_KT, TRANSPORT, True),
)


def fetch(landing: Landing) -> list[Landed]:
    """The rates, and the CSV of the newest release."""
    release = govuk_content.newest(landing, COLLECTION, TITLE, lambda title: title[1])
    dataset = govuk_content.file(
        landing, release, r".*ghg-emissions.*csv.*\.csv", CSV, shapes.csv_with("Calendar Year"), 300 * MEGABYTE
    )
    return [*els_api.fetch(landing, INDICATORS), dataset]


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Every series by calendar year, population at 30 June."""
    landed = next(landed for landed in raw if landed.name == CSV)
    emissions = emissions_csv.read(landed.path)
    parts = [(POPULATION, emissions.population())]
    for series, sector, only_carbon in AMOUNTS:
        if only_carbon or emissions.all_gases:
            parts.append((series, emissions.sums(sector, only_carbon)))
    rows = figures.kept(pd.concat([part.assign(series=series.id) for series, part in parts], ignore_index=True))
    printed = figures.tidied(rows, rows["series"], landed.vintage(), landed.name)
    return pd.concat([els_api.tidy(raw, INDICATORS), printed], ignore_index=True)
