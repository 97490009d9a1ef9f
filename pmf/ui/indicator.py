"""The parts of an indicator's page. Knows the view it is given; refuses to query, to rate or to round."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from pmf import catalogue, export, findings, origins, wording
from pmf import rating as rules
from pmf.catalogue import Indicator
from pmf.caveats import Warned
from pmf.charts import Spec
from pmf.figures import Figure
from pmf.origins import Origin
from pmf.reading import IndicatorView, SourceState
from pmf.ui import exhibit, parts


def listed(indicator_id: str) -> str:
    """An indicator's name in a list, its number first."""
    declared = catalogue.get(indicator_id)
    return named(declared) if declared.number else f"{declared.name} (context)"


def named(declared: Indicator) -> str:
    """An indicator's name as a heading, its number first."""
    return f"{declared.number} {declared.name}" if declared.number else declared.name


def head(view: IndicatorView, compare: str) -> None:
    """Name, place on the scorecard, the finding in one sentence, and the way to `compare` it where there is one."""
    declared = view.indicator
    st.set_page_config(page_title=f"{named(declared)}, {view.area.name} – Performance Management Framework")
    st.title(parts.literal(named(declared)), anchor=False)
    level = wording.figure(declared.maintain_at, declared.unit)
    where = [declared.perspective or "State of the Region, contextual", declared.objective, declared.topic]
    facts = [
        *where,
        f"{declared.owner} ownership",
        f"level of control: {declared.control}",
        declared.frequency,
        f"to be held at {level}" if declared.direction == "maintain" else rules.WANTED[declared.direction],
    ]
    st.caption(parts.literal(" · ".join(filter(None, facts))))
    rated = [(view.row.direction, "direction"), *([(view.row.against_target, "target")] if declared.number else [])]
    chips = " &ensp; ".join(f'<span class="short">{parts.chip(each)} against {what}</span>' for each, what in rated)
    way = f" &ensp; {parts.link('Compare with other areas', compare)}" if compare else ""
    st.html(f'<p class="lead">{escape(findings.latest(view.row))}</p><p>{chips}{way}</p>')


def has_history(view: IndicatorView) -> bool:
    """Whether there is anything to draw."""
    return any(figure.value is not None for figure in view.history)


def history(view: IndicatorView, spec: Spec) -> None:
    """The long history as a chart."""
    declared, place = view.indicator, view.area.name
    if not has_history(view):
        st.info(parts.literal(f"No published series is held for {place}, so there is no history to draw."))
        return
    exhibit.show(
        title=findings.over_time(declared, place, view.history),
        subtitle=f"{wording.unit(declared.unit).heading}, {place}{_reading(view)}",
        specs=[("", spec, findings.described(declared, place, view.history))],
        origin=_origin(view, view.history),
        table=exhibit.figures_table([(place, view.history)], declared.unit, declared.name),
        records=export.history(view, [(view.area, view.history)]),
        name=f"{declared.id}_{view.area.code}",
        beware=_since_then(view),
    )


def members(view: IndicatorView, specs: Sequence[Spec]) -> None:
    """The districts as small charts on one scale."""
    declared = view.indicator
    named = [(area.name, figures) for area, figures in view.members]
    every = [figure for _, figures in named for figure in figures]
    exhibit.show(
        title=findings.among_members(declared, named),
        subtitle=f"{wording.unit(declared.unit).heading}, districts of {view.area.name}, one scale{_vintage(view)}"
        + _band(every)
        + _breaks(figures for _, figures in named),
        specs=[
            (name, spec, findings.described(declared, name, figures))
            for (name, figures), spec in zip(named, specs, strict=True)
        ],
        origin=_origin(view, every),
        table=exhibit.figures_table(named, declared.unit, declared.name),
        records=export.history(view, view.members),
        name=f"{declared.id}_{view.area.code}_districts",
    )


def rating(view: IndicatorView) -> None:
    """The sum behind each rating and what to beware of."""
    st.header("Why this rating", anchor=False)
    reasons = [view.row.direction.reason, view.row.against_target.reason if view.indicator.number else ""]
    st.html("".join(f"<p>{escape(reason)}</p>" for reason in reasons if reason))
    if view.row.warnings:
        st.html(_warnings(view.row.warnings))


def then_and_now(view: IndicatorView) -> None:
    """What was reported beside what today's figures give for the same periods."""
    found, unit = view.comparison, view.indicator.unit
    if found is None:
        return
    st.header("Reported then, recomputed now", anchor=False)
    rows = [
        (
            label,
            wording.period(period),
            wording.figure(said, unit),
            wording.figure(now.value if now else None, unit),
            wording.signed(now.value - said if now and now.value is not None and said is not None else None, unit),
        )
        for label, period, said, now in (
            ("Current", found.report.source_period, found.report.current, found.current),
            ("Previous", found.report.source_previous_period, found.report.previous, found.previous),
        )
    ]
    then = wording.round_name(found.report.round)
    columns = ("Figure", "Period", "Reported", "Today", "Difference")
    st.html(
        f"<p>{escape(findings.then_and_now(view.indicator, found))}</p>"
        + exhibit.plain_table(columns, rows, f"Reported in {then} against today's release")
        + f"<p>Re-rated on today's figures: {parts.chip(found.rerated)} {escape(found.rerated.reason)}</p>"
        + _warnings(found.warnings)
    )


def revised(view: IndicatorView) -> None:
    """What the newest revision changed, and whether the rating is another because of it."""
    if view.revised is None:
        return
    found, unit = view.revised, view.indicator.unit
    st.header("What was revised", anchor=False)
    st.html(f"<p>{escape(findings.revised(found.indicator, found.revision, found.ratings))}</p>")
    rows = [
        (
            wording.period(change.period),
            wording.figure(change.was, unit),
            wording.figure(change.now, unit),
            wording.signed(change.size, unit),
        )
        for change in reversed(found.revision.changes)
    ]
    with st.expander(f"{wording.amount(len(rows), 'figure')} before and after"):
        st.html(exhibit.plain_table(("Period", "Before", "After", "Change"), rows, "Both releases are held"))


def method(view: IndicatorView) -> None:
    """Definition, formula, caveats and sources."""
    declared = view.indicator
    st.header("Definition and sources", anchor=False)
    caveats = "".join(f"<li>{escape(caveat)}</li>" for caveat in (*declared.caveats, *view.series_caveats))
    links = "".join(
        f'<li><a href="{escape(source.landing_page, quote=True)}">{escape(source.publisher)}: '
        f"{escape(source.dataset)}</a>,"
        f" {_newest(source)} ({source.freshness})</li>"
        for source in view.sources
    )
    formula = findings.formula(declared.formula, view.titles, _made(view))
    st.html(
        f"<p>{escape(declared.definition)}</p><p>{escape(formula)}</p>"
        f'<ul class="notes">{caveats}</ul><ul class="notes">{links}</ul>'
        f'<p class="muted">This definition was last checked on {wording.day(declared.reviewed)}.</p>'
    )


def ingredients(view: IndicatorView) -> None:
    """Every published figure that went into the newest two."""
    st.header("What went into the newest two figures held", anchor=False)
    rows = [
        (
            part.title,
            part.area_name,
            wording.period(part.period),
            wording.published(part.value, part.unit, part.decimals),
            wording.unit(part.unit).heading,
            wording.day(part.release),
            part.status,
            part.note,
        )
        for part in view.ingredients
    ]
    columns = ("Series", "Area", "Period", "Value", "Unit", "Released", "Status", "Note")
    with st.expander(wording.amount(len(rows), "published figure"), expanded=len(rows) <= 8):
        st.html(exhibit.plain_table(columns, rows, "Status: p provisional, e estimated, x not available"))


def _warnings(warnings: Iterable[Warned]) -> str:
    items = "".join(f"<li>{parts.mark(warning)} {escape(warning.text)}</li>" for warning in warnings)
    return f'<ul class="notes">{items}</ul>' if items else ""


def _since_then(view: IndicatorView) -> str:
    """Where the chart of a round's row draws newer figures than the round has."""
    did = "Sealed" if view.sealed else "Rated"
    return findings.since_then(view.indicator, did, view.rated, view.history) if view.published else ""


def _vintage(view: IndicatorView) -> str:
    return ", as the newest releases have it" if view.published else ""


def _reading(view: IndicatorView) -> str:
    """What the signs of the history stand for."""
    ring = " · ringed: the figures rated" if view.rated else ""
    return _vintage(view) + ring + _band(view.history)


def _band(figures: Iterable[Figure]) -> str:
    return " · shaded: 95% interval" if any(figure.interval for figure in figures) else ""


def _breaks(lines: Iterable[Sequence[Figure]]) -> str:
    """What stands at a break where no name of it has room."""
    parted = any(len({figure.definition for figure in line if figure.value is not None}) > 1 for line in lines)
    return " · dotted: a break in the series" if parted else ""


def _made(view: IndicatorView) -> str:
    """How the newest figure of the area came about."""
    return next((figure.note for figure in reversed(view.history) if figure.value is not None), "")


def _origin(view: IndicatorView, figures: Iterable[Figure]) -> Origin:
    """Where figures come from, with the newest release among those shown."""
    newest = max((figure.release for figure in figures if figure.release and figure.value is not None), default=None)
    return origins.of(view.sources, newest, [view.indicator.id])


def _newest(source: SourceState) -> str:
    return f"newest release {wording.day(source.releases[0])}" if source.releases else "no release yet"
