"""Every setting, each an environment variable with a default. Knows names and defaults; refuses to act on them."""

import os
from pathlib import Path

from pmf.build import DATA

SETTINGS = {
    "PMF_DB": "Path of the database; beside it the store keeps its versions. Default: data/pmf.duckdb",
    "PMF_AREA": "Code of the combined authority the pages open with. Default: E47000008",
    "PMF_RAW": "Folder of what refreshes bring: files, figures, log. Default: raw, beside the database",
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


def database() -> Path:
    """Where the database is published."""
    return Path(os.environ.get("PMF_DB") or DATA / "pmf.duckdb")


def raw(db: Path) -> Path:
    """Where the refreshes of the database at `db` keep what they bring."""
    return Path(os.environ.get("PMF_RAW") or db.parent / "raw")


def area() -> str:
    """The combined authority whose framework this is."""
    return os.environ.get("PMF_AREA") or "E47000008"
