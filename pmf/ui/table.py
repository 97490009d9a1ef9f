"""The scorecard as a semantic HTML table. Knows rows and columns; refuses to know filters, queries and Streamlit."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from pmf import palette, wording
from pmf.figures import Figure
from pmf.rating import Rating
from pmf.reading import LATEST
from pmf.scorecard import NO_RATING, RATING_ORDER, Row, Scorecard
from pmf.ui import parts

Link = Callable[[Row], str]
TITLE = "Balanced scorecard"
BEWARE = "What to beware of"
RATING_WORDS = (*RATING_ORDER, NO_RATING)


@dataclass(frozen=True)
class Column:
    """One column: its heading, its style, and what it says of a row as HTML."""

    title: str
    css: str
    cell: Callable[[Row], str]


PERIOD = Column("Period", "period", lambda row: wording.period(row.current.period if row.current else None))
PREVIOUS = Column("Previous", "figure before", lambda row: _figure(row, row.previous))
CURRENT = Column("Current", "figure now", lambda row: _figure(row, row.current))
CHANGE = Column("Change", "figure", lambda row: wording.signed(row.movement.change, row.indicator.unit))
ARROW = Column("Travel", "travel", lambda row: parts.travel(row.movement))
TRAVEL = Column("Travel", "travel", lambda row: f"{parts.travel(row.movement)} {parts.sparkline(row)}")
DIRECTION = Column("Direction", "rating direction", lambda row: parts.chip(row.direction))
TARGET = Column("Target", "rating target", lambda row: parts.chip(row.against_target))
BASIS = Column(
    "Basis", "basis", lambda row: f"{row.basis or 'not held'} {parts.marks(row.warnings, row.indicator.number)}"
)
SCORECARD = (PERIOD, PREVIOUS, CURRENT, CHANGE, TRAVEL, DIRECTION, TARGET, BASIS)
MEETING = (PERIOD, PREVIOUS, CURRENT, CHANGE, ARROW, DIRECTION, TARGET)


def by_objective(row: Row) -> str:
    """The heading of the group a row stands in, as HTML: perspective and objective."""
    return f"{escape(row.indicator.perspective or '')} <span class='objective'>{escape(row.indicator.objective)}</span>"


def by_perspective(row: Row) -> str:
    """The heading of the group a row stands in, as HTML: perspective alone."""
    return escape(row.indicator.perspective or "")


def subtitle(card: Scorecard) -> str:
    """Whose scorecard it is, of which round, by which edition and with which rating at its head."""
    lead = "direction for improvement" if card.edition.headline == "direction" else "target"
    return f"{card.area_name} · {card.title} · {card.edition.title}: the headline rating is against {lead}"


def silent(card: Scorecard) -> str:
    """What is to be said of an area that reported nothing in the round shown; empty of any other."""
    if card.round == LATEST or any(row.basis for row in card.rows):
        return ""
    return f"{card.area_name} reported nothing in this round: its figures stand under the latest figures."


def scorecard(
    card: Scorecard,
    rows: Sequence[Row],
    href: Link,
    reasons: bool = False,
    group: Callable[[Row], str] | None = by_objective,
) -> str:
    """The table of these rows of a scorecard, each name a link to `href`, on request with the reason of its rating."""
    return render(
        rows,
        SCORECARD,
        f"{len(rows)} of {len(card.rows)} indicators shown",
        f"scorecard by-{card.edition.headline}",
        lambda row: linked(row, href(row), reasons),
        group,
    )


def render(
    rows: Sequence[Row],
    columns: Sequence[Column],
    caption: str,
    css: str,
    name: Callable[[Row], str],
    group: Callable[[Row], str] | None = None,
) -> str:
    """The table of the rows in their order, under a heading wherever `group` changes; `name` gives the row header."""
    heads = "".join(f'<th scope="col" class="{column.css}">{column.title}</th>' for column in columns)
    bodies = "".join(
        "<tbody>"
        + (_heading(key, len(columns) + 2) if key else "")
        + "".join(_row(r, columns, name) for r in members)
        + "</tbody>"
        for key, members in groupby(rows, key=group or (lambda row: ""))
    )
    return (
        f'<div class="wide"><table class="{css}"><caption>{escape(caption)}</caption><thead><tr>'
        f'<th scope="col" class="number">No</th><th scope="col" class="name">Indicator</th>{heads}</tr></thead>'
        f"{bodies}</table></div>"
    )


def linked(row: Row, href: str, reason: bool = False) -> str:
    """A row's name as a link, with its unit and on request the sentence behind its rating."""
    unit = wording.unit(row.indicator.unit)
    said = unit.prefix or unit.suffix or unit.heading.lower() in row.indicator.name.lower()
    words = "" if said else f' <span class="unit">{escape(unit.heading)}</span>'
    why = f'<div class="why">{escape(row.reason)}</div>' if reason else ""
    return f"{parts.link(row.indicator.name, href)}{words}{why}"


def tallies(card: Scorecard) -> str:
    """Both tallies side by side, that of the edition's headline rating first."""
    by_direction = counts([row.direction for row in card.rows], "Against direction")
    by_target = counts([row.against_target for row in card.rows], "Against target")
    both = by_direction + by_target if card.edition.headline == "direction" else by_target + by_direction
    return f'<div class="tallies">{both}</div>'


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
        + " ".join(f"{parts.mark(warning)} {escape(warning.text)}" for warning in row.warnings)
        + "</li>"
        for row in rows
        if row.warnings
    )
    return f'<ul class="notes">{items}</ul>' if items else "<p>Nothing is marked in the rows shown.</p>"


def severity(row: Row) -> tuple[int, int]:
    """Sort key: the worse of the two ratings first, by number within a rating."""
    words = [word for word in (row.direction.word, row.against_target.word) if word]
    worst = min((RATING_ORDER.index(word) for word in words), default=len(RATING_ORDER))
    return worst, row.indicator.number or 0


def _heading(html: str, columns: int) -> str:
    return f'<tr class="group"><th scope="rowgroup" colspan="{columns}">{html}</th></tr>'


def _row(row: Row, columns: Sequence[Column], name: Callable[[Row], str]) -> str:
    cells = "".join(f'<td class="{column.css}">{column.cell(row)}</td>' for column in columns)
    head = f'<td class="number">{row.indicator.number}</td><th scope="row" class="name">{name(row)}</th>'
    return f"<tr>{head}{cells}</tr>"


def _segment(look: palette.Mark, count: int) -> str:
    return f'<span style="flex:{count};background:{look.fill};color:{look.text}">{look.shape} {count}</span>'


def _figure(row: Row, figure: Figure | None) -> str:
    return wording.figure(figure.value if figure else None, row.indicator.unit)
