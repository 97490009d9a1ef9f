"""`refresh`: sources brought up to date from their publishers."""

import argparse
import sys
import tempfile
from pathlib import Path

from pmf import areas, build, catalogue, progress, refresh, settings, terminal
from pmf.accepted import Accepted
from pmf.commands import Desk
from pmf.commands.build import run as publish
from pmf.returns import SOURCE, Return, Returns


def add(desk: Desk) -> None:
    """Declare the command."""
    parser = desk.add("refresh", run, "bring sources up to date from their publishers", changes=True)
    parser.add_argument("source", nargs="*", type=_source, metavar="SOURCE", help="id of a source; all unless given")
    parser.add_argument(
        "--returns",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="take a round's internal figures from a file named after the round, such as 2026-03.csv; only those "
        "unless sources are given too",
    )
    parser.add_argument("--since", type=terminal.day, metavar="DATE", help="only periods that end on or after it")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    parser.add_argument(
        "--accept",
        action="append",
        default=[],
        type=_acceptable,
        metavar="SOURCE",
        help="take what a refresh objected to",
    )


def run(options: argparse.Namespace) -> int:
    """Refresh, show what each source brought, and build anew where anything came; 1 if a source failed."""
    from connectors.http import Http  # here, so that other commands need not wait for them
    from connectors.intake import Reference, everything, intakes

    data, raw = settings.data(), settings.raw(options.db)
    places = areas.load(data / "reference")
    names = list(dict.fromkeys(options.source)) or ([] if options.returns else everything())
    sources = [name for name in names if name != Reference.name]
    scorecard = [indicator.id for indicator in catalogue.scorecard()]
    returned = [Return(path, data, raw, scorecard) for path in options.returns]
    line = progress.Line(sys.stderr, len(names) + len(returned))
    with Http() as http, tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) if options.dry_run else raw
        rules = refresh.Rules(
            raw,
            build.holdings(data, raw, places).rows,
            since=options.since,
            dry_run=options.dry_run,
            accept=options.accept,
            watched=[area.code for area in (places.get(settings.area()), *places.members(settings.area()))],
        )
        brought = intakes(root, http, sources, options.since, line.told) if sources else []
        references = [Reference(places, http, root, line.told)] if Reference.name in names else []
        done = refresh.refresh(brought, rules, line.done, returned, references)
    line.close()
    print(progress.table(done))
    if not options.dry_run and any(kept.newer_than(options.db) for kept in (Accepted(raw), Returns(raw))):
        publish(options)
    return int(any(not outcome.ok for outcome in done))


def _acceptable(text: str) -> str:
    return text if text == SOURCE else _source(text)


def _source(text: str) -> str:
    from connectors.intake import everything

    if text not in everything():
        raise argparse.ArgumentTypeError(f"expected a source among {', '.join(everything())}, got {text!r}")
    return text
