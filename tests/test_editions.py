"""The two editions as dated data, and the refusal of a broken one."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pmf import catalogue, editions
from pmf.declarations import DeclarationError

TEXT = (Path(editions.__file__).parent / "2025.toml").read_text(encoding="utf-8")


def test_there_are_two_editions_oldest_first() -> None:
    assert [edition.id for edition in editions.all_editions()] == ["2023", "2025"]


@pytest.mark.parametrize(
    ("edition_id", "headline", "bespoke", "blue_at_boundary"),
    [("2023", "direction", False, False), ("2025", "target", True, True)],
)
def test_what_the_editions_say(edition_id: str, headline: str, bespoke: bool, blue_at_boundary: bool) -> None:
    edition = editions.get(edition_id)
    assert (edition.headline, edition.bespoke_levels) == (headline, bespoke)
    assert edition.bands.amber_within == Decimal(10)
    assert edition.bands.blue_above == Decimal(5)
    assert edition.bands.blue_at_boundary is blue_at_boundary


@pytest.mark.parametrize(
    ("day", "edition_id"),
    [
        (date(2020, 1, 1), "2023"),
        (date(2023, 9, 30), "2023"),
        (date(2025, 11, 30), "2023"),
        (date(2025, 12, 1), "2025"),
        (date(2030, 1, 1), "2025"),
    ],
)
def test_an_edition_applies_from_its_approval_until_the_next(day: date, edition_id: str) -> None:
    assert editions.in_force(day).id == edition_id


def test_every_public_objective_has_a_committee_in_both_editions() -> None:
    objectives = {indicator.objective for indicator in catalogue.scorecard()}
    for edition in editions.all_editions():
        assert set(edition.committees) <= objectives
        assert objectives - set(edition.committees) == {"Achieving Best Value and High Performance"}


def test_the_committees_are_those_of_the_edition() -> None:
    assert set(editions.get("2025").committees.values()) == {
        "Growth Committee",
        "Skills Committee",
        "Transport Committee",
    }
    assert "Business Board" in editions.get("2023").committees.values()


def test_an_unknown_edition_is_refused_naming_those_there_are() -> None:
    with pytest.raises(editions.UnknownEdition, match=r"unknown edition '2031': expected one of 2023, 2025"):
        editions.get("2031")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('headline = "target"', 'headline = "both"', "headline"),
        ("bespoke_levels = true", "bespoke_levels = 1", "bespoke_levels"),
        ("applies_from = 2025-12-01", 'applies_from = "2025-12-01"', "applies_from"),
        ("blue_above_percent = 5", "blue_above = 5", "target.blue_above_percent"),
        ("blue_above_percent = 5", "blue_above_percent = 5\npurple = 1", "target.purple"),
        ('title = "', 'subtitle = "x"\ntitle = "', "subtitle"),
        ("amber_within_percent = 10", "amber_within_percent = 0", "target.amber_within_percent"),
        ("blue_above_percent = 5", "blue_above_percent = -5", "target.blue_above_percent"),
        ('"Skills Committee"', '"Skill Committee"', "committees.Ambitious Skills and Employment Opportunities"),
        ('"Improving Connectivity"', '"Connectivity"', "committees.Connectivity"),
    ],
)
def test_a_broken_edition_is_refused_by_file_and_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in TEXT
    path = tmp_path / "2025.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DeclarationError) as refusal:
        editions._read(path)
    assert f"{path}, key {key!r}" in str(refusal.value)
