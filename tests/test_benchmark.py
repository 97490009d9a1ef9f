"""The rules of fair comparison on made figures: ties, ranges, better and worse, means and their names."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf import catalogue
from pmf.areas import Area, Areas
from pmf.benchmark import Benchmark, Entry, fifth, gap, stand
from pmf.catalogue import Indicator
from pmf.figures import Figure
from pmf.groups import Group
from pmf.panel import Panel
from pmf.periods import Period, parse

UP, DOWN, NONE = (catalogue.get(name) for name in ("employment-rate", "claimant-rate", "daily-vehicle-flow"))
YEAR = parse("2023")


def made(
    values: list[tuple[str, float | None]], indicator: Indicator = UP, total: bool = False, apart: bool = True
) -> Benchmark:
    """Areas A, B, C ... with a figure and half an interval each; A is the one compared."""
    codes = [f"E4700000{chr(65 + number)}" for number in range(len(values))]
    places = Areas({code: Area(code, code[-1], "combined_authority") for code in codes}, (), {}, {})
    figures = {code: (figure(value, half),) for code, (value, half) in zip(codes, values, strict=True) if value}
    panel = Panel(indicator, places.get(codes[0]), figures, (), {}, total)
    return stand(panel, _with_wider(places), Group("made", "Made", "areas", tuple(codes), "", apart=apart))


def _with_wider(places: Areas) -> Areas:
    wide = {code: Area(code, code, "country") for code in ("E92000001", "K02000001")}
    return Areas({**places.by_code, **wide}, (), {}, {})


def figure(value: str, half: float | None = None, period: Period = YEAR) -> Figure:
    """A figure with half the width of its interval."""
    number = Decimal(value)
    return Figure(period, number, interval=(float(number) - half, float(number) + half) if half is not None else None)


def ranks(found: Benchmark) -> dict[str, str]:
    """Rank by name."""
    return {entry.area.name: found.rank_text(entry) for entry in found.entries}


def test_equal_figures_share_a_rank_and_the_next_is_counted_on() -> None:
    found = made([("5", None), ("7", None), ("7", None), ("1", None)])
    assert ranks(found) == {"B": "joint 1st of 4", "C": "joint 1st of 4", "A": "3rd of 4", "D": "4th of 4"}


def test_the_lowest_is_first_where_lower_is_better() -> None:
    assert ranks(made([("5", None), ("7", None)], DOWN)) == {"A": "1st of 2", "B": "2nd of 2"}


def test_who_has_no_figure_is_not_in_the_denominator() -> None:
    found = made([("5", None), ("", None), ("4", None)])
    assert ranks(found) == {"A": "1st of 2", "C": "2nd of 2"}
    assert [(entry.area.name, entry.reason) for entry in found.absent] == [("B", "no figure is held")]


def test_one_alone_has_no_rank() -> None:
    assert (made([("5", None)]).ranked, made([("5", None)]).entries[0].rank) == (0, None)


def test_the_rank_range_follows_from_the_intervals() -> None:
    found = made([("50", 3.0), ("54", 2.0), ("60", 1.0)])
    assert {entry.area.name: entry.rank_range for entry in found.entries} == {"C": (1, 1), "B": (2, 3), "A": (2, 3)}
    assert all(entry.rank_range is None for entry in made([("50", 3.0), ("54", None)]).entries)


NUMBERS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)), min_size=2, max_size=12)


@given(NUMBERS, st.sampled_from([UP, DOWN]))
def test_ranks_hold_together_whatever_the_figures(numbers: list[tuple[int, int]], indicator: Indicator) -> None:
    found = made([(str(value + 1), float(half)) for value, half in numbers], indicator)
    places = [entry.rank or 0 for entry in found.entries]
    assert places == sorted(places)
    assert places[0] == 1
    for number, entry in enumerate(found.entries):
        assert entry.rank_range
        assert entry.rank_range[0] <= (entry.rank or 0) <= entry.rank_range[1] <= found.ranked == len(numbers)
        assert entry.joint == (places.count(places[number]) > 1)
        same = [other for other in found.entries if other.figure.value == entry.figure.value]
        assert {other.rank for other in same} == {entry.rank}


@pytest.mark.parametrize(
    ("mine", "yours", "indicator", "verdict", "finer"),
    [
        (("54", 2.0), ("50", 1.0), UP, "better", "better"),
        (("54", 2.0), ("50", 1.0), DOWN, "worse", "worse"),
        (("54", 2.0), ("50", 1.0), NONE, "higher", "higher"),
        (("54", 2.5), ("50", 2.0), UP, "similar", "better"),  # intervals overlap, the difference stands out
        (("51", 2.5), ("50", 2.0), UP, "similar", "similar"),
        (("54", None), ("50", 2.0), UP, "better", None),
        (("50", None), ("50", None), UP, "similar", None),
    ],
)
def test_a_difference_is_called_what_the_intervals_allow(
    mine: tuple[str, float | None],
    yours: tuple[str, float | None],
    indicator: Indicator,
    verdict: str,
    finer: str | None,
) -> None:
    panel = made([mine], indicator).panel
    found = gap(panel, figure(*mine), figure(*yours))
    assert (found.verdict, found.by_difference) == (verdict, finer)
    assert found.tested is (None not in (mine[1], yours[1]))


def test_totals_are_higher_or_lower_and_never_better() -> None:
    found = made([("5", None), ("9", None)], total=True)
    assert [entry.gap.verdict for entry in found.entries if entry.gap] == ["higher"]
    assert any("totals" in note for note in found.notes)


def test_figures_of_two_periods_are_never_compared() -> None:
    panel = made([("5", None)]).panel
    with pytest.raises(ValueError, match="two figures of one period"):
        gap(panel, figure("5"), figure("6", period=parse("2022")))


def test_a_group_of_parts_has_no_mean() -> None:
    assert made([("5", None), ("9", None)], apart=False).others is None


def test_a_mean_of_rates_says_of_how_many() -> None:
    found = made([("5", None), ("9.0", None), ("", None), ("4.0", None)])
    assert found.others
    assert (str(found.others.value), found.others.how, found.others.n) == ("6.5", "simple mean", 2)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (15, [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5]),
        (6, [1, 2, 3, 3, 4, 5]),
        (14, [1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5]),
        (4, [None] * 4),
    ],
)
def test_fifths_are_even_and_need_five_areas(count: int, expected: list[int | None]) -> None:
    found = made([(str(100 - number), None) for number in range(count)])
    assert [fifth(entry, found.ranked) for entry in found.entries] == expected


def test_equal_figures_lie_in_one_fifth() -> None:
    found = made([("9", None)] * 4 + [("1", None)] * 4)
    assert {fifth(entry, found.ranked) for entry in found.entries if entry.rank == 1} == {1}


def test_an_entry_without_a_rank_has_no_words_for_one() -> None:
    found = made([("5", None), ("6", None)])
    assert found.rank_text(Entry(found.area, figure("5"))) == ""
