"""A round as a meeting prepares it: exceptions with actions, what changed, what the check finds, ratings over rounds.

Knows a record and markup; refuses to know Streamlit and the address.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape

from pmf import editions, wording
from pmf import findings as sentences
from pmf.areas import Area
from pmf.consistency import SEVERITIES, Finding
from pmf.rating import Rating
from pmf.reading import Ratings
from pmf.report import tables
from pmf.report.content import NO_ACTION
from pmf.rounds import corrections
from pmf.rounds.pending import Difference
from pmf.rounds.record import Record
from pmf.scorecard import Row
from pmf.ui import exhibit, meeting, parts

Link = Callable[[str], str]
SIGNS = {"error": "✕", "warning": "!", "note": "i"}


def state(record: Record, waiting: Sequence[Difference]) -> str:
    """Whether the round is sealed, what was corrected since and what waits to be."""
    if record.seal is None:
        return "<p><strong>Draft.</strong> Figures, words and projects as they stood when the database was built.</p>"
    sealed = f"Sealed on {wording.day(record.seal.on)}"
    named = record.names
    made = [corrections.alone(each, named) for each in record.papers.corrections]
    said = [*made, *(f"Pending correction: {each.text}" for each in waiting)]
    notes = f'<ul class="notes">{"".join(f"<li>{escape(text)}</li>" for text in said)}</ul>' if said else ""
    return (
        f'<p><strong>{sealed}.</strong> <span class="muted">Checksum <code>{record.seal.checksum}</code>.'
        f" {'' if said else 'Nothing was corrected since, and nothing waits to be.'}</span></p>{notes}"
    )


def apart(record: Record, area: Area, edition: str, latest: bool, as_known: date | None) -> str:
    """Where the choices of all pages ask for what no report follows: another area, the id of an `edition`, the `latest`
    figures or a day. Empty where they ask for what is shown."""
    card = record.card
    said = (
        f"No report of {area.name} is held: this is that of {card.area_name}." if area.code != card.area_code else "",
        "The latest figures have no report: this is that of the newest round held." if latest else "",
        "It stands by the edition it was rated by." if edition != card.edition.id else "",
        "The date changes nothing here." if as_known else "",
    )
    return " ".join(filter(None, said))


def exceptions(record: Record, rows: Sequence[Row], link: Link, edit: Link | None = None) -> str:
    """The Reds, each with its sentence, its commentary and what is planned; `edit` leads to where these are written."""
    items = "".join(
        _told(row, row.red, row.red_against, said(record, row.indicator.id, edit), link) for row in rows if row.red
    )
    opening = f"<p>{sentences.exceptions(rows)}</p>"
    return opening + (f'<ul class="exceptions">{items}</ul>' if items else "")


def others(record: Record, rows: Sequence[Row], link: Link, edit: Link | None = None) -> str:
    """What the round says of indicators that are no exception; nothing where it is silent on them."""
    led = record.card.edition.headline
    items = "".join(_told(r, r.headline, led, said(record, r.indicator.id, edit, idle=""), link) for r in rows)
    return f'<ul class="exceptions">{items}</ul>' if items else ""


def said(record: Record, subject: str, edit: Link | None = None, idle: str = NO_ACTION) -> str:
    """What the round says of a subject and what is planned, `idle` where nothing is."""
    comment, planned = record.papers.comment(subject), record.papers.actions_on(subject)
    return (
        (f"<p>{escape(comment)}</p>" if comment else "")
        + (meeting.actions(planned) if planned else f'<p class="muted">{idle}</p>' if idle else "")
        + (f"<p>{parts.link('Edit commentary and actions', edit(subject))}</p>" if edit else "")
    )


def decisions(record: Record, named: Mapping[str, str]) -> str:
    """What was decided, by whom it is followed up and by when; `named` has the names of subjects."""
    rows = [
        (
            wording.day(each.taken),
            named.get(each.subject, each.subject),
            each.decision,
            each.owner,
            wording.day(each.due) if each.due else "",
        )
        for each in record.papers.decisions
    ]
    if not rows:
        return '<p class="muted">No decision was recorded in this round.</p>'
    heads = ("Taken on", "About", "Decision", "Owner", "Follow up by")
    return exhibit.plain_table(heads, rows, wording.amount(len(rows), "decision"))


def changed(record: Record) -> str:
    """What moved since the round before, in sentences."""
    if record.before is None:
        return '<p class="muted">No earlier round is held to compare with.</p>'
    items = "".join(f"<li>{escape(change.text)}</li>" for change in record.changed)
    since = wording.round_name(record.before)
    return f"<p>Since {since}:</p><ul>{items}</ul>" if items else f"<p>Nothing changed since {since}.</p>"


def findings(found: Sequence[Finding]) -> str:
    """What the consistency check finds, the gravest first."""
    if not found:
        return "<p>The check finds nothing.</p>"
    words = [finding.severity for finding in found]
    counts = [wording.amount(words.count(word), word) for word in SEVERITIES if word in words]
    rows = [(f"{SIGNS[f.severity]}\N{NO-BREAK SPACE}{f.severity}", f.rule.replace("-", " "), f.message) for f in found]
    return exhibit.plain_table(("Severity", "Rule", "Finding"), rows, wording.listed(counts))


def over_rounds(held: Ratings, link: Link) -> str:
    """Every rating over the rounds, oldest on the left, each with its figure; both kinds where rounds lead with other
    ones."""
    both = len({editions.get(name).headline for name in held.editions}) > 1
    heads = "".join(
        f'<th scope="col">{wording.round_name(name)}<br><span class="muted">{edition} edition</span></th>'
        for name, edition in zip(held.rounds, held.editions, strict=True)
    )
    body = "".join(_over_rounds(row, link, both) for row in held.rows)
    kind = "Rating against direction, rating against target" if both else "Headline rating"
    caption = f"{kind} and figure of every indicator in {wording.amount(len(held.rounds), 'round')}"
    return (
        f'<div class="wide"><table class="plain"><caption>{caption}'
        f'</caption><thead><tr><th scope="col">Indicator</th>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _told(row: Row, rating: Rating, against: str, words: str, link: Link) -> str:
    return (
        f'<li id="{row.indicator.id}"><strong>{parts.link(row.label, link(row.indicator.id))}</strong>'
        f" {parts.chip(rating)} against {against}<p>{escape(sentences.latest(row))}</p>"
        f'<p class="muted">{escape(row.reason_from(rating))}</p>{parts.warnings(row)}{words}</li>'
    )


def _chips(row: Row, both: bool) -> str:
    return f"{parts.chip(row.direction)} {parts.chip(row.against_target)}" if both else parts.chip(row.headline)


def _over_rounds(rows: Sequence[Row | None], link: Link, both: bool) -> str:
    known = next(row for row in reversed(rows) if row)
    cells = "".join(
        f"<td>{_chips(row, both)} {tables.current(row)}</td>" if row else '<td class="muted">not listed</td>'
        for row in rows
    )
    return f'<tr><th scope="row">{parts.link(known.label, link(known.indicator.id))}</th>{cells}</tr>'
