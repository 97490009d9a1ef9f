"""The publishers' addresses, the setting that points each elsewhere, and how fast each may be asked.

Knows which hosts we ever talk to; refuses to know what they answer.
"""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from connectors.base import PublisherError

Rate = tuple[int, float]
"""So many requests in so many seconds."""

MODEST: tuple[Rate, ...] = ((4, 1.0),)


@dataclass(frozen=True)
class Service:
    """One publisher's servers. `setting` names the environment variable that replaces all of `addresses`."""

    setting: str
    addresses: tuple[str, ...]
    rates: tuple[Rate, ...] = MODEST


SERVICES = (
    Service(
        "PMF_ONS_URL",
        ("https://www.ons.gov.uk", "https://api.beta.ons.gov.uk", "https://download.beta.ons.gov.uk"),
        ((120, 10.0), (200, 60.0)),  # as published; over it comes 429, and ignoring that blocks for up to an hour
    ),
    Service("PMF_NOMIS_URL", ("https://www.nomisweb.co.uk",)),
    Service(
        "PMF_DFT_URL",
        ("https://data.dft.gov.uk", "https://roadtraffic.dft.gov.uk", "https://storage.googleapis.com"),
    ),
    Service(
        "PMF_GOVUK_URL",
        ("https://www.gov.uk", "https://assets.publishing.service.gov.uk"),
        ((10, 1.0),),  # as published; over it requests hang
    ),
    Service("PMF_DFE_URL", ("https://api.education.gov.uk", "https://explore-education-statistics.service.gov.uk")),
    Service("PMF_OFCOM_URL", ("https://www.ofcom.org.uk",)),
    Service(
        "PMF_GEOGRAPHY_URL",
        ("https://services1.arcgis.com", "https://geoportal.statistics.gov.uk"),
    ),
    Service("PMF_FINGERTIPS_URL", ("https://fingertips.phe.org.uk",)),
)


@dataclass(frozen=True)
class Place:
    """Where a request really goes: whose server it is and under which address."""

    service: Service
    url: str


def located(url: str, environment: Mapping[str, str] = os.environ) -> Place:
    """The place that stands for `url` under the present settings.

    Raises PublisherError for a host we do not know, and for plain http unless a setting points at loopback.
    """
    for service in SERVICES:
        base = environment.get(service.setting, "").rstrip("/")
        if base and _inside(url, base):
            return Place(service, _secure(url))
        for address in service.addresses:
            if _inside(url, address):
                return Place(service, _secure(base + url[len(address) :]) if base else url)
    known = ", ".join(urlsplit(address).netloc for service in SERVICES for address in service.addresses)
    raise PublisherError(url.partition("?")[0], f"an https address at one of {known}", "another one")


def _inside(url: str, base: str) -> bool:
    return url == base or url.startswith((f"{base}/", f"{base}?"))


def _secure(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme == "https" or (parts.scheme == "http" and _loopback(parts.hostname or "")):
        return url
    raise PublisherError(url.partition("?")[0], "https, or http on this machine", f"{parts.scheme or 'nothing'}")


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name, not an address
        return False
