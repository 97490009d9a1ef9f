"""What an editor reads beside the forms: differences, findings, what still lacks words, as HTML.

Knows drafts, findings and markup; refuses to know Streamlit and the address.
"""

from collections.abc import Callable, Sequence
from html import escape

from pmf import findings as sentences
from pmf import wording
from pmf.consistency import Finding
from pmf.editing.drafts import Draft
from pmf.rounds.papers import of_project
from pmf.rounds.pending import Difference
from pmf.rounds.record import Record
from pmf.scorecard import Row
from pmf.ui import parts, report

Link = Callable[[str], str]
_LACKS = {
    (False, False): "commentary and without a planned action",
    (False, True): "commentary",
    (True, False): "a planned action",
}
"""What a Red lacks, by whether it has a commentary and a planned action."""
_SIGNS = {"+": ("+", "added", "added"), "-": (wording.MINUS, "removed", "removed"), " ": ("", "", "same")}


def difference(draft: Draft) -> str:
    """The lines of a draft's file that would be others, each with its sign and a word for those who hear it."""
    lines = draft.difference
    rows = "".join(_line(line) for number, line in enumerate(lines) if number or not line.startswith("@@"))
    path = f"data/{draft.paper.place}"
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="Changes in {escape(path)}"><table class="diff">'
        f"<caption>{_counted(draft)} in <code>{escape(path)}</code></caption><tbody>{rows}</tbody></table></div>"
    )


def _counted(draft: Draft) -> str:
    signs = [line[:1] for line in draft.difference]
    if not draft.opened:
        return f"A new file of {wording.amount(signs.count('+'), 'line')}"
    told = [(signs.count("+"), "added"), (signs.count("-"), "removed")]
    return " and ".join(f"{wording.amount(count, 'line')} {word}" for count, word in told if count)


def _line(line: str) -> str:
    if line.startswith("@@"):
        return '<tr class="gap"><td colspan="2">⋯<span class="unseen"> further down</span></td></tr>'
    sign, word, css = _SIGNS[line[:1]]
    tag = {"added": "ins", "removed": "del"}.get(word, "span")
    said = f'<span aria-hidden="true">{sign}</span><span class="unseen">{word}</span>' if word else ""
    return f'<tr class="{css}"><td class="sign">{said}</td><td><{tag}>{escape(line[1:])}</{tag}></td></tr>'


def standing(record: Record, subject: str) -> str:
    """What the round holds of a subject: an indicator's rating and the sentence behind it, a project's status."""
    row = next((row for row in record.card.rows if row.indicator.id == subject), None)
    if row:
        return f"<p>{parts.chip(row.shown)} {escape(row.reason_from(row.shown))}</p>{parts.warnings(row)}"
    entries = record.register.rows if record.register else ()
    project = next(entry.project for entry in entries if of_project(entry.project.id) == subject)
    return (
        f"<p>{project.rag or 'Not rated'}. The register says, and a commentary takes its place in reports:</p>"
        f"<p>{escape(project.status)}</p>"
    )


def waiting(found: Sequence[Difference], link: Callable[[Difference], str]) -> str:
    """What would be sealed otherwise today, each a link to its correction."""
    if not found:
        return '<p class="muted">Nothing waits to be corrected.</p>'
    items = "".join(f"<li>Pending correction: {parts.link(each.text, link(each))}</li>" for each in found)
    return f'<ul class="notes">{items}</ul>'


def findings(found: Sequence[Finding], before: Sequence[Finding]) -> str:
    """What the check finds on a subject in the draft; what it no longer finds is told too."""
    now = {finding.message for finding in found}
    answered = [finding for finding in before if finding.message not in now]
    items = "".join(
        f"<li>{report.SIGNS[f.severity]} <span class='kind'>{f.severity}</span> {escape(f.message)}</li>" for f in found
    ) + "".join(f"<li>✓ <span class='kind'>answered</span> <s>{escape(f.message)}</s></li>" for f in answered)
    return f'<ul class="notes">{items}</ul>' if items else '<p class="muted">The check finds nothing here.</p>'


def lacking(record: Record, link: Link) -> str:
    """The Reds without commentary or planned action, each once under what it lacks, a link to its form."""
    if not record.exceptions:
        return f'<p class="muted">{sentences.exceptions(())}</p>'
    by_lack: dict[str, list[Row]] = {lack: [] for lack in _LACKS.values()}
    for row in record.exceptions:
        told = bool(record.papers.comment(row.indicator.id)), bool(record.papers.actions_on(row.indicator.id))
        if lack := _LACKS.get(told):
            by_lack[lack].append(row)
    lists = [_lacking(lack, rows, len(record.exceptions), link) for lack, rows in by_lack.items() if rows]
    return "".join(lists) or '<p class="muted">Every Red has a commentary and a planned action.</p>'


def _lacking(lack: str, rows: Sequence[Row], of: int, link: Link) -> str:
    items = "".join(f"<li>{parts.link(row.label, link(row.indicator.id))}</li>" for row in rows)
    return f'<p class="lacks">Red without {lack} ({len(rows)} of {of})</p><ul class="lacks">{items}</ul>'
