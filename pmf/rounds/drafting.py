"""A round as it stands now: figures and projects from the store, papers as they were written, read critically.

Knows how a record is put together; refuses to seal it or to know what was sealed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pmf import compared, consistency, reading, reported, wording
from pmf.benchmark import Benchmark
from pmf.consistency.draft import Draft, Result, Told
from pmf.reading import NoRegister, Register, SourceState
from pmf.rounds import changes
from pmf.rounds.papers import Papers, of_project
from pmf.rounds.record import Compared, Record, Vintage
from pmf.scorecard import Row, Scorecard
from pmf.store import Store


def record(store: Store, round_id: str, papers: Papers, on: date | None = None, before: Record | None = None) -> Record:
    """The record of a round on a day, its last unless given, against the record of the round before.

    Raises UnknownRound.
    """
    day = on or reading.round_end(round_id)
    plain = Record(
        round=round_id,
        on=day,
        card=reading.scorecard(store, reported.AREA, round_id, anew=True),
        register=register(store, round_id, day),
        papers=papers,
        findings=(),
        before=before.round if before else None,
        changed=(),
        sources=(),
    )
    plain = replace(plain, sources=vintages(reading.sources(store, day), plain.card.rows, day))
    plain = replace(plain, benchmarks=benchmarks(store, plain.exceptions, day))
    changed = tuple(changes.between(before, plain)) if before else ()
    return replace(plain, findings=findings(plain, before.card if before else None), changed=changed)


def findings(record: Record, before: Scorecard | None = None) -> tuple[consistency.Finding, ...]:
    """What the consistency check finds in a record."""
    projects = () if record.register is None else _told(record.register, record.papers, record.on)
    return consistency.check(Draft(record.round, record.on, record.card, record.papers, projects, before))


def benchmarks(store: Store, rows: Sequence[Row], on: date) -> tuple[Compared, ...]:
    """How the rows that other areas have too stand among combined authorities, as known on a day."""
    shared = [row.indicator for row in rows if row.indicator.benchmarkable]
    if not shared:
        return ()
    found = reading.benchmarks(store, shared, reported.AREA, as_known=on)
    return tuple(_compared(benchmark) for benchmark in found if benchmark.own and benchmark.ranked)


def _compared(found: Benchmark) -> Compared:
    england = found.england
    gap = found.against(england) if england else None
    return Compared(
        indicator=found.indicator.id,
        name=f"{found.indicator.number} {found.indicator.name}",
        unit=found.indicator.unit,
        period=wording.period(found.period),
        own=found.own.figure.value if found.own else None,
        england=england.figure.value if england else None,
        verdict=gap.verdict if gap else "",
        rank=compared.rank(found),
        without=tuple(absent.area.name for absent in found.absent),
        notes=found.notes,
    )


def register(store: Store, round_id: str, on: date) -> Register | None:
    """The projects of a round on a day, None where the round has no register."""
    try:
        return reading.projects(store, round_id, on=on, anew=True)
    except NoRegister:
        return None


def vintages(sources: Sequence[SourceState], rows: Sequence[Row], on: date) -> tuple[Vintage, ...]:
    """Of each source that gives rows a figure of the area, the newest release that was out on a day."""
    given = [row.indicator for row in rows if any(figure.value is not None for figure in row.history)]
    found = []
    for source in sources:
        needing = tuple(
            indicator.id
            for indicator in given
            if indicator.formula and any(name.split(".")[0] == source.id for name in indicator.formula.series)
        )
        newest = max((day for day in source.releases if day <= on), default=None)
        if needing and newest:
            about = (source.publisher, source.dataset, source.landing_page, source.licence)
            found.append(Vintage(source.id, *about, newest, needing))
    return tuple(found)


def _told(register: Register, papers: Papers, on: date) -> tuple[Told, ...]:
    """The projects as the rules read them: their commentary where there is one, else the register's narrative."""
    projects = [entry.project for entry in register.rows]
    ahead = {project.id: project.next_milestone(on) for project in projects}
    return tuple(
        Told(
            id=project.id,
            name=project.name,
            rating=project.rag or "",
            travel=project.travel,
            texts=(papers.comment(of_project(project.id)) or project.status,),
            promised="; ".join(project.outcomes_text),
            milestone=milestone.name if (milestone := ahead[project.id]) else "",
            passed=milestone.planned if milestone and project.days_late(on) else None,
            results=tuple(Result(o.name, o.unit, o.direction, o.target, o.achieved) for o in project.outcomes),
        )
        for project in projects
    )
