"""Everything about one indicator in one area. Knows which queries answer it; refuses to word or draw the answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pmf import catalogue, caveats, editions, formulas, periods
from pmf.areas import Area
from pmf.catalogue import Indicator
from pmf.caveats import Warned
from pmf.figures import Figure, Report
from pmf.periods import Period
from pmf.rating import Rating
from pmf.reading import sealed
from pmf.reading.figures import LATEST, histories, places, round_end, targets
from pmf.reading.question import ask
from pmf.reading.revisions import Revised, of_rows
from pmf.reading.scorecard import gaps_of, reported_by, row
from pmf.reading.sources import SourceState, sources
from pmf.scorecard import Row, against_direction
from pmf.store import Store

# What went into a figure: of each series the vintage that was newest at the figure's own release date, for the area
# and, where the area is a sum, for its members in that same release.
_INGREDIENTS = """
    WITH held AS (
        SELECT series, area_code, period, value, status, release, '' AS note FROM observation
        UNION ALL BY NAME
        SELECT series, area_code, period, value, status, release, note FROM member_sum
    ), area AS (
        SELECT * FROM held
        WHERE area_code = $area AND release <= $known
          AND (series, period) IN (SELECT (unnest($series), unnest($periods)))
        QUALIFY row_number() OVER (PARTITION BY series, period ORDER BY release DESC, value IS NULL) = 1
    ), member AS (
        SELECT held.* FROM held JOIN area USING (series, period, release)
        WHERE area.note != '' AND held.area_code IN (SELECT unnest($members))
    )
    SELECT f.series, s.title, s.unit, s.decimals, f.area_code, f.period, f.value, f.status, f.release, f.note
    FROM (FROM area UNION ALL BY NAME FROM member) f JOIN series s ON s.id = f.series
    ORDER BY f.series, f.period DESC, f.area_code != $area, f.area_code
"""


@dataclass(frozen=True)
class Ingredient:
    """One published figure that went into an indicator; `decimals` are those its publisher gives."""

    series: str
    title: str
    unit: str
    decimals: int
    area_code: str
    area_name: str
    period: Period
    value: float | None
    status: str
    release: date
    note: str


@dataclass(frozen=True)
class Comparison:
    """What a round reported beside what today's figures give for the same periods."""

    report: Report
    previous: Figure | None
    current: Figure | None
    rerated: Rating
    warnings: tuple[Warned, ...]


@dataclass(frozen=True)
class IndicatorView:
    """All that a page about one indicator in one area needs. Histories run from the oldest figure to the newest.

    In a published round the row stands as reported, the histories are those of the newest releases held.
    """

    indicator: Indicator
    area: Area
    published: bool
    sealed: bool
    row: Row
    history: tuple[Figure, ...]
    members: tuple[tuple[Area, tuple[Figure, ...]], ...]
    ingredients: tuple[Ingredient, ...]
    comparison: Comparison | None
    revised: Revised | None
    titles: dict[str, str]
    series_caveats: tuple[str, ...]
    sources: tuple[SourceState, ...]

    @property
    def rated(self) -> tuple[Figure, ...]:
        """The figures the rating rests on, where they can be placed in time."""
        figures = (self.row.previous, self.row.current)
        if self.row.basis == "reported" and self.row.reported:
            report = self.row.reported
            figures = (
                Figure(report.source_previous_period, report.previous),
                Figure(report.source_period, report.current),
            )
        return tuple(figure for figure in figures if figure and figure.period)


def indicator(
    store: Store,
    indicator_id: str,
    area: str,
    round_id: str = LATEST,
    edition_id: str | None = None,
    as_known: date | None = None,
    on: date | None = None,
) -> IndicatorView:
    """One indicator in one area, in a round and edition as for the scorecard.

    Raises UnknownIndicator, UnknownArea, UnknownRound or UnknownEdition.
    """
    declared, asked = catalogue.get(indicator_id), ask(store, area, round_id, edition_id, as_known, on)
    members = places().members(area) if asked.area.kind == "combined_authority" else ()
    found = histories(store, [declared], [area, *(member.code for member in members)], asked.as_known)
    history = found.get((declared.id, area), [])
    report, goal = (
        reported_by(store, asked).get(declared.id),
        targets(store, asked.target_round).get(declared.id) if asked.home else None,
    )
    needed = declared.formula.series if declared.formula else ()
    about = store.rows("SELECT id, title, caveat FROM series WHERE id IN (SELECT unnest(?))", [list(needed)])
    then = history
    if asked.published:  # judged by what its sources said at the time
        then = histories(store, [declared], [area], asked.known).get((declared.id, area), [])
    card = sealed.scorecard(store, asked)
    kept = next((row for row in card.rows if row.indicator.id == declared.id), None) if card else None
    report = kept.reported if kept else report
    shown = kept or row(declared, then, report, goal, asked, gaps_of(store, asked))
    return IndicatorView(
        indicator=declared,
        area=asked.area,
        published=asked.published,
        sealed=kept is not None,
        row=shown,
        history=tuple(history),
        members=tuple((m, tuple(found[declared.id, m.code])) for m in members if (declared.id, m.code) in found),
        ingredients=_ingredients(store, declared, area, history),
        comparison=_comparison(declared, report, history) if report else None,
        revised=next(iter(of_rows(store, area, [shown], asked.edition, asked.as_known)), None),
        titles={series: title for series, title, _ in about},
        series_caveats=tuple(dict.fromkeys(caveat for _, _, caveat in about if caveat)),
        sources=tuple(s for s in sources(store, on) if s.id in {series.split(".")[0] for series in needed}),
    )


def _comparison(declared: Indicator, report: Report, history: list[Figure]) -> Comparison | None:
    """Today's figures for the periods a round reported, and the rating they would have had under its edition."""
    if report.source_period is None:
        return None
    by_period = {figure.period: figure for figure in history if figure.value is not None}
    current, previous = by_period.get(report.source_period), by_period.get(report.source_previous_period)
    before, now = (figure.value if figure else None for figure in (previous, current))
    edition = editions.in_force(round_end(report.round))
    rerated = against_direction(declared, before, now, edition)
    warnings = tuple(caveats.between(previous, current, history))
    return Comparison(report, previous, current, rerated, warnings) if current or previous else None


def _ingredients(store: Store, declared: Indicator, area: str, history: list[Figure]) -> tuple[Ingredient, ...]:
    """What went into the newest two figures."""
    formula = declared.formula
    newest = [figure for figure in history if figure.value is not None][-2:]
    if not formula or not newest:
        return ()
    wanted = [
        (
            series,
            figure.period.iso if series in formula.numerator else formulas.aligned(figure.period.iso, formula.align),
        )
        for figure in newest
        if figure.period
        for series in formula.series
    ]
    query = {
        "area": area,
        "known": max(figure.release for figure in newest if figure.release),
        "series": [series for series, _ in wanted],
        "periods": [period for _, period in wanted],
        "members": _codes_of(area),
    }
    return tuple(_ingredient(*row) for row in store.rows(_INGREDIENTS, query))


def _ingredient(series: str, title: str, unit: str, decimals: int, code: str, period: str, *figure: Any) -> Ingredient:
    return Ingredient(series, title, unit, decimals, code, places().get(code).name, periods.parse(period), *figure)


def _codes_of(area: str) -> list[str]:
    """Every code that can take part in the sum for an authority: members, old codes, their county."""
    if places().get(area).kind != "combined_authority":
        return []
    return [code for unit in places().units(area) for cover in unit.covers for code in cover]
