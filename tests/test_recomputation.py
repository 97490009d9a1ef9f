"""A boring recomputation of every computed value: the database must say the same, and miss the same."""

from fractions import Fraction

import pytest

from pmf import catalogue, wording
from pmf.store import Store
from tests import recomputed

DECLARED = recomputed.declared()
EVERY = "SELECT area_code, period, strftime(release, '%Y-%m-%d'), value FROM metric_value WHERE metric = ?"


def shown(value: Fraction, decimals: int) -> Fraction:
    """The figure at so many decimals, halves away from zero."""
    scaled = abs(value) * 10**decimals
    size = Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), 10**decimals)
    return size if value >= 0 else -size


@pytest.mark.parametrize("metric", DECLARED)
def test_every_value_and_every_gap_of_every_vintage(opened: Store, metric: str) -> None:
    vintages = recomputed.metric(DECLARED[metric]["formula"])
    expected = {(*cell, day): value for cell, days in vintages.items() for day, value in days.items()}
    found = {(area, period, day): value for area, period, day, value in opened.rows(EVERY, [metric])}
    assert len(found) > 30
    assert found.keys() == expected.keys()
    assert {cell for cell in found if found[cell] is None} == {cell for cell in expected if expected[cell] is None}
    exact = {cell: value for cell, value in expected.items() if value is not None}
    assert {cell: found[cell] for cell in exact} == pytest.approx(
        {cell: float(value) for cell, value in exact.items()}, rel=1e-13, abs=0
    )
    decimals = DECLARED[metric]["decimals"]
    rounded = {cell: Fraction(wording.rounded(found[cell], decimals)) for cell in exact}
    other = {cell: (found[cell], float(exact[cell])) for cell in exact if rounded[cell] != shown(exact[cell], decimals)}
    assert not other, "the figure shown is not the true one rounded"


def test_only_four_indicators_wait_for_a_refresh() -> None:
    waiting = {name for name, i in catalogue.indicators().items() if i.formula} - DECLARED.keys()
    assert waiting == {"co2-emissions", "transport-co2-emissions", "road-casualties", "road-casualties-counted"}


@pytest.mark.parametrize("kind", ["combined_authority", "district", "region", "country"])
def test_the_recomputation_covers_areas_of_every_kind(opened: Store, kind: str) -> None:
    codes = [area["area_code"] for area in recomputed.AREAS if area["kind"] == kind]
    ((count,),) = opened.rows("SELECT count(value) FROM metric_value WHERE area_code IN (SELECT unnest(?))", [codes])
    assert count > 100


def test_the_recomputation_shares_no_code_with_the_program() -> None:
    text = (recomputed.ROOT / "tests" / "recomputed.py").read_text(encoding="utf-8")
    assert "pmf import" not in text
    assert "import pmf" not in text
    assert "pandas" not in text
