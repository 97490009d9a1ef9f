"""Which projects a reader asked for, their order in a list, their counts by district. Refuses to judge them."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from pmf.projects import escalation
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
ONLY: dict[str, Callable[[Assessed], bool]] = {
    "escalated": lambda row: row.escalated,
    "attention": lambda row: bool(row.reasons),
    "late": lambda row: row.days_late > 0,
}
"""What a list can be narrowed to, by the name it has in an address; late is a project whose milestone has passed."""


@dataclass(frozen=True)
class Chosen:
    """The projects asked for, by place and name, and what is counted of them, each once however often it is shown."""

    rows: tuple[Assessed, ...]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many have which rating, each counted once; those without one only where there are any."""
        found = Counter(FIELDS["rag"](row) for row in self.rows)
        return {word: found[word] for word in RATINGS if found[word] or word in SEVERITY}

    @cached_property
    def urgent(self) -> tuple[Assessed, ...]:
        """Those that need attention, the escalated first."""
        return tuple(escalation.attention(self.rows))

    @cached_property
    def kinds(self) -> Counter[str]:
        """How often which rule was met."""
        return Counter(reason.kind for row in self.urgent for reason in row.reasons)

    @cached_property
    def owed(self) -> tuple[Assessed, ...]:
        """Those that report, the next due first, those without a date that can be worked out last."""
        return tuple(sorted((row for row in self.rows if row.clock.owed), key=_due))

    @cached_property
    def everywhere(self) -> Counter[str]:
        """How many region-wide projects have which rating."""
        return Counter(FIELDS["rag"](row) for row in self.rows if row.project.region_wide)

    @cached_property
    def _inside(self) -> dict[str, Counter[str]]:
        found: dict[str, Counter[str]] = {}
        for row in self.rows:
            for code in row.project.districts:
                found.setdefault(code, Counter())[FIELDS["rag"](row)] += 1
        return found

    def under(self, district: str) -> Counter[str]:
        """How many have which rating under a district; a region-wide one stands under every district."""
        return self.everywhere + self._inside.get(district, Counter())


@dataclass(frozen=True)
class Selection:
    """What a reader asked for: allowed values by field (none means all), districts, and what of `ONLY` must hold."""

    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    districts: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    def of(self, rows: Iterable[Assessed]) -> Chosen:
        """The rows asked for; a region-wide project stands under every district."""
        asked = [(FIELDS[name], frozenset(values)) for name, values in self.fields if values]
        found = (
            row
            for row in rows
            if all(ONLY[name](row) for name in self.only)
            and (not self.districts or any(row.project.touches(code) for code in self.districts))
            and all(read(row) in values for read, values in asked)
        )
        return Chosen(by_place(found))


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


def by_place(rows: Iterable[Assessed]) -> tuple[Assessed, ...]:
    """The rows by place, those of a district first, and by name."""
    order: tuple[Place, ...] = ("On the map", "Whole area", "No place on record")
    return tuple(sorted(rows, key=lambda row: (order.index(place(row)), row.project.name.casefold())))


def _due(row: Assessed) -> tuple[date, str]:
    return row.clock.next_due or date.max, row.project.name
