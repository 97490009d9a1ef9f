"""Apprenticeship starts per head.

Knows the indicators' names at Explore Local Statistics; refuses to know that service (see `els_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import els_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

STARTS_PER_100K = Series(
    id="dfe_apprenticeships.starts_per_100k",
    title="Apprenticeship starts per 100,000",
    unit="per 100000",
    kind="rate",
    decimals=0,
    polarity="higher",
    caveat=(
        "Aged 16 and over, by home address. Ended combined authorities (E47000010, E47000011) appear for their years."
    ),
)
SOURCE = Source(
    id="dfe_apprenticeships",
    publisher="Department for Education",
    dataset="Apprenticeships",
    dataset_id="",
    landing_page="https://explore-education-statistics.service.gov.uk/find-statistics/further-education-and-skills",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(STARTS_PER_100K,),
)
INDICATORS = (els_api.Indicator("apprenticeship-starts", STARTS_PER_100K),)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of every indicator."""
    return els_api.fetch(landing, INDICATORS)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The figures of every indicator."""
    return els_api.tidy(raw, INDICATORS)
