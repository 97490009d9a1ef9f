"""The claimant count month by month: people, and their share of residents of working age.

Knows the measures of that Nomis dataset; refuses to know how Nomis is asked (see `nomis_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import figures, nomis_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

CAVEAT = (
    "Official statistics in development; counts Jobseeker's Allowance and Universal Credit claimants who must seek "
    "work. The latest month is revised in the next."
)
CLAIMANTS = Series(
    id="nomis_claimant_count.claimants",
    title="Claimant count",
    unit="people",
    kind="count",
    decimals=0,
    polarity="lower",
    caveat=CAVEAT,
)
CLAIMANT_RATE_PCT = Series(
    id="nomis_claimant_count.claimant_rate_pct",
    title="Claimant count as a share of people aged 16 to 64, by month",
    unit="percent",
    kind="percent",
    decimals=1,
    polarity="lower",
    caveat=f"{CAVEAT} Rates are recalculated when the population base changes.",
)
SOURCE = Source(
    id="nomis_claimant_count",
    publisher="Office for National Statistics",
    dataset="Claimant count by sex and age (Nomis)",
    dataset_id="NM_162_1",
    landing_page="https://www.nomisweb.co.uk/datasets/ucjsa",
    licence="OGL-UK-3.0",
    frequency="monthly",
    series=(CLAIMANTS, CLAIMANT_RATE_PCT),
)
MEASURES = {"1": CLAIMANTS, "2": CLAIMANT_RATE_PCT}
QUERY = nomis_api.Query(
    "claimant_count",
    "NM_162_1",
    {"gender": "0", "age": "0", "measure": ",".join(MEASURES)},
    date="latestMINUS36-latest",
)


def fetch(landing: Landing) -> list[Landed]:
    """Three years of months; earlier ones stay as they were fetched before."""
    return nomis_api.fetch(landing, QUERY)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Both series by month."""
    rows, released = nomis_api.rows(raw, QUERY, lambda code: f"{code}-01/P1M"), nomis_api.released(raw, QUERY)
    return figures.tidied(rows, nomis_api.series(rows, "MEASURE", MEASURES), released, SOURCE.id)
