"""The five views of the benchmarking page, each made from the choices: words, chart, files, what stands beside.

Knows which reading and which chart belong to a view; refuses to lay out and to word.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from streamlit.delta_generator import DeltaGenerator

from pmf import (
    benchmark_notes,
    comparison_charts,
    comparison_lines,
    editions,
    groups,
    heat,
    reading,
    required,
    trend,
    wording,
)
from pmf.areas import ENGLAND
from pmf.benchmark import Benchmark
from pmf.charts import Spec
from pmf.figures import Figure
from pmf.palette import Theme
from pmf.panel import Panel
from pmf.periods import Period
from pmf.ui import address, benchmarking, cached, comparison, moved
from pmf.ui.benchmarking import Asked
from pmf.ui.comparison import Shown
from pmf.ui.frame import Choice


@dataclass(frozen=True)
class Made:
    """A view: its words, how its chart is drawn and what names that chart, the newest release it rests on.

    `aside` is HTML about the area's own figure; `beside` puts the table beside the chart, `charted` is False where the
    table takes the chart's place on the page.
    """

    shown: Shown
    draw: Callable[[Theme], Spec]
    key: cached.Key
    newest: date | None
    aside: str = ""
    beside: bool = False
    charted: bool = True


def make(choice: Choice, asked: Asked, bar: DeltaGenerator) -> Made:
    """The view asked for; what it needs besides is asked for in the bar."""
    return {
        benchmarking.RANKING: ranking,
        benchmarking.HISTORY: history,
        benchmarking.INDEX: index,
        benchmarking.STRIP: strip,
        benchmarking.FIFTHS: fifths,
    }[asked.view](choice, asked, bar)


def ranking(choice: Choice, asked: Asked, bar: DeltaGenerator) -> Made:
    """The areas of a group side by side."""
    found = _in_period(choice, asked, bar)
    return _about(
        choice,
        asked,
        found,
        comparison.ranking(found),
        lambda theme: comparison_charts.ranked(found, theme),
        when=found.period,
        beside=True,
    )


def strip(choice: Choice, asked: Asked, bar: DeltaGenerator) -> Made:
    """The area's districts among all of England."""
    found = _in_period(choice, asked, bar)
    members = [member.code for member in reading.places().members(choice.area)]
    shown = comparison.strip(found, members)
    return _about(
        choice,
        asked,
        found,
        shown,
        lambda theme: comparison_charts.strip(found, members, theme),
        when=found.period,
        beside=True,
    )


def history(choice: Choice, asked: Asked, bar: DeltaGenerator) -> Made:
    """The area over time against its group's range, with the line to a target."""
    found, panel = _newest(choice, asked), _panel(choice, asked)
    adopted = cached.targets(choice.store.stamp, choice.store, f"{choice.today:%Y-%m}")
    own = adopted.get(asked.indicator) if choice.area == reading.HOME else None
    goal, by = benchmarking.target(bar, own, choice.today)
    need = required.required(panel.indicator, panel.history(choice.area), goal, by) if goal is not None else None
    return _about(
        choice,
        asked,
        found,
        comparison.over_time(found),
        lambda theme: comparison_lines.history(found, need, theme),
        goal,
        by,
        said=moved.required(panel, need),
    )


def index(choice: Choice, asked: Asked, bar: DeltaGenerator) -> Made:
    """Changes since a chosen period."""
    found, panel = _newest(choice, asked), _panel(choice, asked)
    base = benchmarking.base(bar, panel, choice.area)
    codes = list(dict.fromkeys([choice.area, ENGLAND, *found.group.codes]))
    runs: dict[str, list[Figure]] = {code: trend.indexed(panel.history(code), base) if base else [] for code in codes}
    areas = {code: reading.places().get(code) for code in codes}
    lines = {code: (areas[code].name, run) for code, run in runs.items() if run}
    said = wording.period(base)
    without = [areas[code].name for code in found.group.codes if not runs[code]]
    notes = benchmark_notes.notes(
        panel, found.group, base, [(areas[code], run[-1]) for code, (_, run) in lines.items()]
    )
    shown = comparison.index(found, said, lines, without, notes)
    return _about(choice, asked, found, shown, lambda theme: comparison_lines.indexed(found, lines, theme), base)


def fifths(choice: Choice, asked: Asked, bar: DeltaGenerator) -> Made:
    """All indicators at once."""
    held = choice.store
    found = cached.heat(held.stamp, held, choice.area, asked.known, asked.group)
    names = [row.indicator.id for row in found.rows]
    links = {name: address.href("benchmarking", id=name, among=asked.group) for name in names}
    area = reading.places().get(choice.area)
    return Made(
        shown=comparison.fifths(found, area, links, groups.group(reading.places(), asked.group, choice.area)),
        draw=lambda theme: heat.drawn(found, theme),
        key=asked.key(choice),
        newest=max(
            filter(None, (benchmarking.newest_release(row.panel, row.period) for row in found.rows)), default=None
        ),
        charted=False,
    )


def _about(
    choice: Choice,
    asked: Asked,
    found: Benchmark,
    shown: Shown,
    draw: Callable[[Theme], Spec],
    *more: Period | Decimal | int | None,
    when: Period | None = None,
    beside: bool = False,
    said: str = "",
) -> Made:
    """A view of one indicator, with how the area's own figure moved."""
    day = asked.known or choice.today
    aside = moved.moved(found.panel, editions.get(choice.edition), day) + said
    return Made(
        shown=shown,
        draw=draw,
        key=asked.key(choice, when, *more),
        newest=benchmarking.newest_release(found.panel, when),
        aside=aside,
        beside=beside,
    )


def _in_period(choice: Choice, asked: Asked, bar: DeltaGenerator) -> Benchmark:
    found = _newest(choice, asked)
    when = benchmarking.period(bar, found.periods, found.period)
    return found if when == found.period else _compared(choice, asked, when)


def _newest(choice: Choice, asked: Asked) -> Benchmark:
    return _compared(choice, asked, None)


def _compared(choice: Choice, asked: Asked, when: Period | None) -> Benchmark:
    held = choice.store
    return cached.benchmark(held.stamp, held, choice.area, asked.known, asked.indicator, asked.group, when)


def _panel(choice: Choice, asked: Asked) -> Panel:
    held = choice.store
    return cached.panel(held.stamp, held, choice.area, asked.known, asked.indicator)
