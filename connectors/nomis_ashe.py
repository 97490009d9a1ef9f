"""Median weekly pay where people live and where they work, with the margin the survey leaves around it.

The ONS's own service has residents' pay only and no margin for recent years (see `ons_ashe`). Knows the items of
both Nomis datasets; refuses to know how Nomis is asked (see `nomis_api`), and has no combined authorities: Nomis
publishes none, and a median cannot be made from those of districts.
"""

import re
from collections.abc import Sequence

import pandas as pd

from connectors import figures, nomis_api
from connectors.base import Landed, Landing, PublisherError
from pmf.observations import Series, Source

CAVEAT = (
    "All employee jobs, in April. The latest year is provisional. A median: cannot be summed or averaged across "
    "districts. Marked unreliable where the coefficient of variation is above 20%."
)
RESIDENTS_GBP = Series(
    id="nomis_ashe.residents_weekly_pay_gbp",
    title="Median gross weekly pay of residents, with interval",
    unit="GBP per week",
    kind="rate",
    decimals=1,
    polarity="higher",
    caveat=CAVEAT,
)
WORKPLACES_GBP = Series(
    id="nomis_ashe.workplaces_weekly_pay_gbp",
    title="Median gross weekly pay at workplaces, with interval",
    unit="GBP per week",
    kind="rate",
    decimals=1,
    polarity="higher",
    caveat=CAVEAT,
)
SOURCE = Source(
    id="nomis_ashe",
    publisher="Office for National Statistics",
    dataset="Annual Survey of Hours and Earnings (Nomis)",
    dataset_id="NM_30_1, NM_99_1",
    landing_page="https://www.nomisweb.co.uk/datasets/asher",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(RESIDENTS_GBP, WORKPLACES_GBP),
)
VALUE, VARIATION = "20100", "20701"
"""The coefficient of variation is the standard error as a percentage of the figure."""
UNRELIABLE_ABOVE, STANDARD_ERRORS = 20.0, 1.96
ALL_EMPLOYEES_MEDIAN_WEEKLY_GROSS = {"sex": "7", "item": "2", "pay": "1"}
PAY = re.compile(r"weekly pay\b.*\bgross", re.IGNORECASE)
"""What Nomis calls that code of pay; others stand for hourly and annual pay."""


def _query(name: str, dataset: str) -> nomis_api.Query:
    types = (nomis_api.DISTRICTS, *nomis_api.WIDER)
    measures = f"{VALUE},{VARIATION}"
    return nomis_api.Query(name, dataset, ALL_EMPLOYEES_MEDIAN_WEEKLY_GROSS, measures, types, labelled="pay")


QUERIES = {RESIDENTS_GBP: _query("residents", "NM_30_1"), WORKPLACES_GBP: _query("workplaces", "NM_99_1")}


def fetch(landing: Landing) -> list[Landed]:
    """All years of both datasets."""
    return [landed for query in QUERIES.values() for landed in nomis_api.fetch(landing, query)]


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Both series by April."""
    return pd.concat([_tidy(raw, series, query) for series, query in QUERIES.items()], ignore_index=True)


def _tidy(raw: Sequence[Landed], series: Series, query: nomis_api.Query) -> pd.DataFrame:
    rows, keys = nomis_api.rows(raw, query, _april), ["area_code", "period"]
    if other := sorted(name for name in set(rows["PAY_NAME"]) if not PAY.fullmatch(name)):
        raise PublisherError(series.id, "gross weekly pay", ", ".join(other))
    variation = rows.loc[rows["MEASURES"] == VARIATION, [*keys, "value"]].rename(columns={"value": "variation"})
    pay = rows[rows["MEASURES"] == VALUE].merge(variation, on=keys, how="left", validate="one_to_one")
    reach = pay["value"] * pay["variation"] / 100 * STANDARD_ERRORS
    given = pay["status"] == ""
    pay["status"] = pay["status"].mask(given & (pay["period"] == max(pay["period"].unique())), "p")
    pay["status"] = pay["status"].mask(pay["value"].notna() & (pay["variation"] > UNRELIABLE_ABOVE), "u")
    pay["lower_95"] = figures.rounded(pay["value"] - reach, 1)
    pay["upper_95"] = figures.rounded(pay["value"] + reach, 1)
    return figures.tidied(pay, series.id, nomis_api.released(raw, query), series.id)


def _april(code: str) -> str:
    if not re.fullmatch(r"\d{4}", code):
        raise PublisherError("Annual Survey of Hours and Earnings", "a year such as 2025", repr(code))
    return f"{code}-04-01/P1M"
