"""Premises in each district, and how many of them have gigabit-capable or full-fibre broadband or less than 30 Mbit/s.

Counts weigh and add up to any authority, which published shares (see `ofcom_connected_nations`) do not. Knows how
Ofcom's pages lead to its archives and the columns of the district file since 2021; refuses files without counts.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from html import unescape
from typing import IO
from urllib.parse import unquote, urljoin

import pandas as pd

from connectors import archives, figures, markers, shapes, small_csv
from connectors.base import Landed, Landing, PublisherError, Wanted
from pmf.observations import Series, Source

CAVEAT = "Fixed networks, homes and businesses. Month stated only, first of month used. Districts only."
PREMISES = Series("ofcom_fixed_coverage.premises", "Premises", "premises", "count", 0, "none", CAVEAT)
GIGABIT = Series(
    "ofcom_fixed_coverage.gigabit_premises",
    "Premises with gigabit-capable broadband available",
    "premises",
    "count",
    0,
    "higher",
    CAVEAT,
)
FULL_FIBRE = Series(
    "ofcom_fixed_coverage.full_fibre_premises",
    "Premises with full-fibre broadband available",
    "premises",
    "count",
    0,
    "higher",
    CAVEAT,
)
BELOW_30 = Series(
    "ofcom_fixed_coverage.below_30mbps_premises",
    "Premises unable to receive 30 Mbit/s",
    "premises",
    "count",
    0,
    "lower",
    CAVEAT,
)
COLUMNS = {
    "All Premises": PREMISES,
    "Number of premises with Gigabit availability": GIGABIT,
    "Number of premises with Full Fibre availability": FULL_FIBRE,
    "Number of premises unable to receive 30Mbit/s": BELOW_30,
}
SOURCE = Source(
    id="ofcom_fixed_coverage",
    publisher="Ofcom",
    dataset="Connected Nations: fixed coverage by local authority",
    dataset_id="fixed_laua_coverage",
    landing_page="https://www.ofcom.org.uk/phones-and-broadband/coverage-and-speeds/infrastructure-research",
    licence="OGL-UK-3.0",
    frequency="three times a year",
    series=tuple(COLUMNS.values()),
)
RELEASE = re.compile(r".*/connected-nations-(?:update-)?(?:[a-z]+-)?(20\d\d)\d?(?:/data-downloads(?:-20\d\d)?)?")
ARCHIVE = re.compile(r"(20\d\d(?:0[1-9]|1[0-2]))_fixed_(?:broadband_)?coverage[\w-]*\.zip", re.IGNORECASE)
DISTRICTS = r"(?:.*/)?\d{6}_fixed_laua_coverage_r\d+\.csv"
HREF = re.compile(r"""href\s*=\s*["']([^"'#]+)["']""", re.IGNORECASE)


def fetch(landing: Landing) -> list[Landed]:
    """The archive of the newest month among the releases of the newest year that has one."""
    index = _brought(landing, Wanted("releases.html", SOURCE.landing_page, accept=shapes.page))
    releases = {url: year[1] for url in _links(index) if (year := RELEASE.fullmatch(_path(url).rstrip("/")))}
    for newest in sorted(set(releases.values()), reverse=True):
        urls = [url for url, year in releases.items() if year == newest]
        pages = [_brought(landing, Wanted(_file_name(url), url, accept=shapes.page)) for url in urls]
        if found := [wanted for page in pages for wanted in _archives(page)]:
            return [_brought(landing, max(found, key=lambda wanted: wanted.name))]
    got = f"{len(releases)} releases that link to none: {sorted(map(_path, releases))[:6]}"
    raise PublisherError(SOURCE.landing_page, "a release with an archive of fixed coverage", got)


def tidy(raw: Sequence[Landed]) -> pd.DataFrame:
    """All four counts for the month the archive is named after."""
    (landed,) = raw
    period = date(int(landed.name[:4]), int(landed.name[4:6]), 1).isoformat()
    with archives.member(landed, DISTRICTS) as stream:
        frame = small_csv.read(_text(stream), landed.name, ["laua", *COLUMNS])
    places = figures.kept(frame.rename(columns={"laua": "area_code"}))
    return pd.concat([_counts(places, name, period, landed) for name in COLUMNS], ignore_index=True)


def _counts(places: pd.DataFrame, column: str, period: str, landed: Landed) -> pd.DataFrame:
    where = f"{landed.name} {column}"
    cells = markers.read(places[column], where)
    over = cells["value"] > markers.read(places["All Premises"], where)["value"]
    if over.any():
        raise PublisherError(where, "no more than all premises", places.loc[over, "area_code"].iloc[0])
    rows = cells.assign(area_code=places["area_code"], period=period)
    return figures.tidied(rows, COLUMNS[column].id, landed.vintage(), where)


def _text(stream: IO[bytes]) -> str:
    raw = stream.read()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _brought(landing: Landing, wanted: Wanted) -> Landed:
    try:
        return landing.bring(wanted)
    except PublisherError as error:
        if error.status != 403:
            raise
        expected = "an answer to a program that says who it is"
        got = "status 403, as Ofcom sends at times to anything but a browser: fetch the file there by hand"
        raise PublisherError(error.where, expected, got, 403) from error


def _links(landed: Landed) -> list[str]:
    return list(dict.fromkeys(urljoin(landed.url, unescape(link)) for link in HREF.findall(landed.text())))


def _archives(page: Landed) -> Iterator[Wanted]:
    for url in _links(page):
        if found := ARCHIVE.fullmatch(_path(url).rsplit("/", 1)[-1]):
            yield Wanted(f"{found[1]}.zip", url, accept=shapes.package, release=_published(page.text()))


def _published(html: str) -> date | None:
    """The last day the page states in words; it is a help for readers, so a page without one will do."""
    plain = " ".join(re.sub(r"<[^>]*>", " ", html).split())
    days = re.findall(r"(?:Published|Last updated):? (\d{1,2} [A-Z][a-z]+ 20\d\d)", plain)
    return max((datetime.strptime(day, "%d %B %Y").date() for day in days), default=None)  # noqa: DTZ007 no zone


def _path(url: str) -> str:
    return unquote(url.partition("?")[0])


def _file_name(url: str) -> str:
    ends = _path(url).rstrip("/").split("/")[-2:]
    return f"{re.sub(r'[^a-z0-9]+', '-', '-'.join(ends).lower())}.html"
