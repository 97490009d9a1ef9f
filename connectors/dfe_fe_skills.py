"""Adult further education and skills achievements per head.

Knows the indicators' names at Explore Local Statistics; refuses to know that service (see `els_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import els_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

ACHIEVEMENTS_19PLUS_PER_100K = Series(
    id="dfe_fe_skills.achievements_19plus_per_100k",
    title="Adult further education and skills achievements per 100,000",
    unit="per 100000",
    kind="rate",
    decimals=0,
    polarity="higher",
    caveat=(
        "Learners aged 19 and over by home address; includes community learning and Multiply. No 2025 "
        "combined authorities."
    ),
)
SOURCE = Source(
    id="dfe_fe_skills",
    publisher="Department for Education",
    dataset="Further education and skills",
    dataset_id="",
    landing_page="https://explore-education-statistics.service.gov.uk/find-statistics/further-education-and-skills",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(ACHIEVEMENTS_19PLUS_PER_100K,),
)
INDICATORS = (
    els_api.Indicator(
        "further-education-skills-learner-achievements",
        ACHIEVEMENTS_19PLUS_PER_100K,
    ),
)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of every indicator."""
    return els_api.fetch(landing, INDICATORS)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The figures of every indicator."""
    return els_api.tidy(raw, INDICATORS)
