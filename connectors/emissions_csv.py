"""The emissions dataset of DESNZ in its three generations of columns.

Knows layouts, gases and sectors; refuses to know series, and any column it has not met.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from connectors import big_csv, figures, markers
from connectors.base import PublisherError

CODE, YEAR, PEOPLE = "Local Authority Code", "Calendar Year", "Mid-year Population (thousands)"
BESIDE = ("Country", "Country Code", "Region", "Region Code", "Second Tier Authority", "Local Authority", "Area (km2)")
EMISSIONS = re.compile(r"territorial emissions \(kt co2(e?)\)", re.IGNORECASE)
SCOPE = re.compile(r"(?:co2 )?emissions within the scope of influence of las \(kt co2e?\)", re.IGNORECASE)
SECTOR = re.compile(r"la (?:ghg|co2) sector", re.IGNORECASE)
SUBSECTOR = re.compile(r"la (?:ghg|co2) sub-sector", re.IGNORECASE)
GAS, CARBON = "Greenhouse gas", "CO2"
DECIMALS = 4


@dataclass(frozen=True)
class Emissions:
    """One row an area, year, sector, sub-sector and gas; `all_gases` is false for the releases up to 2019."""

    rows: pd.DataFrame
    all_gases: bool
    where: str

    def sums(self, sector: str, only_carbon: bool) -> pd.DataFrame:
        """Kilotonnes by area and year, of one sector or of all; land use may be negative.

        Raises PublisherError unless one sector is named so.
        """
        wanted = np.ones(len(self.rows), dtype=bool)
        if sector:
            names = self.rows["sector"].cat.categories
            found = [number for number, name in enumerate(names) if re.fullmatch(sector, name)]
            if len(found) != 1:
                raise PublisherError(self.where, f"one sector named {sector}", str(list(names)))
            wanted &= (self.rows["sector"].cat.codes == found[0]).to_numpy()
        if only_carbon:
            wanted &= (self.rows["gas"] == CARBON).to_numpy()
        cells, kilotonnes = self._cells[wanted], self.rows["value"].to_numpy()[wanted]
        return self._keyed(np.flatnonzero(np.bincount(cells)), "-01-01/P1Y", np.bincount(cells, weights=kilotonnes))

    def population(self) -> pd.DataFrame:
        """People by area and year: printed in thousands on every row, and the same on each.

        Raises PublisherError where a row says otherwise.
        """
        thousands, cells = self.rows["people"].to_numpy(), self._cells
        one = np.zeros(self.rows["code"].cat.categories.size * self.rows["year"].cat.categories.size)
        one[cells] = thousands
        if (differ := one[cells] != thousands).any():
            row = self.rows[differ].iloc[0]
            raise PublisherError(
                f"{self.where}, {row['code']} {row['year']}",
                "one population of an area and year",
                f"{row['people']:g} and {one[cells][differ][0]:g} thousand",
            )
        return self._keyed(np.flatnonzero(np.bincount(cells)), "-06-30", one * 1000)

    @cached_property
    def _cells(self) -> npt.NDArray[np.int64]:
        """A number for the area and year of every row, under which rows are added up."""
        code, year = self.rows["code"].cat, self.rows["year"].cat
        return code.codes.to_numpy("int64") * len(year.categories) + year.codes.to_numpy()

    def _keyed(
        self, cells: npt.NDArray[np.int64], ending: str, values: npt.NDArray[np.float64 | np.int64]
    ) -> pd.DataFrame:
        places, years = self.rows["code"].cat.categories, self.rows["year"].cat.categories
        return pd.DataFrame(
            {
                "area_code": pd.Categorical.from_codes(cells // len(years), places),
                "period": pd.Categorical.from_codes(cells % len(years), years + ending),
                "value": figures.rounded(pd.Series(values[cells]), DECIMALS),
                "status": "",
            }
        )


def read(path: Path) -> Emissions:
    """The whole file. Rows without a code (emissions of no known place) are in no area and fall away."""
    where, names = path.name, big_csv.header(path)
    found = {key: _one(names, pattern, where) for key, pattern in (("e", EMISSIONS), ("s", SECTOR), ("b", SUBSECTOR))}
    all_gases = bool((EMISSIONS.fullmatch(found["e"]) or [""] * 2)[1])
    keys = {CODE: "code", YEAR: "year", found["s"]: "sector", found["b"]: "sub_sector"}
    if all_gases:
        keys[GAS] = "gas"
    beside = [*BESIDE, *(name for name in names if SCOPE.fullmatch(name))]
    text = big_csv.whole(path, [*keys, found["e"], PEOPLE], beside, repeated=[*keys, PEOPLE])
    text = text[text[CODE] != ""]
    rows = text[list(keys)].rename(columns=keys)
    rows = rows.assign(value=_numbers(text[found["e"]], where), people=_few_numbers(text[PEOPLE], where))
    if not all_gases:
        rows["gas"] = CARBON
    figures.refuse_twice(rows, list(keys.values()), where)
    return Emissions(rows, all_gases, where)


def _numbers(cells: pd.Series, where: str) -> pd.Series:
    read = markers.read(cells, where)
    if read["value"].isna().any():
        raise PublisherError(where, f"a number in every row of {cells.name}", "a missing one")
    return read["value"]


def _few_numbers(cells: pd.Series, where: str) -> pd.Series:
    texts = pd.Series(cells.cat.categories, name=cells.name)
    numbers = _numbers(texts[texts.isin(cells.unique())], where)
    return cells.map(dict(zip(texts[numbers.index], numbers, strict=True))).astype("float64")


def _one(names: list[str], pattern: re.Pattern[str], where: str) -> str:
    found = [name for name in names if pattern.fullmatch(name)]
    if len(found) != 1:
        raise PublisherError(where, f"one column named {pattern.pattern}", str(found or names))
    return found[0]
