"""The tables of a report: scorecard, projects, actions, benchmarks, sources. Knows rows; refuses to know formats."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pmf import wording
from pmf.caveats import WARNING_MARKS
from pmf.projects.escalation import Assessed
from pmf.report.document import Cell, Column, Table
from pmf.rounds.papers import Action, Decision, KpiChange
from pmf.rounds.record import Compared, Vintage
from pmf.scorecard import NO_RATING, Row

SCORECARD = (
    Column("No", "figure", 0.5),
    Column("Indicator", width=2.7),
    Column("Unit", width=1.6),
    Column("Period", width=1.2),
    Column("Previous", "figure", 1.15),
    Column("Current", "figure", 1.15),
    Column("Change", "figure", 1.15),
    Column("Travel", width=0.95),
    Column("Wanted", width=1.05),
    Column("Against direction", "rating", 1.1),
    Column("Target", "figure", 1.15),
    Column("Against target", "rating", 1.2),
    Column("Basis", width=1.05),
    Column("Marks", width=0.85),
)
PROJECTS = (
    Column("Project", width=2.0),
    Column("Rating", "rating", 0.8),
    Column("Travel", width=0.7),
    Column("Stage", width=0.9),
    Column("Next milestone", width=2.4),
    Column("Planned", width=0.9),
    Column("Days late", "figure", 0.6),
    Column("Report", width=1.3),
    Column("Needs attention", width=1.2),
)


def scorecard(rows: Sequence[Row], caption: str) -> Table:
    """The rows of the scorecard, with the notes their marks stand for."""
    return Table("Scorecard", caption, SCORECARD, tuple(_row(row) for row in rows), marks(rows), header=1)


def marks(rows: Sequence[Row]) -> tuple[str, ...]:
    """What the marks of these rows stand for."""
    used = dict.fromkeys(warning.kind for row in rows for warning in row.warnings)
    return tuple(f"{WARNING_MARKS[kind]} {kind}" for kind in used)


def current(row: Row) -> str:
    """The current figure of a row, as it is shown."""
    return wording.figure(row.current.value if row.current else None, row.indicator.unit)


def projects(rows: Sequence[Assessed], on: date, caption: str) -> Table:
    """The projects of a register."""
    return Table("Projects", caption, PROJECTS, tuple(_project(entry, on) for entry in rows))


def actions(found: Sequence[Action], named: dict[str, str]) -> Table:
    """The planned actions; `named` gives the names of their subjects."""
    columns = (Column("About", width=2.0), Column("Action", width=3.0), Column("Owner"), Column("Due"))
    rows = [(named.get(a.subject, a.subject), a.action, a.owner or "not named", _day(a.due)) for a in found]
    return Table("Actions", "Planned actions", columns, _texts(rows))


def decisions(found: Sequence[Decision], named: dict[str, str]) -> Table:
    """The decisions taken on a round."""
    columns = (
        Column("Taken"),
        Column("About", width=2.0),
        Column("Decision", width=3.0),
        Column("Owner"),
        Column("Due"),
    )
    rows = [
        (
            wording.day(d.taken),
            named.get(d.subject, d.subject or "the round"),
            d.decision,
            d.owner or "not named",
            _day(d.due),
        )
        for d in found
    ]
    return Table("Decisions", "Decisions", columns, _texts(rows))


def kpi_changes(found: Sequence[KpiChange], named: dict[str, str]) -> Table:
    """The changes of the list of indicators."""
    columns = (
        Column("Indicator", width=2.0),
        Column("Change"),
        Column("From"),
        Column("Approved", width=1.4),
        Column("Why", width=2.0),
    )
    rows = [
        (
            named.get(c.indicator, c.indicator),
            c.change,
            wording.round_name(c.effective),
            f"{c.approved_by or 'not recorded'}, {_day(c.approved)}",
            c.reason,
        )
        for c in found
    ]
    return Table("Indicator_changes", "Changes of the list of indicators", columns, _texts(rows))


def benchmarks(found: Sequence[Compared], caption: str) -> Table:
    """How the exceptions stand among other combined authorities and to England."""
    columns = (
        Column("Indicator", width=2.4),
        Column("Period"),
        Column("Here", "figure"),
        Column("England", "figure"),
        Column("To England"),
        Column("Among combined authorities", width=1.4),
        Column("Without data", width=2.0),
    )
    rows = tuple(
        (
            Cell(each.name, anchor=each.indicator),
            Cell(each.period),
            _figure(each.own, each.unit),
            _figure(each.england, each.unit),
            Cell(each.verdict or "–"),
            Cell(each.rank or "not ranked"),
            Cell(wording.listed(list(each.without)) if each.without else "none"),
        )
        for each in found
    )
    return Table("Benchmarks", caption, columns, rows)


def sources(found: Sequence[Vintage], named: dict[str, str]) -> Table:
    """The sources that were out for the round, with the release that was newest then."""
    columns = (
        Column("Dataset", width=2.4),
        Column("Publisher", width=2.0),
        Column("Release"),
        Column("Indicators", width=2.4),
        Column("Licence"),
        Column("Address", width=2.4),
    )
    rows = [
        (
            v.dataset,
            v.publisher,
            wording.day(v.release),
            "; ".join(named.get(name, name) for name in v.indicators),
            v.licence,
            v.landing_page,
        )
        for v in found
    ]
    return Table("Sources", "Sources, each with its newest release that was out for the round", columns, _texts(rows))


def notes(rows: Sequence[Row]) -> Table:
    """Every note on a figure in full."""
    columns = (Column("Indicator", width=1.6), Column("Kind", width=0.8), Column("Note", width=4.0))
    found = [(r.label, f"{WARNING_MARKS[w.kind]} {w.kind}", w.text) for r in rows for w in r.warnings]
    return Table("Notes", "Notes on figures, in the order of the scorecard", columns, _texts(found))


def reasons(rows: Sequence[Row]) -> Table:
    """The sentence behind every rating."""
    columns = (Column("Indicator", width=1.6), Column("Why it is rated so", width=4.0))
    return Table(
        "Reasons",
        "The sentence behind every rating",
        columns,
        _texts([(r.label, r.reason) for r in rows]),
    )


def _row(row: Row) -> tuple[Cell, ...]:
    unit = row.indicator.unit
    before, now = (figure.value if figure else None for figure in (row.previous, row.current))
    kinds = dict.fromkeys(warning.kind for warning in row.warnings)
    return (
        Cell(str(row.indicator.number), Decimal(row.indicator.number or 0)),
        Cell(row.indicator.name, anchor=row.indicator.id if row.red else ""),
        _unit(wording.unit(unit).heading),
        Cell(wording.period(row.current.period if row.current else None)),
        _figure(before, unit),
        _figure(now, unit),
        Cell(wording.signed(row.movement.change, unit), row.movement.change),
        Cell(f"{wording.TRAVEL_ARROWS[row.movement.travel]} {row.movement.travel}" if row.movement.travel else "–"),
        Cell(row.indicator.direction),
        Cell(row.direction.word or NO_RATING),
        _figure(row.target, unit),
        Cell(row.against_target.word or NO_RATING),
        Cell(row.basis or "not held"),
        Cell(" ".join(WARNING_MARKS[kind] for kind in kinds), spoken=", ".join(kinds)),
    )


def _project(entry: Assessed, on: date) -> tuple[Cell, ...]:
    project, ahead = entry.project, entry.project.next_milestone(on)
    return (
        Cell(project.name, anchor=f"project-{project.id}"),
        Cell(project.rag or NO_RATING),
        Cell(project.travel or "–"),
        Cell(project.stage or "–"),
        Cell(ahead.name if ahead else "–"),
        Cell(_day(ahead.planned) if ahead else "–"),
        Cell(str(entry.days_late), Decimal(entry.days_late)),
        Cell(entry.clock.frequency_words),
        Cell(", ".join(reason.kind for reason in entry.reasons) or "no"),
    )


def _unit(heading: str) -> Cell:
    return Cell(heading, spoken="percent" if heading == "%" else "")


def _figure(value: Decimal | None, unit: str) -> Cell:
    return Cell(wording.figure(value, unit), value)


def _texts(rows: Sequence[Sequence[str]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(Cell(text or "–") for text in row) for row in rows)


def _day(day: date | None) -> str:
    return wording.day(day) if day else "–"
