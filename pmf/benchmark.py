"""An area among others in one period: ranks with ties, who has no figure, what a difference means.

Knows the rules of fair comparison; refuses to query, to draw and to rate. `stand` answers for a panel and a group,
`gap` for two figures of one period. Ranks and gaps are of the figures as shown, at the indicator's decimals.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Literal

from pmf import benchmark_notes, signal, wording
from pmf.areas import ENGLAND, Area, Areas
from pmf.catalogue import Indicator
from pmf.figures import Figure
from pmf.groups import Group, wider
from pmf.panel import Mean, Panel
from pmf.periods import Period

Verdict = Literal["better", "similar", "worse", "higher", "lower"]
Polarity = Literal["higher is better", "lower is better", "no direction is better"]


@dataclass(frozen=True)
class Gap:
    """How one figure stands to another of the same period: `size` is the first minus the second.

    `verdict` follows the rule of fairness: where both have intervals and these overlap, similar. `tested` says
    whether intervals stand behind it, `z` is the difference in units of its own standard error, the two taken as
    independent, and `by_difference` the verdict by that finer test. Higher or lower where no direction is better,
    or where totals are compared, which larger areas have more of.
    """

    size: Decimal
    verdict: Verdict
    tested: bool = False
    z: float | None = None
    by_difference: Verdict | None = None


@dataclass(frozen=True)
class Entry:
    """An area with its figure; `rank` and `rank_range` only where areas are ranked.

    `rank_range` is the best and the worst rank that the intervals allow. `gap` is how it stands to the area that is
    compared, None for that area itself and where it has no figure. `stands_for` are districts a county stands for.
    """

    area: Area
    figure: Figure
    rank: int | None = None
    joint: bool = False
    rank_range: tuple[int, int] | None = None
    gap: Gap | None = None
    stands_for: tuple[Area, ...] = ()


@dataclass(frozen=True)
class Absent:
    """An area without a figure in the period, and why."""

    area: Area
    reason: str


@dataclass(frozen=True)
class Benchmark:
    """One indicator, one period, one group, around one area.

    `entries` are the members with a figure, best first (highest first where no direction is better); `absent` those
    without. `own` is the area's figure, in the group or not. `wider` are its region, England and the UK. `others`
    and `middle` are mean and median of the members without the area, where they are no parts of it. `notes` name what
    a reader must know.
    """

    panel: Panel
    group: Group
    period: Period | None
    periods: tuple[Period, ...]
    entries: tuple[Entry, ...]
    absent: tuple[Absent, ...]
    own: Entry | None
    wider: tuple[Entry, ...]
    others: Mean | None
    middle: Decimal | None
    notes: tuple[str, ...]
    as_known: date | None = None

    @property
    def indicator(self) -> Indicator:
        """What is compared."""
        return self.panel.indicator

    @property
    def area(self) -> Area:
        """Who is compared."""
        return self.panel.area

    @property
    def ranked(self) -> int:
        """The denominator: how many areas have a rank."""
        return sum(entry.rank is not None for entry in self.entries)

    @property
    def polarity(self) -> Polarity:
        """Which way is better."""
        return polarity(self.indicator)

    @property
    def england(self) -> Entry | None:
        """England's figure of the same period."""
        return next((entry for entry in self.wider if entry.area.code == ENGLAND), None)

    def against(self, entry: Entry) -> Gap | None:
        """How the area stands to another figure shown, such as England's; None where it has none of its own."""
        return gap(self.panel, self.own.figure, entry.figure) if self.own else None

    def rank_text(self, entry: Entry) -> str:
        """`joint 1st of 15`; empty where the entry has no rank."""
        return wording.rank(entry.rank, self.ranked, entry.joint) if entry.rank else ""


def polarity(indicator: Indicator) -> Polarity:
    """Which way an indicator is better, in words."""
    if indicator.direction == "up":
        return "higher is better"
    return "lower is better" if indicator.direction == "down" else "no direction is better"


def stand(
    panel: Panel, places: Areas, group: Group, period: Period | None = None, as_known: date | None = None
) -> Benchmark:
    """The area among the members of a group, in a period or the newest one that fits.

    That is the newest in which the area and another member have figures, else the newest of either.
    """
    area = panel.area.code
    codes = [*group.codes, *(county for county, _ in group.stand_ins)]
    period = period or _newest(panel, area, group, codes)
    own_figure = panel.at(area, period)
    entries, absent = _present(panel, places, group, period)
    compared = [_against(panel, entry, own_figure) for entry in entries]
    ranked = rank(panel.indicator, compared) if group.ranked and len(compared) > 1 else compared
    above = [Entry(places.get(code), f) for code in wider(places, area) if (f := panel.at(code, period))]
    own = next((entry for entry in ranked if entry.area.code == area), None)
    others = [entry for entry in ranked if entry.area.code != area] if group.apart else []
    values = [entry.figure.value for entry in others if entry.figure.value is not None]
    return Benchmark(
        panel=panel,
        group=group,
        period=period,
        periods=tuple(panel.periods([area, *codes])),
        entries=tuple(ranked),
        absent=tuple(absent),
        own=own or (Entry(panel.area, own_figure) if own_figure else None),
        wider=tuple(_against(panel, entry, own_figure) for entry in above),
        others=panel.mean([entry.area.code for entry in others], period) if period else None,
        middle=wording.rounded(median(values), panel.indicator.decimals) if values else None,
        notes=tuple(benchmark_notes.notes(panel, group, period, [(e.area, e.figure) for e in (*ranked, *above)])),
        as_known=as_known,
    )


def gap(panel: Panel, first: Figure, second: Figure) -> Gap:
    """How the first figure stands to the second. Raises ValueError unless both have a value and one period."""
    if first.value is None or second.value is None or first.period != second.period:
        raise ValueError(f"expected two figures of one period, got {first} and {second}")
    size = first.value - second.value
    plain = _verdict(panel, size)
    if not first.interval or not second.interval:
        return Gap(size, plain)
    overlap = first.interval[0] <= second.interval[1] and second.interval[0] <= first.interval[1]
    z = signal.z_score(
        signal.Estimate(float(second.value), *second.interval), signal.Estimate(float(first.value), *first.interval)
    )
    finer = None if z is None else plain if abs(z) > signal.Z_95 else "similar"
    return Gap(size, "similar" if overlap else plain, True, z, finer)


def rank(indicator: Indicator, entries: Sequence[Entry]) -> list[Entry]:
    """The entries in order, best first or highest first, with ranks; equal figures share one."""
    sign = -1 if indicator.direction != "down" else 1
    keys = {entry.area.code: sign * (entry.figure.value or 0) for entry in entries}
    ordered = sorted(entries, key=lambda entry: (keys[entry.area.code], entry.area.name))
    shared = list(keys.values())
    bounds = [_bounds(entry.figure, sign) for entry in ordered]
    return [
        replace(
            entry,
            rank=1 + sum(key < keys[entry.area.code] for key in shared),
            joint=shared.count(keys[entry.area.code]) > 1,
            rank_range=_range(number, bounds),
        )
        for number, entry in enumerate(ordered)
    ]


def fifth(entry: Entry, of: int) -> int | None:
    """The fifth of the ranking that the middle of an entry's place lies in, 1 to 5; none among fewer than five areas.

    By the middle, so that where areas do not part evenly the best fifth has as many as the last.
    """
    return (2 * entry.rank - 1) * 5 // (2 * of) + 1 if entry.rank and of >= 5 else None


def _newest(panel: Panel, area: str, group: Group, codes: Sequence[str]) -> Period | None:
    own = panel.periods([area])
    shared = set(panel.periods([code for code in codes if code != area]))
    return next((period for period in own if period in shared), None) or next(iter(own or panel.periods(codes)), None)


def _present(panel: Panel, places: Areas, group: Group, period: Period | None) -> tuple[list[Entry], list[Absent]]:
    """Who has a figure and who has none. A county stands for its districts where it has one and none of them has."""
    found = {code: figure for code in group.codes if (figure := panel.at(code, period))}
    entries = [Entry(places.get(code), figure) for code, figure in found.items()]
    covered: dict[str, str] = {}
    for county, districts in group.stand_ins:
        figure = panel.at(county, period)
        if figure and not set(districts) & found.keys():
            entries.append(Entry(places.get(county), figure, stands_for=tuple(places.get(c) for c in districts)))
            covered |= dict.fromkeys(districts, places.get(county).name)
    missing = [places.get(code) for code in group.codes if code not in found]
    return entries, [Absent(area, _why(panel, area, period, covered.get(area.code))) for area in missing]


def _why(panel: Panel, area: Area, period: Period | None, county: str | None) -> str:
    """Why an area has no figure in the period."""
    if county:
        return f"published for {county} as a whole"
    history = panel.history(area.code)
    cell = next((figure for figure in history if figure.period == period), None)
    if cell:
        return cell.missing
    newest = next(iter(panel.periods([area.code])), None)
    return f"newest figure is of {wording.period(newest)}" if newest else "no figure is held"


def _against(panel: Panel, entry: Entry, own: Figure | None) -> Entry:
    return entry if own is None or entry.area == panel.area else replace(entry, gap=gap(panel, entry.figure, own))


def _verdict(panel: Panel, size: Decimal) -> Verdict:
    if size == 0:
        return "similar"
    if panel.total or panel.indicator.direction not in ("up", "down"):
        return "higher" if size > 0 else "lower"
    return "better" if (size > 0) == (panel.indicator.direction == "up") else "worse"


def _bounds(figure: Figure, sign: int) -> tuple[float, float] | None:
    """The interval with the better end first and smaller."""
    if not figure.interval:
        return None
    low, high = sorted(sign * end for end in figure.interval)
    return low, high


def _range(number: int, bounds: Sequence[tuple[float, float] | None]) -> tuple[int, int] | None:
    """Best and worst rank that the intervals allow; none unless every area has one."""
    mine = bounds[number]
    known = [bound for bound in bounds if bound]
    if mine is None or len(known) < len(bounds):
        return None
    return 1 + sum(high < mine[0] for _, high in known), len(known) - sum(low > mine[1] for low, _ in known)
