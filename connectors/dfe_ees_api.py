"""Explore Education Statistics: one data set asked page by page, by the labels of what is wanted.

Knows the service's queries; refuses an answer that is not whole, and leaves out an academic year that could not
have been reported in full when the version came out, because the service prints such a part as if it were a year.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd

from connectors import dfe_ees_catalogue, dfe_ees_metadata, figures, markers, shapes
from connectors.base import Landed, Landing, PublisherError, Wanted
from connectors.dfe_ees_catalogue import BASE
from connectors.dfe_ees_metadata import Metadata
from pmf.observations import Series

LEVELS = ("NAT", "REG", "LAD", "EDA")
"""Country, regions, districts, and English devolved areas: the authorities that fund adult skills themselves."""
RESULTS_A_PAGE = 10_000
"""The most the service gives at once."""
REPORTED_IN_FULL = (11, 1)
"""Month and day by which the figures of a year that ended in July are those of the whole year."""


@dataclass(frozen=True)
class DataSet:
    """One data set: `publication` is a whole title, `title` a pattern; `filters` name an option for a filter label."""

    name: str
    publication: str
    title: str
    indicators: Mapping[str, Series]
    filters: Mapping[str, str] = field(default_factory=dict)


def rate_base(source: str, of: str) -> Series:
    """The residents a publication divides by."""
    return Series(
        id=f"{source}.population",
        title=f"Residents ({of} rate base)",
        unit="people",
        kind="count",
        decimals=0,
        polarity="none",
        caveat="The estimate the publisher divides by; the newest years may repeat an earlier one.",
    )


def fetch(landing: Landing, wanted: DataSet) -> list[Landed]:
    """The metadata of the newest version and every page of the answer, in that order."""
    version = dfe_ees_catalogue.newest(landing, wanted.name, wanted.publication, wanted.title)
    url, pinned = f"{BASE}/data-sets/{version.data_set}", {"dataSetVersion": version.number}
    about = Wanted(f"{wanted.name}.meta.json", f"{url}/meta", pinned, accept=shapes.json_without_error)
    meta = landing.bring(about)
    page = Wanted("", f"{url}/query", pinned, accept=shapes.json_without_error, release=version.published)
    question = _question(_metadata(meta, wanted))
    pages = [landing.bring(_page(page, wanted, question, 1))]
    while len(pages) < dfe_ees_catalogue.paging(pages[0])["totalPages"]:
        pages.append(landing.bring(_page(page, wanted, question, len(pages) + 1)))
    return [meta, *pages]


def tidy(raw: Sequence[Landed], wanted: DataSet) -> pd.DataFrame:
    """The figures of every indicator by academic year. Raises PublisherError where the answer is not whole."""
    meta = _metadata(next(landed for landed in raw if landed.name == f"{wanted.name}.meta.json"), wanted)
    pages = [landed for landed in raw if landed.name.startswith(f"{wanted.name}.page")]
    if len(released := {page.vintage() for page in pages}) != 1:
        raise PublisherError(wanted.name, "pages of one version", str(sorted(map(str, released))))
    (release,) = released
    results = _results(pages, wanted.name)
    rows = figures.kept(pd.DataFrame([_row(result, meta, wanted.name) for result in results]))
    whole = rows.loc[[_ended(period) < release for period in rows["period"]]]
    return pd.concat(
        [
            figures.tidied(whole.assign(**_cells(whole, column, wanted.name)), series.id, release, series.id)
            for column, series in wanted.indicators.items()
        ],
        ignore_index=True,
    )


def _cells(rows: pd.DataFrame, column: str, where: str) -> dict[str, pd.Series]:
    cells = markers.read(rows[column], f"{where} {column}")
    return {"value": cells["value"], "status": cells["status"]}


def _page(page: Wanted, wanted: DataSet, question: Mapping[str, Any], number: int) -> Wanted:
    body = {**question, "page": number, "pageSize": RESULTS_A_PAGE}
    return replace(page, name=f"{wanted.name}.page{number:03d}.json", body=body)


def _metadata(landed: Landed, wanted: DataSet) -> Metadata:
    return dfe_ees_metadata.read(landed, wanted.filters, list(wanted.indicators), LEVELS)


def _question(meta: Metadata) -> dict[str, Any]:
    # one condition a filter: a list of options in one condition would match rows that have any of them
    options = [{"filters": {"eq": option}} for option in meta.chosen.values()]
    return {
        "criteria": {"and": [*options, {"geographicLevels": {"in": list(LEVELS)}}]},
        "indicators": list(meta.columns),
    }


def _results(pages: Sequence[Landed], where: str) -> list[dict[str, Any]]:
    results = [result for page in pages for result in dfe_ees_catalogue.entries(page, "results")]
    warnings = [warning for page in pages for warning in dfe_ees_catalogue.entries(page, "warnings")]
    promised = {dfe_ees_catalogue.paging(page)["totalResults"] for page in pages}
    if warnings or promised != {len(results)} or not results:
        got = f"{len(results)} of {sorted(promised)}, warnings {str(warnings)[:120]}"
        raise PublisherError(where, "every result, without a warning", got)
    return results


def _row(result: dict[str, Any], meta: Metadata, where: str) -> dict[str, str]:
    try:
        level, options = result["geographicLevel"], result["filters"]
        place = meta.places[level][result["locations"][level]]
        period = _period(f"{result['timePeriod']['code']} {result['timePeriod']['period']}", where)
        values = {column: str(result["values"][indicator]) for indicator, column in meta.columns.items()}
    except (KeyError, TypeError) as error:
        got = f"{error!r} in {str(result)[:200]}"
        raise PublisherError(where, "a result with place, period, filters and values", got) from error
    if options != meta.chosen:
        raise PublisherError(where, f"results with the options {meta.chosen}", str(options))
    return {"area_code": place, "period": period, **values}


def _period(text: str, where: str) -> str:
    years = re.fullmatch(r"AY (\d{4})/(\d{4})", text)
    if years is None or int(years[2]) != int(years[1]) + 1:
        raise PublisherError(where, "an academic year such as AY 2024/2025", text)
    return f"{years[1]}-08-01/P1Y"


def _ended(period: str) -> date:
    """The day from which the figures of an academic year are whole."""
    return date(int(period[:4]) + 1, *REPORTED_IN_FULL)
