"""The only door for views: every figure a page, the command line or a report shows comes through here.

Knows the queries; refuses to draw, format or rate anything itself.
"""

from pmf.panel import PeriodNotHeld
from pmf.reading.benchmark import NotComparable, benchmark, benchmarks, comparable, panel, panels, shading
from pmf.reading.coverage import Coverage, coverage
from pmf.reading.figures import LATEST, UnknownRound, places, round_end, rounds, targets
from pmf.reading.indicator import Comparison, IndicatorView, Ingredient, indicator
from pmf.reading.outlines import authority_outline, district_outlines
from pmf.reading.projects import NoRegister, Register, project_records, project_rounds, projects
from pmf.reading.question import day_of
from pmf.reading.ratings import Ratings, ratings
from pmf.reading.region import by_district, region
from pmf.reading.revisions import Revised, revised
from pmf.reading.scorecard import scorecard
from pmf.reading.sources import SourceState, sources
from pmf.reading.whole import whole
from pmf.reported import AREA as HOME

__all__ = [
    "HOME",
    "LATEST",
    "Comparison",
    "Coverage",
    "IndicatorView",
    "Ingredient",
    "NoRegister",
    "NotComparable",
    "PeriodNotHeld",
    "Ratings",
    "Register",
    "Revised",
    "SourceState",
    "UnknownRound",
    "authority_outline",
    "benchmark",
    "benchmarks",
    "by_district",
    "comparable",
    "coverage",
    "day_of",
    "district_outlines",
    "indicator",
    "panel",
    "panels",
    "places",
    "project_records",
    "project_rounds",
    "projects",
    "ratings",
    "region",
    "revised",
    "round_end",
    "rounds",
    "scorecard",
    "shading",
    "sources",
    "targets",
    "whole",
]
