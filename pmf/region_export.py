"""The State of the Region as records for downloads. Knows the columns; refuses to word anything for people."""

from collections.abc import Iterable

from pmf import cells, region_findings, wording
from pmf.export import Record
from pmf.region import Region, Standing


def rows(state: Region, shown: Iterable[Standing]) -> list[Record]:
    """Where the area stands, a record for each indicator."""
    return [_row(state, row) for row in shown]


def lines(state: Region, shown: Iterable[Standing]) -> list[Record]:
    """The figures that the small charts draw, a record for each point."""
    return [
        {
            "indicator": row.indicator.id,
            "name": row.indicator.name,
            "line": line.name,
            "neighbours": state.neighbours.id if line.kind == "neighbours" else None,
            "period": cells.period(figure),
            "value": cells.number(figure.value),
            "unit": f"index, {wording.period(row.base.period)} = 100" if row.base else row.indicator.unit,
            "lower_95": figure.interval[0] if figure.interval else None,
            "upper_95": figure.interval[1] if figure.interval else None,
            "definition": figure.definition,
            "note": figure.note,
        }
        for row in shown
        for line in row.lines
        for figure in line.figures
    ]


def _row(state: Region, row: Standing) -> Record:
    england, gap, own, change = row.found.england, row.against_england, row.found.own, row.change
    return {
        "area_code": state.area.code,
        "area_name": state.area.name,
        "as_known": cells.day(state.as_known),
        "theme": row.indicator.theme,
        "indicator": row.indicator.id,
        "name": row.indicator.name,
        "unit": row.indicator.unit,
        "polarity": row.found.polarity,
        "period": cells.period(row.figure),
        "value": cells.number(row.figure.value),
        "england": cells.number(england.figure.value) if england else None,
        "gap": cells.number(gap.size) if gap else None,
        "against_england": gap.verdict if gap else None,
        "tested_by_intervals": bool(gap and gap.tested),
        "rank": own.rank if own else None,
        "joint": own.joint if own and own.rank else None,
        "ranked": row.found.ranked or None,
        "without_data": [absent.area.name for absent in row.found.absent],
        "five_years_before": cells.period(change.first) if change else None,
        "five_year_change": cells.number(change.size) if change and not change.obstacle else None,
        "five_year_change_is": region_findings.moved(change) if change else None,
        "release": cells.day(row.figure.release),
        "freshness": row.freshness,
    }
