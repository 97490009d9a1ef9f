"""Workbooks on the ONS website, found on the page of their dataset: their names change with every edition.

Knows those pages; refuses to know what a workbook holds.
"""

import re
from datetime import date, datetime
from html import unescape

from connectors import shapes
from connectors.base import Landed, Landing, PublisherError, Wanted

SITE = "https://www.ons.gov.uk"
_LINK = re.compile(r'href="(?:https://www\.ons\.gov\.uk)?/file\?uri=([^"]+\.(?:xlsx|xls|ods|csv))"', re.IGNORECASE)


def current(landing: Landing, dataset: str, name: str) -> Landed:
    """The one workbook the page of `dataset` offers now, earlier editions left aside, brought under `name`."""
    page = landing.bring(Wanted(f"{name.partition('.')[0]}.html", f"{SITE}{dataset}/current", accept=shapes.page))
    links = [unescape(link) for link in dict.fromkeys(_LINK.findall(page.text()))]
    found = [link for link in links if "/previous/" not in link]
    if len(found) != 1:
        raise PublisherError(f"ONS {dataset}", "one workbook that is not a previous edition", str(links[:10]))
    wanted = Wanted(
        name, f"{SITE}/file", params={"uri": found[0]}, accept=shapes.package, release=_released(page.text())
    )
    return landing.bring(wanted)


def _released(html: str) -> date | None:
    """The release date the page states in words; it is a help for readers, so a page without it will do."""
    plain = " ".join(re.sub(r"<[^>]*>", " ", html).split())
    found = re.search(r"Release date:? (\d{1,2} [A-Z][a-z]+ \d{4})", plain)
    return datetime.strptime(found[1], "%d %B %Y").date() if found else None  # noqa: DTZ007 a day has no zone
