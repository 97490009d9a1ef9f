"""Named formulas from observations to metric values, on sums of members and vintage by vintage.

Knows how figures add up and divide; refuses to know files, indicators' names and today's date.

Every frame has one row for each area, period and release and the columns of FIGURE; a row without value says in its
`note` what is missing.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pmf import periods, wording
from pmf.areas import Areas
from pmf.catalogue import Alignment, Formula

FIGURE = ("area_code", "period", "release", "value", "lower_95", "upper_95", "status", "definition", "note")
_CELL = ["area_code", "period"]
_VINTAGE = ["area_code", "period", "release"]
_WEAKEST = ("", "e", "p", "u")  # statuses of figures with a value, the surest first
_EXACT_DECIMALS = 9  # more than any publisher gives: what binary addition leaves behind is cut off
_Numbers = npt.NDArray[np.float64]


def sums_over_members(figures: pd.DataFrame, areas: Areas) -> pd.DataFrame:
    """Sums over the members of every combined authority, where the publisher gives no figure of its own.

    `figures` are of one series that adds up. Members are taken within one release and period, under their present
    code or the codes it replaced, a shire county for all its districts. An authority with some members missing gets
    a row without value that names them; with all missing, no row.
    """
    grid = _Grid(figures)
    parts = [part for area in areas.authorities if (part := _sum(grid, area.code, areas)) is not None]
    if not parts:
        return figures.iloc[:0].assign(note="")
    code, row, value, mark, note = (np.concatenate(column) for column in zip(*parts, strict=True))
    status = np.where(np.isnan(value), "x", np.array(_WEAKEST)[mark.astype(int)])
    sums = grid.rows.iloc[row].reset_index(drop=True)
    return sums.assign(area_code=code, value=value, lower_95=np.nan, upper_95=np.nan, status=status, note=note)


def evaluate(formula: Formula, figures: Mapping[str, pd.DataFrame], titles: Mapping[str, str]) -> pd.DataFrame:
    """The metric for every area, period and vintage that its inputs allow, from figures by series.

    `titles` names the series in notes about what is not held.
    """
    if formula.name == "level":
        return _chain([figures[series] for series in formula.numerator])
    above, below = (
        _added([figures[series] for series in part], [titles[series] for series in part])
        for part in (formula.numerator, formula.denominator)
    )
    missing = " + ".join(titles[series] for series in formula.denominator)
    return _divided(above, below, formula.factor, formula.align, missing)


def aligned(period: str, align: Alignment) -> str:
    """The period of the denominator that belongs to a period of the numerator, both ISO.

    "middle of the year" is 30 June of the year it starts in, "middle of the end year" of the year it ends in: a
    financial year 2020/21 goes with mid-2021.
    """
    if align == "same period":
        return period
    span = periods.parse(period)
    return date(span.start.year if align == "middle of the year" else span.end.year, 6, 30).isoformat()


class _Grid:
    """One series as a matrix: a row for each release and period, a column for each area, NaN where nothing is held."""

    def __init__(self, figures: pd.DataFrame) -> None:
        (day, days), (span, spans) = pd.factorize(figures["release"]), pd.factorize(figures["period"])
        row, pairs = pd.factorize(day * len(spans) + span)
        self.rows = pd.DataFrame({"release": days[pairs // len(spans)], "period": spans[pairs % len(spans)]})
        column, codes = pd.factorize(figures["area_code"])
        self._column = {code: number for number, code in enumerate(codes)}
        self._values = np.full((len(self.rows), len(codes) + 1), np.nan)  # the last column is an area not held
        self._values[row, column] = figures["value"].to_numpy(dtype=float)
        self._marks = np.zeros(self._values.shape)
        self._marks[row, column] = (
            figures["status"].map({mark: float(i) for i, mark in enumerate(_WEAKEST)}).fillna(0.0).to_numpy()
        )

    def total(self, codes: Sequence[str]) -> _Numbers:
        """Row by row the sum over the areas, NaN where one of them is missing."""
        return np.asarray(self._values[:, self._numbers(codes)].sum(axis=1))

    def weakest(self, codes: Sequence[str]) -> _Numbers:
        """Row by row the weakest status among the areas, as its place in _WEAKEST."""
        return np.asarray(self._marks[:, self._numbers(codes)].max(axis=1))

    def _numbers(self, codes: Sequence[str]) -> list[int]:
        return [self._column.get(code, -1) for code in codes]


def _sum(grid: _Grid, authority: str, areas: Areas) -> tuple[npt.NDArray[Any], ...] | None:
    """Code, row of the grid, sum, weakest status and note wherever the publisher left a sum to us."""
    total, mark = np.zeros(len(grid.rows)), np.zeros(len(grid.rows))
    held: dict[str, npt.NDArray[np.bool_]] = {}
    chosen = np.zeros((len(grid.rows), len(areas.units(authority))), dtype=int)
    for place, unit in enumerate(areas.units(authority)):
        part = np.full(len(total), np.nan)
        for number, codes in enumerate(unit.covers):
            total_of_cover = grid.total(codes)
            used = np.isnan(part) & ~np.isnan(total_of_cover)
            part = np.where(used, total_of_cover, part)
            chosen[used, place] = number
            mark = np.where(used, np.maximum(mark, grid.weakest(codes)), mark)
        held |= {code: ~np.isnan(part) | ~np.isnan(grid.total([code])) for code in unit.members}
        total += part
    total = total.round(_EXACT_DECIMALS)
    some = np.any(list(held.values()), axis=0) & np.isnan(grid.total([authority]))
    row = np.flatnonzero(some)
    if not len(row):
        return None
    note = _made(chosen[row], authority, areas)
    short = np.isnan(total[row])
    if short.any():
        note[short] = _missing({code: there[row][short] for code, there in held.items()}, areas)
    return np.full(len(row), authority, dtype=object), row, total[row], mark[row], note


def _made(chosen: npt.NDArray[np.int_], authority: str, areas: Areas) -> npt.NDArray[Any]:
    """Row by row, what was summed: the members, each under one code, or the areas that stood for them."""
    patterns, rows = np.unique(chosen, axis=0, return_inverse=True)
    notes = []
    for pattern in patterns:
        parts = [(unit, unit.covers[number]) for unit, number in zip(areas.units(authority), pattern, strict=True)]
        members = sum(len(unit.members) for unit, _ in parts)
        names = sorted(areas.get(code).name for _, codes in parts for code in codes)
        own = all(len(codes) == len(unit.members) for unit, codes in parts)
        notes.append(f"sum of {members} members" if own else f"sum of {wording.listed(names)}")
    return np.array(notes, dtype=object)[rows.ravel()]


def _missing(held: Mapping[str, npt.NDArray[np.bool_]], areas: Areas) -> npt.NDArray[np.str_]:
    """Row by row, which members have no figure."""
    patterns, rows = np.unique(~np.column_stack(list(held.values())), axis=0, return_inverse=True)
    names = [areas.get(code).name for code in held]
    lists = [wording.listed([name for name, gone in zip(names, pattern, strict=True) if gone]) for pattern in patterns]
    return np.array([f"no sum of members: {absent} not held" for absent in lists])[rows.ravel()]


def _weaker(one: pd.Series, other: pd.Series) -> npt.NDArray[Any]:
    """Row by row the less sure of two statuses; those of withheld figures count as published, they have no value."""
    ranks = {status: rank for rank, status in enumerate(_WEAKEST)}
    first, second = (part.map(ranks).fillna(0).to_numpy(dtype=int) for part in (one, other))
    return np.array(_WEAKEST)[np.maximum(first, second)]


def _chain(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Series that follow one another: each gives way to the next from the next one's first period on."""
    frames = [frame for frame in frames if len(frame)] or frames[:1]
    starts = [frame["period"].min() for frame in frames[1:]]
    kept = [frame[frame["period"] < start] for frame, start in zip(frames, starts, strict=False)]
    chain: pd.DataFrame = pd.concat([*kept, frames[-1]], ignore_index=True)[list(FIGURE)]
    return chain


def _added(frames: Sequence[pd.DataFrame], titles: Sequence[str]) -> pd.DataFrame:
    """Series of one source added up, release by release; a cell that lacks one of them has no sum and says why
    as far as is known."""
    if len(frames) == 1:
        return frames[0]
    cells = pd.concat(frames, ignore_index=True)
    groups = cells.groupby(_VINTAGE, sort=False)
    added = groups.agg({"status": "max", "definition": "first", "note": "first"})
    added["value"] = groups["value"].sum(min_count=len(frames))
    short = added["value"].isna()
    if short.any():
        why = (
            cells[cells["value"].isna()].groupby(_VINTAGE)["note"].first().replace("", None).reindex(added.index[short])
        )
        added.loc[short, "note"] = why.fillna(f"not all held of {wording.listed(list(titles))}")
    tidy: pd.DataFrame = added.reset_index().assign(lower_95=np.nan, upper_95=np.nan).reindex(columns=list(FIGURE))
    return tidy


def _divided(above: pd.DataFrame, below: pd.DataFrame, base: int, align: Alignment, missing: str) -> pd.DataFrame:
    """Above by below, times base, once for every date on which either of the two was released anew."""
    partner = {period: aligned(period, align) for period in above["period"].unique()}
    above = above.assign(partner=above["period"].map(partner))
    below = below.rename(columns={"period": "partner"})
    cells = above[[*_CELL, "partner"]].drop_duplicates()
    later = cells.merge(below[["area_code", "partner", "release"]], on=["area_code", "partner"], validate="m:m")
    vintages = pd.concat([above[[*_CELL, "partner", "release"]], later]).drop_duplicates().sort_values("release")
    columns = ["release", "value", "status", "definition", "note"]
    known = pd.merge_asof(vintages, above.sort_values("release")[[*_CELL, *columns]], on="release", by=_CELL)
    known = known[known["note"].notna()]  # a denominator may come before its numerator: nothing to divide yet
    known = pd.merge_asof(
        known,
        below.sort_values("release")[["area_code", "partner", *columns]],
        on="release",
        by=["area_code", "partner"],
        suffixes=("", "_below"),
    )
    return _quotient(known, base, missing)


def _parts(known: pd.DataFrame) -> npt.NDArray[Any]:
    """Row by row, what was divided by what where one of the two is a sum of ours; otherwise nothing."""
    above, below = (known[name].fillna("").to_numpy(dtype=object) for name in ("note", "note_below"))
    made = np.full(len(known), "", dtype=object)
    ours = (above != "") | (below != "")
    made[ours] = [_ratio_of(*pair) for pair in zip(above[ours], below[ours], strict=True)]
    return made


def _ratio_of(above: str, below: str) -> str:
    if above == below:
        return f"ratio of sums over {'members' if above.endswith(' members') else above.removeprefix('sum of ')}"
    return " divided by ".join(part or "the publisher's own figure" for part in (above, below))


def _quotient(known: pd.DataFrame, base: int, missing: str) -> pd.DataFrame:
    # base first: whole numbers stay exact, so the quotient is the double nearest to the true one
    value = known["value"] * base / known["value_below"].where(known["value_below"] != 0)
    absent = known["note_below"].isna()
    label = known["partner"].map({text: wording.day(periods.parse(text).end) for text in known["partner"].unique()})
    note = np.select(
        [value.notna(), known["value"].isna(), absent],
        [_parts(known), known["note"], f"{missing} for " + label + " not held"],
        known["note_below"].where(known["note_below"] != "", "the denominator is zero or withheld"),
    )
    differs = known["definition"] != known["definition_below"]
    definitions = known["definition"] + "; " + known["definition_below"].fillna("").where(differs, "")
    metric: pd.DataFrame = known.assign(
        value=value,
        lower_95=np.nan,
        upper_95=np.nan,
        status=np.where(value.isna(), "x", _weaker(known["status"], known["status_below"])),
        definition=definitions.str.strip("; "),
        note=note,
    )[list(FIGURE)]
    return metric
