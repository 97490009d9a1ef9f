"""The scorecard as a semantic HTML table. Knows rows and columns; refuses to know filters, queries and Streamlit."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby

from pmf import palette, wording
from pmf.rating import Rating
from pmf.scorecard import NO_RATING, RATING_ORDER, Row, Scorecard
from pmf.ui import parts

Link = Callable[[Row], str]
RATING_WORDS = (*RATING_ORDER, NO_RATING)
COLUMNS = (
    ("No", "number"),
    ("Indicator", "name"),
    ("Period", "period"),
    ("Previous", "figure"),
    ("Current", "figure"),
    ("Change", "figure"),
    ("Travel", "travel"),
    ("Direction", "rating"),
    ("Target", "rating"),
    ("Basis", "basis"),
)


def scorecard(card: Scorecard, rows: Sequence[Row], link: Link, *, grouped: bool = True, reasons: bool = False) -> str:
    """The table of the rows given, under headings of perspective and objective unless in an order of their own."""
    caption = (
        f"{len(rows)} of {len(card.rows)} indicators, {escape(card.area_name)}, {wording.round_name(card.round)},"
        f" rated under the {card.edition.id} edition"
    )
    heads = "".join(f'<th scope="col" class="{css}">{title}</th>' for title, css in COLUMNS)
    body = _grouped(rows, link, reasons) if grouped else "".join(_row(row, link, reasons) for row in rows)
    return (
        f'<div class="wide"><table class="scorecard"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        f"{body if grouped else f'<tbody>{body}</tbody>'}</table></div>"
    )


def counts(ratings: Iterable[Rating], title: str) -> str:
    """How many rows have which rating: in words, and as a compact bar."""
    found = [rating.word or NO_RATING for rating in ratings]
    tally = [(word, found.count(word)) for word in RATING_WORDS if word in found]
    text = ", ".join(f"{count} {word}" for word, count in tally) or "none"
    bar = "".join(_segment(palette.mark(word), count) for word, count in tally)
    return (
        f'<div class="counts"><strong>{escape(title)}</strong> <span>{text}</span>'
        f'<div class="bar" aria-hidden="true">{bar}</div></div>'
    )


def notes(rows: Sequence[Row]) -> str:
    """Every warning in full, by indicator."""
    items = "".join(
        f'<li id="note-{row.indicator.number}"><strong>{row.indicator.number} {escape(row.indicator.name)}</strong> '
        + " ".join(f'<span class="kind">{escape(w.kind)}</span> {escape(w.text)}' for w in row.warnings)
        + "</li>"
        for row in rows
        if row.warnings
    )
    return f'<ul class="notes">{items}</ul>'


def severity(row: Row) -> tuple[int, int]:
    """Sort key: Reds first, then Ambers, by number within a rating."""
    word = row.headline.word or row.direction.word
    if row.headline.word in (None, "Baseline"):
        word = row.direction.word
    return (RATING_ORDER.index(word) if word else len(RATING_ORDER), row.indicator.number or 0)


def _grouped(rows: Sequence[Row], link: Link, reasons: bool) -> str:
    ordered = sorted(rows, key=lambda row: row.indicator.number or 0)
    return "".join(
        f'<tbody><tr class="group"><th scope="rowgroup" colspan="{len(COLUMNS)}">{escape(perspective or "")}'
        f'<span class="objective">{escape(objective)}</span></th></tr>'
        + "".join(_row(row, link, reasons) for row in members)
        + "</tbody>"
        for (perspective, objective), members in groupby(
            ordered, key=lambda row: (row.indicator.perspective, row.indicator.objective)
        )
    )


def _segment(look: palette.Mark, count: int) -> str:
    return f'<span style="flex:{count};background:{look.fill};color:{look.text}">{look.shape} {count}</span>'


def _row(row: Row, link: Link, reasons: bool) -> str:
    indicator = row.indicator
    unit = wording.unit(indicator.unit)
    words = "" if unit.prefix or unit.suffix else f' <span class="unit">{escape(unit.heading)}</span>'
    basis = f"{row.basis or 'not held'} {parts.marks(row.warnings, indicator.number)}"
    why = f'<div class="why">{escape(row.reason)}</div>' if reasons else ""
    cells = (
        wording.period(row.current.period if row.current else None),
        wording.figure(row.previous.value if row.previous else None, indicator.unit),
        f"<strong>{wording.figure(row.current.value if row.current else None, indicator.unit)}</strong>",
        wording.signed(row.movement.change, indicator.unit),
        f"{parts.travel(row.movement)} {parts.sparkline(row.history)}",
        parts.chip(row.direction),
        parts.chip(row.against_target),
        basis,
    )
    data = "".join(f'<td class="{css}">{cell}</td>' for (_, css), cell in zip(COLUMNS[2:], cells, strict=True))
    name = f'<th scope="row" class="name">{parts.link(indicator.name, link(row))}{words}{why}</th>'
    return f'<tr><td class="number">{indicator.number}</td>{name}{data}</tr>'
