"""Every setting, each an environment variable with a default. Knows names and defaults; refuses to act on them."""

import os
from pathlib import Path

from pmf.build import DATA

SETTINGS = {
    "PMF_DB": "Path of the database; beside it the store keeps its versions. Default: data/pmf.duckdb",
    "PMF_AREA": "Code of the combined authority the pages open with. Default: E47000008",
}


def database() -> Path:
    """Where the database is published."""
    return Path(os.environ.get("PMF_DB") or DATA / "pmf.duckdb")


def area() -> str:
    """The combined authority whose framework this is."""
    return os.environ.get("PMF_AREA") or "E47000008"
