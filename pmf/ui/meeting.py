"""The scorecard for a projector: everything on one screen, or one exception large.

Knows the meeting's order of business; refuses to rate, filter or query.
"""

from collections.abc import Callable
from html import escape
from itertools import groupby

from pmf import wording
from pmf.scorecard import Row, Scorecard
from pmf.ui import parts, table


def exceptions(card: Scorecard) -> list[Row]:
    """The Reds, by either rating, in scorecard order."""
    return [row for row in card.rows if "Red" in (row.direction.word, row.against_target.word)]


def overview(card: Scorecard, link: Callable[[int], str]) -> str:
    """All rows in two columns by perspective; a Red leads to its own screen."""
    numbers = {row.indicator.id: place for place, row in enumerate(exceptions(card), 1)}
    heads = "".join(
        f'<th scope="col" class="{css}">{title}</th>'
        for title, css in (
            ("No", "number"),
            ("Indicator", "name"),
            ("Period", "period"),
            ("Previous", "figure"),
            ("Current", "figure"),
            ("Change", "figure"),
            ("Travel", "travel"),
            ("Direction", "rating"),
            ("Target", "rating"),
        )
    )
    groups = groupby(card.rows, key=lambda row: row.indicator.perspective)
    body = "".join(
        f'<tbody><tr class="group"><th scope="rowgroup" colspan="9">{escape(str(perspective))}</th></tr>'
        + "".join(_line(row, link, numbers) for row in rows)
        + "</tbody>"
        for perspective, rows in groups
    )
    ratings = (
        [row.direction for row in card.rows]
        if card.edition.headline == "direction"
        else [row.against_target for row in card.rows]
    )
    counts = table.counts(ratings, f"Against {card.edition.headline}")
    caption = f"All {len(card.rows)} indicators"
    return f'{counts}<table class="meeting"><caption class="unseen">{caption}</caption><thead><tr>{heads}</tr></thead>{body}</table>'


def one(row: Row, link: Callable[[Row], str]) -> str:
    """One exception, large: the figures, the sentence behind the rating, what to beware of."""
    indicator = row.indicator
    now, then = (wording.figure(f.value if f else None, indicator.unit) for f in (row.current, row.previous))
    unit = wording.unit(indicator.unit)
    words = "" if unit.prefix or unit.suffix else f" {escape(unit.heading)}"
    beware = "".join(f"<li>{escape(warning.text)}</li>" for warning in row.warnings)
    return (
        f'<article class="exception"><p class="where">{indicator.number} · {escape(indicator.objective)} ·'
        f" {escape(indicator.owner)} ownership · {escape(indicator.control)}</p>"
        f"<h2>{parts.link(indicator.name, link(row))}</h2>"
        f'<p class="big">{now}{words} <span class="muted">from {then}</span> {parts.travel(row.movement)}</p>'
        f"<p>{parts.chip(row.direction)} against direction {parts.chip(row.against_target)} against target</p>"
        f'<p class="why">{escape(row.reason)}</p>'
        f"{f'<ul>{beware}</ul>' if beware else ''}</article>"
    )


def _line(row: Row, link: Callable[[int], str], numbers: dict[str, int]) -> str:
    indicator = row.indicator
    place = numbers.get(indicator.id)
    name = parts.link(indicator.name, link(place)) if place else escape(indicator.name)
    figures = (
        wording.figure(row.previous.value if row.previous else None, indicator.unit),
        f"<strong>{wording.figure(row.current.value if row.current else None, indicator.unit)}</strong>",
        wording.signed(row.movement.change, indicator.unit),
    )
    period = wording.period(row.current.period if row.current else None)
    cells = "".join(f'<td class="figure">{cell}</td>' for cell in figures)
    return (
        f'<tr><td class="number">{indicator.number}</td><th scope="row" class="name">{name}</th>'
        f'<td class="period">{period}</td>{cells}<td class="travel">{parts.travel(row.movement)}</td>'
        f'<td class="rating">{parts.chip(row.direction)}</td><td class="rating">{parts.chip(row.against_target)}</td></tr>'
    )
