"""What the pages say about refreshes and revisions."""

from pathlib import Path

import pytest

from pmf import refresh, runlog, settings
from pmf.runlog import Outcome
from tests.ui.test_pages import page, text


@pytest.mark.usefixtures("database")
def test_without_a_refresh_the_page_says_so() -> None:
    shown = text(page("methods"))
    assert "the snapshot embedded in the project, never refreshed" in shown
    assert "embedded snapshot, never refreshed" in shown
    assert "No refresh has been run" in shown


def test_the_log_is_shown_with_what_went_wrong(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMF_RAW", str(tmp_path))
    log = settings.raw(database) / refresh.LOG
    runlog.write(log, Outcome("ons_gva", "2026-08-03T09:00:00+00:00", "nothing new", 1.0, unchanged=4152))
    runlog.write(log, Outcome("ons_ashe", "2026-08-03T09:01:00+00:00", "failed", 1.0, error="expected <200>, got 500"))
    shown = text(page("methods"))
    assert "1 of" in shown
    assert "last refreshed 3 Aug 2026" in shown
    assert "the refresh of 3 Aug 2026 failed: expected &lt;200&gt;, got 500" in shown
    assert "3 Aug 2026 09:01" in shown
    assert "4,152" in shown


@pytest.mark.usefixtures("database")
def test_a_revision_is_told_on_the_page_of_its_indicator_and_nowhere_else() -> None:
    told = "The release of 17 Apr 2025 changed"
    assert told in text(page("indicator", id="gross-value-added"))
    assert told in text(page("methods"))
    assert "What was revised" not in text(page("indicator", id="contract-waivers"))
