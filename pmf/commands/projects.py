"""`projects`: the project register of a round, its reporting clock and what needs attention."""

import argparse

from pmf import export, export_projects, reading, store, terminal, wording
from pmf.commands import Desk
from pmf.reading import LATEST, Register


def add(desk: Desk) -> None:
    """Declare the command."""
    told = "projects with their ratings, reports due and what needs attention"
    parser = desk.add("projects", run, told, formats=("table", "csv", "json"))
    parser.add_argument("--round", default=LATEST, help="a round with a register such as 2023-09, or latest")
    parser.add_argument("--edition", choices=desk.editions, help="rules to go by; those in force unless given")
    parser.add_argument("--on", type=terminal.day, metavar="DATE", help="the day that lateness counts from")


def run(options: argparse.Namespace) -> None:
    """Print the register in the form asked for."""
    held = reading.projects(store.current(options.db), options.round, options.edition, on=options.on)
    if options.format == "json":
        terminal.as_json(export_projects.register(held))
    elif options.format == "csv":
        print(export.to_csv(export_projects.rows(held, held.rows)), end="")
    else:
        _print(held)


def _print(held: Register) -> None:
    title = f"Projects, {wording.round_name(held.round)}, {held.edition.id} edition, on {wording.day(held.day)}"
    columns = ("Project", "Rating", "Travel", "Stage", "Next milestone", "Planned", "Report", "Next due", "Attention")
    rows = []
    for entry in held.rows:
        ahead = entry.project.next_milestone(held.day)
        rows.append(
            (
                entry.project.name,
                entry.project.rag or "Not rated",
                entry.project.travel or "",
                entry.project.stage or "",
                ahead.name if ahead else "",
                wording.day(ahead.planned) if ahead and ahead.planned else "",
                entry.clock.frequency_words,
                wording.day(entry.clock.next_due) if entry.clock.next_due else "",
                ", ".join(reason.kind for reason in entry.reasons),
            )
        )
    terminal.table(title, columns, rows)
    print(", ".join(f"{count} {word}" for word, count in held.counts.items()))
