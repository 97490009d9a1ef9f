"""What an address asks for that is no page."""

import pytest

from pmf.ui import nowhere


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://host/nonsense", "nonsense"),
        ("http://host/under/nonsense?embed=true", "nonsense"),
        ("http://host/Benchmarking", "Benchmarking"),
        ("http://host/n%C3%A4chste%20Seite", "nächste Seite"),
        ("http://host/benchmarking?id=productivity", ""),
        ("http://host/scorecard?round=2023-09", "scorecard"),
        ("http://host/", ""),
        ("http://host", ""),
        ("http://host/under/", ""),
        ("http://host/%2F%2F", ""),
        ("http://host/%20", ""),
        (None, ""),
    ],
)
def test_what_is_asked_for_and_is_no_page(url: str | None, name: str) -> None:
    assert nowhere.asked(url, ["", "benchmarking"]) == name
