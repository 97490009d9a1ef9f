"""Key findings: at most eight, the surest and largest first, none that its figures do not bear."""

from dataclasses import replace

from pmf.caveats import Warned
from pmf.report.highlights import MOST, UNSURE, highlights
from pmf.rounds.record import Record
from pmf.scorecard import Row


def with_rows(record: Record, *rows: Row) -> Record:
    """The record with these rows alone."""
    return replace(record, card=replace(record.card, rows=rows))


def row(record: Record, indicator: str) -> Row:
    """One row of the record."""
    return next(row for row in record.card.rows if row.indicator.id == indicator)


def test_september_2023_has_eight_by_size_and_none_in_doubt(record: Record) -> None:
    found = highlights(record)
    assert len(found) == MOST
    assert [each.percent for each in found] == sorted((each.percent for each in found), reverse=True)
    told = {each.indicator for each in found}
    assert told.isdisjoint({"jobs-density", "housing-completions", "active-businesses", "homes-retrofitted"})
    assert told.isdisjoint({"mode-share", "nature-rich-land", "projects-on-time", "website-accessibility"})
    assert found[0].sentence.startswith("Gigabit broadband availability: 71% of premises in 2022, up 33 percentage")
    assert found[0].source == "as reported in September 2023 from published statistics"


def test_a_doubt_of_any_kind_keeps_a_row_out(record: Record) -> None:
    sure = row(record, "total-jobs")
    assert len(highlights(with_rows(record, sure))) == 1
    for kind in UNSURE:
        assert highlights(with_rows(record, replace(sure, warnings=(Warned(kind, "x"),)))) == ()


def test_computed_figures_name_their_publisher(record: Record) -> None:
    computed = replace(row(record, "fuel-poverty"), basis="computed", reported=None, warnings=())
    [found] = highlights(with_rows(record, computed))
    assert found.source == "Department for Energy Security and Net Zero, Sub-regional fuel poverty, 27 Apr 2023"
