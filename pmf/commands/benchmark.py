"""`benchmark`: an area among others, by one indicator."""

import argparse
from collections.abc import Sequence

from pmf import benchmark_export, compared, export, groups, reading, settings, store, terminal, wording
from pmf.benchmark import Benchmark
from pmf.commands import Desk
from pmf.terminal import Column


def add(desk: Desk) -> None:
    """Declare the command."""
    parser = desk.add("benchmark", run, "an area among others, by one indicator", formats=("table", "csv", "json"))
    parser.add_argument("indicator", nargs="?", metavar="INDICATOR", help="id of an indicator; see --list")
    parser.add_argument("--list", action="store_true", help="id and name of every indicator that can be compared")
    parser.add_argument("--period", help="a period held, such as 2023, 2024/25 or 2026-01-01; the newest unless given")
    parser.add_argument("--among", choices=groups.GROUPS, default=groups.AUTHORITIES, help="whom to compare with")
    parser.add_argument("--area", default=settings.area(), help="code of the area compared, such as E47000001")
    parser.add_argument(
        "--as-known", type=terminal.day, metavar="DATE", help="the figures that were out by then, as 2023-06-01"
    )


def run(options: argparse.Namespace) -> None:
    """Print the list, or the comparison in the form asked for."""
    if options.list == bool(options.indicator):
        options.misused("expected an INDICATOR or --list, and not both")
    held = store.current(options.db)
    if options.list:
        _print_list([{"id": each.id, "name": each.name} for each in reading.comparable(held)], options.format)
        return
    asked = (options.indicator, options.area, options.among, options.period, options.as_known)
    found = reading.benchmark(held, *asked)
    if options.format == "json":
        terminal.as_json(benchmark_export.benchmark(found))
    elif options.format == "csv":
        print(export.to_csv(benchmark_export.rows(found)), end="")
    else:
        _print(found)


def _print_list(names: Sequence[export.Record], form: str) -> None:
    if form == "json":
        terminal.as_json(names)
    elif form == "csv":
        print(export.to_csv(names), end="")
    else:
        for each in names:
            print(each["id"], each["name"])


def _print(found: Benchmark) -> None:
    name, unit = found.area.name, found.indicator.unit
    title = f"{compared.standing(found)}. {wording.unit(unit).heading}; {found.group.about}"
    columns = (
        Column("Rank"),
        Column("Area", texts=True),
        Column("Figure", right=True),
        Column("95% interval", right=True, goes=2),
        Column("Rank could be", goes=1),
        Column(f"Against {name}", texts=True),
        Column("Tested", texts=True, goes=0),
    )
    shown = {entry.area.code: entry for entry in (*found.entries, *found.wider)}
    rows = [
        (
            found.rank_text(entry),
            entry.area.name,
            wording.figure(entry.figure.value, unit),
            wording.interval(entry.figure.interval, entry.figure.value),
            "{} to {}".format(*entry.rank_range) if entry.rank_range else "",
            entry.gap.verdict if entry.gap else "",
            compared.tested(entry.gap) if entry.gap else "",
        )
        for entry in shown.values()
    ]
    terminal.table(title, columns, rows)
    for said in (compared.sureness(found), compared.mean(found), compared.absent(found), *found.notes):
        if said:
            print(said)
