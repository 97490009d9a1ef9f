"""Median weekly pay of residents. The latest survey is provisional until the next.

Knows the indicators' names at Explore Local Statistics; refuses to know that service (see `els_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import els_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

MEDIAN_WEEKLY_PAY_GBP = Series(
    id="ons_ashe.median_weekly_pay_gbp",
    title="Median gross weekly pay of residents",
    unit="GBP per week",
    kind="rate",
    decimals=0,
    polarity="higher",
    caveat=(
        "All employee jobs, where people live. 2025 provisional. Combined authorities only from 2023. A "
        "median: cannot be summed or averaged across districts."
    ),
)
SOURCE = Source(
    id="ons_ashe",
    publisher="Office for National Statistics",
    dataset="Annual Survey of Hours and Earnings",
    dataset_id="Table 8",
    landing_page="https://www.ons.gov.uk/employmentandlabourmarket/peopleinwork/earningsandworkinghours/bulletins/annualsurveyofhoursandearnings/previousreleases",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(MEDIAN_WEEKLY_PAY_GBP,),
)
INDICATORS = (
    els_api.Indicator(
        "gross-median-weekly-pay",
        MEDIAN_WEEKLY_PAY_GBP,
        latest_is_provisional=True,
    ),
)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of every indicator."""
    return els_api.fetch(landing, INDICATORS)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The figures of every indicator."""
    return els_api.tidy(raw, INDICATORS)
