"""The State of the Region: where an area stands on every indicator of every theme, and what a theme adds up to.

Knows what is set against what; refuses to query, to word and to draw. `standing` makes one row of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


def standing(found: Benchmark, neighbours: Group, on: date) -> Standing | None:
    """Where an area stands among others, its lines beside England and the neighbours; None without a figure of its own.

    `on` is the day from which its age counts.
    """
    if found.own is None or found.own.figure.release is None:
        return None
    history = found.panel.history(found.area.code)
    change = trend.since(history, YEARS)
    lines, base = _lines(found, neighbours)
    return Standing(
        found=found,
        figure=found.own.figure,
        change=change,
        moved=change or trend.newest(history),
        lines=lines,
        base=base,
        freshness=freshness.freshness(found.own.figure.release, found.indicator.frequency, on),
    )


def arranged(standings: Sequence[Standing], order: Order) -> list[Standing]:
    """Rows in an order: by theme as given, best rank first, best gap first, largest change, newest release first."""
    keys: dict[str, Callable[[Standing], object]] = {
        "theme": lambda row: 0,
        "rank": lambda row: (row.found.own is None or row.found.own.rank is None, _share_of_rank(row)),
        "gap": lambda row: (row.verdict is None, -_better(row)),
        "change": lambda row: (row.change is None, -_relative(row.change.size, row.change.first) if row.change else 0),
        "newest": lambda row: -(row.figure.release or date.min).toordinal(),
    }
    return sorted(standings, key=keys[order])  # type: ignore[arg-type]


def _lines(found: Benchmark, neighbours: Group) -> tuple[tuple[Line, ...], Figure | None]:
    """The lines of the chart; totals of areas of different size as an index, from the first period all of them have."""
    panel = found.panel
    mean = panel.mean_over_time(neighbours.others(found.area.code))
    runs: list[tuple[str, Literal["area", "england", "neighbours"], Sequence[Figure]]] = [
        (found.area.name, "area", panel.history(found.area.code)),
        ("England", "england", panel.history(ENGLAND)),
        ("neighbours", "neighbours", mean),
    ]
    first = next(figure.period for figure in trend.held(panel.history(found.area.code)))
    kept = [(name, kind, _from(figures, first)) for name, kind, figures in runs]
    kept = [line for line in kept if line[2]]
    if not panel.total or len(kept) < 2:
        return tuple(Line(name, kind, tuple(figures)) for name, kind, figures in kept), None
    own = trend.comparable(kept[0][2])
    shared = {figure.period for figure in own}.intersection(
        *({figure.period for figure in figures} for _, _, figures in kept[1:])
    )
    base = next((figure for figure in own if figure.period in shared), None)
    if base is None or base.period is None or len(shared) < 2:  # nobody to set it against: the area alone, as it is
        return (Line(kept[0][0], "area", tuple(kept[0][2])),), None
    start = base.period
    return tuple(
        Line(name, kind, tuple(_from(trend.indexed(figures, start), start))) for name, kind, figures in kept
    ), base


def _from(figures: Sequence[Figure], first: Period | None) -> list[Figure]:
    """The figures held of a period and later ones."""
    return [figure for figure in trend.held(figures) if figure.period and first and figure.period >= first]


def _share_of_rank(row: Standing) -> float:
    """How far down the list, 0 to 1, so that ranks among different numbers of areas compare."""
    own = row.found.own
    return own.rank / row.found.ranked if own and own.rank else 0.0


def _better(row: Standing) -> float:
    """The gap to England in percent of England's figure, positive where better."""
    gap, england = row.against_england, row.found.england
    if not gap or not england:
        return 0.0
    return _relative(gap.size, england.figure) * (-1 if row.indicator.direction == "down" else 1)


def _relative(size: Decimal, base: Figure) -> float:
    return float(size / base.value) if base.value else 0.0
