"""Nomis: one query brought whole, page by page, with the areas asked for by the description of their type.

Knows what its replies look like and how they lie (errors and cut-off answers come as success); refuses to know
what a figure means.
"""

import os
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.compute as arrow

from connectors import big_csv, figures, nomis_metadata, shapes
from connectors.base import Landed, Landing, PublisherError, Wanted, refuse_pages
from pmf.observations import Series

BASE = "https://www.nomisweb.co.uk/api/v01/dataset"
KEY_SETTING = "PMF_NOMIS_KEY"
PAGE_ROWS = 25_000
"""What an answer without a key is cut to, silently. Asked for with a key too: its limit is not documented."""

DISTRICTS = r"local authorities: district / unitary \(as of April (\d{4})\)"
AUTHORITIES = r"combined authorities(?: \(as of \w+ (\d{4})\))?"
WIDER = ("regions", "countries")
STATUS = {"A": "", "B": "x", "Q": "x", "F": "c", "M": "x", "E": "e", "I": "e", "P": "p", "U": "u"}
STATUSES = sorted(set(STATUS.values()))
UNKNOWN_FLAG = "u"
"""A figure given with a flag we do not know is shown as unreliable rather than as normal."""


@dataclass(frozen=True)
class Query:
    """One question to one dataset. Every dimension is named: one left out means all of its codes.

    `described` are dimensions whose codes are asked for by their descriptions. `date` left out means all periods;
    `labelled` is a dimension whose names are wanted beside its codes.
    """

    name: str
    dataset: str
    dimensions: Mapping[str, str]
    measures: str = "20100"
    types: tuple[str, ...] = (DISTRICTS, AUTHORITIES, *WIDER)
    optional_types: tuple[str, ...] = ()
    date: str = ""
    labelled: str = ""
    described: Mapping[str, Collection[str]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """What we ask for: RECORD_COUNT is the only sign of a cut-off answer."""
        dimensions = tuple(name.upper() for name in (*self.dimensions, *self.described))
        ends = ("MEASURES", "OBS_VALUE", "OBS_STATUS", "RECORD_OFFSET", "RECORD_COUNT")
        labels = (f"{self.labelled.upper()}_NAME",) if self.labelled else ()
        return ("DATE_CODE", "GEOGRAPHY_CODE", *dimensions, *labels, *ends)


def fetch(landing: Landing, query: Query) -> list[Landed]:
    """The dataset's metadata, its lists of area types and of described codes, and every page of the answer."""
    dataset = landing.bring(_about(query, "dataset", f"{BASE}/{query.dataset}.def.sdmx.json"))
    types = landing.bring(_about(query, "types", f"{BASE}/{query.dataset}/geography/TYPE.def.sdmx.json"))
    nomis_metadata.refuse_dimensions(dataset, query.dataset, (*query.dimensions, *query.described))
    lists = [
        landing.bring(_about(query, name, f"{BASE}/{query.dataset}/{name}.def.sdmx.json")) for name in query.described
    ]
    asked = {
        "geography": ",".join(nomis_metadata.chosen(types, query.types, query.optional_types)),
        **query.dimensions,
        **{name: ",".join(codes(lists, query, name).values()) for name in query.described},
    }
    released = nomis_metadata.last_updated(dataset)
    pages = [landing.bring(_page(query, asked, released, 0))]
    promised = _promised(pages[0])
    refuse_pages(pages[0].name, -(-promised // PAGE_ROWS))
    while (offset := len(pages) * PAGE_ROWS) < promised:
        pages.append(landing.bring(_page(query, asked, released, offset)))
    return [dataset, types, *lists, *pages]


def codes(raw: Sequence[Landed], query: Query, dimension: str) -> dict[str, str]:
    """The code of every description asked for in a dimension. Raises PublisherError, also where no list is there."""
    for landed in raw:
        if landed.name == f"{query.name}.{dimension}.json":
            return nomis_metadata.described(landed, query.described[dimension])
    raise PublisherError(f"{query.dataset} {query.name}", f"the list of codes of {dimension}", "none")


def rows(raw: Sequence[Landed], query: Query, period: Callable[[str], str]) -> pd.DataFrame:
    """All rows of the answer: area_code, period, value, status and the codes of each dimension and MEASURES.

    Refuses an answer with a page missing, cut off, or from another moment than the first.
    """
    pages = [landed for landed in raw if landed.name.startswith(f"{query.name}.page")]
    if len(moments := {page.release for page in pages}) != 1:
        raise PublisherError(f"{query.dataset} {query.name}", "pages of one release", str(sorted(map(str, moments))))
    frame = big_csv.joined([_read(page, query) for page in pages])
    _refuse_gaps(frame, query)
    frame["area_code"], frame["period"] = frame["GEOGRAPHY_CODE"], big_csv.each(frame["DATE_CODE"], period)
    flags = big_csv.each(frame["OBS_STATUS"], lambda flag: STATUS.get(flag, UNKNOWN_FLAG))
    frame["status"] = flags.cat.set_categories(STATUSES)
    frame["value"] = _values(frame, query)
    missing = frame["value"].isna()
    if (unexplained := missing & (frame["status"] == "")).any():
        row = frame[unexplained].iloc[0]
        raise PublisherError(f"{query.dataset} {row['area_code']} {row['period']}", "a value with status A", "none")
    frame["status"] = frame["status"].mask(missing & ~frame["status"].isin(["x", "c"]), "x")
    keys = ["area_code", "period", *query.columns[2:-4]]
    kept = figures.kept(frame)[[*keys, "value", "status"]]
    if figures.repeated(kept, keys).any():  # an authority that is both district and county comes with both types
        kept = kept.drop_duplicates()
        figures.refuse_twice(kept, keys, f"{query.dataset} {query.name}")
    return kept


def series(rows: pd.DataFrame, dimension: str, wanted: Mapping[str, Series]) -> pd.Series:
    """Of each row the id of the series it is of, by its code in a dimension. Refuses a code that was not asked for."""
    codes = rows[dimension]
    if other := sorted(set(codes.cat.categories) - set(wanted)):
        raise PublisherError(f"{dimension} of the answer", f"codes among {', '.join(wanted)}", ", ".join(other))
    return big_csv.each(codes, lambda code: wanted[code].id)


def released(raw: Sequence[Landed], query: Query) -> date:
    """The day the dataset was last updated, as its metadata say."""
    return nomis_metadata.last_updated(next(landed for landed in raw if landed.name == f"{query.name}.dataset.json"))


def _about(query: Query, what: str, url: str) -> Wanted:
    return Wanted(f"{query.name}.{what}.json", url, accept=shapes.json_without_error)


def _page(query: Query, dimensions: Mapping[str, str], released: date, offset: int) -> Wanted:
    key = os.environ.get(KEY_SETTING, "")
    asked = {
        **dimensions,
        "measures": query.measures,
        **({"date": query.date} if query.date else {}),
        "select": ",".join(query.columns),
        "recordlimit": str(PAGE_ROWS),
        "recordoffset": str(offset),
    }
    return Wanted(
        f"{query.name}.page{offset // PAGE_ROWS:03d}.csv",
        f"{BASE}/{query.dataset}.data.csv",
        params=asked,
        secrets={"uid": key} if key else {},
        accept=shapes.csv_with("OBS_VALUE", "RECORD_COUNT"),
        release=released,
    )


def _promised(page: Landed) -> int:
    with page.open() as lines:
        head = pd.read_csv(lines, dtype=str, nrows=1, keep_default_na=False, encoding_errors="replace").rename(
            columns=str.upper
        )
    if head.empty:
        raise PublisherError(page.name, "at least one row", "only a header")
    count = str(head["RECORD_COUNT"].iloc[0]) if "RECORD_COUNT" in head else ""
    if not re.fullmatch("[0-9]{1,12}", count):
        raise PublisherError(page.name, "a RECORD_COUNT", repr(count[:40]) if count else f"none among {list(head)}")
    return int(count)


def _read(page: Landed, query: Query) -> pa.Table:
    repeated = [name for name in query.columns if name not in ("OBS_VALUE", "RECORD_OFFSET")]
    return big_csv.table(page.path, query.columns, repeated=repeated, named=str.upper)


def _refuse_gaps(whole: pd.DataFrame, query: Query) -> None:
    promised = whole["RECORD_COUNT"].unique().tolist()
    if promised != [str(len(whole))] or whole["RECORD_OFFSET"].nunique() != len(whole):
        raise PublisherError(
            f"{query.dataset} {query.name}",
            f"every row once, as many as RECORD_COUNT says ({', '.join(promised)})",
            f"{len(whole)} rows, {whole['RECORD_OFFSET'].nunique()} of them different",
        )


def _values(frame: pd.DataFrame, query: Query) -> pd.Series:
    cells = pa.array(frame["OBS_VALUE"])
    given = arrow.if_else(arrow.equal(cells, ""), None, cells)
    try:
        return pd.Series(given.cast(pa.float64()).to_numpy(zero_copy_only=False), index=frame.index)
    except pa.ArrowInvalid as error:  # whose words name the cell
        raise PublisherError(f"{query.dataset} {query.name}", "a number", str(error)) from error
