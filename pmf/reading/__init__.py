"""The only door for views: every figure a page, the command line or a report shows comes through here.

Knows the queries; refuses to draw, format or rate anything itself.
"""

from pmf.panel import PeriodNotHeld
from pmf.reading.benchmark import NotComparable, benchmark, benchmarks, comparable, panel, panels
from pmf.reading.figures import LATEST, UnknownRound, places, rounds, targets
from pmf.reading.indicator import Comparison, IndicatorView, Ingredient, indicator
from pmf.reading.question import day_of, round_end
from pmf.reading.revisions import Revised, revised
from pmf.reading.scorecard import scorecard
from pmf.reading.sources import SeriesState, SourceState, series, sources

__all__ = [
    "LATEST",
    "Comparison",
    "IndicatorView",
    "Ingredient",
    "NotComparable",
    "PeriodNotHeld",
    "Revised",
    "SeriesState",
    "SourceState",
    "UnknownRound",
    "benchmark",
    "benchmarks",
    "comparable",
    "day_of",
    "indicator",
    "panel",
    "panels",
    "places",
    "revised",
    "round_end",
    "rounds",
    "scorecard",
    "series",
    "sources",
    "targets",
]
