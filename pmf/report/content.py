"""A record as a document: what a report of a round says, in which order.

Knows the record of a round; refuses to know formats and to work out a figure.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from pmf import findings, wording
from pmf.projects.escalation import Assessed, attention
from pmf.refusals import Refusal
from pmf.report import drawing, highlights, method, tables
from pmf.report.document import Block, Bullets, Chart, Document, Paragraph, Section
from pmf.report.drawing import Point
from pmf.rounds.papers import of_project
from pmf.rounds.record import Change, Record
from pmf.scorecard import Row

AUTHORITY = "Cambridgeshire and Peterborough Combined Authority"
LED = ("direction for improvement", "target")
NO_ACTION = "No planned action was recorded in this round."


class UnknownCommittee(Refusal, KeyError):
    """A committee that the edition of a round does not have."""

    def __str__(self) -> str:
        return str(self.args[0])


def committees(record: Record) -> list[str]:
    """The committees of a round's edition, each once."""
    return list(dict.fromkeys(record.card.edition.committees.values()))


def document(record: Record, committee: str = "") -> Document:
    """The report of a round for the authority, or for one committee. Raises UnknownCommittee."""
    part = of_committee(record, committee) if committee else record
    name = wording.round_name(record.round)
    kind = "Corporate performance report" if not committee else "Thematic performance report"
    slug = "-".join(committee.lower().replace("&", "and").split())
    sealed = (
        f"Sealed on {wording.day(record.seal.on)}, checksum {record.seal.checksum}."
        if record.seal
        else "A draft, not sealed."
    )
    sections = [
        _headline(part),
        *([] if committee else [_key_findings(part)]),
        Section("scorecard", "Scorecard", _scorecard(part)),
        Section("exceptions", "Exceptions", (Paragraph(findings.exceptions(part.exceptions)),)),
        *(_exception(row, part) for row in part.exceptions),
        *_others_told(part),
        *_decided(part),
        *_projects(part),
        *method.sections(part),
    ]
    return Document(
        title=f"{kind}, {name}",
        subtitle=committee or AUTHORITY,
        file="-".join(filter(None, ("performance", record.round, slug))),
        day=record.seal.on if record.seal else record.on,
        about=(f"Round of {name}, figures as they stood on {wording.day(record.on)}. {sealed}", _hands(record)),
        sections=tuple(section for section in sections if section.blocks),
    )


def of_committee(record: Record, committee: str) -> Record:
    """The part of a record that a committee looks after. Raises UnknownCommittee naming those there are."""
    known = committees(record)
    if committee not in known:
        raise UnknownCommittee(f"unknown committee {committee!r}: expected one of {', '.join(known)}")
    objectives = {name for name, looked in record.card.edition.committees.items() if looked == committee}
    rows = tuple(row for row in record.card.rows if row.indicator.objective in objectives)
    ids = {row.indicator.id for row in rows}
    register = record.register
    if register:
        register = replace(register, rows=tuple(e for e in register.rows if e.project.objective in objectives))
        ids |= {of_project(entry.project.id) for entry in register.rows}
    papers = replace(
        record.papers,
        comments=tuple(c for c in record.papers.comments if c.subject in ids),
        actions=tuple(a for a in record.papers.actions if a.subject in ids),
        decisions=tuple(d for d in record.papers.decisions if d.subject in ids),
        kpi_changes=tuple(c for c in record.papers.kpi_changes if c.indicator in ids),
        corrections=tuple(c for c in record.papers.corrections if c.subject in ids),
    )
    return replace(
        record,
        card=replace(record.card, rows=rows),
        register=register,
        papers=papers,
        changed=tuple(change for change in record.changed if _heard(change, objectives, rows)),
        sources=tuple(v for v in record.sources if ids & set(v.indicators)),
        benchmarks=tuple(b for b in record.benchmarks if b.indicator in ids),
    )


def _headline(record: Record) -> Section:
    """How many of which rating, and what changed since the round before."""
    counts, others = (_counted(found) for found in (record.card.counts, record.card.other_counts))
    led, other = LED if record.card.edition.headline == "direction" else LED[::-1]
    rule = f"Rated by the {record.card.edition.id} edition against {led}; against {other}: {others}."
    blocks: list[Block] = [Paragraph(f"{counts} of {len(record.card.rows)} indicators. {rule}", "Indicators:")]
    if record.register and record.register.rows:
        rags = _counted(record.register.counts)
        late = sum(entry.days_late > 0 for entry in record.register.rows)
        escalated = sum(entry.escalated for entry in record.register.rows)
        text = f"{rags}; {late} with a milestone in the past, {escalated} to be escalated."
        blocks.append(Paragraph(text, "Projects:"))
    if record.before is None:
        blocks.append(Paragraph("No earlier round is held to compare with.", "What changed:"))
    else:
        name = wording.round_name(record.before)
        news = tuple(change.text for change in record.changed)
        blocks.append(
            Paragraph(f"since {name}:", "What changed")
            if news
            else Paragraph(f"Nothing since {name}.", "What changed:")
        )
        blocks += [Bullets(news)] if news else []
    return Section("headline", "Headline", tuple(blocks))


def _key_findings(record: Record) -> Section:
    found = [f"{each.sentence} Source: {each.source}." for each in highlights.highlights(record)]
    none = Paragraph("No change of this round is both new and beyond doubt; the notes on figures say why.")
    return Section("key-findings", "Key findings", (Bullets(tuple(found)) if found else none,))


def _scorecard(record: Record) -> tuple[Block, ...]:
    area = record.card.area_name
    caption = f"Balanced scorecard of {area}, {wording.round_name(record.round)}, {record.card.edition.id} edition"
    return (tables.scorecard(record.card.rows, caption),)


def _exception(row: Row, record: Record) -> Section:
    chart, newest = _chart(row), Paragraph(findings.latest(row))
    blocks: list[Block] = [] if chart and chart.title == newest.text else [newest]
    blocks += [*([chart] if chart else []), Paragraph(row.reason_from(row.shown), "Why it is rated so:")]
    blocks += _told(record, row.indicator.id)
    blocks += [] if record.papers.actions_on(row.indicator.id) else [Paragraph(NO_ACTION, "Planned actions:")]
    blocks += [Paragraph(warning.text, f"{warning.kind.capitalize()}:") for warning in row.warnings]
    return Section(row.indicator.id, row.label, tuple(blocks), 3, "Red")


def _others_told(record: Record) -> list[Section]:
    """What the round says and plans of indicators that are no exception."""
    rows = record.others_told
    if not rows:
        return []
    count = Paragraph(f"{wording.amount(len(rows), 'further indicator')} with words or actions.")
    opening = Section("commentary", "Commentary on other indicators", (count,))
    return [opening, *(_other(row, record) for row in rows)]


def _other(row: Row, record: Record) -> Section:
    blocks = (Paragraph(findings.latest(row)), *_told(record, row.indicator.id))
    return Section(row.indicator.id, row.label, blocks, 3, row.headline_word)


def _told(record: Record, subject: str) -> list[Block]:
    """What the round says of a subject and plans for it."""
    said, planned = record.papers.comment(subject), record.papers.actions_on(subject)
    blocks: list[Block] = [Paragraph(said, "Commentary:")] if said else []
    return [*blocks, *([tables.actions(planned, record.names)] if planned else [])]


def _chart(row: Row) -> Chart | None:
    """What is rated with the history behind it; of reported figures the two that were reported."""
    held = [figure for figure in row.history if figure.value is not None and figure.period]
    if row.basis == "computed" and len(held) > 1:
        points = [
            Point(
                f.period.start.toordinal() if f.period else 0,
                wording.period(f.period),
                float(f.value or 0),
                wording.figure(f.value, row.indicator.unit),
                joined=i == 0 or held[i - 1].definition == f.definition,
            )
            for i, f in enumerate(held)
        ]
        told = findings.described(row.indicator, "the area", held)
        title = findings.over_time(row.indicator, "the area", held)
        return Chart(drawing.line(points, told), title, told)
    pair = [("Previous", row.previous), (wording.period(row.current.period) if row.current else "", row.current)]
    bars = [
        Point(0, name, float(f.value), wording.figure(f.value, row.indicator.unit))
        for name, f in pair
        if f and f.value is not None
    ]
    told = f"Two bars from zero. {findings.latest(row)}"
    return Chart(drawing.bars(bars, told), findings.latest(row), told) if len(bars) == 2 else None


def _decided(record: Record) -> list[Section]:
    """Benchmarks of the exceptions, decisions and changes of the list, each where there are any."""
    named, papers = record.names, record.papers
    found: list[Section] = []
    if record.benchmarks:
        caption = f"Exceptions among combined authorities, newest period out by {wording.day(record.on)}"
        remarks = dict.fromkeys(f"{each.name}: {note}" for each in record.benchmarks for note in each.notes)
        blocks: tuple[Block, ...] = (
            tables.benchmarks(record.benchmarks, caption),
            *([Bullets(tuple(remarks))] if remarks else []),
        )
        found.append(Section("benchmarks", "Benchmarking of the exceptions", blocks))
    if papers.decisions:
        found.append(Section("decisions", "Decisions", (tables.decisions(papers.decisions, named),)))
    if papers.kpi_changes:
        table = tables.kpi_changes(papers.kpi_changes, named)
        found.append(Section("indicator-changes", "Changes of the list of indicators", (table,)))
    return found


def _projects(record: Record) -> list[Section]:
    register = record.register
    if register is None:
        return [Section("projects", "Projects", (Paragraph("No project register is held for this round."),))]
    if not register.rows:
        return []
    caption = f"Projects and programmes, {wording.round_name(register.round)}, on {wording.day(register.day)}"
    needing = [f"{e.project.name}: {' '.join(r.text for r in e.reasons)}" for e in attention(register.rows)]
    opening: list[Block] = [tables.projects(register.rows, register.day, caption)]
    opening.append(Paragraph("" if needing else "no project.", "Needs attention:"))
    opening += [Bullets(tuple(needing))] if needing else []
    return [Section("projects", "Projects", tuple(opening)), *(_project(entry, record) for entry in register.rows)]


def _project(entry: Assessed, record: Record) -> Section:
    project = entry.project
    said = record.papers.comment(of_project(project.id)) or project.status
    outcomes = "; ".join(project.outcomes_text)
    told = {"Status:": said, "Outcomes:": outcomes, "Top risk:": project.risk, "Mitigation:": project.mitigation}
    blocks: list[Block] = [Paragraph(project.description)]
    blocks += [Paragraph(text, lead) for lead, text in told.items() if text]
    planned = record.papers.actions_on(of_project(project.id))
    blocks += [tables.actions(planned, record.names)] if planned else []
    blocks.append(Paragraph(entry.clock.reason, "Reporting:"))
    return Section(f"project-{project.id}", project.name, tuple(blocks), 3, project.rag or "")


def _hands(record: Record) -> str:
    hands = record.papers.hands
    parts = (("Prepared by", hands.analyst), ("checked by", hands.assurer), ("approved by", hands.approver))
    return "; ".join(f"{did} {name or 'nobody named'}" for did, name in parts) + "."


def _counted(found: dict[str, int]) -> str:
    return wording.listed([f"{count} {word}" for word, count in found.items()])


def _heard(change: Change, objectives: Collection[str], rows: Sequence[Row]) -> bool:
    """Whether a change is told to those who look after the objectives and rows; a sentence of an older seal where it
    names one of the rows."""
    if change.kind == "told":
        return any(row.label in change.text for row in rows)
    return not change.objective or change.objective in objectives
