"""Which projects a reader asked for, their order in a list, their counts by district. Refuses to judge them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pmf.projects.escalation import SEVERITY, Assessed

NOT_RATED = "Not rated"
NOT_KNOWN = "Not known"
RATINGS = (*SEVERITY, NOT_RATED)
Place = Literal["On the map", "Whole area", "No place on record"]
FIELDS: dict[str, Callable[[Assessed], str]] = {
    "rag": lambda row: row.project.rag or NOT_RATED,
    "directorate": lambda row: row.project.directorate or NOT_KNOWN,
    "activity": lambda row: row.project.activity_type or NOT_KNOWN,
    "stage": lambda row: row.project.stage or NOT_KNOWN,
    "programme": lambda row: row.project.programme or NOT_KNOWN,
}
"""What can be asked of a project besides its district, by the name it has in an address."""


@dataclass(frozen=True)
class Selection:
    """What a reader asked for: allowed values by field (none means all), districts, and whether escalated only."""

    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    districts: tuple[str, ...] = ()
    escalated: bool = False

    def of(self, rows: Iterable[Assessed]) -> tuple[Assessed, ...]:
        """The rows asked for; a region-wide project stands under every district."""
        asked = [(FIELDS[name], frozenset(values)) for name, values in self.fields if values]
        return tuple(
            row
            for row in rows
            if (row.escalated or not self.escalated)
            and (not self.districts or any(row.project.touches(code) for code in self.districts))
            and all(read(row) in values for read, values in asked)
        )


def options(rows: Iterable[Assessed], field: str) -> list[str]:
    """Every value a field has, ratings by severity, others by name with the unknown last."""
    found = {FIELDS[field](row) for row in rows}
    if field == "rag":
        return [word for word in RATINGS if word in found]
    return sorted(found, key=lambda value: (value == NOT_KNOWN, value))


def place(row: Assessed) -> Place:
    """Under which heading of a list a project stands."""
    if row.project.region_wide:
        return "Whole area"
    return "On the map" if row.project.locations else "No place on record"


def by_place(rows: Sequence[Assessed]) -> list[Assessed]:
    """The rows by place, those of a district first, and by name."""
    order: tuple[Place, ...] = ("On the map", "Whole area", "No place on record")
    return sorted(rows, key=lambda row: (order.index(place(row)), row.project.name.casefold()))


def by_district(rows: Sequence[Assessed], codes: Iterable[str]) -> Mapping[str, Counter[str]]:
    """How many projects have which rating under each district; a region-wide one counts under every district."""
    everywhere = Counter(FIELDS["rag"](row) for row in rows if row.project.region_wide)
    found = {code: Counter(everywhere) for code in codes}
    for row in rows:
        for code in row.project.districts:
            if code in found:
                found[code][FIELDS["rag"](row)] += 1
    return found
