"""Where we stand: every comparable indicator as one row, in the order and with the filters of the address.

Knows markup; refuses to query, to compare and to round.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import get_args

from pmf import compared, region_findings, wording
from pmf.benchmark import Verdict
from pmf.freshness import Freshness
from pmf.region import Order, Region, Standing
from pmf.ui import parts

ORDERS: tuple[Order, ...] = get_args(Order)
VERDICTS = (*get_args(Verdict), "not compared")
AGES = get_args(Freshness)
_MARKS = {"better": "+", "similar": "≈", "worse": "−", "higher": "↑", "lower": "↓"}
_DASH = '<span class="muted">–</span>'


@dataclass(frozen=True)
class Column:
    """One column: its heading, its style, what it says of a row as HTML, and the order its heading leads to."""

    title: str
    css: str
    cell: Callable[[Standing], str]
    order: Order | None = None


def render(
    rows: Sequence[Standing],
    order: Order,
    caption: str,
    sort: Callable[[str], str],
    link: Callable[[str], str],
    evidence: bool,
) -> str:
    """The table; `sort` gives the address of an order, `link` that of an indicator; `evidence` says what is behind."""
    heads = "".join(_head(column, order, sort) for column in COLUMNS)
    name = _head(Column("Indicator", "name", lambda row: "", "theme"), order, sort)
    groups = groupby(rows, key=lambda row: row.indicator.theme if order == "theme" else None)
    bodies = "".join(
        f"<tbody>{_group(theme)}{''.join(_row(row, link, evidence) for row in members)}</tbody>"
        for theme, members in groups
    )
    return (
        f'<div class="wide"><table class="scorecard stand"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{name}{heads}</tr></thead>{bodies}</table></div>"
    )


def caption(state: Region, shown: int) -> str:
    """What is shown."""
    return f"{shown} of {len(state.standings)} indicators shown; a heading that is a link sorts by its column"


HOW_TO_READ = (
    '<p class="muted small">Rank: among combined authorities; the grey figures say where the 95% intervals would let'
    " it lie; totals are ranked by size and not compared. Against England: in the same period; 95% where confidence"
    " intervals decide, else by the figures alone. Five years: the change since the figure of five years before, –"
    " where there is none or the two do not compare; by test: whether it can be told from chance. Evidence shows what"
    " stands behind each. The ratings of the scorecard are another judgement: by the framework's rule they rate every"
    " movement however small, also one that is about the same by test.</p>"
)


def named(row: Standing) -> str:
    """The verdict of a row as a filter knows it."""
    return row.verdict or "not compared"


def absences(state: Region) -> str:
    """Of each ranking the authorities without a figure, by name and with the reason; those of one kind together."""
    found: dict[str, list[str]] = {}
    for row in state.standings:
        text = compared.absent(row.found)
        if text and row.found.ranked:
            found.setdefault(text, []).append(row.indicator.name)
    items = "".join(
        f"<li><strong>{escape('; '.join(names))}</strong>: {escape(text)}</li>" for text, names in found.items()
    )
    return f'<ul class="plain">{items}</ul>'


def verdict(row: Standing) -> str:
    """Better, similar or worse than England as mark and word, and whether intervals stand behind it."""
    gap = row.against_england
    if gap is None:
        return _DASH
    tested = f' <span class="muted" title="{escape(compared.tested(gap), quote=True)}">95%</span>' if gap.tested else ""
    mark = f'<span aria-hidden="true">{_MARKS[gap.verdict]}</span>'
    return f'<span class="verdict {gap.verdict}">{mark} {gap.verdict}</span>{tested}'


def _value(row: Standing) -> str:
    return escape(wording.figure(row.figure.value, row.indicator.unit))


def _england(row: Standing) -> str:
    england = row.found.england
    return escape(wording.figure(england.figure.value, row.indicator.unit)) if england else _DASH


def _gap(row: Standing) -> str:
    return escape(wording.signed(row.against_england.size, row.indicator.unit)) if row.against_england else _DASH


def _rank(row: Standing) -> str:
    own = row.found.own
    if own is None or not own.rank:
        return _DASH
    span = ""
    if own.rank_range and own.rank_range[0] != own.rank_range[1]:
        ends = "–".join(map(str, own.rank_range))
        span = f' <span class="muted" title="{escape(compared.sureness(row.found), quote=True)}">{ends}</span>'
    by_size = compared.by_size(row.found)
    size = f' <span class="muted end">{by_size}</span>' if by_size else ""
    rank = escape(row.found.rank_text(own)).replace(" of ", " of&nbsp;")
    return f"{rank}{span}{size}"


def _change(row: Standing) -> str:
    change = row.change
    return escape(wording.signed(change.size, row.indicator.unit)) if change and not change.obstacle else _DASH


def _moved(row: Standing) -> str:
    if row.change is None:
        return _DASH
    title = escape(compared.evidence(row.change), quote=True)
    return f'<span title="{title}">{escape(region_findings.moved(row.change))}</span>'


def _fresh(row: Standing) -> str:
    day = wording.day(row.figure.release) if row.figure.release else "–"
    return f'{escape(day)} <span class="state {row.freshness}">{row.freshness}</span>'


COLUMNS = (
    Column("Figure", "figure now", _value),
    Column("Period", "period", lambda row: escape(wording.period(row.figure.period))),
    Column("England", "figure england", _england),
    Column("Gap", "figure gap", _gap, "gap"),
    Column("Against England", "against", verdict),
    Column("Rank", "rank", _rank, "rank"),
    Column("Five years", "figure change", _change, "change"),
    Column("By test", "moved", _moved),
    Column("Released", "fresh", _fresh, "newest"),
)


def _head(column: Column, order: Order, sort: Callable[[str], str]) -> str:
    if column.order is None:
        return f'<th scope="col" class="{column.css}">{column.title}</th>'
    here = ' aria-sort="ascending"' if column.order == order else ""
    mark = ' <span aria-hidden="true">▾</span>' if here else ""
    return f'<th scope="col" class="{column.css}"{here}>{parts.link(column.title, sort(column.order))}{mark}</th>'


def _group(theme: str | None) -> str:
    if theme is None:
        return ""
    return f'<tr class="group"><th scope="rowgroup" colspan="{len(COLUMNS) + 1}">{theme.capitalize()}</th></tr>'


def _row(row: Standing, link: Callable[[str], str], evidence: bool) -> str:
    about = f'<span class="unit">{escape(", ".join(filter(None, (_unit(row), row.found.polarity))))}</span>'
    why = f'<div class="why">{escape(_evidence(row))}</div>' if evidence else ""
    cells = "".join(f'<td class="{column.css}">{column.cell(row)}</td>' for column in COLUMNS)
    name = parts.link(row.indicator.name, link(row.indicator.id))
    return f'<tr><th scope="row" class="name">{name} {about}{why}</th>{cells}</tr>'


def _unit(row: Standing) -> str:
    """The unit in words, where neither the figure nor the name says it."""
    unit = wording.unit(row.indicator.unit)
    said = unit.prefix or unit.suffix or unit.heading.lower() in row.indicator.name.lower()
    return "" if said else unit.heading


def _evidence(row: Standing) -> str:
    """What stands behind verdict, rank and change, and what a reader must know."""
    gap = row.against_england
    said = [
        f"Against England: {compared.tested(gap)}." if gap else "",
        compared.sureness(row.found),
        compared.absent(row.found),
        f"Five years: {compared.evidence(row.change)}" if row.change else "",
        *row.found.notes,
    ]
    return " ".join(filter(None, said))
