"""The scorecard for a projector: everything on one screen, or one exception large.

Knows the meeting's order of business; refuses to rate, filter or query.
"""

from collections.abc import Callable, Sequence
from html import escape

from pmf import wording
from pmf.scorecard import Row, Scorecard
from pmf.ui import parts, table


def exceptions(card: Scorecard) -> list[Row]:
    """The Reds, by either rating, in scorecard order."""
    return [row for row in card.rows if "Red" in (row.direction.word, row.against_target.word)]


def overview(card: Scorecard, reds: Sequence[Row], link: Callable[[int], str]) -> str:
    """All rows on one screen; the name of an exception leads to its own screen."""
    places = {row.indicator.id: link(place) for place, row in enumerate(reds, 1)}

    def name(row: Row) -> str:
        href = places.get(row.indicator.id)
        return parts.link(row.indicator.name, href) if href else escape(row.indicator.name)

    caption = f"All {len(card.rows)} indicators; an underlined name leads to the exception"
    return table.render(card.rows, table.MEETING, caption, "meeting", name, table.by_perspective)


def heading(where: str, item: str, counts: str) -> str:
    """What is on the screen, and for which area and round."""
    title = f'{escape(item)} <span class="where">{escape(where)}</span>' if item else escape(where)
    return f"<h1>{title}</h1>{counts}"


def steps(item: int, last: int, link: Callable[[int], str]) -> str:
    """Links to the item before, the item after and the whole scorecard, which is item 0."""

    def step(label: str, keys: str, by: int) -> str:
        to = min(max(item + by, 0), last)
        here = ' aria-disabled="true"' if to == item else ""
        return (
            f'<a class="in-app step" target="_self" href="{escape(link(to))}" title="{keys}"'
            f' data-step="{by}" data-last="{last}"{here}>{label}</a>'
        )

    return (
        f'<nav class="steps" aria-label="Items">{step("Previous", "Left arrow or page up", -1)}'
        f"{step('Next', 'Right arrow or page down', 1)}{step('Overview', 'Home', -last)}</nav>"
    )


def one(row: Row, href: str) -> str:
    """One exception, large: the figures, the sentence behind the rating, what to beware of."""
    indicator = row.indicator
    now, then = (wording.figure(f.value if f else None, indicator.unit) for f in (row.current, row.previous))
    unit = wording.unit(indicator.unit)
    words = "" if unit.prefix or unit.suffix else f' <span class="unit">{escape(unit.heading)}</span>'
    period = wording.when(row.current.period if row.current else None)
    beware = "".join(f"<li>{parts.mark(warning)} {escape(warning.text)}</li>" for warning in row.warnings)
    return (
        f'<article class="exception"><p class="where">{escape(indicator.objective)} ·'
        f" {escape(indicator.owner)} ownership · level of control: {escape(indicator.control)}</p>"
        f"<h2>{indicator.number} {parts.link(indicator.name, href)}</h2>"
        f'<p class="big">{parts.travel(row.movement)} {now}{words}'
        f' <span class="then">{period}, {then} before</span></p>'
        f"<p>{parts.chip(row.direction)} against direction &ensp; {parts.chip(row.against_target)} against target</p>"
        f'<p class="why">{escape(row.direction.reason)}</p><p class="why">{escape(row.against_target.reason)}</p>'
        f'{f"""<ul class="notes">{beware}</ul>""" if beware else ""}</article>'
    )
