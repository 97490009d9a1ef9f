"""Comparisons as plain records: the one shape behind the command, CSV and downloads.

Knows the command contract's field names; refuses to compare and to word anything for people but ranks.
"""

from collections.abc import Mapping, Sequence

from pmf import cells, compared, wording
from pmf.benchmark import Benchmark, Entry
from pmf.export import Record
from pmf.figures import Figure


def benchmark(found: Benchmark) -> Record:
    """A comparison as in the command contract, and after its fields what a reader of the page would see besides."""
    return {
        "indicator": found.indicator.id,
        "period": found.period.label if found.period else None,
        "unit": found.indicator.unit,
        "polarity": found.polarity,
        "rows": [entry(found, one) for one in found.entries],
        "without_data": [one.area.name for one in found.absent],
        "ranked": found.ranked,
        "england": _value(found.england),
        "area": found.area.code,
        "among": found.group.id,
        "as_known": cells.day(found.as_known),
        "wider": [entry(found, one) for one in found.wider],
        "mean": cells.number(found.others.value) if found.others else None,
        "mean_is": compared.worked_out(found.others) if found.others else None,
        "median": cells.number(found.middle),
        "reasons": {one.area.name: one.reason for one in found.absent},
        "notes": list(found.notes),
    }


def entry(found: Benchmark, one: Entry) -> Record:
    """One area of a comparison; `compared_to_area` says how it stands to the area that is compared."""
    low, high = one.figure.interval or (None, None)
    decimals = found.indicator.decimals
    best, worst = one.rank_range or (None, None)
    return {
        "area_code": one.area.code,
        "area_name": one.area.name,
        "value": cells.number(one.figure.value),
        "lower_95": None if low is None else cells.number(wording.rounded(low, decimals)),
        "upper_95": None if high is None else cells.number(wording.rounded(high, decimals)),
        "rank": one.rank,
        "rank_text": found.rank_text(one) or None,
        "compared_to_area": one.gap.verdict if one.gap else None,
        "tested_by": compared.tested(one.gap) if one.gap else None,
        "rank_best": best,
        "rank_worst": worst,
        **_origin(one.figure),
    }


def rows(found: Benchmark) -> list[Record]:
    """Rows that can stand alone: the members, the wider areas, and those without a figure, each with its question."""
    belongs: Record = {
        "indicator": found.indicator.id,
        "period": found.period.label if found.period else None,
        "unit": found.indicator.unit,
        "polarity": found.polarity,
        "among": found.group.id,
        "compared_area": found.area.code,
        "as_known": cells.day(found.as_known),
    }
    shown = {one.area.code: one for one in (*found.entries, *found.wider)}
    empty = entry(found, Entry(found.area, Figure(found.period, None)))
    missing = [
        empty | {"area_code": one.area.code, "area_name": one.area.name, "note": one.reason} for one in found.absent
    ]
    return [belongs | record for record in [*(entry(found, one) for one in shown.values()), *missing]]


def _origin(figure: Figure) -> Record:
    return {
        "status": figure.status,
        "definition": figure.definition,
        "release": cells.day(figure.release),
        "note": figure.note,
    }


def _value(one: Entry | None) -> str | None:
    return cells.number(one.figure.value) if one else None


def histories(found: Benchmark, codes: Sequence[str]) -> list[Record]:
    """The figures of some areas in every period, oldest first, each with its question."""
    names = {one.area.code: one.area.name for one in (*found.entries, *found.wider)} | {
        found.area.code: found.area.name
    }
    return [
        {
            "indicator": found.indicator.id,
            "area_code": code,
            "area_name": names.get(code, code),
            "period": cells.period(figure),
            "value": cells.number(figure.value),
            "lower_95": figure.interval[0] if figure.interval else None,
            "upper_95": figure.interval[1] if figure.interval else None,
            "unit": found.indicator.unit,
            **_origin(figure),
        }
        for code in codes
        for figure in found.panel.history(code)
    ]


def indices(found: Benchmark, base: str, lines: Mapping[str, tuple[str, Sequence[Figure]]]) -> list[Record]:
    """Indexed figures by area, given with the area's name: 100 in the base period."""
    return [
        {
            "indicator": found.indicator.id,
            "base": base,
            "area_code": code,
            "area_name": name,
            "period": cells.period(figure),
            "index": cells.number(figure.value),
            "definition": figure.definition,
        }
        for code, (name, run) in lines.items()
        for figure in run
    ]
