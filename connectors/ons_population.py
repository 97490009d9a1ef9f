"""Mid-year population: everyone, and two spans of working age.

Knows the age codes of that Nomis dataset; refuses to know how Nomis is asked (see `nomis_api`).
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from connectors import figures, nomis_api
from connectors.base import Landed, Landing
from pmf.observations import Series, Source

AGE_16_64 = Series(
    id="ons_population.age_16_64",
    title="Resident population aged 16 to 64",
    unit="people",
    kind="count",
    decimals=0,
    polarity="none",
    caveat="Rebased after each census, and revised in between: do not compare figures of two releases.",
)
AGE_19_64 = Series(
    id="ons_population.age_19_64",
    title="Resident population aged 19 to 64",
    unit="people",
    kind="count",
    decimals=0,
    polarity="none",
    caveat=(
        "Rebased after each census, and revised in between: do not compare figures of two releases. Ages 16 to 64 "
        "without the single years 16, 17 and 18."
    ),
)
ALL_AGES = Series(
    id="ons_population.all_ages",
    title="Resident population",
    unit="people",
    kind="count",
    decimals=0,
    polarity="none",
    caveat="Rebased after each census, and revised in between: do not compare figures of two releases.",
)
SOURCE = Source(
    id="ons_population",
    publisher="Office for National Statistics",
    dataset="Mid-year population estimates",
    dataset_id="NM_2002_1",
    landing_page="https://www.nomisweb.co.uk/datasets/pestsyoala",
    licence="OGL-UK-3.0",
    frequency="annual",
    series=(AGE_16_64, AGE_19_64, ALL_AGES),
)
ALL, FROM_16_TO_64, YOUNG = "200", "203", ("117", "118", "119")
"""Single years are coded 101 for age 0 and so on: ages 16, 17 and 18 are what 16-64 has and 19-64 has not."""
QUERY = nomis_api.Query("population", "NM_2002_1", {"gender": "0", "c_age": ",".join((ALL, FROM_16_TO_64, *YOUNG))})


def fetch(landing: Landing) -> list[Landed]:
    """All years; three pages or so."""
    return nomis_api.fetch(landing, QUERY)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """The three series at each 30 June."""
    rows, released = nomis_api.rows(raw, QUERY, lambda code: f"{code}-06-30"), nomis_api.released(raw, QUERY)
    by_age = {age: rows[rows["C_AGE"] == age] for age in (ALL, FROM_16_TO_64, *YOUNG)}
    wanted = ((ALL_AGES, by_age[ALL]), (AGE_16_64, by_age[FROM_16_TO_64]), (AGE_19_64, _without_young(by_age)))
    return pd.concat(
        [figures.tidied(part, series.id, released, series.id) for series, part in wanted], ignore_index=True
    )


def definition(series: str, release: date) -> str:
    """Nomis holds the rebased series only."""
    return "population base: 2021 Census"


def _without_young(by_age: dict[str, pd.DataFrame]) -> pd.DataFrame:
    rest = by_age[FROM_16_TO_64]
    for age in YOUNG:
        years = by_age[age][["area_code", "period", "value", "status"]]
        # inner: a place and year without one of the single years has no figure to give
        rest = rest.merge(years, on=["area_code", "period"], suffixes=("", "_young"), validate="one_to_one")
        whole = (rest["status"] == "") & (rest["status_young"] == "")
        rest = rest[whole].assign(value=rest["value"] - rest["value_young"])
        rest = rest.drop(columns=["value_young", "status_young"])
    return rest
