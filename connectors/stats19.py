"""STATS19 records: where each collision was, and how badly each casualty was hurt, added up by year and place.

Knows the columns since 2024, of which a few are kept; refuses a casualty whose collision is not there.
"""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as arrow
from pandas.api.types import union_categoricals

from connectors import big_csv, figures, markers
from connectors.base import PublisherError

INDEX, YEAR = "collision_index", "collision_year"
DISTRICT, HIGHWAY = "local_authority_ons_district", "local_authority_highway_current"
COLLISION_COLUMNS = (INDEX, YEAR, DISTRICT, HIGHWAY)
SEVERITY, ADJUSTED = "casualty_severity", "casualty_adjusted_severity_serious"
CASUALTY_COLUMNS = (INDEX, SEVERITY, ADJUSTED)
FATAL, SERIOUS, SLIGHT = "1", "2", "3"
MISSING = "-1"
ENGLAND, GREAT_BRITAIN = "E92000001", "K03000001"
OUTSIDE_DISTRICTS = ("EHEATHROW",)
"""Heathrow is a place of its own here: in England, in no district."""
DECIMALS = 4
SUMS = ["counted", "adjusted", "unadjusted"]


@dataclass(frozen=True)
class Places:
    """Collisions by position: their index, and beside it year, district and highway authority."""

    index: pa.ChunkedArray
    known: pd.DataFrame

    def of(self, collisions: pd.Series, where: str) -> pd.DataFrame:
        """Year and place of each of these collisions. Raises PublisherError for one that is not there."""
        found = arrow.index_in(pa.array(collisions), value_set=self.index).to_pandas()
        if found.isna().any():
            lost = collisions[found.isna().to_numpy()].iloc[0]
            raise PublisherError(where, "a collision for every casualty", f"none with index {lost!r}")
        return self.known.take(found.astype("int64").to_numpy())


def places(collisions: Path) -> Places:
    """Every collision of the file. Raises PublisherError when one comes twice."""
    read = list(big_csv.blocks(collisions, COLLISION_COLUMNS, repeated=COLLISION_COLUMNS[1:]))
    if not read:
        raise PublisherError(collisions.name, "at least one collision", "none")
    index = pa.chunked_array([pa.array(block[INDEX]) for block in read])
    if (double := len(index) - arrow.count_distinct(index).as_py()) > 0:
        raise PublisherError(collisions.name, "each collision once", f"{double} more than once")
    few = {name: union_categoricals([block[name] for block in read]) for name in COLLISION_COLUMNS[1:]}
    return Places(index, pd.DataFrame(few))


def ksi(casualties: Path, collisions: Places) -> pd.DataFrame:
    """Counted and adjusted KSI, and how many could not be adjusted, by area_code and period.

    A district is the one of the day, a county today's highway authority. England is left out of a year in which
    a record in Great Britain names no place at all, as it could be there.
    """
    by_place = _sums(casualties, collisions).astype({YEAR: str, DISTRICT: str, HIGHWAY: str})
    by_place["place"] = by_place[DISTRICT].where(by_place[DISTRICT] != MISSING, by_place[HIGHWAY])
    county = by_place[HIGHWAY].str.startswith("E10")
    levels = (
        by_place.assign(area_code=by_place["place"])[~by_place["place"].isin([MISSING, *OUTSIDE_DISTRICTS])],
        by_place.assign(area_code=by_place[HIGHWAY])[county],
        by_place.assign(area_code=ENGLAND)[_in_england(by_place)],
        by_place.assign(area_code=GREAT_BRITAIN),
    )
    rows = pd.concat(levels, ignore_index=True).groupby(["area_code", YEAR])[SUMS].sum().reset_index()
    rows["adjusted"] = figures.rounded(rows["adjusted"], DECIMALS)
    return rows.assign(period=rows[YEAR] + "-01-01/P1Y")


def _in_england(by_place: pd.DataFrame) -> pd.Series:
    unplaced = by_place.loc[by_place["place"] == MISSING, YEAR].unique()
    return by_place["place"].str.startswith("E") & ~by_place[YEAR].isin(unplaced)


def _sums(casualties: Path, collisions: Places) -> pd.DataFrame:
    read = list(big_csv.blocks(casualties, CASUALTY_COLUMNS, repeated=[SEVERITY]))
    if not read:
        raise PublisherError(casualties.name, "at least one casualty", "none")
    severity = union_categoricals([block[SEVERITY] for block in read])
    hurt = pd.concat([block[[INDEX, ADJUSTED]] for block in read], ignore_index=True).assign(**{SEVERITY: severity})
    if unknown := set(severity.categories) - {FATAL, SERIOUS, SLIGHT}:
        raise PublisherError(casualties.name, "a severity of 1, 2 or 3", ", ".join(sorted(unknown)))
    probability = markers.read(hurt[ADJUSTED], casualties.name)["value"]
    alive, adjustable = hurt[SEVERITY] != FATAL, probability.between(0, 1)
    rows = collisions.of(hurt[INDEX], casualties.name).reset_index(drop=True)
    rows["counted"] = (hurt[SEVERITY] != SLIGHT).astype("float64")
    rows["adjusted"] = probability.where(adjustable, 0.0).where(alive, 1.0)
    rows["unadjusted"] = (alive & ~adjustable).astype("float64")
    return rows.groupby([YEAR, DISTRICT, HIGHWAY], observed=True)[SUMS].sum().reset_index()
