"""The command line: JSON and CSV on standard output, messages on standard error, exit code 0, 1 failed, 2 misused.

Knows arguments and how a result is printed; refuses to work anything out.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pmf import (
    accepted,
    areas,
    build,
    catalogue,
    declarations,
    durable,
    editions,
    export,
    findings,
    observations,
    progress,
    rating,
    reading,
    refresh,
    runlog,
    settings,
    store,
    tables,
    wording,
)
from pmf.reading import LATEST
from pmf.scorecard import NO_RATING, Scorecard

FAILURES = (
    accepted.DamagedFile,
    areas.UnknownArea,
    catalogue.UnknownIndicator,
    declarations.DeclarationError,
    durable.Busy,
    editions.UnknownEdition,
    observations.ObservationError,
    rating.RatingError,
    reading.UnknownRound,
    store.StoreError,
    tables.DataFileError,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; every foreseen failure is one line on standard error."""
    try:
        parser = _parser()
    except FAILURES as error:
        print(f"pmf: {error}", file=sys.stderr)
        return 1
    options = parser.parse_args(arguments)
    if options.command == "rate" and (options.direction == "maintain") != (options.maintain_at is not None):
        parser.error("--maintain-at goes with --direction maintain, and only with it")
    code = 0
    try:
        code = options.run(options) or 0
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, a pager or `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (*FAILURES, OSError) as error:
        print(f"pmf {options.command}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\npmf {options.command}: interrupted; what was whole is kept", file=sys.stderr, flush=True)
        os._exit(130)  # not waiting for downloads under way
    return code


def _build(options: argparse.Namespace) -> None:
    counts = build.build(options.db, raw=settings.raw(options.db), remark=_say)
    rows = ", ".join(f"{count:,} rows in {table}" for table, count in counts.items())
    print(f"published {options.db}: {rows}", file=sys.stderr)


def _refresh(options: argparse.Namespace) -> int:
    from connectors.discovery import connectors_by_source  # here, so that other commands need not wait for them
    from connectors.http import Http
    from connectors.intake import intakes

    raw, places = settings.raw(options.db), areas.load(build.DATA / "reference")
    names = list(dict.fromkeys(options.source)) or list(connectors_by_source())
    line = progress.Line(sys.stderr, len(names))
    with Http() as http, tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) if options.dry_run else raw
        rules = refresh.Rules(
            root,
            build.holdings(build.DATA, raw, places).rows,
            since=options.since,
            dry_run=options.dry_run,
            accept=options.accept,
            watched=[area.code for area in (places.get(settings.area()), *places.members(settings.area()))],
        )
        done = refresh.refresh(intakes(root, http, names, options.since, line.told), rules, line.done)
    line.close()
    print(progress.table(done))
    if not options.dry_run and accepted.Accepted(raw).newer_than(options.db):
        _build(options)
    return int(any(not outcome.ok for outcome in done))


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _scorecard(options: argparse.Namespace) -> None:
    if options.as_known and options.round != LATEST:
        print(f"--as-known does not change round {options.round}: it is shown as reported", file=sys.stderr)
    card = reading.scorecard(store.current(options.db), options.area, options.round, options.edition, options.as_known)
    record = export.scorecard(card)
    if options.format == "json":
        _print_json(record)
    elif options.format == "csv":
        print(export.to_csv(export.rows(card, card.rows)), end="")
    else:
        _print_scorecard(card)


def _rate(options: argparse.Namespace) -> None:
    edition = editions.get(options.edition)
    shown = options.decimals
    previous, current, target, level = (
        value if value is None or shown is None else wording.rounded(value, shown)
        for value in (options.previous, options.current, options.target, options.maintain_at)
    )
    movement = rating.movement(previous, current)
    direction = rating.against_direction(previous, current, options.direction, level, edition=edition.id)
    against = rating.against_target(current, target, options.direction, edition.bands, edition=edition.id)
    _print_json(
        {
            "travel": movement.travel,
            "change": None if movement.change is None else f"{movement.change:f}",
            "direction_rating": direction.word,
            "target_gap_percent": None if against.gap_percent is None else f"{against.gap_percent:f}",
            "target_rating": against.word,
            "reason": f"{direction.reason} {against.reason}",
        }
    )


def _sources(options: argparse.Namespace) -> None:
    held = store.current(options.db)
    states = reading.sources(held, runs=runlog.read(settings.raw(options.db) / refresh.LOG))
    if options.format == "json":
        revised = reading.revised(held, settings.area())
        _print_json([export.source(s) | {"revised": [export.revised(r) for r in revised if r.of(s)]} for s in states])
    elif options.format == "csv":
        print(export.to_csv([export.source(state) for state in states]), end="")
    else:
        columns = ("Id", "Publisher", "Dataset", "Newest release", "Newest period", "Next expected", "State", "Refresh")
        rows = [
            (
                s.id,
                s.publisher,
                s.dataset,
                wording.day(s.releases[0]) if s.releases else "",
                wording.period(s.newest_period),
                wording.day(s.next_expected) if s.next_expected else "",
                s.freshness,
                findings.source_state(s),
            )
            for s in states
        ]
        _print_table("Sources", columns, rows, right=())


def _print_scorecard(card: Scorecard) -> None:
    title = f"{card.area_name}, {card.title}, {card.edition.id} edition"
    columns = ("No", "Indicator", "Period", "Previous", "Current", "Change", "Direction", "Target", "Basis", "Marks")
    rows = [
        (
            str(row.indicator.number),
            row.indicator.name,
            wording.period(row.current.period if row.current else None),
            wording.figure(row.previous.value if row.previous else None, row.indicator.unit),
            wording.figure(row.current.value if row.current else None, row.indicator.unit),
            wording.signed(row.movement.change, row.indicator.unit),
            row.direction.word or NO_RATING,
            row.against_target.word or NO_RATING,
            row.basis or "none",
            ", ".join(dict.fromkeys(warning.kind for warning in row.warnings)),
        )
        for row in card.rows
    ]
    _print_table(title, columns, rows, right=("No", "Previous", "Current", "Change"))
    print(", ".join(f"{count} {word}" for word, count in card.counts.items()))


def _print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[str]) -> None:
    from rich.console import Console  # here, so that JSON and CSV need not wait for it
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def _print_json(record: object) -> None:
    print(json.dumps(record, ensure_ascii=False, indent=2))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pmf", description="Figures in, rated scorecard out.")
    commands = parser.add_subparsers(dest="command", required=True)
    database = argparse.ArgumentParser(add_help=False)
    database.add_argument("--db", type=Path, default=settings.database(), help="path of the database")
    output = argparse.ArgumentParser(add_help=False)
    output.add_argument("--format", choices=("table", "csv", "json"), default="table")
    names = [edition.id for edition in editions.all_editions()]

    make = commands.add_parser("build", parents=[database], help="make the database from the files under data/")
    make.set_defaults(run=_build)

    fetch = commands.add_parser("refresh", parents=[database], help="bring sources up to date from their publishers")
    fetch.add_argument("source", nargs="*", type=_source, metavar="SOURCE", help="id of a source; all unless given")
    fetch.add_argument("--since", type=_day, metavar="DATE", help="only periods that end on or after it")
    fetch.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    fetch.add_argument(
        "--accept", action="append", default=[], type=_source, metavar="SOURCE", help="take what a refresh objected to"
    )
    fetch.set_defaults(run=_refresh)

    card = commands.add_parser("scorecard", parents=[database, output], help="the 27 rows for an area and a round")
    card.add_argument("--round", default=LATEST, help="a reported round such as 2023-09, or latest")
    card.add_argument("--edition", choices=names, help="rules to rate by; those in force unless given")
    card.add_argument("--area", default=settings.area(), help="code of an area, such as E47000001")
    card.add_argument("--as-known", type=_day, metavar="DATE", help="the figures that were out by then, as 2023-06-01")
    card.set_defaults(run=_scorecard)

    rate = commands.add_parser("rate", help="rate one figure by the rules")
    rate.add_argument("--direction", choices=("up", "down", "maintain"), required=True)
    rate.add_argument("--maintain-at", type=_number, help="the level to hold, with --direction maintain")
    rate.add_argument("--previous", type=_number)
    rate.add_argument("--current", type=_number, required=True)
    rate.add_argument("--target", type=_number)
    rate.add_argument("--decimals", type=int, choices=range(13), metavar="N", help="round every figure first")
    rate.add_argument("--edition", choices=names, default=names[-1])
    rate.set_defaults(run=_rate)

    sources = commands.add_parser("sources", parents=[database, output], help="what is held, from where, how old")
    sources.set_defaults(run=_sources)
    return parser


def _source(text: str) -> str:
    from connectors.discovery import connectors_by_source

    if text not in connectors_by_source():
        raise argparse.ArgumentTypeError(f"expected a source among {', '.join(connectors_by_source())}, got {text!r}")
    return text


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise argparse.ArgumentTypeError(f"expected a number such as 10.35, got {text!r}") from None
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise argparse.ArgumentTypeError(f"expected a number of ordinary size, got {text!r}")
    return number


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a date such as 2023-06-01, got {text!r}") from None
