"""From a publisher's rows to rows of `TIDY`: which places are kept, which code of a place, which rows fall away.

Knows the shape and the codes that were replaced one for one; refuses to know where figures come from.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from connectors.base import TIDY, PublisherError
from connectors.markers import NOT_APPLICABLE

PLACES = r"E(?:0[6-9]|12|47)\d{6}|E92000001|K0[23]000001"
PLACES_AND_COUNTIES = rf"{PLACES}|E10\d{{6}}"
REGIONS = {f"TL{letter}": f"E1200000{number}" for number, letter in enumerate("CDEFGHIJK", 1)} | {"TLB": "E92000001"}
"""ITL1 regions are the same nine regions under other codes, and TLB is England."""
NEAR_A_TIE = 1e-3
"""Far more than a product of two numbers can be off by at our sizes."""
KEYS = ["series", "area_code", "period"]
RECODED = {
    "E08000016": "E08000038",
    "E08000019": "E08000039",
    "E08000020": "E08000037",
    "E06000048": "E06000057",
    "E07000097": "E07000242",
    "E07000100": "E07000240",
    "E07000101": "E07000243",
    "E07000104": "E07000241",
}
"""Districts that only changed code: Barnsley and Sheffield in 2025, the others by 2013."""


def kept(frame: pd.DataFrame, places: str = PLACES) -> pd.DataFrame:
    """Rows of the places we hold; the rest of the United Kingdom and smaller areas fall away."""
    return frame[frame["area_code"].str.fullmatch(places)]


def tidied(frame: pd.DataFrame, series: str | pd.Series, release: date, where: str) -> pd.DataFrame:
    """Rows in the columns of `TIDY`; `frame` has area_code, period, value, status and perhaps an interval.

    `series` is the id of them all, or of each.

    Cells marked not applicable fall away. A place under both its old and its new code is kept once, under the
    new unless the old alone has a value. Raises PublisherError where two values differ or a key comes twice.
    """
    filled = frame.assign(series=series, release=release.isoformat())
    for end in ("lower_95", "upper_95"):
        if end not in filled:
            filled[end] = float("nan")
    single = _one_generation(filled.loc[filled["status"] != NOT_APPLICABLE, list(TIDY)], where)
    refuse_twice(single, KEYS, where)
    return single.reset_index(drop=True)


def _one_generation(frame: pd.DataFrame, where: str) -> pd.DataFrame:
    codes = set(frame["area_code"].unique())
    if codes.isdisjoint(RECODED) or codes.isdisjoint(RECODED.values()):
        return frame
    replaced, present = frame["area_code"].isin(list(RECODED)), frame["area_code"].isin(list(RECODED.values()))
    old = frame[replaced].reset_index(names="row").astype({"area_code": "str"})
    new = frame[present].reset_index(names="row")
    pairs = old.assign(area_code=old["area_code"].map(RECODED)).merge(
        new, on=KEYS, suffixes=("_old", "_new"), validate="m:m"
    )
    held, only_old = pairs["value_old"].notna(), pairs["value_new"].isna()
    differ = pairs["value_old"].ne(pairs["value_new"]) & held & ~only_old
    if differ.any():
        row = pairs[differ].iloc[0]
        raise PublisherError(
            f"{where}, {row['area_code']} {row['period']}",
            "one value under the old and the new code",
            f"{row['value_old']} and {row['value_new']}",
        )
    return frame.loc[~frame.index.isin(pairs["row_old"].mask(held & only_old, pairs["row_new"]))]


def rounded(values: pd.Series, decimals: int) -> pd.Series:
    """Each value to the nearest number of so many decimals; unlike numpy's, exact where a tail ends in 5."""
    tails = (values * 10.0**decimals) % 1.0
    near = tails.sub(0.5).abs() < NEAR_A_TIE
    return values.round(decimals).mask(near, values[near].map(lambda value: round(value, decimals))).astype("float64")


def refuse_twice(frame: pd.DataFrame, keys: Sequence[str], where: str) -> None:
    """Raise PublisherError for the first row whose keys came before."""
    if (again := repeated(frame, keys)).any():
        row = frame[again].iloc[0]
        raise PublisherError(where, f"each {', '.join(keys)} once", f"{' '.join(str(row[key]) for key in keys)} again")


def repeated(frame: pd.DataFrame, keys: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Whether the keys of a row came before. Where all are categories, by one number a row instead of by texts."""
    if not all(isinstance(frame[key].dtype, pd.CategoricalDtype) for key in keys):
        return frame.duplicated(list(keys)).to_numpy()
    number = np.zeros(len(frame), "int64")
    for key in keys:
        number = number * len(frame[key].cat.categories) + frame[key].cat.codes.to_numpy()
    return pd.Series(number).duplicated().to_numpy()
