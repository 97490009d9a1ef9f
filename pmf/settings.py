"""Every setting, each an environment variable with a default. Knows names and defaults; refuses to act on them."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from pmf.build import DATA
from pmf.refusals import Refusal

SETTINGS = {
    "PMF_DATA": "Folder of the files a database is made from, and that the Edit page writes. Default: data",
    "PMF_DB": "Path of the database; beside it the store keeps its versions. Default: pmf.duckdb in PMF_DATA",
    "PMF_AREA": "Code of the combined authority the pages open with. Default: E47000008",
    "PMF_RAW": "Folder of what refreshes bring: files, figures, log. Default: raw, beside the database",
    "PMF_READ_ONLY": "1 for an instance that shows and changes nothing, for partners and the public. Default: 0",
    "PMF_DRAFTS": "1 to show rounds that are not published although the instance is read-only. Default: 0",
    "PMF_OPEN_DATA": "Folder that `publish` writes to, offered for download by `serve`. Default: none",
    "PMF_EMBEDDERS": "Origins that may show pages in a frame, such as https://partner.example. Default: none",
    "PMF_BASEMAP": "Address of a MapLibre style drawn under the map of projects, then other origins it draws from."
    " Default: none",
    "PMF_REPLICA": "Name of this process among several behind one address, a number. Default: 0",
    "PMF_READERS_CONTACT": "E-mail or https address for readers who cannot use a page, shown in the accessibility"
    " statement. Default: none",
    "PMF_CONTACT": "An address publishers may write to, sent with every request. Default: none",
    "PMF_NOMIS_KEY": "Key of a Nomis account; never shown or logged. Default: none, which serves too",
    "PMF_ONS_URL": "Base address instead of the Office for National Statistics. Default: its own",
    "PMF_NOMIS_URL": "Base address instead of Nomis. Default: its own",
    "PMF_DFT_URL": "Base address instead of the data sites of the Department for Transport. Default: their own",
    "PMF_GOVUK_URL": "Base address instead of GOV.UK and its files. Default: their own",
    "PMF_DFE_URL": "Base address instead of the statistics of the Department for Education. Default: their own",
    "PMF_OFCOM_URL": "Base address instead of Ofcom. Default: its own",
    "PMF_GEOGRAPHY_URL": "Base address instead of the Open Geography portal. Default: its own",
    "PMF_FINGERTIPS_URL": "Base address instead of Fingertips. Default: its own",
}

_SWITCH = {"1": True, "0": False, "": False}
_ORIGIN = re.compile(
    r"https://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::[0-9]{1,5})?|http://(?:localhost|127\.0\.0\.1):[0-9]+"
)

_READERS_CONTACT = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+|https://[^\s<>\"]+")
_STYLE = re.compile(rf"(?P<origin>{_ORIGIN.pattern})/[A-Za-z0-9._~/?&=%-]+")


class SettingError(Refusal, ValueError):
    """A setting that cannot be taken as it stands: which, what was expected, what came."""

    def __init__(self, name: str, expected: str, got: str) -> None:
        super().__init__(f"{name}: expected {expected}, got {got!r}")


class ReadOnly(Refusal, RuntimeError):
    """A change asked for where nothing may change."""


@dataclass(frozen=True)
class Basemap:
    """A map others serve, to draw under ours: the address of its style, and every origin a browser must ask for it."""

    style: str
    origins: tuple[str, ...]


def data() -> Path:
    """The folder of the files that a database is made from."""
    return Path(os.environ.get("PMF_DATA") or DATA)


def database() -> Path:
    """Where the database is published."""
    return Path(os.environ.get("PMF_DB") or data() / "pmf.duckdb")


def raw(db: Path) -> Path:
    """Where the refreshes of the database at `db` keep what they bring."""
    return Path(os.environ.get("PMF_RAW") or db.parent / "raw")


def area() -> str:
    """The combined authority whose framework this is."""
    return os.environ.get("PMF_AREA") or "E47000008"


def read_only() -> bool:
    """Whether this instance only shows: nothing can be edited, imported, refreshed or built. Raises SettingError."""
    return _switch("PMF_READ_ONLY")


def refuse_changes() -> None:
    """Raise ReadOnly where nothing may change."""
    if read_only():
        raise ReadOnly("this instance is read-only (PMF_READ_ONLY=1): it shows figures and changes none")


def drafts() -> bool:
    """Whether rounds that are not published are shown: to those who prepare them, not on a read-only instance."""
    return not read_only() or _switch("PMF_DRAFTS")


def open_data() -> Path | None:
    """Where the open data is published, if it is."""
    folder = os.environ.get("PMF_OPEN_DATA")
    return Path(folder) if folder else None


def embedders() -> tuple[str, ...]:
    """Origins that may show the pages in a frame. Raises SettingError for what is no origin."""
    origins = tuple((os.environ.get("PMF_EMBEDDERS") or "").split())
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise SettingError("PMF_EMBEDDERS", "origins such as https://partner.example, separated by spaces", origin)
    return origins


def basemap() -> Basemap | None:
    """The map to draw under that of projects, None where no network is to be asked. Raises SettingError."""
    said = os.environ.get("PMF_BASEMAP") or ""
    if not said.strip():
        return None
    style, *others = said.split()
    address = _STYLE.fullmatch(style)
    if not address or not all(_ORIGIN.fullmatch(origin) for origin in others):
        raise SettingError("PMF_BASEMAP", "https://host/style.json and origins, separated by spaces", said)
    return Basemap(style, tuple(dict.fromkeys((address["origin"], *others))))


def readers_contact() -> str:
    """Where readers are to write who cannot use a page, empty where nothing is said. Raises SettingError."""
    said = os.environ.get("PMF_READERS_CONTACT") or ""
    if said and not _READERS_CONTACT.fullmatch(said):
        raise SettingError("PMF_READERS_CONTACT", "an e-mail or https address", said)
    return said


def replica() -> str:
    """The name of this process among several. Raises SettingError."""
    name = os.environ.get("PMF_REPLICA") or "0"
    if not (name.isascii() and name.isdigit() and len(name) <= 4):
        raise SettingError("PMF_REPLICA", "a number of up to four digits", name)
    return name


def _switch(name: str) -> bool:
    said = os.environ.get(name) or ""
    if said not in _SWITCH:
        raise SettingError(name, "1 or 0", said)
    return _SWITCH[said]
