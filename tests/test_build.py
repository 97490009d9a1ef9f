"""The build: what it publishes, and that every broken input is refused by name while the old database stays."""

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pmf import build, store
from pmf.declarations import DeclarationError
from pmf.observations import ObservationError
from pmf.tables import DataFileError
from tests import small_data
from tests.small_data import SmallData

Change = Callable[[str], str | bytes]
Case = tuple[str, Change, str]

JOBS = "data/snapshot/small/jobs.csv"
SOURCE = "data/snapshot/small/source.toml"
ROUND = "data/rounds/2023-09/scorecard.csv"
RETURN = "data/returns/2023-09.csv"
TARGETS = "data/targets.csv"
AREAS = "data/reference/areas.csv"
MEMBERS = "data/reference/membership.csv"
NEIGHBOURS = "data/reference/neighbours.csv"
INDICATOR = "catalogue/scorecard/jobs-per-person.toml"
WAIVERS = "catalogue/scorecard/waivers.toml"
CSV_FILES = (JOBS, ROUND, RETURN, TARGETS, AREAS, MEMBERS, NEIGHBOURS)
TOML_FILES = (SOURCE, INDICATOR)
CONFLICT = "<<<<<<< ours\n{0}=======\n{0}>>>>>>> theirs\n"


def swap(old: str, new: str) -> Change:
    """The file with one piece of it replaced; the piece must be there."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def again(line: int) -> Change:
    """The file with one of its lines at the end once more."""
    return lambda text: text + text.splitlines(keepends=True)[line - 1]


def latin(text: str) -> bytes:
    """The file in another encoding, with a letter that shows it on the last line."""
    return text.rstrip("\n").encode() + " Gründe\n".encode("latin-1")


def marked(text: str) -> str:
    """The file with its second line in conflict."""
    first, second, *rest = text.splitlines(keepends=True)
    return first + CONFLICT.format(second) + "".join(rest)


FORM: list[Case] = [
    *((name, lambda text: "", "line 1: expected a header and rows, got an empty file") for name in CSV_FILES),
    *((name, lambda text: "\ufeff" + text, "line 1: expected no byte order mark") for name in CSV_FILES),
    *((name, latin, r"line \d+: expected text in UTF-8, got the byte 0xfc") for name in CSV_FILES),
    *((name, marked, "line 2: expected one version of each row, got the conflict marker") for name in CSV_FILES),
    *((name, lambda text: "extra," + text, "line 1: expected the columns") for name in CSV_FILES),
    *((name, lambda text: text + "one,two\n", r"(line|record) \d+: expected \d cells, got 2") for name in CSV_FILES),
    *((name, again(2), r"line \d+: expected (one row for each|each series, area)") for name in CSV_FILES),
    *((name, lambda text: "\ufeff" + text, "expected TOML in UTF-8") for name in TOML_FILES),
    *((name, latin, "expected TOML in UTF-8") for name in TOML_FILES),
    *((name, marked, r"expected TOML in UTF-8, got .*line 2") for name in TOML_FILES),
    *((name, lambda text: "", r"key '\w+': expected a value") for name in TOML_FILES),
    *((name, lambda text: "colour = 1\n" + text, "key 'colour': expected no such key, got 1") for name in TOML_FILES),
    *((name, lambda text: text + text, "expected TOML in UTF-8, got .*line") for name in TOML_FILES),
]
FIGURES: list[Case] = [
    (JOBS, swap(",100,", ",1OO,"), r"line 2: expected a plain number or nothing .*, got value '1OO'"),
    (JOBS, swap(",100,", ',"1,100",'), r"line 2: expected a plain number or nothing .*, got value '1,100'"),
    (JOBS, swap(",100,", ",nan,"), r"line 2: expected a plain number or nothing .*, got value 'nan'"),
    (JOBS, swap(",100,", ",1e3,"), "line 2: expected a plain number or nothing"),
    (JOBS, swap(",25,", ",low,"), r"line 4: expected a plain number or nothing .*, got lower_95 'low'"),
    (JOBS, swap("E07000008", "E07999999"), "line 3: expected an area of areas.csv, got area_code 'E07999999'"),
    (JOBS, swap("2022-06-01", "2022-06-02"), "line 2: expected a release of source.toml, got release '2022-06-02'"),
    (JOBS, swap("2021-01-01/P1Y", "2021"), "line 2: expected a period in ISO form, got period '2021'"),
    (JOBS, swap("2021-01-01/P1Y", "2021-13-01"), "line 2: expected a period in ISO form"),
    (JOBS, swap(",200,,,", ",-200,,,"), "line 3: expected a figure that is not below zero, got small.jobs E07000008"),
    (JOBS, swap(",25,35,", ",31,35,"), "line 4: expected a value inside its 95% interval, got small.jobs E07000009"),
    (JOBS, swap(",25,35,", ",,35,"), "line 4: expected both ends of an interval or neither"),
    (JOBS, swap(",200,,,", ",200,,,x"), "line 3: expected no value beside status c or x, got small.jobs E07000008"),
    (JOBS, swap(",200,,,", ",,,,"), "line 3: expected a value, or status c or x"),
    (JOBS, swap(",200,,,", ",200,,,z"), "line 3: expected a status among"),
    (JOBS, swap("value,lower_95", "lower_95,value"), "line 1: expected the columns area_code,period,release,value"),
    (SOURCE, swap('kind = "count"', 'kind = "number"'), "key 'series.jobs.kind': expected one of 'count'"),
    (SOURCE, swap("OGL-UK-3.0", "MIT"), "key 'licence': expected one of 'OGL-UK-3.0', got 'MIT'"),
    (SOURCE, swap('"annual"', '"yearly"'), "key 'frequency': expected one of"),
    (SOURCE, swap("https:", "http:"), "source small: expected a landing page on https"),
    (SOURCE, swap("decimals = 0", 'decimals = "0"'), "key 'series.jobs.decimals': expected a value"),
    (SOURCE, swap('"jobs", "people"', '"jobs", "persons"'), "expected a series declared above, got 'persons'"),
    (
        SOURCE,
        swap("[series.people]", "[series.persons]"),
        "expected a series declared above, got 'people'",
    ),
    (SOURCE, swap("date = 2022-06-01", 'date = "2022"'), r"key 'releases\[1\].date': expected a value \(date\)"),
]
REPORTED: list[Case] = [
    (
        ROUND,
        swap("waivers", "wavers"),
        "line 3: expected an indicator of pmf/catalogue/scorecard, got indicator 'wavers'",
    ),
    (ROUND, swap(",3,1,", ",three,1,"), r"line 3: expected a plain number or nothing .*, got previous 'three'"),
    (ROUND, swap("2023-04-01/P1M", "2023-04"), "line 3: expected a period such as 2021"),
    (RETURN, swap("waivers", "wavers"), "line 2: expected an indicator of pmf/catalogue/scorecard"),
    (RETURN, swap(",1,", ",1.0.0,"), r"line 2: expected a plain number or nothing .*, got current '1.0.0'"),
    (RETURN, swap(",3,1,", ",3,2,"), "line 2: expected what the round printed, got indicator 'waivers', current '2'"),
    (RETURN, swap("2023-04-01/P1M", "April"), "line 2: expected a period such as 2021"),
    (TARGETS, swap(",2,", ",,"), "line 2: expected a target, got target ''"),
    (TARGETS, swap(",2,", ",two,"), r"line 2: expected a plain number or nothing .*, got target 'two'"),
    (TARGETS, swap("2023-09,", "2023-13,"), "line 2: expected a round such as 2026-03, got from_round '2023-13'"),
    (TARGETS, swap("waivers", "wavers"), "line 2: expected an indicator of pmf/catalogue/scorecard"),
]
PLACES: list[Case] = [
    (AREAS, swap(",district,", ",distrikt,"), "line 2: expected a kind among"),
    (AREAS, swap("E07000009,East", "E07000099,East"), "expected a code of areas.csv, got district_code 'E07000009'"),
    (MEMBERS, swap("E08000017", "E08000018"), "line 3: expected a code of areas.csv, got district_code 'E08000018'"),
    (MEMBERS, swap("E47000002", "E47000099"), "line 2: expected a code of areas.csv"),
    (NEIGHBOURS, swap("E08000017", "E08000018"), "line 3: expected a code of areas.csv, got neighbour_code"),
]
DECLARED: list[Case] = [
    (INDICATOR, swap("small.people", "small.persons"), "expected series declared by a source, got 'small.persons'"),
    (
        INDICATOR,
        swap("numerator", "numerators"),
        "key 'formula.numerator': expected at least one series, got 'nothing'",
    ),
    (INDICATOR, swap('"ratio"\nnum', '"rate"\nnum'), "key 'formula.name': expected one of 'level', 'ratio'"),
    (INDICATOR, swap('"up"', '"upwards"'), "key 'direction': expected one of 'up', 'down'"),
    (INDICATOR, swap('"up"', '"maintain"'), "key 'maintain_at': expected a level with direction maintain"),
    (INDICATOR, swap("decimals = 2", "decimals = 9"), "key 'decimals': expected 0 to 4, got 9"),
    (WAIVERS, swap("number = 2", "number = 1"), "key 'number': expected an id and a number of its own, got 1"),
]
YEARS_AND_RANKS: list[Case] = [
    (NEIGHBOURS, swap(",2,", ",second,"), "line 2: expected a .*'second'"),
    (AREAS, swap("district,2023,", "district,soon,"), "line 3: expected a .*'soon'"),
]
REFERENCES: list[Case] = [
    (MEMBERS, swap("2024,1,", "2024,yes,"), "line 2: expected .*'yes'"),
    (MEMBERS, swap("E10000003", "E10009999"), "line 6: expected .*'E10009999'"),
    (AREAS, swap("2022,E06000065", "2022,E06009999"), "line 7: expected .*'E06009999'"),
    (NEIGHBOURS, swap("economic", "economical"), "line 4: expected .*'economical'"),
    (ROUND, swap("P1Y,,\n", 'P1Y,,"an open quote\n'), r"(line|record) [23]: expected"),
    (SOURCE, lambda text: text + text[text.rindex("[[releases]]") :], "2023-06-01"),
]


def name_of(case: object) -> str:
    """A short name for a parametrised case."""
    if isinstance(case, str):
        return re.sub(r"\W+", "-", case)[:60]
    return ""


def digest(folder: Path) -> dict[str, str]:
    """Every file and link of a folder with what it holds."""
    return {
        path.name: path.readlink().name if path.is_symlink() else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
    }


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small tree with a database made from it, to be copied."""
    small = small_data.make(tmp_path_factory.mktemp("template"))
    build.build(small.db, small.data, small.declared())
    return small.root


@pytest.fixture
def published(template: Path, tmp_path: Path, other_process: None) -> SmallData:
    """A copy of the small tree and its database."""
    return SmallData(shutil.copytree(template, tmp_path / "copy", symlinks=True))


def assert_refused(small: SmallData, name: str, change: Change, message: str) -> None:
    """The changed file is refused by its name and the message; the old database is untouched and readable."""
    before, old = digest(small.db.parent), store.current(small.db)
    rows = old.rows("SELECT * FROM metric_value ORDER BY ALL")
    path = small.path(name)
    small.write(name, change(path.read_text(encoding="utf-8")))
    with pytest.raises((DataFileError, DeclarationError, ObservationError)) as refusal:
        build.build(small.db, small.data, small.declared())
    said = str(refusal.value)
    assert re.search(message, said), said
    named = (path.name, "source small", "series small.", path.stem, "membership.csv", "people.csv")
    assert any(word in said for word in named), said
    assert digest(small.db.parent) == before
    assert store.current(small.db) is old
    assert old.rows("SELECT * FROM metric_value ORDER BY ALL") == rows


@pytest.mark.parametrize(("name", "change", "message"), FORM, ids=name_of)
def test_a_file_of_the_wrong_form_is_refused(published: SmallData, name: str, change: Change, message: str) -> None:
    assert_refused(published, name, change, message)


@pytest.mark.parametrize(("name", "change", "message"), [*FIGURES, *REPORTED, *PLACES, *DECLARED], ids=name_of)
def test_wrong_contents_are_refused(published: SmallData, name: str, change: Change, message: str) -> None:
    assert_refused(published, name, change, message)


@pytest.mark.parametrize(("name", "change", "message"), YEARS_AND_RANKS, ids=name_of)
def test_text_in_a_year_or_rank_is_refused_by_file_and_line(
    published: SmallData, name: str, change: Change, message: str
) -> None:
    assert_refused(published, name, change, message)


@pytest.mark.parametrize(("name", "change", "message"), REFERENCES, ids=name_of)
def test_wrong_references_and_open_quotes_are_refused(
    published: SmallData, name: str, change: Change, message: str
) -> None:
    assert_refused(published, name, change, message)


@pytest.mark.parametrize("name", [JOBS, TARGETS, AREAS, MEMBERS, NEIGHBOURS])
def test_a_missing_file_is_refused_by_name(published: SmallData, name: str) -> None:
    before = digest(published.db.parent)
    published.path(name).unlink()
    with pytest.raises(DataFileError, match=r"the file: expected to be there, got no such file") as refusal:
        build.build(published.db, published.data, published.declared())
    assert str(published.path(name)) in str(refusal.value)
    assert digest(published.db.parent) == before


def test_a_missing_source_declaration_is_refused(published: SmallData) -> None:
    published.path(SOURCE).unlink()
    with pytest.raises(DataFileError, match=r"source\.toml in each folder"):
        build.build(published.db, published.data, published.declared())


def test_a_missing_indicator_that_a_round_reported_is_refused(published: SmallData) -> None:
    published.path(INDICATOR).unlink()
    with pytest.raises(DataFileError, match=r"line 2: expected an indicator of pmf/catalogue/scorecard"):
        build.build(published.db, published.data, published.declared())


def test_a_round_folder_of_another_name_is_refused(published: SmallData) -> None:
    published.path("data/rounds/2023-09").rename(published.path("data/rounds/September"))
    with pytest.raises(DataFileError, match=r"its name: expected a round such as 2026-03, got September"):
        build.build(published.db, published.data, published.declared())


def test_a_series_file_nobody_declares_is_refused(published: SmallData) -> None:
    published.write("data/snapshot/small/more.csv", small_data.HEADER)
    with pytest.raises(DataFileError, match=r"more\.csv, the file: expected a series that its source\.toml declares"):
        build.build(published.db, published.data, published.declared())


def test_the_build_counts_what_it_published(small: SmallData) -> None:
    counts = build.build(small.db, small.data, small.declared())
    opened = store.current(small.db)
    held = {table: opened.rows(f"SELECT count(*) FROM {table}")[0][0] for table in counts}
    assert counts == held == {"observation": 8, "member_sum": 2, "metric_value": 5}
    assert opened.rows("SELECT count(*) FROM reported") == [(2,)]
    assert opened.rows("SELECT target FROM target") == [("2",)]
    assert opened.rows("SELECT built_at IS NOT NULL FROM build") == [(True,)]


def test_every_release_is_kept(small: SmallData) -> None:
    newer = "E06000031,2021-01-01/P1Y,2023-06-01,110,,,\n"
    small.write(JOBS, small_data.HEADER + newer + small_data.JOBS)
    rows = small.build().rows("SELECT value FROM observation WHERE series = 'small.jobs' AND area_code = 'E06000031'")
    assert sorted(rows) == [(100.0,), (110.0,)]


def test_the_same_files_give_the_same_tables(small: SmallData) -> None:
    sql = "SELECT * FROM metric_value"
    first = small.build().rows(sql)
    assert small.build().rows(sql) == first


def test_metric_values_stand_in_order_without_an_index(opened: store.Store) -> None:
    disorder = """SELECT count(*) FROM (
        SELECT (metric, area_code, period_start, release) AS here, lag(here) OVER (ORDER BY rowid) AS before
        FROM metric_value) WHERE before > here"""
    assert opened.rows(disorder) == [(0,)]
    assert opened.rows("SELECT count(*) FROM duckdb_indexes()") == [(0,)]


def test_a_withheld_figure_and_the_sum_in_its_place_stand_once(small: SmallData) -> None:
    withheld = "E47000008,2021-01-01/P1Y,2022-06-01,,,,x\n"
    small.write(JOBS, small_data.HEADER + small_data.JOBS + withheld)
    level, _, _ = small_data.JOBS_PER_PERSON.replace('"ratio"', '"jobs"').partition("[formula]")
    small.write(INDICATOR, level + '[formula]\nname = "level"\nseries = "small.jobs"\n')
    rows = small.build().rows("SELECT value FROM metric_value WHERE area_code = 'E47000008'")
    assert rows == [(330.0,)]
