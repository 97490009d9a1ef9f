"""Files on GOV.UK, found anew each time: their addresses change with every release.

Knows collections, publications, moved and withdrawn pages; refuses to know what a file holds.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import unquote

from connectors import shapes
from connectors.base import Accept, Landed, Landing, PublisherError, Wanted
from connectors.replies import mapping, mappings

CONTENT = "https://www.gov.uk/api/content"
MOVES = 3
_IN_BODY = re.compile(r"https://assets\.publishing\.service\.gov\.uk/[^\"'\s<>]+\.(?:ods|csv|xlsx|zip)", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """One page and the day of its last public change, which is the vintage of its files."""

    path: str
    released: date
    details: dict[str, Any]
    links: dict[str, Any]


def page(landing: Landing, path: str) -> Page:
    """The page at `path`, followed when it has moved. Raises PublisherError for one that is withdrawn."""
    for _ in range(MOVES):
        found = _document(landing, path)
        if found.get("schema_name") != "redirect" and found.get("document_type") != "redirect":
            return _page(path, found)
        targets = [str(one.get("destination")) for one in mappings(found.get("redirects"))]
        if not targets or not targets[0].startswith("/"):
            raise PublisherError(f"GOV.UK {path}", "a moved page that says where to", str(targets))
        path = targets[0].partition("#")[0]
    raise PublisherError(f"GOV.UK {path}", f"a page within {MOVES} moves", "another move")


def newest(landing: Landing, collection: str, title: str, order: Callable[[re.Match[str]], str]) -> Page:
    """The page of a collection whose title matches and comes last in `order`, say by the year in the title."""
    documents = mappings(page(landing, collection).links.get("documents"))
    live = [
        (str(one.get("title")), str(one["base_path"]))
        for one in documents
        if one.get("base_path") and not one.get("withdrawn")
    ]
    found = [(order(match), path) for name, path in live if (match := re.search(title, name))]
    if not found:
        titles = [name for name, _ in live][:10]
        raise PublisherError(f"GOV.UK {collection}", f"a title that holds {title}", str(titles))
    return page(landing, max(found)[1])


def file(landing: Landing, of: Page, pattern: str, name: str, accept: Accept, limit: int | None = None) -> Landed:
    """The one file of the page whose own name matches `pattern`, brought under `name`."""
    found = [url for url in dict.fromkeys(_addresses(of)) if re.fullmatch(pattern, _own_name(url), re.IGNORECASE)]
    if len(found) != 1:
        names = sorted(map(_own_name, _addresses(of)))[:20]
        raise PublisherError(f"GOV.UK {of.path}", f"one file named {pattern}", f"{len(found)} among {names}")
    wanted = Wanted(name, found[0], accept=accept, release=of.released)
    return landing.bring(wanted if limit is None else Wanted(**{**vars(wanted), "limit": limit}))


def _document(landing: Landing, path: str) -> dict[str, Any]:
    name = re.sub(r"[^\w-]+", ".", path.strip("/")).rsplit(".", 1)[-1]
    landed = landing.bring(Wanted(f"{name}.json", f"{CONTENT}{path}", accept=shapes.json_without_error))
    return landed.document()


def _page(path: str, found: dict[str, Any]) -> Page:
    if notice := found.get("withdrawn_notice"):
        raise PublisherError(
            f"GOV.UK {path}", "a page in force", f"one withdrawn on {mapping(notice).get('withdrawn_at')}"
        )
    changed = str(found.get("public_updated_at") or "")[:10]
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", changed):
        raise PublisherError(f"GOV.UK {path}", "a page with the day of its last change", repr(changed))
    return Page(path, date.fromisoformat(changed), mapping(found.get("details")), mapping(found.get("links")))


def _addresses(of: Page) -> list[str]:
    attached = [str(one["url"]) for one in mappings(of.details.get("attachments")) if one.get("url")]
    return attached or _IN_BODY.findall(str(of.details.get("body", "")))


def _own_name(url: str) -> str:
    return unquote(url.rsplit("/", 1)[-1])
