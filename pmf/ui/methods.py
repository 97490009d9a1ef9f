"""The words and tables of the Data and methods page. Knows how to explain; refuses to query or compute."""

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import get_args

from pmf import findings, palette, rating, wording
from pmf.caveats import WARNING_MARKS, WarningKind
from pmf.editions import Edition
from pmf.observations import LICENCES, STATUSES
from pmf.reading import Revised, SourceState
from pmf.runlog import Outcome
from pmf.ui import exhibit

LAST_RUNS = 40
_FRESHNESS = {
    "fresh": "the next release is not due yet",
    "due": "the next release should be out",
    "late": "a release is overdue: by a month for a monthly or quarterly source, by three for a yearly one",
    "not held": "no figures have been brought yet",
}
_WARNINGS: dict[WarningKind, str] = {
    "population base": "two figures stand on different population estimates: part of the change may be the base",
    "definition": "the definition, geography or method changed between the figures or since the round",
    "periods": "the two periods share months or are not equally long",
    "vintages": "the two figures come from different releases",
    "interval": "the change lies inside the survey's 95% confidence intervals",
    "cumulative": "the figure can only grow",
    "stale": "nothing newer has come for longer than the indicator's own frequency allows",
    "derived": "the printed rating is lost; it is derived by the rule",
    "not held": "a figure, or an input to a newer one, is not held",
    "not reproduced": "the sources give another figure than the one reported",
    "reading": "the source leaves something open; the note says how we read it",
    "correction": "corrected after the round was sealed; the sealed figure stays, the note says what is right",
}


def sources(states: Sequence[SourceState]) -> str:
    """Every source by publisher: dataset with a link, licence, newest release and period, freshness."""
    heads = (
        "Dataset",
        "Licence",
        "Frequency",
        "Newest release",
        "Held",
        "Newest period",
        "Next expected",
        "State",
        "Refresh",
    )
    bodies = "".join(
        f'<tbody><tr class="group"><th scope="rowgroup" colspan="{len(heads)}">{escape(publisher)}</th></tr>'
        + "".join(map(_source, group))
        + "</tbody>"
        for publisher, group in groupby(states, key=lambda state: state.publisher)
    )
    titles = "".join(f'<th scope="col">{head}</th>' for head in heads)
    words = "; ".join(f"{name}: {meaning}" for name, meaning in _FRESHNESS.items())
    licence = "; ".join(f"{short}: {name}" for short, name in LICENCES.items())
    return (
        f"<p>{_origin(states)} A figure that is not held is shown as not held.</p>"
        f'<div class="wide"><table class="plain"><caption>{len(states)} sources. {words}. {licence}.</caption>'
        f"<thead><tr>{titles}</tr></thead>{bodies}</table></div>"
    )


def _origin(states: Sequence[SourceState]) -> str:
    refreshed = [state.last_success for state in states if state.last_success]
    if not refreshed:
        return "The figures are the snapshot embedded in the project, never refreshed from the publishers."
    return (
        f"{len(refreshed)} of {len(states)} sources have been refreshed, the last on {wording.day(max(refreshed))}; the"
        " others are the snapshot embedded in the project."
    )


def revisions(found: Sequence[Revised]) -> str:
    """What the newest releases changed in figures already out."""
    if not found:
        return "<p>No release held has changed a figure of the scorecard that was out before.</p>"
    items = "".join(
        f"<li><strong>{escape(r.indicator.name)}.</strong>"
        f" {escape(findings.revised(r.indicator, r.revision, r.ratings))}</li>"
        for r in found
    )
    return f'<ul class="notes">{items}</ul>'


def runs(outcomes: Sequence[Outcome]) -> str:
    """The last runs, newest first."""
    if not outcomes:
        return "<p>No refresh has been run: the figures are the embedded snapshot, never refreshed.</p>"
    columns = ("When", "Source", "Result", "New", "Revised", "Unchanged", "Release", "What was noticed")
    rows = [
        (
            wording.moment(o.at),
            o.source,
            o.result,
            f"{o.new:,}" if o.ok else "",
            f"{o.revised:,}" if o.ok else "",
            f"{o.unchanged:,}" if o.ok else "",
            o.release_after,
            o.error or "; ".join(o.notes),
        )
        for o in list(reversed(outcomes))[:LAST_RUNS]
    ]
    return exhibit.plain_table(columns, rows, f"The last {len(rows)} of {len(outcomes)} entries of the refresh log")


def rules(editions: Sequence[Edition]) -> str:
    """The rating rules in words, and how the editions differ."""
    columns = ("Rule", *(edition.title for edition in editions))
    rows = [
        ("Applies from", *(f"{edition.applies_from:%B %Y}" for edition in editions)),
        ("Headline rating", *(f"against {edition.headline}" for edition in editions)),
        ("Red against target", *(f"worse by more than {edition.bands.amber_within}%" for edition in editions)),
        ("Amber against target", *(f"worse by up to {edition.bands.amber_within}%" for edition in editions)),
        ("Green against target", *(_green(edition) for edition in editions)),
        ("Blue against target", *(_blue(edition) for edition in editions)),
        ("Bespoke levels", *("yes, with reason and approval" if e.bespoke_levels else "no" for e in editions)),
        ("Committees", *("; ".join(dict.fromkeys(edition.committees.values())) for edition in editions)),
    ]
    return (
        "<p><strong>Against direction for improvement</strong>, in both editions: Green if the change from the previous"
        " to the current figure goes the wanted way, Red if it goes the other way, Amber if there is none. Without a"
        " previous figure there is no rating.</p>"
        f"<p>{escape(rating.READING_OF_MAINTAIN)}: moving closer to the level is Green, moving away Red.</p>"
        "<p><strong>Against target</strong>: the gap counts in percent of the target, also where the figure is itself a"
        " percentage. A target of zero has no percentage, so it cannot be rated that way. No target yet: Baseline.</p>"
        + exhibit.plain_table(columns, rows, "The two editions; which committee looks after what is our reading")
        + "<p>All arithmetic is decimal, on the figures as shown: what you read is what is rated.</p>"
    )


def reading() -> str:
    """The chips, the marks and the two bases."""
    chips = "".join(
        f'<li><span class="chip" style="background:{look.fill};color:{look.text}">{look.shape} {word}</span></li>'
        for word, look in palette.RATINGS.items()
    )
    marks = "".join(
        f'<li><span class="mark">{WARNING_MARKS[kind]}</span> <strong>{kind}</strong>: {_WARNINGS[kind]}</li>'
        for kind in get_args(WarningKind)
    )
    statuses = "; ".join(f"{code}: {meaning}" for code, meaning in STATUSES.items() if code)
    return (
        "<p>The arrow shows which way a figure moved, the chip judges it. <strong>Reported</strong> figures stand as"
        " they were printed in a round; <strong>computed</strong> figures are worked out from the published series"
        " held. Where both exist, the indicator's page shows both and the difference."
        " <em>pp</em> means percentage points.</p>"
        f'<ul class="notes row">{chips}</ul><ul class="notes">{marks}</ul>'
        "<p>Figures for a combined authority are the publisher's own where it gives them, else the sum, or the ratio of"
        " sums, of its member districts within one release. If one member is missing there is no figure, and the note"
        f" names the member. Statuses of published figures: {escape(statuses)}.</p>"
        "<p>Colours never stand alone: every rating has its word and its shape. Every view has its own"
        " address: copy it to share exactly what you see.</p>"
    )


def _source(state: SourceState) -> str:
    link = f'<a href="{escape(state.landing_page, quote=True)}">{escape(state.dataset)}</a> {escape(state.dataset_id)}'
    cells = (
        state.licence,
        state.frequency,
        wording.day(state.releases[0]) if state.releases else "",
        f"{len(state.releases)} release{'' if len(state.releases) == 1 else 's'}",
        wording.period(state.newest_period),
        wording.day(state.next_expected) if state.next_expected else "",
    )
    short = "".join(f'<td class="short">{escape(cell)}</td>' for cell in cells)
    fresh = f'<td class="state {state.freshness.split()[0]}">{state.freshness}</td>'
    return f'<tr><th scope="row">{link}</th>{short}{fresh}<td>{escape(findings.source_state(state))}</td></tr>'


def _green(edition: Edition) -> str:
    top = "under" if edition.bands.blue_at_boundary else "up to"
    return f"on target or better by {top} {edition.bands.blue_above}%"


def _blue(edition: Edition) -> str:
    return (
        f"better by {edition.bands.blue_above}% or more"
        if edition.bands.blue_at_boundary
        else (f"better by more than {edition.bands.blue_above}%")
    )
