"""Learners in further education and skills, those who achieved, and the residents they are set against, as counts.

Counts of districts add up to any authority, also one of 2025, which the published rate (see `dfe_fe_skills`) does
not cover. Knows the data set's titles, columns and options; refuses to know that service (see `dfe_ees_api`).
"""

from collections.abc import Sequence

import pandas as pd

from connectors import dfe_ees_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

CAVEAT = (
    "Learners aged 19 and over and apprentices of all ages, by home address; rounded to 10 (fewer than 5 withheld), "
    "so districts may not add up to a published total."
)
PARTICIPATION = Series(
    id="dfe_ees_further_education.participation",
    title="Further education and skills learners",
    unit="learners",
    kind="count",
    decimals=0,
    polarity="higher",
    caveat=CAVEAT,
)
ACHIEVEMENTS = Series(
    id="dfe_ees_further_education.achievements",
    title="Further education and skills learners who achieved",
    unit="learners",
    kind="count",
    decimals=0,
    polarity="higher",
    caveat=CAVEAT,
)
POPULATION = dfe_ees_api.rate_base("dfe_ees_further_education", "further education")
SOURCE = Source(
    id="dfe_ees_further_education",
    publisher="Department for Education",
    dataset="Further education and skills: participation and achievements by area",
    dataset_id="",
    landing_page="https://explore-education-statistics.service.gov.uk/find-statistics/further-education-and-skills",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(PARTICIPATION, ACHIEVEMENTS, POPULATION),
)
DATA_SET = dfe_ees_api.DataSet(
    "further_education",
    "Further education and skills",
    r"Geography Region\b.*\bParticipation, Achievement\b.*",
    {"participation": PARTICIPATION, "learner_achievements": ACHIEVEMENTS, "population_estimate": POPULATION},
    {
        "Provision type": "Further education and skills",
        "Level or type": "Further education and skills: Total",
        "Age group": "Total",
    },
)


def fetch(landing: Landing) -> list[Landed]:
    """Metadata and figures of the newest version."""
    return dfe_ees_api.fetch(landing, DATA_SET)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """All three counts by academic year."""
    return dfe_ees_api.tidy(raw, DATA_SET)
