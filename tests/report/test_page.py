"""The page is whole by itself: nothing from elsewhere, no script, every link leads somewhere in it."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from pmf.report import page
from pmf.report.document import Bullets, Cell, Chart, Column, Document, Paragraph, Section, Table
from pmf.rounds.record import Record


@pytest.fixture(scope="module")
def text(files: Mapping[str, Path]) -> str:
    """The page of September 2023."""
    return files["html"].read_text(encoding="utf-8")


def test_it_asks_nobody_for_anything(text: str) -> None:
    assert re.findall(r"<(script|link|img|iframe|object|embed|form|base)\b", text) == []
    assert re.findall(r"\b(?:src|action|srcset|data)=|url\(|@import", text) == []
    assert set(re.findall(r'href="(.)', text)) == {"#"}
    assert "default-src 'none'" in text
    assert re.findall(r"\son\w+=", text) == []


def test_it_is_small(text: str) -> None:
    assert len(text.encode()) < 1_500_000


def test_every_link_leads_to_a_place_in_it_and_every_exception_and_project_has_one(text: str, record: Record) -> None:
    places = re.findall(r'\bid="([^"]+)"', text)
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(places)
    assert {row.indicator.id for row in record.exceptions} <= set(places)
    assert record.register
    assert {f"project-{entry.project.id}" for entry in record.register.rows} <= set(places)


def test_every_chart_has_a_name(text: str) -> None:
    charts = re.findall(r"<svg[^>]*>", text)
    assert len(charts) == 10
    assert all('role="img"' in chart and re.search(r'aria-label="[^"]{30,}"', chart) for chart in charts)


def test_words_of_others_stay_words() -> None:
    bad = "<b onload='x'>&\"</b>"
    table = Table("T", bad, (Column(bad), Column("R", "rating")), ((Cell(bad), Cell(bad)),), notes=(bad,))
    blocks = (Paragraph(bad, bad), Bullets((bad,)), Chart("<svg></svg>", bad, bad), table)
    made = page.page(Document(bad, bad, "f", date(2023, 9, 30), (bad,), (Section("a", bad, blocks),)))
    assert "<b " not in made
    assert made.count("&lt;b") >= 10
