"""One publication of the real database for all tests that only read it."""

from datetime import date
from pathlib import Path

import pytest

from pmf import open_data

DAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def version(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the version published."""
    return open_data.publish(database, tmp_path_factory.mktemp("open"), DAY)
