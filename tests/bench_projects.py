"""What a large register costs: invented projects over many rounds, for measuring only."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

from pmf.projects import schema
from pmf.projects.schema import Sheet

PROJECTS, ROUNDS = 5_000, 12
FIRST = 2024
_DISTRICTS = ("E06000031", "E07000008", "E07000009", "E07000010", "E07000011", "E07000012")


def invent(data: Path, projects: int = PROJECTS, rounds: int = ROUNDS) -> None:
    """Put invented registers of so many projects over so many quarterly rounds below `data`, beside its own."""
    for number in range(rounds):
        year, month = FIRST + number // 4, 3 + 3 * (number % 4)
        folder = data / "projects" / f"{year}-{month:02}"
        folder.mkdir(parents=True, exist_ok=True)
        chance = random.Random(number)
        rows = {sheet.name: [] for sheet in schema.SHEETS} | _rows(date(year, month, 28), projects, chance)
        for sheet in schema.SHEETS:
            _write(folder / f"{sheet.name}.csv", sheet, rows[sheet.name])


def _rows(end: date, projects: int, chance: random.Random) -> dict[str, list[dict[str, object]]]:
    every = [f"invented-{number}" for number in range(projects)]
    return {
        "projects": [_project(name, end, chance) for name in every],
        "locations": [
            {
                "project_id": name,
                "place": f"Place {place}",
                "latitude": f"{chance.uniform(52.1, 52.7):.4f}",
                "longitude": f"{chance.uniform(-0.4, 0.4):.4f}",
                "district_code": chance.choice(_DISTRICTS),
                "precision": "approximate",
            }
            for name in every
            for place in range(chance.choice((0, 1, 1, 2)))
        ],
        "milestones": [
            {
                "project_id": name,
                "milestone": f"Milestone {step}",
                "planned": (end + timedelta(days=chance.randrange(-60, 400))).isoformat(),
            }
            for name in every
            for step in range(2)
        ],
    }


def _project(name: str, end: date, chance: random.Random) -> dict[str, object]:
    districts = chance.choice((schema.REGION, *_DISTRICTS))
    return {
        "project_id": name,
        "name": f"Invented project {name.rpartition('-')[2]}",
        "programme": f"Programme {chance.randrange(40)}",
        "directorate": f"Directorate {chance.randrange(6)}",
        "activity_type": chance.choice(("Transport", "Skills", "Housing", "Environment", "Business", "Digital")),
        "stage": chance.choice(("concept", "business case", "in delivery", "in delivery", "closing")),
        "expected_delivery_cost_gbp": chance.choice(("", chance.randrange(100_000, 9_000_000))),
        "districts": districts,
        "rag": chance.choices(("Red", "Amber", "Green", ""), (1, 3, 6, 1))[0],
        "direction_of_travel": chance.choices(("improving", "level", "worsening"), (2, 7, 1))[0],
        "status": "An invented narrative of ordinary length, neither good nor bad, that nobody should believe. " * 3,
        "last_report": (end - timedelta(days=chance.randrange(1, 120))).isoformat(),
    }


def _write(path: Path, sheet: Sheet, rows: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, sheet.names, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)
