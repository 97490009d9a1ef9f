"""What a later release changed in figures already out, on releases made by hand."""

from datetime import date
from decimal import Decimal

import pytest

from pmf import catalogue, findings, periods, reading, revisions
from pmf.catalogue import Indicator
from pmf.figures import Figure
from pmf.store import Store
from tests.small_data import SmallData

OLD, NEW, LATER = date(2024, 6, 1), date(2025, 6, 1), date(2026, 6, 1)


def release(day: date, **values: str | None) -> list[Figure]:
    """The figures of one release, by year."""
    return [
        Figure(periods.parse(year.removeprefix("y")), None if value is None else Decimal(value), day)
        for year, value in values.items()
    ]


FIRST, SECOND = release(OLD, y2021="10", y2022="12"), release(NEW, y2021="10", y2022="9", y2023="11")


def test_changed_figures_are_counted_among_those_given_anew() -> None:
    found = revisions.newest([*SECOND, *FIRST])
    assert found
    assert (found.release, found.compared, len(found.changes)) == (NEW, 2, 1)
    assert (found.largest.period.label, found.largest.was, found.largest.now) == ("2022", Decimal(12), Decimal(9))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"y2021": "10"}, {"y2021": "9"}, "the one figure published before, in 2021: £10m became £9m"),
        (
            {"y2021": "10", "y2022": "12"},
            {"y2021": "9", "y2022": "9"},
            "both figures published before, most of all the one in 2022: £12m became £9m",
        ),
        (
            {"y2020": "5", "y2021": "10", "y2022": "12"},
            {"y2020": "5", "y2021": "9", "y2022": "9"},
            "2 of the 3 figures published before, most of all the one in 2022: £12m became £9m",
        ),
    ],
)
def test_how_many_figures_were_changed_in_words(before: dict[str, str], after: dict[str, str], said: str) -> None:
    found = revisions.newest([*release(OLD, **before), *release(NEW, **after)])
    assert found
    told = findings.revised(catalogue.get("gross-value-added"), found, [("Red", "Red")])
    assert told.startswith(f"The release of 1 Jun 2025 changed {said} (−£")
    assert told.endswith("It changes no rating.")


def test_new_periods_and_withheld_figures_are_no_revision() -> None:
    assert revisions.newest(FIRST) is None
    assert revisions.newest([*FIRST, *release(NEW, y2021="10", y2022=None, y2023="11")]) is None


def test_the_newest_release_that_changed_something_counts() -> None:
    found = revisions.newest([*FIRST, *SECOND, *release(LATER, y2022="9", y2024="1")])
    assert found
    assert found.release == NEW


def test_undone_is_what_the_history_would_be() -> None:
    found = revisions.newest([*FIRST, *SECOND])
    assert found
    assert [figure.value for figure in revisions.undone(SECOND, found)] == [Decimal(10), Decimal(12), Decimal(11)]


@pytest.fixture
def revised(small: SmallData) -> tuple[Store, Indicator]:
    """Two synthetic releases: 0.33 in 2021 and 0.30 in 2022 become 0.29 in 2021, so that the fall becomes a rise."""
    jobs, people = small.path("data/snapshot/small/jobs.csv"), small.path("data/snapshot/small/people.csv")
    header, rows = jobs.read_text().split("\n", 1)[0], []
    for day, year, value in (
        ("2022-06-01", 2021, 33),
        ("2022-06-01", 2022, 30),
        ("2023-06-01", 2021, 29),
        ("2023-06-01", 2022, 30),
    ):
        rows += [f"{area},{year}-01-01/P1Y,{day},{value},,," for area in ("E06000031", "E07000008", "E07000009")]
    jobs.write_text("\n".join([header, *sorted(rows)]) + "\n")
    rows = [
        f"{area},{year}-06-30,2022-06-01,100,,,"
        for area in ("E06000031", "E07000008", "E07000009")
        for year in (2021, 2022)
    ]
    people.write_text("\n".join([header, *rows]) + "\n")
    return small.build(), small.declared()[0]


def test_a_revision_that_turns_a_rating_says_so(
    revised: tuple[Store, Indicator], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, declared = revised
    monkeypatch.setattr("pmf.catalogue.scorecard", lambda: [declared])
    (found,) = reading.revised(opened, "E47000008")
    assert found.ratings[0] == ("Green", "Red")
    assert found.rerated
    assert findings.revised(declared, found.revision, found.ratings) == (
        "The release of 1 Jun 2023 changed 1 of the 2 figures published before, the one in 2021: 0.33 became 0.29"
        " (−0.04). It makes the rating Green instead of Red."
    )
    assert [found.of(source) for source in reading.sources(opened) if source.id == "small"] == [True]


def test_the_revision_of_gross_value_added_is_told(opened: Store) -> None:
    view = reading.indicator(opened, "gross-value-added", "E47000008")
    assert view.revised
    assert view.revised.revision.release == date(2025, 4, 17)
    assert not view.revised.rerated
    then = reading.indicator(opened, "gross-value-added", "E47000008", "2023-09")
    assert then.revised is None, "a round stands as it was reported"
