"""Neighbourhoods in the most deprived fifth of England, counted by district from the Indices of Deprivation 2025.

Knows that one index; refuses to compare it with an earlier one, which had other neighbourhoods and methods.
"""

import re
from collections.abc import Sequence
from datetime import date

import pandas as pd

from connectors import figures, govuk_content, shapes, small_csv
from connectors.base import Landed, Landing, PublisherError
from pmf.observations import Series, Source

LSOAS = Series(
    id="mhclg_imd.lsoas",
    title="Neighbourhoods (LSOAs)",
    unit="LSOAs",
    kind="count",
    decimals=0,
    polarity="none",
    caveat="Denominator for the deprivation count of the same index.",
)
LSOAS_IN_MOST_DEPRIVED_20PCT = Series(
    id="mhclg_imd.lsoas_in_most_deprived_20pct",
    title="Neighbourhoods in the most deprived fifth of England",
    unit="LSOAs",
    kind="count",
    decimals=0,
    polarity="lower",
    caveat=(
        "Relative ranks within England: 2019 and 2015 share 2011 neighbourhoods, 2025 uses 2021 "
        "neighbourhoods and new methods, so it is not a measure of change."
    ),
)
SOURCE = Source(
    id="mhclg_imd",
    publisher="Ministry of Housing, Communities and Local Government",
    dataset="English indices of deprivation",
    dataset_id="",
    landing_page="https://www.gov.uk/government/statistics/english-indices-of-deprivation-2025",
    licence="OGL-UK-3.0",
    frequency="every 4 years",
    series=(LSOAS, LSOAS_IN_MOST_DEPRIVED_20PCT),
)
PAGE = "/government/statistics/english-indices-of-deprivation-2025"
FILE = "imd.csv"
PUBLISHED = "2025-10-30"
"""The day of the index, also where its page was changed since."""
NEIGHBOURHOOD = r"LSOA code \(2021\)"
DISTRICT = r"Local Authority District code \(\d{4}\)"
DECILE = r"Index of Multiple Deprivation \(IMD\) Decile \(where 1 is most deprived 10% of LSOAs?\)?"
COLUMNS = {"neighbourhood": NEIGHBOURHOOD, "area_code": DISTRICT, "decile": DECILE}
TENTHS = [str(tenth) for tenth in range(1, 11)]
MOST_DEPRIVED = ["1", "2"]


def fetch(landing: Landing) -> list[Landed]:
    """File 7 of the release: one row a neighbourhood."""
    page = govuk_content.page(landing, PAGE)
    accept = shapes.csv_with("LSOA code", "Decile")
    return [govuk_content.file(landing, page, r"File_7_.*\.csv", FILE, accept)]


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """Both counts for every district."""
    landed = next(landed for landed in raw if landed.name == FILE)
    frame = small_csv.read(landed.text(), landed.name)
    rows = pd.DataFrame({key: frame[_column(frame, name)] for key, name in COLUMNS.items()})
    figures.refuse_twice(rows, ["neighbourhood"], landed.name)
    if odd := sorted(set(rows["decile"]) - set(TENTHS)):
        raise PublisherError(landed.name, "deciles from 1 to 10", ", ".join(map(repr, odd)))
    counted = rows.assign(deprived=rows["decile"].isin(MOST_DEPRIVED)).groupby("area_code")["deprived"]
    return pd.concat(
        [
            _counts(counted.count(), LSOAS, landed),
            _counts(counted.sum(), LSOAS_IN_MOST_DEPRIVED_20PCT, landed),
        ],
        ignore_index=True,
    )


def definition(series: str, release: date) -> str:
    """The file is refused unless its neighbourhoods are those of 2021."""
    return "method: 2021 neighbourhoods and new measures"


def _column(frame: pd.DataFrame, name: str) -> str:
    found = [column for column in frame if re.fullmatch(name, str(column).strip())]
    if len(found) != 1:
        raise PublisherError(FILE, f"one column named {name}", f"{found or list(frame.columns)}")
    return str(found[0])


def _counts(counts: pd.Series, series: Series, landed: Landed) -> pd.DataFrame:
    rows = counts.rename("value").astype("float64").reset_index().assign(period=PUBLISHED, status="")
    return figures.tidied(figures.kept(rows), series.id, landed.vintage(), series.id)
