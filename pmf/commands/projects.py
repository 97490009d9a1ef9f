"""`projects`: the project register of a round, its reporting clock and what needs attention."""

import argparse
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from pmf import (
    areas,
    build,
    catalogue,
    export,
    export_projects,
    outlines,
    reading,
    reported,
    settings,
    store,
    tables,
    terminal,
    wording,
)
from pmf.commands import Desk, typed_path
from pmf.projects import files
from pmf.projects.escalation import Assessed
from pmf.projects.files import RegisterError
from pmf.reading import LATEST, Register
from pmf.terminal import Column


def add(desk: Desk) -> None:
    """Declare the command."""
    told = "projects with their ratings, reports due and what needs attention"
    parser = desk.add("projects", run, told, formats=("table", "csv", "json"))
    parser.add_argument("--round", default=LATEST, help="a round with a register such as 2023-09, or latest")
    parser.add_argument("--edition", choices=desk.editions, help="rules to go by; those in force unless given")
    parser.add_argument(
        "--import", dest="source", type=typed_path, metavar="FILE", help="take the register of --round from it"
    )
    parser.add_argument("--replace", action="store_true", help="with --import: put it in the place of one held")
    parser.add_argument("--data", type=Path, default=settings.data(), help="with --import: the folder of the data")
    parser.add_argument(
        "--template", type=typed_path, metavar="FILE", help="write an empty workbook to fill in, and stop"
    )
    parser.add_argument("--on", type=terminal.day, metavar="DATE", help="the day that lateness counts from")


def run(options: argparse.Namespace) -> int:
    """Print the register in the form asked for, or take one, or write the workbook to fill in."""
    if options.template:
        return _template(options)
    if options.source:
        return _import(options)
    held = reading.projects(store.current(options.db), options.round, options.edition, on=options.on)
    if options.format == "json":
        terminal.as_json(export_projects.register(held))
    elif options.format == "csv":
        print(export.to_csv(export_projects.rows(held, held.rows)), end="")
    else:
        _print(held)
    return 0


def _template(options: argparse.Namespace) -> int:
    from pmf.projects import template  # here, so that other commands need not wait for what writes workbooks

    districts = files.known(reading.places(), []).districts
    content = template.workbook(districts, list(catalogue.indicators()))
    try:
        with options.template.open("xb") as file:
            file.write(content)
    except FileExistsError:
        got = "one that may be filled in: give another name or move it away"
        raise tables.DataFileError(options.template, "the file", "none of that name yet", got) from None
    terminal.say(f"wrote {options.template}")
    return 0


def _import(options: argparse.Namespace) -> int:
    """Take a register and build the database anew; 1 with every fault where it cannot be taken. Raises ReadOnly."""
    from pmf.projects import importing

    settings.refuse_changes()
    if not re.fullmatch(tables.ROUND, options.round):
        options.misused(f"--import goes with --round and {tables.ROUND_WORDS}, got {options.round!r}")
    known = files.known(areas.load(options.data / "reference"), list(catalogue.indicators()))

    def publish() -> None:
        build.build(options.db, options.data, raw=settings.raw(options.db), remark=terminal.say)

    try:
        taken = importing.take(options.source, options.round, options.data, known, options.replace, publish)
    except RegisterError as error:
        if options.format == "json":
            terminal.as_json({"taken": False, "faults": [asdict(fault) for fault in error.faults]})
        terminal.say(f"pmf projects: {error}")
        return 1
    for remark in taken.remarks:
        terminal.say(remark)
    if options.format == "json":
        terminal.as_json({"taken": True, "round": options.round, "rows": taken.rows, "remarks": list(taken.remarks)})
    rows = ", ".join(wording.amount(count, name.removesuffix("s")) for name, count in taken.rows.items() if count)
    terminal.say(f"took {rows} as the register of {options.round}")
    terminal.say(f"published {options.db}")
    for entry in reading.projects(store.current(options.db), options.round).rows:
        for doubt in _doubts(entry):
            terminal.say(f"{entry.project.name}: {doubt}")
    return 0


def _doubts(entry: Assessed) -> Iterator[str]:
    """What a register may hold and somebody should look at again: exceptions that do not hold, points elsewhere."""
    if entry.clock.refused:
        yield entry.clock.refused
    districts = reading.district_outlines(reported.AREA)
    names = {district.code: district.name for district in districts}
    for location in entry.project.locations:
        found = outlines.around(districts, (location.longitude, location.latitude))
        if found and location.district in names and found.code != location.district:
            yield f"{location.place} is given as in {names[location.district]}, and its point lies in {found.name}"


def _print(held: Register) -> None:
    title = f"Projects, {wording.round_name(held.round)}, {held.edition.id} edition, on {wording.day(held.day)}"
    columns = (
        Column("Project", texts=True),
        Column("Rating"),
        Column("Travel", goes=1),
        Column("Stage", goes=2),
        Column("Next milestone", texts=True, goes=0),
        Column("Planned", goes=3),
        Column("Report", texts=True),
        Column("Next due"),
        Column("Attention", texts=True),
    )
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
