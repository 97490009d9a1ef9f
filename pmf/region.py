"""The State of the Region: where an area stands on every indicator of every theme, and what a theme adds up to.

Knows what is set against what; refuses to query, to word and to draw. `standing` makes one row of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from pmf import freshness, trend
from pmf.areas import ENGLAND, Area
from pmf.benchmark import Benchmark, Gap, Verdict
from pmf.catalogue import Indicator, Theme
from pmf.figures import Figure
from pmf.freshness import Freshness
from pmf.groups import Group
from pmf.observations import Frequency
from pmf.periods import Period
from pmf.trend import Change

THEMES: tuple[Theme, ...] = get_args(Theme)
FEWEST, MOST = 4, 8
"""A theme of fewer indicators says so; more than these are listed and not drawn."""
YEARS = 5

Order = Literal["theme", "rank", "gap", "change", "newest"]


@dataclass(frozen=True)
class Line:
    """One line of a chart: whose figures, and what kind of line it is."""

    name: str
    kind: Literal["area", "england", "neighbours"]
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Standing:
    """Where an area stands on one indicator.

    `found` ranks it among the combined authorities; it has a figure. `change` is that over five years, where there is
    a figure of five years earlier, and `moved` this or else the change from the figure before. `lines` are the area,
    England and the mean of the neighbours over time, from the area's first figure on; where figures are totals, in
    index points from `base` on.
    """

    found: Benchmark
    figure: Figure
    change: Change | None
    moved: Change | None
    lines: tuple[Line, ...]
    base: Figure | None
    freshness: Freshness

    @property
    def indicator(self) -> Indicator:
        """What is measured."""
        return self.found.indicator

    @property
    def against_england(self) -> Gap | None:
        """How it stands to England in the same period; None where England has no figure, or figures are totals."""
        england = self.found.england
        return self.found.against(england) if england and not self.found.panel.total else None

    @property
    def verdict(self) -> Verdict | None:
        """Better, similar or worse than England; higher or lower where no direction is better."""
        return self.against_england.verdict if self.against_england else None


@dataclass(frozen=True)
class Without:
    """An indicator of a theme of which the area has no figure, and why."""

    indicator: Indicator
    reason: str


@dataclass(frozen=True)
class Region:
    """The state of one area on a day, beside England and the mean of a set of neighbours."""

    area: Area
    as_known: date | None
    neighbours: Group
    standings: tuple[Standing, ...]
    without: tuple[Without, ...]

    def of(self, theme: str) -> tuple[Standing, ...]:
        """What is held of a theme: rates, which compare, before totals."""
        rows = (row for row in self.standings if row.indicator.theme == theme)
        return tuple(sorted(rows, key=lambda row: row.found.panel.total))

    def drawn(self, theme: str) -> tuple[Standing, ...]:
        """The indicators of a theme that are drawn: no more than eight."""
        return self.of(theme)[:MOST]

    def missing(self, theme: str) -> tuple[Without, ...]:
        """What is not held of a theme."""
        return tuple(without for without in self.without if without.indicator.theme == theme)


def standing(found: Benchmark, neighbours: Group, on: date, cycle: Frequency) -> Standing | None:
    """Where an area stands among others, its lines beside England and the neighbours; None without a figure of its own.

    `on` is the day up to which its age counts, from the first release that had a figure of its period; `cycle` is how
    often its publisher brings a newer one.
    """
    if found.own is None or found.own.figure.release is None:
        return None
    own, history = found.own.figure, found.panel.history(found.area.code)
    came = min(
        f.release for f in (own, *found.panel.vintages) if f.period == own.period and f.value is not None and f.release
    )
    change = trend.since(history, YEARS)
    lines, base = _lines(found, neighbours)
    return Standing(
        found=found,
        figure=own,
        change=change,
        moved=change or trend.newest(history),
        lines=lines,
        base=base,
        freshness=freshness.freshness(came, cycle, on),
    )


def arranged(standings: Sequence[Standing], order: Order) -> list[Standing]:
    """Rows in an order: by theme as given, best rank first, best gap first and those without a better direction after
    them, largest change up or down first, newest release first."""
    keys: dict[str, Callable[[Standing], object]] = {
        "theme": lambda row: 0,
        "rank": lambda row: (row.found.own is None or row.found.own.rank is None, _share_of_rank(row)),
        "gap": lambda row: (row.verdict is None, row.verdict in ("higher", "lower"), -_better(row)),
        "change": lambda row: (
            row.change is None or bool(row.change.obstacle),
            -abs(_relative(row.change.size, row.change.first)) if row.change else 0,
        ),
        "newest": lambda row: -(row.figure.release or date.min).toordinal(),
    }
    return sorted(standings, key=keys[order])  # type: ignore[arg-type]


def _lines(found: Benchmark, neighbours: Group) -> tuple[tuple[Line, ...], Figure | None]:
    """The lines of the chart from the area's first figure on; totals of areas of different size as an index."""
    panel, area = found.panel, found.area
    runs = (
        Line(area.name, "area", panel.history(area.code)),
        Line("England", "england", panel.history(ENGLAND)),
        Line("neighbours", "neighbours", tuple(panel.mean_over_time(neighbours.others(area.code)))),
    )
    first = next(figure.period for figure in trend.held(runs[0].figures))
    kept = [replace(line, figures=tuple(later)) for line in runs if (later := _from(line.figures, first))]
    return _indexed(kept) if panel.total and len(kept) > 1 else (tuple(kept), None)


def _indexed(lines: Sequence[Line]) -> tuple[tuple[Line, ...], Figure | None]:
    """The lines in index points from the first period that all of them have; the first alone, as it is, where they
    share fewer than two."""
    own = trend.comparable(lines[0].figures)
    shared = {f.period for f in own}.intersection(*({f.period for f in line.figures} for line in lines[1:]))
    base = next((figure for figure in own if figure.period in shared), None)
    if base is None or base.period is None or len(shared) < 2:
        return (lines[0],), None
    start = base.period
    return tuple(replace(line, figures=tuple(_from(trend.indexed(line.figures, start), start))) for line in lines), base


def _from(figures: Sequence[Figure], first: Period | None) -> list[Figure]:
    """The figures held of a period and later ones."""
    return [figure for figure in trend.held(figures) if figure.period and first and figure.period >= first]


def _share_of_rank(row: Standing) -> float:
    """How far down the list, 0 to 1, so that ranks among different numbers of areas compare."""
    own = row.found.own
    return (own.rank - 1) / max(row.found.ranked - 1, 1) if own and own.rank else 0.0


def _better(row: Standing) -> float:
    """The gap to England in percent of England's figure, positive where better."""
    gap, england = row.against_england, row.found.england
    if not gap or not england:
        return 0.0
    return _relative(gap.size, england.figure) * (-1 if row.indicator.direction == "down" else 1)


def _relative(size: Decimal, base: Figure) -> float:
    return float(size / abs(base.value)) if base.value else 0.0
