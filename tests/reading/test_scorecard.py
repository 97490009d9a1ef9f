"""The scorecard of the latest figures, for the authority and for every other area."""

from datetime import date

import pytest

from pmf import areas, editions, reading
from pmf.build import DATA
from pmf.scorecard import Row, Scorecard
from pmf.store import Store

CPCA, MANCHESTER = "E47000008", "E47000001"
ON = date(2026, 11, 22)
AUTHORITIES = [area.code for area in areas.load(DATA / "reference").authorities]
PUBLIC = [1, 4, 5, 6, 7, 8, 9, 12, 25]  # computed from series held for every authority


@pytest.fixture
def latest(opened: Store) -> Scorecard:
    """The authority's latest figures, seen on a fixed day."""
    return reading.scorecard(opened, CPCA, on=ON)


def row(card: Scorecard, number: int) -> Row:
    """One row by its number."""
    return next(row for row in card.rows if row.indicator.number == number)


def texts(found: Row, kind: str) -> list[str]:
    """The warnings of one kind."""
    return [warning.text for warning in found.warnings if warning.kind == kind]


LATEST = [
    (1, "2023", "34085", "30696", "Green"),
    (4, "2023", "657", "679", "Red"),
    (5, "2023", "67.42", "76.77", "Red"),
    (6, "2020/21", "4.11", "5.10", "Red"),
    (7, "2025-10-30", "57", "62", "Green"),
    (8, "2023", "67.9", "66.0", "Green"),
    (9, "2024/25", "2572", "2808", "Red"),
    (12, "2021", "11.70", "12.89", "Green"),
    (25, "2026-01-01", "90.8", "89.3", "Green"),
]


@pytest.mark.parametrize(("number", "period", "current", "previous", "word"), LATEST)
def test_rows_whose_inputs_are_held_are_computed(
    latest: Scorecard, number: int, period: str, current: str, previous: str, word: str
) -> None:
    found = row(latest, number)
    assert found.current
    assert found.previous
    assert found.current.period
    assert (found.current.period.label, str(found.current.value), str(found.previous.value)) == (
        period,
        current,
        previous,
    )
    assert (found.direction.word, found.against_target.word, found.basis) == (word, "Baseline", "computed")


def test_the_others_show_what_was_reported_and_its_age(latest: Scorecard) -> None:
    others = [found for found in latest.rows if found.indicator.number not in PUBLIC]
    assert {found.basis for found in others} == {"reported"}
    assert len(others) == 18
    for found in others:
        assert texts(found, "stale"), found.indicator.name
        assert found.reported
        assert found.reported.round == "2023-09"


def test_latest_warns_of_intervals_definitions_and_missing_inputs(latest: Scorecard) -> None:
    assert "95% confidence intervals 63.3 to 68.7 and 64.8 to 71.0" in texts(row(latest, 8), "interval")[0]
    assert "community learning and Multiply" in texts(row(latest, 9), "definition")[0]
    for number in (4, 5):
        missing = "No figure for 2024: Resident population aged 16 to 64 for 30 Jun 2024 not held."
        assert texts(row(latest, number), "not held") == [missing]
    assert "East Cambridgeshire" not in texts(row(latest, 2), "not held")[0]
    assert "Fenland" in texts(row(latest, 2), "not held")[0]
    assert texts(row(latest, 7), "definition")
    assert texts(row(latest, 25), "vintages") == [], "each period comes in a release of its own"


def test_the_age_of_a_ratio_is_that_of_its_numerator(latest: Scorecard) -> None:
    """Births of 2023 came in November 2024; the newer population estimates do not make them younger."""
    current = row(latest, 5).current
    assert current
    assert current.since
    assert current.release
    assert current.since < current.release
    assert texts(row(latest, 5), "stale") == ["Old figure: nothing newer is held for 2 years; frequency: annual."]


def test_before_the_first_release_and_the_first_report_that_is_said(opened: Store) -> None:
    card = reading.scorecard(opened, CPCA, as_known=date(2012, 6, 1))
    assert texts(row(card, 1), "not held") == [
        "Not held by then: the first release held with a figure for this area is of 30 May 2022."
    ]
    for number in (13, 16):
        assert texts(row(card, number), "not held") == [
            "Not reported by then: the first report held is of September 2023."
        ]
    other = reading.scorecard(opened, MANCHESTER, as_known=date(2012, 6, 1))
    assert texts(row(other, 1), "not held")[0].startswith("Not held by then: ")
    assert "other areas have none" in texts(row(other, 16), "not held")[0]


def test_a_published_row_says_what_its_sources_say_changed(opened: Store) -> None:
    """Fuel poverty of 2020 stands on the areas of the 2011 Census, that of 2021 on those of 2021."""
    card = reading.scorecard(opened, CPCA, "2023-09", "2023", anew=True)
    (told,) = texts(row(card, 12), "definition")
    assert told == (
        "Definition changed: 2020 stands on 2011 Census areas, 2021 on 2021 Census areas."
        " Part of the change may be the definition."
    )
    assert len(texts(row(card, 3), "population base")) == 1, "said by the round itself, so not said twice"


def test_no_two_population_bases_are_compared_silently(opened: Store) -> None:
    for code in AUTHORITIES:
        for found in reading.scorecard(opened, code, on=ON).rows:
            if found.basis == "computed" and found.previous and found.current:
                differ = found.previous.definition != found.current.definition
                told = bool(texts(found, "population base") or texts(found, "definition"))
                assert told or not differ, (code, found.indicator.id)


def test_the_edition_in_force_leads_unless_another_is_asked_for(opened: Store, latest: Scorecard) -> None:
    assert latest.edition is editions.get("2025")
    assert reading.scorecard(opened, CPCA, edition_id="2023", on=ON).edition is editions.get("2023")
    assert reading.scorecard(opened, CPCA, "2023-09").edition == editions.get("2023")
    assert reading.scorecard(opened, CPCA, as_known=date(2023, 6, 1)).edition is editions.get("2023")


@pytest.mark.parametrize("code", AUTHORITIES)
def test_every_authority_has_the_public_indicators_and_no_other(opened: Store, code: str) -> None:
    card = reading.scorecard(opened, code, on=ON)
    assert [found.indicator.number for found in card.rows] == list(range(1, 28))
    for found in card.rows:
        number = found.indicator.number
        if code != CPCA and number not in PUBLIC:
            assert (found.current, found.basis) == (None, None), number
            assert texts(found, "not held"), number
        if number in (1, 4, 5, 7, 12):
            assert found.current, number
            assert found.basis == "computed"


def test_greater_manchester(opened: Store) -> None:
    card = reading.scorecard(opened, MANCHESTER, on=ON)
    shown = {n: str(found.current.value) for n in PUBLIC if (found := row(card, n)).current}
    assert shown == {
        1: "100350",
        4: "622",
        5: "76.92",
        6: "3.00",
        7: "629",
        8: "66.1",
        9: "3982",
        12: "14.70",
        25: "93.9",
    }


@pytest.mark.parametrize("code", ["E92000001", "E12000006", "E07000008", "E06000031"])
def test_regions_districts_and_countries_have_a_scorecard_too(opened: Store, code: str) -> None:
    card = reading.scorecard(opened, code, on=ON)
    assert len(card.rows) == 27
    assert row(card, 8).basis == "computed"
    assert all(
        found.basis is None for found in card.rows if found.indicator.owner == "CPCA" and found.indicator.number != 25
    )


def test_another_area_has_no_part_in_our_round(opened: Store) -> None:
    card = reading.scorecard(opened, MANCHESTER, "2023-09")
    assert {found.basis for found in card.rows} == {None}
    assert texts(row(card, 1), "not held") == ["Nothing was reported for this area in this round."]


def test_as_known_before_the_round_knows_no_report(opened: Store) -> None:
    card = reading.scorecard(opened, CPCA, as_known=date(2023, 6, 1))
    assert all(found.reported is None for found in card.rows)
    first = row(card, 1)
    assert first.current
    assert str(first.current.value) == "28648"


@pytest.mark.parametrize(
    ("day", "known"), [(date(2023, 9, 29), False), (date(2023, 9, 30), True), (date(2023, 10, 1), True)]
)
def test_a_round_is_known_from_its_last_day(opened: Store, day: date, known: bool) -> None:
    found = row(reading.scorecard(opened, CPCA, as_known=day), 16)
    assert (found.basis == "reported") is known


def test_unknown_things_are_refused_by_name(opened: Store) -> None:
    with pytest.raises(areas.UnknownArea, match="unknown area 'X'"):
        reading.scorecard(opened, "X")
    with pytest.raises(reading.UnknownRound, match="unknown round '2024-01': expected latest or 2023-09"):
        reading.scorecard(opened, CPCA, "2024-01")
    with pytest.raises(editions.UnknownEdition, match="unknown edition '1999'"):
        reading.scorecard(opened, CPCA, edition_id="1999")
