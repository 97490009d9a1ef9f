"""The report of the committed round of September 2023, written once."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pmf import store
from pmf.build import DATA
from pmf.report import writing
from pmf.rounds.book import Book
from pmf.rounds.record import Record
from pmf.rounds.shelf import Folders

ROUND = "2023-09"


@pytest.fixture(scope="session")
def record(database: Path) -> Record:
    """September 2023 as it was sealed."""
    return Book(store.current(database), Folders(DATA)).record(ROUND)


@pytest.fixture(scope="session")
def files(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Its four files by suffix."""
    paths = writing.write(record, tmp_path_factory.mktemp("report"))
    return {path.suffix.removeprefix("."): path for path in paths}
