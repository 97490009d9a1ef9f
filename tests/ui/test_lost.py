"""Which addresses lead somewhere on a hosted instance."""

import pytest

from pmf.ui import first, lost

PROGRAM = first.INDEX.split('src="./')[1].split('"')[0]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/scorecard",
        "/report",
        "/report/",
        f"/{PROGRAM}",
        "/favicon.png",
        "/_stcore/stream",
        "/report/_stcore/health",
    ],
)
def test_the_app_answers_with_pages_files_and_calls(path: str) -> None:
    assert lost.leads(path)


@pytest.mark.parametrize(
    "path",
    [
        "/benchmark",
        "/Report",
        "/report/2023-09",
        "/a/report",
        f"/report/{PROGRAM}",
        "/static/",
        "/static/js/of-another-version.js",
        "/index.html",
        "/.env",
        "/a/b/_stcore/health",
        "/nowhere/_stcore/health",
        "/nowhere/media/x",
        "/benchmarking/media/x",
        "/media",
        "/_stcore",
    ],
)
def test_nothing_is_at_other_addresses(path: str) -> None:
    assert not lost.leads(path)
