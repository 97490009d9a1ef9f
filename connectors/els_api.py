"""ONS Explore Local Statistics: one indicator, all areas, all periods, with the statuses.

Knows both routes the service has had and what its metadata promise; refuses its data.json, which has given wrong
numbers. See `figures` for the places kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from connectors import figures, shapes, small_csv
from connectors.base import Landed, Landing, NotPublished, PublisherError, Wanted
from pmf.observations import Series

BASE = "https://www.ons.gov.uk/explore-local-statistics/api/v1"
COLUMNS = ("areacd", "period", "value", "status")
BESIDE = ("areanm", "lci_95", "uci_95", "indicator")
STATUS = {"": "", "x": "x", "u": "x", "c": "c", "z": "z"}
"""A cell marked u has no figure either: not available. Any longer text stands beside a value and explains it."""
DECIMALS = 4


@dataclass(frozen=True)
class Indicator:
    """One indicator under its present name there. `recalculated`: revised without a new source date."""

    slug: str
    series: Series
    latest_is_provisional: bool = False
    recalculated: bool = False
    places: str = figures.PLACES


def fetch(landing: Landing, indicators: Sequence[Indicator]) -> list[Landed]:
    """Metadata and figures of each indicator, in that order."""
    landed: list[Landed] = []
    for indicator in indicators:
        about = landing.bring(
            Wanted(
                f"{indicator.slug}.json",
                f"{BASE}/metadata/indicators/{indicator.slug}",
                accept=shapes.json_without_error,
            )
        )
        released = _released(indicator, _metadata(about))
        landed += [about, _figures(landing, indicator.slug, released)]
    return landed


def tidy(raw: Sequence[Landed], indicators: Sequence[Indicator]) -> pd.DataFrame:
    """The figures of every indicator, under the vintage its metadata name."""
    files = {landed.name: landed for landed in raw}
    return pd.concat([_tidy(files, indicator) for indicator in indicators], ignore_index=True)


def _figures(landing: Landing, slug: str, released: date) -> Landed:
    asked = {"time": "all", "includeStatus": "true"}
    accept = shapes.csv_with(*COLUMNS)
    try:
        return landing.bring(
            Wanted(f"{slug}.csv", f"{BASE}/data/{slug}.csv", params=asked, accept=accept, release=released)
        )
    except NotPublished:  # the route of before summer 2026
        return landing.bring(
            Wanted(
                f"{slug}.csv", f"{BASE}/data.csv", params={"indicator": slug, **asked}, accept=accept, release=released
            )
        )


def _tidy(files: dict[str, Landed], indicator: Indicator) -> pd.DataFrame:
    where = f"Explore Local Statistics {indicator.slug}"
    metadata = _metadata(files[f"{indicator.slug}.json"])
    if (metadata.get("unit") == "%") != indicator.series.unit.startswith("percent"):
        raise PublisherError(where, f"figures in {indicator.series.unit}", f"the unit {metadata.get('unit')!r}")
    rows = _rows(files[f"{indicator.slug}.csv"].text(), where)
    rows["area_code"] = rows["area_code"].replace(figures.REGIONS)
    rows = figures.kept(rows, indicator.places)
    if rows.empty:
        raise PublisherError(where, "figures for places in England", "none")
    if indicator.latest_is_provisional:
        latest = (rows["period"] == rows["period"].max()) & (rows["status"] == "")
        rows["status"] = rows["status"].mask(latest, "p")
    return figures.tidied(rows, indicator.series.id, _released(indicator, metadata), where)


def _rows(text: str, where: str) -> pd.DataFrame:
    frame = small_csv.read(text, where, COLUMNS, BESIDE)
    numbers = {
        name: _number(frame[column], where)
        for name, column in (("value", "value"), ("lower_95", "lci_95"), ("upper_95", "uci_95"))
        if column in frame
    }
    status = frame["status"].map(STATUS).mask(frame["status"].str.len() > 1, "")
    rows = pd.DataFrame({"area_code": frame["areacd"], "period": frame["period"], "status": status, **numbers})
    _refuse(rows, status.isna(), where, f"a status among {sorted(STATUS)}", frame["status"])
    _refuse(
        rows, (status == "") & rows["value"].isna(), where, "a value, or a status that says why not", frame["value"]
    )
    _refuse(rows, (status != "") & rows["value"].notna(), where, "no value beside a status", frame["status"])
    return rows


def _number(cells: pd.Series, where: str) -> pd.Series:
    numbers = pd.to_numeric(cells, errors="coerce")
    odd = numbers.isna() & (cells != "")
    if odd.any():
        raise PublisherError(where, "a number", repr(cells[odd].iloc[0]))
    return figures.rounded(numbers, DECIMALS)


def _refuse(rows: pd.DataFrame, wrong: pd.Series, where: str, expected: str, shown: pd.Series) -> None:
    if wrong.any():
        row = rows[wrong].iloc[0]
        raise PublisherError(f"{where}, {row['area_code']} {row['period']}", expected, repr(shown[wrong].iloc[0]))


def _metadata(landed: Landed) -> dict[str, Any]:
    found = landed.document()
    if not isinstance(found.get("source"), list):
        raise PublisherError(landed.name, "an indicator's metadata with its source", str(found)[:80])
    return found


def _released(indicator: Indicator, metadata: dict[str, Any]) -> date:
    dates = [source.get("date") for source in metadata["source"]]
    if indicator.recalculated:
        dates.append(metadata.get("dataModified"))
    known = [date.fromisoformat(text) for text in dates if text]
    if not known:
        raise PublisherError(f"Explore Local Statistics {indicator.slug}", "a source date", "none")
    return max(known)
