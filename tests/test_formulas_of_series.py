"""Formulas over whole series, on frames of a few rows: added up, chained, divided."""

from collections.abc import Iterable
from datetime import date

import pandas as pd
import pytest

from pmf import formulas
from pmf.catalogue import Formula


def figures(rows: Iterable[tuple[str, str, float | None]]) -> pd.DataFrame:
    """A frame of figures of one area and release, from series period and value."""
    table = pd.DataFrame(rows, columns=["area_code", "period", "value"])
    fixed = {"release": pd.Timestamp(date(2022, 6, 1)), "lower_95": None, "upper_95": None, "status": ""}
    typed = table.assign(**fixed, definition="", note="").astype({"value": float, "lower_95": float, "upper_95": float})
    return typed[list(formulas.FIGURE)]


def evaluated(formula: Formula, **series: pd.DataFrame) -> dict[tuple[str, str], float | None]:
    """Value by area and period, None where there is none."""
    found = formulas.evaluate(formula, series, {name: name for name in series})
    assert not found.duplicated(["area_code", "period", "release"]).any()
    return {(r.area_code, r.period): None if pd.isna(r.value) else r.value for r in found.itertuples()}


def test_a_chain_gives_way_to_the_later_series_from_its_first_period_on() -> None:
    early = figures([("A", "2020-01-01/P1Y", 1), ("A", "2021-01-01/P1Y", 2), ("A", "2022-01-01/P1Y", 3)])
    late = figures([("A", "2022-01-01/P1Y", 30), ("A", "2023-01-01/P1Y", 40)])
    found = evaluated(Formula("level", ("early", "late")), early=early, late=late)
    assert found == {
        ("A", f"{year}-01-01/P1Y"): value for year, value in ((2020, 1), (2021, 2), (2022, 30), (2023, 40))
    }


def test_several_numerators_are_added_and_one_missing_leaves_no_sum() -> None:
    bus = figures([("A", "2021", 1), ("B", "2021", 2), ("C", "2021", None), ("D", "2021", 0)])
    rail = figures([("A", "2021", 3), ("C", "2021", 4), ("D", "2021", 0)])
    total = figures([(area, "2021", 10) for area in "ABCD"])
    found = evaluated(Formula("share", ("bus", "rail"), ("total",)), bus=bus, rail=rail, total=total)
    assert found == {("A", "2021"): 40.0, ("B", "2021"): None, ("C", "2021"): None, ("D", "2021"): 0.0}


def test_a_sum_that_lacks_a_series_says_which_member_or_series_is_missing() -> None:
    made, short = "sum of 6 members", "no sum of members: Fenland not held"
    bus = figures([("A", "2021", 1), ("B", "2021", 2), ("C", "2021", 3)]).assign(note=made)
    rail = figures([("A", "2021", None), ("B", "2021", 4)]).assign(note=[short, made])
    series = {"bus": bus, "rail": rail, "total": figures([(area, "2021", 10) for area in "ABC"])}
    titles = {"bus": "Bus", "rail": "Rail", "total": "Total"}
    found = formulas.evaluate(Formula("share", ("bus", "rail"), ("total",)), series, titles)
    notes = dict(zip(found["area_code"], found["note"], strict=True))
    assert (notes["A"], notes["C"]) == (short, "not all held of Bus and Rail")
    assert found.set_index("area_code")["value"].isna().to_dict() == {"A": True, "B": False, "C": True}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        (Formula("ratio", ("above",), ("below",)), 0.25),
        (Formula("share", ("above",), ("below",)), 25.0),
        (Formula("per", ("above",), ("below",), 10000), 2500.0),
        (Formula("level", ("above",)), 2.0),
    ],
)
def test_each_named_formula(formula: Formula, value: float) -> None:
    found = evaluated(formula, above=figures([("A", "2021", 2)]), below=figures([("A", "2021", 8)]))
    assert found == {("A", "2021"): value}
