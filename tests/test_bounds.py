"""What is well formed and beyond all reason: refused by file and line or key when built, not when a page shows it."""

import os
import re

import pytest

from pmf import build
from pmf.refusals import Refusal
from tests.small_data import SmallData

JOBS = "data/snapshot/small/jobs.csv"
SOURCE = "data/snapshot/small/source.toml"
ROUND = "data/rounds/2023-09/scorecard.csv"
RETURN = "data/returns/2023-09.csv"
TARGETS = "data/targets.csv"
INDICATOR = "catalogue/scorecard/jobs-per-person.toml"
WAIVERS = "catalogue/scorecard/waivers.toml"
FULLWIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
TINY = "0." + "0" * 150 + "1"
CASES = [
    (JOBS, "2021-01-01/P1Y", "2021-01-01/P99999999999Y", "line 2: expected a period in ISO form"),
    (JOBS, "2021-01-01/P1Y", "2021-01-01/P9999Y", "line 2: expected a period in ISO form"),
    (JOBS, "2021-01-01/P1Y", "9999-01-01/P1Y", "line 2: expected a period in ISO form"),
    (JOBS, "2021-01-01/P1Y", "2021-01-01/P1Y".translate(FULLWIDTH), "line 2: expected a period in ISO form"),
    (JOBS, ",100,", f",{'9' * 400},", r"line 2: expected a plain number or nothing .*… \(402 characters\)"),
    (JOBS, ",30,25,35,", f",30,25,{'9' * 150},", "line 4: expected a plain number or nothing .*upper_95"),
    (JOBS, ",100,", ",１００,", "line 2: expected a plain number or nothing"),
    (ROUND, "waivers,2023-04-01/P1M", "waivers,9999", "line 3: expected a period such as 2021"),
    (ROUND, "waivers,2023-04-01/P1M", "waivers,２０２３", "line 3: expected a period such as 2021"),
    (ROUND, "P1M,3,1", f"P1M,{'3' * 150},1", "line 3: expected a plain number or nothing"),
    (RETURN, "2023-04-01/P1M", "2023-04-01/P99999999999Y", "line 2: expected a period such as 2021"),
    (RETURN, ",3,1,", ",３,1,", "line 2: expected a plain number or nothing"),
    (TARGETS, ",2,", f",{TINY},", "line 2: expected a plain number or nothing"),
    (TARGETS, "2023-09,", "0000-01,", "line 2: expected a round such as 2026-03, got from_round '0000-01'"),
    (TARGETS, "2023-09,", "２０２３-09,", "line 2: expected a round such as 2026-03"),
    (TARGETS, "2023-09-01", "soon", "line 2: expected a day such as 2026-03-04, got indicator 'waivers', approved"),
    (TARGETS, "2023-09-01", "2023-09-31", "line 2: expected a day such as 2026-03-04"),
    (TARGETS, "agreed by the Board", " ", "line 2: expected a reason"),
    (SOURCE, "date = 2022-06-01", "date = 9999-12-31", r"key 'releases\[1\]\.date': expected a day from 1800 to 2199"),
    (SOURCE, 'title = "Jobs"', 'title = " "', "key 'series.jobs.title': expected a text that is not blank"),
    (SOURCE, 'unit = "jobs"', 'unit = "yobs"', "key 'series.jobs.unit': expected one of"),
    (SOURCE, "decimals = 0", "decimals = 400", "small.jobs: expected 0 to 9 decimals, got 400"),
    (INDICATOR, '"Jobs per person"', '""', "key 'name': expected a text that is not blank"),
    (INDICATOR, "number = 1", "number = -1", "key 'number': expected a place on the scorecard, from 1, got -1"),
    (INDICATOR, "number = 1", "number = 0", "key 'number': expected a place on the scorecard, from 1, got 0"),
    (INDICATOR, "number = 1", f"number = 1{'0' * 400}", "key 'number': expected a number of at most 15 digits"),
    (INDICATOR, "number = 1", f"number = 1{'0' * 5000}", "expected TOML in UTF-8, got Exceeds the limit"),
    (INDICATOR, "number = 1", f"number = 1\nx = {'[' * 5000}{']' * 5000}", "expected TOML in UTF-8, got .*recursion"),
    (INDICATOR, "number = 1", "number = 1e99999999999999999999", "expected TOML in UTF-8, got"),
    (INDICATOR, "Good Growth", "Growth", "key 'objective': expected one of 'Achieving Good Growth'"),
    (INDICATOR, '"ratio"\ndecimals', '"ratios"\ndecimals', "key 'unit': expected one of"),
    (INDICATOR, '"ratio"\nnum', '"per"\nbase = 0\nnum', "key 'formula.base': expected a whole number from 1, got 0"),
    (INDICATOR, '"ratio"\nnum', '"per"\nbase = -5\nnum', "key 'formula.base': expected a whole number from 1, got -5"),
    (INDICATOR, '"small.people"', '["small.people", ""]', "key 'formula.denominator': expected a text or a list of"),
    (INDICATOR, "2026-11-22", "9999-12-31", "key 'reviewed': expected a day from 1800 to 2199, got '9999-12-31'"),
    *(
        (WAIVERS, '"down"', f'"maintain"\nmaintain_at = {level}', r"key 'maintain_at': expected a number \(up to 15")
        for level in ("nan", "inf", "-inf", "1e99", "1e-99")
    ),
]


def refused(small: SmallData) -> str:
    """What the build says of the tree."""
    with pytest.raises(Refusal) as refusal:
        build.build(small.db, small.data, small.declared())
    return str(refusal.value)


@pytest.mark.parametrize(("name", "old", "new", "message"), CASES, ids=[f"{n}-{i}" for i, (n, *_) in enumerate(CASES)])
def test_what_is_beyond_reason_is_refused_by_file_and_place(
    small: SmallData, name: str, old: str, new: str, message: str
) -> None:
    text = small.path(name).read_text(encoding="utf-8")
    assert old in text
    small.write(name, text.replace(old, new, 1))
    said = refused(small)
    assert re.search(message, said), said
    assert os.path.basename(name) in said or "small." in said  # noqa: PTH119 - a name, not a path
    assert len(said) < 1500


@pytest.mark.parametrize("name", ["0000-01", "２０２３-09", "9999-01"])
def test_a_round_or_return_of_an_impossible_month_is_refused(small: SmallData, name: str) -> None:
    small.path("data/rounds/2023-09").rename(small.path(f"data/rounds/{name}"))
    assert f"its name: expected a round such as 2026-03, got {name}" in refused(small)
    small.path(f"data/rounds/{name}").rename(small.path("data/rounds/2023-09"))
    small.path("data/returns/2023-09.csv").rename(small.path(f"data/returns/{name}.csv"))
    assert f"its name: expected a round such as 2026-03, got {name}" in refused(small)


def test_a_level_in_another_unit_than_its_series_is_refused(small: SmallData) -> None:
    text = small.path(INDICATOR).read_text(encoding="utf-8").partition("[formula]")[0]
    small.write(INDICATOR, text + '[formula]\nname = "level"\nseries = "small.jobs"\n')
    assert "jobs-per-person.toml, key 'unit': expected the unit of its series small.jobs, 'jobs'" in refused(small)


def test_hidden_folders_and_files_beside_the_rounds_are_ignored(small: SmallData) -> None:
    small.write("data/rounds/.ipynb_checkpoints/notes.txt", "mine")
    small.write("data/returns/._2023-09.csv", b"\0")
    small.write("catalogue/.drafts/idea.toml", "half an")
    assert small.build().rows("SELECT DISTINCT round FROM reported") == [("2023-09",)]
