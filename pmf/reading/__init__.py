"""The only door for views: every figure a page, the command line or a report shows comes through here.

Knows the queries; refuses to draw, format or rate anything itself.
"""

from pmf.reading.figures import LATEST, UnknownRound, places, rounds
from pmf.reading.indicator import Comparison, IndicatorView, Ingredient, indicator
from pmf.reading.projects import NoRegister, Register, counted, project_records, project_rounds, projects
from pmf.reading.question import day_of, round_end
from pmf.reading.revisions import Revised, revised
from pmf.reading.scorecard import scorecard
from pmf.reading.sources import SeriesState, SourceState, series, sources

__all__ = [
    "LATEST",
    "Comparison",
    "IndicatorView",
    "Ingredient",
    "NoRegister",
    "Register",
    "Revised",
    "SeriesState",
    "SourceState",
    "UnknownRound",
    "counted",
    "day_of",
    "indicator",
    "places",
    "project_records",
    "project_rounds",
    "projects",
    "revised",
    "round_end",
    "rounds",
    "scorecard",
    "series",
    "sources",
]
