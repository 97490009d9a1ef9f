"""Embedded and refreshed figures as one: what joins, what gives way, what is left out and said."""

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from pmf import build, store
from pmf.accepted import Accepted, DamagedFile
from pmf.vintages import TYPES
from tests.small_data import SmallData

NOW = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
VALUES = "SELECT area_code, value FROM observation WHERE series = 'small.jobs' AND release = ? ORDER BY area_code"


def bring(raw: Path, rows: dict[str, float], day: str = "2024-06-01", source: str = "small") -> None:
    """Accept a release of jobs in 2021, by area."""
    frame = pd.DataFrame(
        {
            "series": f"{source}.jobs",
            "area_code": list(rows),
            "period": "2021-01-01/P1Y",
            "period_start": "2021-01-01",
            "period_end": "2021-12-31",
            "value": list(rows.values()),
            "lower_95": None,
            "upper_95": None,
            "status": "",
            "release": day,
            "source": source,
        }
    ).astype(TYPES)
    raw.mkdir(exist_ok=True)
    Accepted(raw).add(source, frame.assign(dated_by="publisher"), "https://example.org", NOW)


def built(small: SmallData, raw: Path) -> tuple[store.Store, list[str]]:
    """The database made with what was brought, and what was said meanwhile."""
    said: list[str] = []
    build.build(small.db, small.data, small.declared(), raw, said.append)
    return store.current(small.db), said


def test_a_refreshed_release_stands_beside_the_embedded_one(small: SmallData, tmp_path: Path) -> None:
    bring(tmp_path / "raw", {"E06000031": 110.0, "E07000008": 210.0, "E07000009": 40.0})
    opened, said = built(small, tmp_path / "raw")
    assert said == []
    assert opened.rows(VALUES, ["2024-06-01"]) == [("E06000031", 110.0), ("E07000008", 210.0), ("E07000009", 40.0)]
    assert len(opened.rows(VALUES, ["2022-06-01"])) == 4
    newest = "SELECT value FROM metric_value WHERE area_code = 'E47000008' ORDER BY release DESC LIMIT 1"
    assert opened.rows(newest) == [(0.36,)]
    assert opened.rows("SELECT read_from FROM release WHERE date = '2024-06-01'") == [("https://example.org",)]


def test_without_anything_brought_the_tables_are_the_same(small: SmallData, tmp_path: Path) -> None:
    sql = "SELECT * FROM metric_value ORDER BY ALL"
    assert built(small, tmp_path / "raw")[0].rows(sql) == small.build().rows(sql)


def test_codes_we_do_not_know_are_left_out_and_said(small: SmallData, tmp_path: Path) -> None:
    bring(tmp_path / "raw", {"E06000031": 110.0, "E07999999": 1.0})
    bring(tmp_path / "raw", {"E06000031": 110.0}, source="gone")
    opened, said = built(small, tmp_path / "raw")
    assert opened.rows(VALUES, ["2024-06-01"]) == [("E06000031", 110.0)]
    assert said == [
        "gone: left out, as no source of that name is declared",
        "small: left out 1 rows of codes not in areas.csv: E07999999",
    ]


def test_an_embedded_release_of_unknown_date_gives_way(small: SmallData, tmp_path: Path) -> None:
    source = small.path("data/snapshot/small/source.toml")
    head, *releases = source.read_text().split("[[releases]]")
    releases[0] = releases[0].replace('dated_by = "publisher_page"', 'dated_by = "placeholder"')
    source.write_text("[[releases]]".join([head, *releases]))
    bring(tmp_path / "raw", {"E06000031": 110.0}, day="2021-12-31")
    opened, _ = built(small, tmp_path / "raw")
    assert opened.rows(VALUES, ["2022-06-01"]) == []
    assert opened.rows(VALUES, ["2021-12-31"]) == [("E06000031", 110.0)]
    assert opened.rows("SELECT count(*) FROM observation WHERE series = 'small.people'") == [(4,)]


@pytest.mark.parametrize("name", ["manifest.json", "*/tidy-*.parquet"])
def test_a_damaged_file_is_refused_by_name_and_the_database_stays(small: SmallData, tmp_path: Path, name: str) -> None:
    before = small.build()
    bring(tmp_path / "raw", {"E06000031": 110.0})
    (path,) = (tmp_path / "raw").glob(name)
    path.write_bytes(b"\x00" * 10)
    with pytest.raises(DamagedFile, match=path.name):
        build.build(small.db, small.data, small.declared(), tmp_path / "raw")
    assert store.current(small.db) is before


def test_figures_accepted_after_the_database_was_made_ask_for_another(small: SmallData, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    assert Accepted(raw).newer_than(small.db)
    small.build()
    assert not Accepted(raw).newer_than(small.db)
    bring(raw, {"E06000031": 110.0})
    assert Accepted(raw).newer_than(small.db)
    built(small, raw)
    assert not Accepted(raw).newer_than(small.db)
