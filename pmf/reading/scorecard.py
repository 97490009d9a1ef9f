"""The scorecard of one area, round and edition. Knows which figures a round shows; refuses to rate them itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pmf import catalogue, reported, wording
from pmf.catalogue import Indicator
from pmf.figures import Figure, Report
from pmf.reading import sealed
from pmf.reading.figures import (
    LATEST,
    first_held,
    first_reported,
    histories,
    not_held,
    places,
    reports,
    targets,
)
from pmf.reading.question import Question, ask
from pmf.scorecard import Row, Scorecard, from_history, from_report, without_figures
from pmf.store import Store


def scorecard(
    store: Store,
    area: str,
    round_id: str = LATEST,
    edition_id: str | None = None,
    as_known: date | None = None,
    on: date | None = None,
    *,
    anew: bool = False,
) -> Scorecard:
    """The 27 rows for an area.

    A sealed round shows what was sealed, unless it is to be drawn up `anew` from what is held now; a printed round
    shows what was reported, whatever `as_known` says; one not printed yet shows its returns and what was computed by
    its last day; `latest` shows what is computed from the
    newest figures held, or held by `as_known`, and what was last reported where nothing is computed. The edition is
    the one in force on that day unless another is asked for. `on` stands for today, from which ages count.
    Raises UnknownArea, UnknownRound or UnknownEdition.
    """
    asked = ask(store, area, round_id, edition_id, as_known, on)
    if not anew and (card := sealed.scorecard(store, asked)):
        return card
    indicators = catalogue.scorecard()
    computed = histories(store, indicators, [area], asked.known)
    newest = reported_by(store, asked)
    goals = targets(store, asked.target_round) if asked.home else {}
    gaps = gaps_of(store, asked)
    rows = [
        row(
            indicator,
            computed.get((indicator.id, area), []),
            newest.get(indicator.id),
            goals.get(indicator.id),
            asked,
            gaps,
        )
        for indicator in indicators
    ]
    return Scorecard(area, asked.area.name, asked.edition, round_id, asked.as_known, tuple(rows))


def reported_by(store: Store, asked: Question) -> dict[str, Report]:
    """What was reported: in a printed round that alone, else the newest until then."""
    if not asked.home:
        return {}
    this = reports(store, asked.round) if asked.published else {}
    return this if asked.printed else {**reports(store, None, asked.known), **this}


@dataclass(frozen=True)
class Gaps:
    """Why there may be no figure: titles of series not held at all, and what came first after the day asked about."""

    absent: Mapping[str, str]
    first_held: Mapping[str, date]
    first_reported: Mapping[str, str]


def gaps_of(store: Store, asked: Question) -> Gaps:
    """What explains a missing figure; nothing comes later where the newest figures are asked for."""
    past = asked.as_known is not None
    return Gaps(
        not_held(store),
        first_held(store, asked.area.code) if past else {},
        first_reported(store) if past and asked.home else {},
    )


def row(
    indicator: Indicator,
    history: list[Figure],
    report: Report | None,
    target: Decimal | None,
    asked: Question,
    gaps: Gaps,
) -> Row:
    """The row of one indicator: as reported in the round asked for, else computed where that is held and the round
    was not printed without it, else as last reported.
    """
    stands = report is not None and report.round == asked.round
    held = any(figure.value is not None for figure in history)
    if not stands and not asked.printed and history and (held or not report):
        return from_history(indicator, history, target, asked.edition, asked.day)
    if report:
        waiting = "" if asked.printed or stands else _not_held(indicator, gaps.absent)
        return from_report(indicator, report, target, asked.edition, asked.day, history, waiting)
    return without_figures(indicator, target, asked.edition, _why_nothing(indicator, asked, gaps), history)


def _not_held(indicator: Indicator, absent: Mapping[str, str]) -> str:
    names = [absent[series] for series in (indicator.formula.series if indicator.formula else ()) if series in absent]
    return f"No figures are held yet of the series {wording.listed(names)}; a refresh brings them." if names else ""


def _why_nothing(indicator: Indicator, asked: Question, gaps: Gaps) -> str:
    if asked.printed:
        return "Nothing was reported for this area in this round."
    if released := gaps.first_held.get(indicator.id):
        return f"Not held by then: the first release held with a figure for this area is of {wording.day(released)}."
    if reported_in := gaps.first_reported.get(indicator.id):
        return f"Not reported by then: the first report held is of {wording.round_name(reported_in)}."
    if waiting := _not_held(indicator, gaps.absent):
        return waiting
    if indicator.owner == "CPCA" and not indicator.formula:
        return f"An internal figure of {places().get(reported.AREA).name}; other areas have none."
    if indicator.formula:
        return "The series held have no figure for this area."
    return "No series is held, and nothing was reported for this area."
