"""Which data sets Explore Education Statistics has: one found by the titles of its publication and its own.

Knows the service's paged listings; refuses a title that is not there exactly once, and to keep an id from last time.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from connectors import shapes
from connectors.base import Landed, Landing, PublisherError, Wanted, refuse_pages

BASE = "https://api.education.gov.uk/statistics/v1"
PUBLICATIONS_A_PAGE, DATA_SETS_A_PAGE = 40, 20
"""The most the service lists at once."""


@dataclass(frozen=True)
class Version:
    """The newest version of one data set; its major number goes up when ids or columns change."""

    data_set: str
    number: str
    published: date


def newest(landing: Landing, name: str, publication: str, title: str) -> Version:
    """The newest version of the one live data set of that publication whose title matches. Raises PublisherError."""
    asked = {"search": publication}
    publications = _listed(landing, f"{name}.publications", f"{BASE}/publications", asked, PUBLICATIONS_A_PAGE)
    chosen = _one(publications, lambda one: one.casefold() == publication.casefold(), publication)
    url = f"{BASE}/publications/{chosen['id']}/data-sets"
    offered = _listed(landing, f"{name}.data_sets", url, {}, DATA_SETS_A_PAGE)
    live = [one for one in offered if one.get("status") == "Published"]
    pattern = re.compile(title, re.IGNORECASE)
    return _version(_one(live, lambda one: pattern.fullmatch(one) is not None, f"{publication}: {title}"), name)


def paging(landed: Landed) -> dict[str, int]:
    """How many pages and results there are in all. Raises PublisherError for more than MOST_PAGES."""
    found = landed.document().get("paging")
    counts = [found.get(key) for key in ("totalPages", "totalResults")] if isinstance(found, dict) else []
    if not isinstance(found, dict) or not all(isinstance(count, int) for count in counts):
        raise PublisherError(landed.name, "a page that says how many there are", str(found)[:80])
    refuse_pages(landed.name, found["totalPages"])
    return found


def entries(landed: Landed, key: str) -> list[dict[str, Any]]:
    """The list of objects under this key of the reply."""
    found = landed.document().get(key)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise PublisherError(landed.name, f"a list of {key}", str(found)[:80])
    return found


def _listed(landing: Landing, name: str, url: str, asked: Mapping[str, str], size: int) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = []
    number, last = 0, 1
    while number < last:
        number += 1
        paged = {**asked, "page": str(number), "pageSize": str(size)}
        landed = landing.bring(Wanted(f"{name}{number}.json", url, paged, accept=shapes.json_without_error))
        last = paging(landed)["totalPages"]
        listed += entries(landed, "results")
    return listed


def _one(listed: list[dict[str, Any]], fits: Callable[[str], bool], wanted: str) -> dict[str, Any]:
    found = [one for one in listed if fits(" ".join(str(one.get("title")).split())) and one.get("id")]
    if len(found) != 1:
        titles = [one.get("title") for one in listed][:20]
        raise PublisherError(
            "Explore Education Statistics", f"one title that is {wanted}", f"{len(found)} among {titles}"
        )
    return found[0]


def _version(data_set: dict[str, Any], where: str) -> Version:
    latest = data_set.get("latestVersion")
    known = latest if isinstance(latest, dict) else {}
    version, published = str(known.get("version")), str(known.get("published"))
    if not re.fullmatch(r"\d+(?:\.\d+)+", version) or not re.match(r"\d{4}-\d\d-\d\d", published):
        raise PublisherError(where, "a latest version with its number and day", str(latest)[:120])
    return Version(str(data_set["id"]), version, date.fromisoformat(published[:10]))
