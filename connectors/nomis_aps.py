"""Employment, inactivity and qualifications over rolling years, from the Annual Population Survey.

Knows the variables and what Nomis calls confidence; refuses to know how Nomis is asked (see `nomis_api`). No indicator
reads these series: those of calendar years that Explore Local Statistics publishes are the framework's.
"""

import re
from collections.abc import Sequence

import pandas as pd

from connectors import figures, nomis_api
from connectors.base import Landed, Landing, PublisherError
from pmf import periods
from pmf.observations import Series, Source

CAVEAT = (
    "Survey estimate with wide intervals for districts; official statistics in development. Each quarter's figure "
    "is about the twelve months before, so three quarters of neighbouring figures overlap."
)
EMPLOYMENT_RATE_PCT = Series(
    id="nomis_aps.employment_rate_pct",
    title="Employment rate, ages 16 to 64, rolling year",
    unit="percent",
    kind="percent",
    decimals=1,
    polarity="higher",
    caveat=CAVEAT,
)
INACTIVITY_RATE_PCT = Series(
    id="nomis_aps.inactivity_rate_pct",
    title="Economic inactivity rate, ages 16 to 64, rolling year",
    unit="percent",
    kind="percent",
    decimals=1,
    polarity="lower",
    caveat=CAVEAT,
)
RQF3_PLUS_16_64_PCT = Series(
    id="nomis_aps.rqf3_plus_16_64_pct",
    title="Qualified to RQF level 3 or above, ages 16 to 64, rolling year",
    unit="percent",
    kind="percent",
    decimals=1,
    polarity="higher",
    caveat="Starts in 2022; new question and framework, so a break from the NVQ series. Survey estimate.",
)
NVQ3_PLUS_16_64_PCT = Series(
    id="nomis_aps.nvq3_plus_16_64_pct",
    title="Qualified to NVQ level 3 or above, ages 16 to 64, rolling year",
    unit="percent",
    kind="percent",
    decimals=1,
    polarity="higher",
    caveat="Ended in 2021. Survey estimate with wide intervals for districts.",
)
SOURCE = Source(
    id="nomis_aps",
    publisher="Office for National Statistics",
    dataset="Annual Population Survey (Nomis)",
    dataset_id="NM_17_5",
    landing_page="https://www.nomisweb.co.uk/datasets/apsnew",
    licence="OGL-UK-3.0",
    frequency="quarterly",
    series=(EMPLOYMENT_RATE_PCT, INACTIVITY_RATE_PCT, RQF3_PLUS_16_64_PCT, NVQ3_PLUS_16_64_PCT),
)
VARIABLES = {
    "Employment rate - aged 16-64": EMPLOYMENT_RATE_PCT,
    "% who are economically inactive - aged 16-64": INACTIVITY_RATE_PCT,
    "% with RQF3+ - aged 16-64": RQF3_PLUS_16_64_PCT,
    "% with NVQ3+ - aged 16-64": NVQ3_PLUS_16_64_PCT,
}
PERCENT, CONFIDENCE = "20599", "21003"
"""Confidence is how far the 95% interval reaches on either side."""
QUERY = nomis_api.Query(
    "aps",
    "NM_17_5",
    {},
    measures=f"{PERCENT},{CONFIDENCE}",
    date="latestMINUS36-latest",
    described={"variable": tuple(VARIABLES)},
)


def fetch(landing: Landing) -> list[Landed]:
    """Nine years of quarters."""
    return nomis_api.fetch(landing, QUERY)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Every series, each figure under the year that ends in its month; years that no area has a figure of fall away."""
    rows, released = nomis_api.rows(raw, QUERY, _rolling_year), nomis_api.released(raw, QUERY)
    keys = ["area_code", "period", "VARIABLE"]
    reach = rows.loc[rows["MEASURES"] == CONFIDENCE, [*keys, "value"]].rename(columns={"value": "reach"})
    rates = rows[rows["MEASURES"] == PERCENT].merge(reach, on=keys, how="left", validate="one_to_one")
    rates["lower_95"] = figures.rounded(rates["value"] - rates["reach"], 1)
    rates["upper_95"] = figures.rounded(rates["value"] + rates["reach"], 1)
    codes = nomis_api.codes(raw, QUERY, "variable")
    series = nomis_api.series(rates, "VARIABLE", {codes[text]: series for text, series in VARIABLES.items()})
    answered = rates.groupby(["VARIABLE", "period"], observed=True)["value"].transform("count") > 0
    return figures.tidied(rates[answered], series[answered], released, SOURCE.id)


def _rolling_year(code: str) -> str:
    if not re.fullmatch(r"\d{4}-\d\d", code):
        raise PublisherError(QUERY.dataset, "the month a year ends in, such as 2023-12", repr(code))
    last = periods.parse(f"{code}-01/P1M")
    return periods.Period(last.back(11).start, 12).iso
