"""`rate`: one figure by the rules."""

import argparse

from pmf import cells, editions, rating, terminal, wording
from pmf.commands import Desk


def add(desk: Desk) -> None:
    """Declare the command."""
    parser = desk.add("rate", run, "rate one figure by the rules", database=False)
    parser.add_argument("--direction", choices=("up", "down", "maintain"), required=True)
    parser.add_argument("--maintain-at", type=terminal.number, help="the level to hold, with --direction maintain")
    parser.add_argument("--previous", type=terminal.number)
    parser.add_argument("--current", type=terminal.number, required=True)
    parser.add_argument("--target", type=terminal.number)
    parser.add_argument("--decimals", type=int, choices=range(13), metavar="N", help="round every figure first")
    parser.add_argument("--edition", choices=desk.editions, default=desk.editions[-1])


def run(options: argparse.Namespace) -> None:
    """Print movement, both ratings and their reason as JSON."""
    if (options.direction == "maintain") != (options.maintain_at is not None):
        options.misused("--maintain-at goes with --direction maintain, and only with it")
    edition = editions.get(options.edition)
    shown = options.decimals
    previous, current, target, level = (
        value if value is None or shown is None else wording.rounded(value, shown)
        for value in (options.previous, options.current, options.target, options.maintain_at)
    )
    movement = rating.movement(previous, current)
    direction = rating.against_direction(previous, current, options.direction, level, edition=edition.id)
    against = rating.against_target(current, target, options.direction, edition.bands, edition=edition.id)
    terminal.as_json(
        {
            "travel": movement.travel,
            "change": cells.number(movement.change),
            "direction_rating": direction.word,
            "target_gap_percent": cells.number(against.gap_percent),
            "target_rating": against.word,
            "reason": f"{direction.reason} {against.reason}",
        }
    )
