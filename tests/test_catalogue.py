"""The indicators as declared: the 27 of the scorecard, the contextual ones, and the refusal of a broken one."""

import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pmf import areas, build, catalogue
from pmf.build import DATA
from pmf.catalogue import Formula, Indicator
from pmf.declarations import DeclarationError
from pmf.rating import RatingError
from tests.small_data import JOBS_PER_PERSON

FOLDER = Path(catalogue.__file__).parent


def read(tmp_path: Path, text: str) -> Indicator:
    """The declaration in this text."""
    path = tmp_path / "some-thing.toml"
    path.write_text(text, encoding="utf-8")
    return catalogue.read(path)


def test_the_scorecard_has_the_27_by_number() -> None:
    found = catalogue.scorecard()
    assert [indicator.number for indicator in found] == list(range(1, 28))
    assert Counter(indicator.perspective for indicator in found) == {
        "State of the Region": 15,
        "Internal Process": 10,
        "Learning and Growth": 1,
        "Financial": 1,
    }
    assert [indicator.owner for indicator in found] == ["shared"] * 15 + ["CPCA"] * 12


def test_directions_of_the_27() -> None:
    by_direction = {i.number: i.direction for i in catalogue.scorecard() if i.direction != "up"}
    assert by_direction == {7: "down", 10: "down", 11: "down", 12: "down", 14: "down", 16: "down", 17: "maintain"}
    held = [i for i in catalogue.indicators().values() if i.maintain_at is not None]
    assert [(i.number, i.maintain_at) for i in held] == [(17, Decimal(100))]


def test_only_the_homes_retrofitted_are_cumulative() -> None:
    assert [i.number for i in catalogue.indicators().values() if i.cumulative] == [24]


def test_traps_are_told_beside_the_figure() -> None:
    caveats = {i.number: " ".join(i.caveats) for i in catalogue.scorecard()}
    assert "414" in caveats[24]
    assert "percentages" in caveats[20]
    assert "Bi-annual" in caveats[26]


def test_every_file_is_an_indicator_and_every_indicator_a_file() -> None:
    assert {path.stem for path in FOLDER.rglob("*.toml")} == set(catalogue.indicators())
    for path in FOLDER.rglob("*.toml"):
        assert (catalogue.indicators()[path.stem].number is not None) == (path.parent.name == "scorecard")


def test_names_are_told_apart() -> None:
    assert [name for name, count in Counter(i.name for i in catalogue.indicators().values()).items() if count > 1] == []


def test_every_formula_rests_on_declared_series_and_every_series_serves() -> None:
    held = build.holdings(DATA, None, areas.load(DATA / "reference"))
    declared = {series.id: series.unit for source in held.sources for series in source.series}
    catalogue.check_series(catalogue.indicators().values(), declared)
    used = {name for i in catalogue.indicators().values() if i.formula for name in i.formula.series}
    assert used <= set(declared)


def test_financial_years_are_divided_by_the_middle_of_the_year_they_end_in() -> None:
    for name in ("housing-completions", "net-additional-dwellings"):
        formula = catalogue.get(name).formula
        assert formula
        assert formula.align == "middle of the end year"


def test_no_formula_holds_code() -> None:
    for path in FOLDER.rglob("*.toml"):
        formula = tomllib.loads(path.read_text(encoding="utf-8")).get("formula", {})
        assert formula.get("name", "level") in ("level", "ratio", "per", "share"), path


def test_an_unknown_indicator_is_refused_naming_the_nearest() -> None:
    with pytest.raises(catalogue.UnknownIndicator, match=r"unknown indicator 'total-job'.*such as total-jobs"):
        catalogue.get("total-job")


def test_only_published_figures_can_be_benchmarked() -> None:
    assert catalogue.get("gross-value-added").benchmarkable
    assert not catalogue.get("contract-waivers").benchmarkable


def test_a_declaration_is_read_as_written(tmp_path: Path) -> None:
    indicator = read(tmp_path, JOBS_PER_PERSON)
    assert (indicator.id, indicator.number, indicator.decimals) == ("some-thing", 1, 2)
    assert indicator.formula == Formula("ratio", ("small.jobs",), ("small.people",), 1, "middle of the year")
    assert indicator.reviewed == date(2026, 11, 22)


BESPOKE = """
[bespoke_levels]
amber = 50.5
green = 60
blue = 70
reason = "a small sample"
approved = 2026-03-04
"""


def test_bespoke_levels_are_read_exactly(tmp_path: Path) -> None:
    levels = read(tmp_path, JOBS_PER_PERSON + BESPOKE).bespoke
    assert levels
    assert (levels.amber, levels.green, levels.blue) == (Decimal("50.5"), Decimal(60), Decimal(70))


@pytest.mark.parametrize("state", ["Baseline", "In Development"])
def test_an_indicator_can_be_declared_not_to_be_rated(tmp_path: Path, state: str) -> None:
    declared = JOBS_PER_PERSON.replace("number = 1", f'number = 1\nstate = "{state}"')
    assert read(tmp_path, declared).state == state
    assert read(tmp_path, JOBS_PER_PERSON).state is None
    with pytest.raises(DeclarationError, match=r"key 'state': expected none beside bespoke levels"):
        read(tmp_path, declared + BESPOKE)


@pytest.mark.parametrize(("old", "new"), [("amber = 50.5", "amber = 65"), ("blue = 70", "blue = 60")])
def test_bespoke_levels_out_of_order_are_refused_by_file_and_key(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises((RatingError, DeclarationError)) as refusal:
        read(tmp_path, JOBS_PER_PERSON + BESPOKE.replace(old, new))
    assert "expected bespoke levels that rise" in str(refusal.value)
    assert "some-thing.toml" in str(refusal.value)


@pytest.mark.parametrize("key", ["amber", "green", "blue", "reason", "approved"])
def test_incomplete_bespoke_levels_are_refused_by_file_and_key(tmp_path: Path, key: str) -> None:
    lines = [line for line in BESPOKE.splitlines() if not line.startswith(key)]
    with pytest.raises(DeclarationError, match=rf"some-thing\.toml, key 'bespoke_levels\.{key}': expected a"):
        read(tmp_path, JOBS_PER_PERSON + "\n".join(lines))


@pytest.mark.parametrize(
    "key",
    [
        "name",
        "definition",
        "perspective",
        "objective",
        "owner",
        "control",
        "frequency",
        "direction",
        "unit",
        "decimals",
        "reviewed",
    ],
)
def test_a_missing_key_is_refused_by_file_and_key(tmp_path: Path, key: str) -> None:
    lines = [line for line in JOBS_PER_PERSON.splitlines() if not line.startswith(f"{key} =")]
    with pytest.raises(DeclarationError, match=rf"some-thing\.toml, key '{key}': expected a value"):
        read(tmp_path, "\n".join(lines))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "J', 'nome = "x"\nname = "J', "key 'nome': expected no such key"),
        ("number = 1", 'number = "1"', r"key 'number': expected a value \(int\)"),
        ("number = 1", 'number = 1\nstate = "Contextual"', "key 'state': expected one of 'Baseline', 'In Development'"),
        ("number = 1", "number = 1\nmaintain_at = 5", "key 'maintain_at': expected a level with direction maintain"),
        ('"up"', '"maintain"\nmaintain_at = "x"', "key 'maintain_at': expected a number .*, got 'x'"),
        ("decimals = 2", "decimals = 2.0", r"key 'decimals': expected a value \(int\)"),
        ("decimals = 2", "decimals = -1", "key 'decimals': expected 0 to 4"),
        ('"annual"', '"yearly"', "key 'frequency': expected one of"),
        ('"economy"', '"sport"', "key 'theme': expected one of"),
        ('"shared"', '"ours"', "key 'owner': expected one of"),
        ('"influence"', '"some"', "key 'control': expected one of"),
        ("2026-11-22", '"2026-11-22"', r"key 'reviewed': expected a value \(date\)"),
        ('align = "middle of the year"', 'align = "mid-year"', "key 'formula.align': expected one of"),
        ('name = "ratio"', 'name = "per"', r"key 'formula.base': expected a value \(int\)"),
        ('name = "ratio"', 'name = "ratio"\nbase = 5', "key 'formula.base': expected no such key"),
        ('denominator = "small.people"', "denominator = []", "key 'formula.denominator': expected at least one series"),
        ('numerator = "small.jobs"', "numerator = [1]", "key 'formula.numerator': expected a text or a list of texts"),
    ],
)
def test_a_wrong_key_is_refused_by_file_and_key(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in JOBS_PER_PERSON
    with pytest.raises(DeclarationError, match=message) as refusal:
        read(tmp_path, JOBS_PER_PERSON.replace(old, new, 1))
    assert "some-thing.toml" in str(refusal.value)
