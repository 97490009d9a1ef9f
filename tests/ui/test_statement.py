"""The accessibility statement names who helps, where the instance says whom."""

import pytest

from tests.ui.test_pages import page, text

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize(
    ("said", "link"),
    [
        ("help@example.org", '<a href="mailto:help@example.org">help@example.org</a>'),
        ("https://example.org/help?a=1&b=2", '<a href="https://example.org/help?a=1&amp;b=2">'),
        ("", "Tell the organisation that runs this site what you could not do"),
    ],
)
def test_the_statement_says_whom_to_tell(monkeypatch: pytest.MonkeyPatch, said: str, link: str) -> None:
    monkeypatch.setenv("PMF_READERS_CONTACT", said)
    shown = text(page("accessibility"))
    assert link in shown
    assert "last held against the pages on" in shown
