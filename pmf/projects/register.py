"""Projects as a round's register has them. Knows what its rows mean; refuses to judge a project."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from pmf.projects.schema import REGION, Frequency, Rag, Stage, Travel

Row = Mapping[str, str]


@dataclass(frozen=True)
class Location:
    """One place of a project, in degrees north and east (WGS 84)."""

    place: str
    latitude: float
    longitude: float
    district: str
    precision: str


@dataclass(frozen=True)
class Outcome:
    """An outcome figure and its target, either of which may be unknown; `as_of` is a month or a day in ISO form."""

    name: str
    unit: str
    direction: Literal["up", "down"]
    target: Decimal | None
    achieved: Decimal | None
    as_of: str
    note: str


@dataclass(frozen=True)
class Milestone:
    """A milestone with the day in the plan, the day now expected and the day it was done, each where known."""

    name: str
    planned: date | None
    planned_text: str
    forecast: date | None
    done: date | None

    @property
    def slippage(self) -> timedelta | None:
        """How long after its plan it was done or is expected; negative where earlier, None where unknown."""
        then = self.done or self.forecast
        return then - self.planned if then and self.planned else None

    def days_late(self, on: date) -> int:
        """Days since the planned day, on a day, while it is not done; 0 where it is done or not yet due.

        A later forecast explains lateness and does not end it; a new plan does.
        """
        waiting = self.planned is not None and not (self.done and self.done <= on)
        return max(0, (on - self.planned).days) if waiting and self.planned else 0


@dataclass(frozen=True)
class FrequencyException:
    """A frequency of reporting agreed instead of the rule's, from a day on."""

    frequency: Frequency
    agreed: date
    agreed_by: str
    reason: str


@dataclass(frozen=True)
class Link:
    """An indicator the project should move; `lag_months` is None where nobody has said when it should show."""

    indicator: str
    direction: Literal["up", "down"]
    lag_months: int | None
    basis: str


@dataclass(frozen=True)
class Record:
    """A decision or a lesson."""

    kind: Literal["decision", "lesson"]
    date: date
    text: str
    owner: str


@dataclass(frozen=True)
class Project:
    """One project in one round; an empty text and None stand for what is unknown.

    `cost` is in pounds; `ours` names the fields that are a classification of ours and not printed by the source.
    """

    id: str
    name: str
    programme: str
    programme_approved: date | None
    description: str
    directorate: str
    activity_type: str
    stage: Stage | None
    cost: Decimal | None
    districts: tuple[str, ...]
    region_wide: bool
    rag: Rag | None
    travel: Travel | None
    status: str
    outcomes_text: tuple[str, ...]
    risk: str
    mitigation: str
    objective: str
    representative: str
    last_report: date | None
    ours: tuple[str, ...]
    locations: tuple[Location, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    exceptions: tuple[FrequencyException, ...] = ()
    indicators: tuple[Link, ...] = ()
    records: tuple[Record, ...] = ()

    def next_milestone(self, on: date) -> Milestone | None:
        """The milestone that is not done on a day and has the earliest day in the plan; one without a day only where no
        other is left. The first of the plan where several have the same."""
        open_ = [milestone for milestone in self.milestones if not (milestone.done and milestone.done <= on)]
        return min(open_, key=lambda milestone: milestone.planned or date.max, default=None)

    def days_late(self, on: date) -> int:
        """Days since the planned day of the next milestone; 0 where it has not passed or the project is closed."""
        ahead = self.next_milestone(on)
        return ahead.days_late(on) if ahead and self.stage != "closed" else 0

    def touches(self, district: str) -> bool:
        """Whether it stands under a district: a region-wide project stands under every one."""
        return self.region_wide or district in self.districts


def projects(sheets: Mapping[str, Iterable[Row]]) -> list[Project]:
    """The projects of a register that has no faults, in its order, each with all that belongs to it."""
    parts = {name: _by_project(rows, _READ[name]) for name, rows in sheets.items() if name in _READ}
    return [_project(row, parts) for row in sheets["projects"]]


def _by_project(rows: Iterable[Row], read: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row["project_id"], []).append(read(row))
    return found


def _project(row: Row, parts: Mapping[str, Mapping[str, list[Any]]]) -> Project:
    name = row["project_id"]
    return Project(
        id=name,
        name=row["name"],
        programme=row["programme"],
        programme_approved=_day(row["programme_approved"]),
        description=row["description"],
        directorate=row["directorate"],
        activity_type=row["activity_type"],
        stage=row["stage"] or None,  # type: ignore[arg-type]
        cost=_number(row["expected_delivery_cost_gbp"]),
        districts=() if row["districts"] == REGION else _split(row["districts"]),
        region_wide=row["districts"] == REGION,
        rag=row["rag"] or None,  # type: ignore[arg-type]
        travel=row["direction_of_travel"] or None,  # type: ignore[arg-type]
        status=row["status"],
        outcomes_text=_split(row["outcomes"]),
        risk=row["risk"],
        mitigation=row["mitigation"],
        objective=row["objective"],
        representative=row["representative"],
        last_report=_day(row["last_report"]),
        ours=_split(row["our_classification"]),
        **{name_: tuple(of.get(name, ())) for name_, of in parts.items()},
    )


def _outcome(row: Row) -> Outcome:
    return Outcome(
        row["outcome"],
        row["unit"],
        row["direction"],  # type: ignore[arg-type]
        _number(row["target"]),
        _number(row["achieved"]),
        row["as_of"],
        row["note"],
    )


def _milestone(row: Row) -> Milestone:
    planned, forecast, done = (_day(row[name]) for name in ("planned", "forecast", "done"))
    return Milestone(row["milestone"], planned, row["planned_text"], forecast, done)


_READ: dict[str, Any] = {
    "locations": lambda row: Location(
        row["place"], float(row["latitude"]), float(row["longitude"]), row["district_code"], row["precision"]
    ),
    "outcomes": _outcome,
    "milestones": _milestone,
    "exceptions": lambda row: FrequencyException(
        row["frequency"], date.fromisoformat(row["agreed"]), row["agreed_by"], row["reason"]
    ),
    "indicators": lambda row: Link(
        row["indicator"], row["direction"], int(row["lag_months"]) if row["lag_months"] else None, row["basis"]
    ),
    "records": lambda row: Record(row["kind"], date.fromisoformat(row["date"]), row["text"], row["owner"]),
}


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
