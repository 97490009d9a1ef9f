"""Apprenticeships started and achieved, and the residents they are set against, as counts.

Counts of districts add up to any authority and any age of its boundary, which the published rate (see
`dfe_apprenticeships`) cannot. Knows the data set's titles and columns; refuses to know that service (see
`dfe_ees_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import dfe_ees_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

CAVEAT = "By home address, rounded to 10 (fewer than 5 withheld), so districts may not add up to a published total."
STARTS = Series(
    id="dfe_ees_apprenticeships.starts",
    title="Apprenticeship starts",
    unit="starts",
    kind="count",
    decimals=0,
    polarity="higher",
    caveat=f"All ages and levels. {CAVEAT}",
)
ACHIEVEMENTS = Series(
    id="dfe_ees_apprenticeships.achievements",
    title="Apprenticeship achievements",
    unit="achievements",
    kind="count",
    decimals=0,
    polarity="higher",
    caveat=f"All ages and levels. {CAVEAT}",
)
POPULATION = dfe_ees_api.rate_base("dfe_ees_apprenticeships", "apprenticeship")
SOURCE = Source(
    id="dfe_ees_apprenticeships",
    publisher="Department for Education",
    dataset="Apprenticeships: starts, achievements, participation and population by area",
    dataset_id="",
    landing_page="https://explore-education-statistics.service.gov.uk/find-statistics/apprenticeships",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(STARTS, ACHIEVEMENTS, POPULATION),
)
DATA_SET = dfe_ees_api.DataSet(
    "apprenticeships",
    "Apprenticeships",
    r"Geography Region\b.*\bstarts, achievements, participation, population\b.*",
    {"starts": STARTS, "achievements": ACHIEVEMENTS, "population_estimate": POPULATION},
)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of the newest version."""
    return dfe_ees_api.fetch(landing, DATA_SET)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """All three counts by academic year."""
    return dfe_ees_api.tidy(raw, DATA_SET)
