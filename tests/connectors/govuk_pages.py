"""Pages of the Content API as the loopback publisher serves them."""

import json

ASSETS = "https://assets.publishing.service.gov.uk"


def page(*files: str, changed: str = "2026-05-13T09:30:00Z", **more: object) -> bytes:
    """A publication with these files attached, each by its whole address."""
    attached = [{"attachment_type": "file", "url": url, "filename": url.rsplit("/", 1)[-1]} for url in files]
    found = {"schema_name": "publication", "public_updated_at": changed, "withdrawn_notice": {}}
    return json.dumps({**found, "details": {"attachments": attached}, "links": {}, **more}).encode()


def collection(**titles: str) -> bytes:
    """A collection of documents, each under `/government/statistics/<key>` with its title."""
    documents = [
        {"base_path": f"/government/statistics/{key.replace('_', '-')}", "title": title, "withdrawn": False}
        for key, title in titles.items()
    ]
    return page(schema_name="document_collection", links={"documents": documents})


def data_set(body: str) -> bytes:
    """A statistical data set: no list of files, only a text with links."""
    return page(schema_name="statistical_data_set", details={"body": body})


def moved(to: str) -> bytes:
    return json.dumps({"schema_name": "redirect", "redirects": [{"path": "/old", "destination": to}]}).encode()
