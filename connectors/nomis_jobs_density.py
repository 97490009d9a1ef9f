"""Total jobs, and jobs per resident of working age.

Knows the items of that Nomis dataset; refuses to know how Nomis is asked (see `nomis_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import figures, nomis_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

JOBS_DENSITY = Series(
    id="nomis_jobs_density.jobs_density",
    title="Jobs per resident aged 16 to 64",
    unit="jobs per person",
    kind="rate",
    decimals=2,
    polarity="higher",
    caveat="Jobs located in the area over residents aged 16 to 64: a new population base moves it too.",
)
TOTAL_JOBS = Series(
    id="nomis_jobs_density.total_jobs",
    title="Total jobs",
    unit="jobs",
    kind="count",
    decimals=0,
    polarity="higher",
    caveat="Employees, self-employed, government-supported trainees and armed forces; rounded to 1,000 for districts.",
)
SOURCE = Source(
    id="nomis_jobs_density",
    publisher="Office for National Statistics",
    dataset="Jobs density (Nomis)",
    dataset_id="NM_57_1",
    landing_page="https://www.nomisweb.co.uk/reports/lmp/lad/1778384961/subreports/jd_time_series/report.aspx",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(JOBS_DENSITY, TOTAL_JOBS),
)
ITEMS = {"1": TOTAL_JOBS, "3": JOBS_DENSITY}
QUERY = nomis_api.Query("jobs_density", "NM_57_1", {"item": ",".join(ITEMS)})


def fetch(landing: Landing) -> list[Landed]:
    """All years of both items."""
    return nomis_api.fetch(landing, QUERY)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Both series by calendar year."""
    rows, released = nomis_api.rows(raw, QUERY, lambda code: f"{code}-01-01/P1Y"), nomis_api.released(raw, QUERY)
    return figures.tidied(rows, nomis_api.series(rows, "ITEM", ITEMS), released, SOURCE.id)
