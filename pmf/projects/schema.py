"""What a project register holds: its sheets, their columns, what each cell may say.

Knows the schema and nothing but it: the strict reader, the import, the templates and the documentation all follow it.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from pmf.framework import Objective

Rag = Literal["Red", "Amber", "Green"]
Stage = Literal["pipeline", "concept", "business case", "in delivery", "closing", "closed"]
Travel = Literal["improving", "level", "worsening"]
Frequency = Literal["monthly", "every two months", "quarterly", "every six months", "yearly"]
Activity = Literal["Transport", "Skills", "Housing", "Environment", "Business", "Digital", "Other"]
Kind = Literal[
    "text", "id", "project", "date", "month or date", "pounds", "number", "whole", "districts", "district", "columns"
]

REGION = "region"
"""Stands in `districts` for a project of the whole area."""
CLASSIFIED = ("directorate", "activity_type", "stage", "districts", "objective")
"""Columns that may be a classification of the register's keepers rather than printed by its source."""


@dataclass(frozen=True)
class Column:
    """One column: what its cells say, of which kind, among which words; an empty cell is unknown unless `required`."""

    name: str
    told: str
    kind: Kind = "text"
    among: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, or one CSV file; no two rows agree in all columns of `key`."""

    name: str
    told: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns in their order."""
        return tuple(column.name for column in self.columns)


_PROJECT = Column("project_id", "the project, by its id in the sheet projects", "project", required=True)

PROJECTS = Sheet(
    "projects",
    "one row a project; a programme reported project by project has one row for each",
    ("project_id",),
    (
        Column("project_id", "lower-case words joined by hyphens, the same in every round", "id", required=True),
        Column("name", "as readers know it", required=True),
        Column("programme", "the programme it belongs to"),
        Column("programme_approved", "day on which it was approved as a programme, if it was", "date"),
        Column("description", "what it does, in a sentence"),
        Column("directorate", "the directorate that answers for it"),
        Column("activity_type", "the kind of work", among=get_args(Activity)),
        Column("stage", "where it stands", among=get_args(Stage)),
        Column("expected_delivery_cost_gbp", "in pounds: 1500000, not 1.5m", "pounds"),
        Column("districts", f"codes joined by `;`, or `{REGION}` for the whole area", "districts"),
        Column("rag", "Red, Amber or Green", among=get_args(Rag)),
        Column("direction_of_travel", "`worsening` is towards Red", among=get_args(Travel)),
        Column("status", "the narrative"),
        Column("outcomes", "what it is for, joined by `;`"),
        Column("risk", "the top risk"),
        Column("mitigation", "what is done about it"),
        Column("objective", "the corporate objective it serves", among=get_args(Objective)),
        Column("representative", "the internal post that answers for it, not a person's name"),
        Column("last_report", "day of the newest highlight report", "date"),
        Column("our_classification", "columns not printed by the source, joined by `;`", "columns", CLASSIFIED),
    ),
)
LOCATIONS = Sheet(
    "locations",
    "where a project can be put on a map; any number a project",
    ("project_id", "place"),
    (
        _PROJECT,
        Column("place", "name of the place", required=True),
        Column("latitude", "degrees north, WGS 84: 52.5750", "number", required=True),
        Column("longitude", "degrees east, negative west of Greenwich: -0.2503", "number", required=True),
        Column("district_code", "code of its district", "district"),
        Column("precision", "what the point stands for", among=("exact", "approximate", "town centre")),
    ),
)
OUTCOMES = Sheet(
    "outcomes",
    "outcome figures against their targets",
    ("project_id", "outcome"),
    (
        _PROJECT,
        Column("outcome", "what is counted", required=True),
        Column("unit", "of the figures", required=True),
        Column("direction", "which way is better", among=("up", "down"), required=True),
        Column("target", "the figure to reach", "number"),
        Column("achieved", "the figure so far", "number"),
        Column("as_of", "month or day of that figure: 2023-09 or 2023-09-30", "month or date"),
        Column("note", "how a figure was derived, or what contradicts it"),
    ),
)
MILESTONES = Sheet(
    "milestones",
    "milestones in the order of their plan; of those not done the one planned first is the next",
    ("project_id", "milestone"),
    (
        _PROJECT,
        Column("milestone", "what is to be done", required=True),
        Column("planned", "day in the plan last agreed", "date"),
        Column("planned_text", "as printed, where the plan names no day"),
        Column("forecast", "day now expected", "date"),
        Column("done", "day it was done", "date"),
    ),
)
EXCEPTIONS = Sheet(
    "exceptions",
    "frequencies of reporting agreed by exception",
    ("project_id", "agreed"),
    (
        _PROJECT,
        Column("frequency", "how often it reports instead", among=get_args(Frequency), required=True),
        Column("agreed", "day from which it holds", "date", required=True),
        Column("agreed_by", "the Executive Director, by post", required=True),
        Column("reason", "why", required=True),
    ),
)
INDICATORS = Sheet(
    "indicators",
    "the golden thread: which indicators a project should move",
    ("project_id", "indicator"),
    (
        _PROJECT,
        Column("indicator", "id of an indicator of the catalogue", required=True),
        Column("direction", "the way it should move", among=("up", "down"), required=True),
        Column("lag_months", "months until it should show; empty where nobody has said", "whole"),
        Column("basis", "who says so", required=True),
    ),
)
RECORDS = Sheet(
    "records",
    "decisions and lessons",
    ("project_id", "kind", "date", "text"),
    (
        _PROJECT,
        Column("kind", "decision or lesson", among=("decision", "lesson"), required=True),
        Column("date", "day of the decision or lesson", "date", required=True),
        Column("text", "what was decided or learnt", required=True),
        Column("owner", "post that follows it up"),
    ),
)
SHEETS = (PROJECTS, LOCATIONS, OUTCOMES, MILESTONES, EXCEPTIONS, INDICATORS, RECORDS)
