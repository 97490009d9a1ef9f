"""Projects made for tests: one whose every field can be set, the rest unknown."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from pmf import editions
from pmf.projects.clock import Clock, clock
from pmf.projects.register import FrequencyException, Milestone, Project
from pmf.projects.schema import Frequency

UNKNOWN = Project(
    id="bridge",
    name="Bridge",
    programme="",
    programme_approved=None,
    description="",
    directorate="",
    activity_type="",
    stage=None,
    cost=None,
    districts=(),
    region_wide=False,
    rag=None,
    travel=None,
    status="",
    outcomes_text=(),
    risk="",
    mitigation="",
    objective="",
    representative="",
    last_report=None,
    ours=(),
)


def project(**fields: Any) -> Project:
    """A project of which only these fields are known."""
    return replace(UNKNOWN, **fields)


def costing(pounds: str | None, stage: str = "in delivery", **fields: Any) -> Project:
    """A project in delivery with this cost in pounds."""
    return project(stage=stage, cost=Decimal(pounds) if pounds else None, **fields)


def exception(frequency: Frequency, agreed: date = date(2023, 6, 1)) -> FrequencyException:
    """A frequency agreed by exception."""
    return FrequencyException(frequency, agreed, "the Executive Director for Place", "high risk")


def milestone(planned: date | None, done: date | None = None, forecast: date | None = None) -> Milestone:
    """A milestone with these days."""
    return Milestone("Open the bridge", planned, "", forecast, done)


def told(of: Project, edition: str, on: date = date(2023, 9, 30)) -> Clock:
    """The project's clock under an edition."""
    return clock(of, editions.get(edition).reporting, on, edition=edition)
