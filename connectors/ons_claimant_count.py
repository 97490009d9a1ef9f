"""The claimant rate by year. Rates are recalculated with each population base under an unchanged source date.

Knows the indicators' names at Explore Local Statistics; refuses to know that service (see `els_api`).
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from connectors import els_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

CLAIMANT_RATE_PCT = Series(
    id="ons_claimant_count.claimant_rate_pct",
    title="Claimant count as a share of people aged 16 to 64",
    unit="percent",
    kind="percent",
    decimals=1,
    polarity="lower",
    caveat=(
        "Official statistics in development; counts Jobseeker's Allowance and Universal Credit claimants who "
        "must seek work. Rates are recalculated when the population base changes, so use one release only. "
        "Combined authority rows are aggregated by ONS."
    ),
)
SOURCE = Source(
    id="ons_claimant_count",
    publisher="Office for National Statistics",
    dataset="Claimant Count",
    dataset_id="",
    landing_page="https://www.ons.gov.uk/employmentandlabourmarket/peopleinwork/employmentandemployeetypes/bulletins/regionallabourmarket/previousreleases",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(CLAIMANT_RATE_PCT,),
)
INDICATORS = (els_api.Indicator("claimant-count", CLAIMANT_RATE_PCT, recalculated=True),)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of every indicator."""
    return els_api.fetch(landing, INDICATORS)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The figures of every indicator."""
    return els_api.tidy(raw, INDICATORS)


def definition(series: str, release: date) -> str:
    """Every release recalculates all rates on the population estimates of its day."""
    return f"population base: {release:%B %Y}"
