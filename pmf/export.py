"""Results as plain records for other programs: the one shape behind JSON, CSV and downloads.

Knows the command contract's field names; refuses to word anything for people.
"""

import csv
import io
import re
from collections.abc import Sequence

from pmf import cells
from pmf.areas import Area
from pmf.figures import Figure
from pmf.reading import IndicatorView, Revised, SourceState
from pmf.scorecard import Row, Scorecard

Record = dict[str, object]
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def scorecard(card: Scorecard) -> Record:
    """The scorecard as in the command contract: figures as decimal strings, absent values None."""
    return {
        "area": card.area_code,
        "edition": card.edition.id,
        "round": card.round,
        "rows": [row(entry) for entry in card.rows],
        "counts": card.counts,
        "as_known": cells.day(card.as_known),
    }


def rows(card: Scorecard, shown: Sequence[Row]) -> list[Record]:
    """Rows that can stand alone, each with the area, round, edition and day it belongs to."""
    belongs = {name: value for name, value in scorecard(card).items() if name not in ("rows", "counts")}
    return [{**belongs, **row(entry)} for entry in shown]


def row(entry: Row) -> Record:
    """One row of the scorecard."""
    indicator = entry.indicator
    return {
        "number": indicator.number,
        "id": indicator.id,
        "name": indicator.name,
        "perspective": indicator.perspective,
        "objective": indicator.objective,
        "owner": indicator.owner,
        "unit": indicator.unit,
        "period": cells.period(entry.current),
        "previous_period": cells.period(entry.previous),
        "previous": cells.number(entry.previous.value if entry.previous else None),
        "current": cells.number(entry.current.value if entry.current else None),
        "change": cells.number(entry.movement.change),
        "travel": entry.movement.travel,
        "direction": indicator.direction,
        "direction_rating": entry.direction.word,
        "target": cells.number(entry.target),
        "target_rating": entry.against_target.word,
        "headline_rating": entry.headline.word,
        "reason": entry.reason,
        "basis": entry.basis,
        "reported_in": entry.reported.round if entry.reported else None,
        "printed": bool(entry.reported and entry.reported.published_rating),
        "release": cells.day(entry.current.release if entry.current else None),
        "warnings": [warning.text for warning in entry.warnings],
    }


def history(view: IndicatorView, places: Sequence[tuple[Area, Sequence[Figure]]]) -> list[Record]:
    """The figures of an indicator in some areas, oldest first."""
    return [
        {
            "indicator": view.indicator.id,
            "area_code": area.code,
            "area_name": area.name,
            "period": cells.period(figure),
            "value": cells.number(figure.value),
            "lower_95": figure.interval[0] if figure.interval else None,
            "upper_95": figure.interval[1] if figure.interval else None,
            "unit": view.indicator.unit,
            "status": figure.status,
            "definition": figure.definition,
            "release": cells.day(figure.release),
            "note": figure.note,
        }
        for area, figures in places
        for figure in figures
    ]


def source(state: SourceState) -> Record:
    """One source as in the command contract."""
    return {
        "id": state.id,
        "publisher": state.publisher,
        "dataset": state.dataset,
        "landing_page": state.landing_page,
        "licence": state.licence,
        "frequency": state.frequency,
        "series": state.series,
        "observations": state.observations,
        "releases": [day.isoformat() for day in state.releases],
        "newest_period": state.newest_period.label if state.newest_period else None,
        "last_success": cells.day(state.last_success),
        "last_error": state.last_error,
        "last_error_on": cells.day(state.last_error_on),
        "age_days": state.age_days,
        "next_expected": cells.day(state.next_expected),
        "freshness": state.freshness,
    }


def revised(found: Revised) -> Record:
    """What the newest revision of an indicator changed in an area."""
    revision, largest = found.revision, found.revision.largest
    return {
        "indicator": found.indicator.id,
        "release": revision.release.isoformat(),
        "compared": revision.compared,
        "revised": len(revision.changes),
        "largest": {"period": largest.period.label, "was": cells.number(largest.was), "now": cells.number(largest.now)},
        "rating_changed": found.rerated,
    }


def to_csv(records: Sequence[Record]) -> str:
    """Records of one shape as CSV; lists joined by `; `, missing values empty.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    out = io.StringIO()
    if records:
        writer = csv.DictWriter(out, list(records[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in record.items()} for record in records)
    return out.getvalue()


def _cell(value: object) -> object:
    text = "; ".join(map(str, value)) if isinstance(value, list) else value
    if isinstance(text, str):
        text = text.replace("\r", " ")  # which readers would take for the end of a row
        return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) and not _NUMBER.fullmatch(text) else text
    return "" if text is None else text
