"""Broadband and mobile coverage as shares, with the combined authorities the ONS aggregates.

Knows the indicators' names at Explore Local Statistics; refuses to know that service (see `els_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import els_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

GIGABIT_AVAILABILITY_PCT = Series(
    id="ofcom_connected_nations.gigabit_availability_pct",
    title="Premises with gigabit-capable broadband available",
    unit="percent of premises",
    kind="percent",
    decimals=1,
    polarity="higher",
    caveat=(
        "Month stated only, first of month used. Combined authorities, regions and countries from January "
        "2024 (ONS aggregation), districts before that."
    ),
)
PREMISES_BELOW_30MBPS_PCT = Series(
    id="ofcom_connected_nations.premises_below_30mbps_pct",
    title="Premises without access to 30 Mbit/s",
    unit="percent of premises",
    kind="percent",
    decimals=1,
    polarity="lower",
    caveat="Month stated only, first of month used. Combined authority rows are aggregated by ONS.",
)
COVERAGE_4G_AREA_PCT = Series(
    id="ofcom_connected_nations.coverage_4g_area_pct",
    title="4G coverage outdoors from at least one operator",
    unit="percent of land area",
    kind="percent",
    decimals=1,
    polarity="higher",
    caveat="Share of land area, operator predictions. Combined authority rows are aggregated by ONS.",
)
COVERAGE_5G_AREA_PCT = Series(
    id="ofcom_connected_nations.coverage_5g_area_pct",
    title="5G coverage outdoors from at least one operator",
    unit="percent of land area",
    kind="percent",
    decimals=1,
    polarity="higher",
    caveat="Share of land area, operator predictions. Combined authority rows are aggregated by ONS.",
)
SOURCE = Source(
    id="ofcom_connected_nations",
    publisher="Ofcom",
    dataset="Connected Nations",
    dataset_id="",
    landing_page="https://www.ofcom.org.uk/phones-and-broadband/coverage-and-speeds/infrastructure-research",
    licence="OGL-UK-3.0",
    frequency="three times a year",
    series=(GIGABIT_AVAILABILITY_PCT, PREMISES_BELOW_30MBPS_PCT, COVERAGE_4G_AREA_PCT, COVERAGE_5G_AREA_PCT),
)
INDICATORS = (
    els_api.Indicator("gigabit-capable-broadband", GIGABIT_AVAILABILITY_PCT),
    els_api.Indicator("premises-below-30mbps", PREMISES_BELOW_30MBPS_PCT),
    els_api.Indicator("4g-coverage", COVERAGE_4G_AREA_PCT),
    els_api.Indicator("5g-coverage", COVERAGE_5G_AREA_PCT),
)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of every indicator."""
    return els_api.fetch(landing, INDICATORS)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The figures of every indicator."""
    return els_api.tidy(raw, INDICATORS)
