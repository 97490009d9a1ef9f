"""How the area's own figure moved: the adopted rating, and beside it whether the change is more than chance.

Knows which words stand together; refuses to rate and to test itself. The test never replaces the rating.
"""

from datetime import date
from html import escape

from pmf import compared, rating, trend, wording
from pmf.editions import Edition
from pmf.panel import Panel
from pmf.rating import Rating
from pmf.required import Required
from pmf.scorecard import from_history
from pmf.trend import Change
from pmf.ui import parts

_YEARS = 5


def moved(panel: Panel, edition: Edition, on: date) -> str:
    """The newest change as HTML: rating and reason, test, change over five years, and what a restatement does to it."""
    history = panel.history(panel.area.code)
    change = trend.newest(history)
    if change is None:
        return f"<p>{escape(panel.area.name)} has no two figures to compare.</p>"
    row = from_history(panel.indicator, history, None, edition, on)
    lines = [
        f"{parts.chip(row.direction)} {escape(row.direction.reason)}",
        f"<strong>{escape(panel.indicator.name)} {escape(compared.change(panel.indicator, change))}.</strong>"
        f" {escape(compared.evidence(change))}",
    ]
    lines.append(_both(row.direction, change))
    lines += [escape(text) for text in (_five_years(panel), _restated(panel, edition)) if text]
    return "".join(f"<p>{line}</p>" for line in lines if line)


def required(panel: Panel, found: Required | None) -> str:
    """The line to a target as HTML; empty without one."""
    return f"<p>{escape(compared.required(panel.indicator, found))}</p>" if found else ""


def _both(adopted: Rating, change: Change) -> str:
    """How rating and test go together, where a movement is rated that the test cannot tell from chance."""
    if adopted.word not in ("Red", "Green") or change.distinguishable:
        return ""
    rule = f"{adopted.word} follows the framework's rule, which rates every movement however small"
    if change.distinguishable is None:
        return f"{rule}; no test says more of this one."
    return f"Both stand: {rule}; the test says that one of this size can be chance alone."


def _five_years(panel: Panel) -> str:
    change = trend.since(panel.history(panel.area.code), _YEARS)
    if change is None:
        return ""
    return f"Over five years it {compared.change(panel.indicator, change)}. {compared.evidence(change)}"


def _restated(panel: Panel, edition: Edition) -> str:
    """What the figure before was when it was first reported, and both ratings."""
    change = trend.newest(panel.history(panel.area.code))
    first = trend.first_reported(panel.vintages, change.first) if change else None
    if change is None or first is None:
        return ""
    indicator = panel.indicator
    words = tuple(
        rating.against_direction(
            figure.value,
            change.last.value,
            indicator.direction,
            indicator.maintain_at,
            edition=edition.id,
            unit=indicator.unit,
        ).word
        for figure in (change.first, first)
    )
    said = compared.restated(indicator, first, change.first, (words[0], words[1]))
    return f"{said} Figures of {wording.period(change.last.period)} and before are compared within one release."
