"""The views of the benchmarking page, each as what an exhibit needs: title, chart, words, table, records.

Knows which words belong to which view; refuses to query, to compare and to lay out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from pmf import benchmark_export, compared, findings, heat, palette, wording
from pmf.areas import ENGLAND, Area
from pmf.benchmark import Benchmark, Entry, fifth
from pmf.comparison_charts import place_name
from pmf.export import Record
from pmf.figures import Figure
from pmf.groups import Group
from pmf.heat import Heat
from pmf.ui import exhibit, parts


@dataclass(frozen=True)
class Shown:
    """A view in words: `title` is its finding, `notes` stand beneath, `group` is who is compared, `records` makes what
    is downloaded."""

    title: str
    subtitle: str
    alt: str
    table: str
    records: Callable[[], Sequence[Record]]
    notes: tuple[str, ...]
    group: Group
    indicators: tuple[str, ...]
    name: str


def ranking(found: Benchmark) -> Shown:
    """The areas of a group side by side in one period."""
    return Shown(
        title=compared.standing(found),
        subtitle=_about(
            found,
            found.group.title,
            _period(found),
            _with_intervals(found),
            compared.sureness_in_short(found),
            compared.hollow(found, found.entries),
        ),
        alt=compared.described(found, "Dot plot"),
        table=_ranked_table(found),
        records=lambda: benchmark_export.rows(found),
        notes=_notes(compared.sureness(found), compared.mean(found), compared.absent(found), *found.notes),
        group=found.group,
        indicators=(found.indicator.id,),
        name=_name(found, "ranking"),
    )


def strip(found: Benchmark, members: Sequence[str]) -> Shown:
    """The districts of the area among all districts of England."""
    own = [entry for entry in found.entries if entry.area.code in members]
    return Shown(
        title=compared.among_all(found, members),
        subtitle=_about(
            found,
            "All districts of England",
            _period(found),
            _with_intervals(found),
            compared.ends_in_short(found, members),
            compared.hollow(found, [found.own] if found.own else []),
        ),
        alt=f"{compared.described(found, 'Strip')} {compared.among_all(found, members)}.",
        table=_table(found, own),
        records=lambda: benchmark_export.rows(found),
        notes=_notes(compared.absent(found), *found.notes),
        group=found.group,
        indicators=(found.indicator.id,),
        name=_name(found, "districts"),
    )


def over_time(found: Benchmark) -> Shown:
    """The area's history against the range of its group."""
    history = found.panel.history(found.area.code)
    codes = [found.area.code, ENGLAND, *found.group.others(found.area.code)]
    counts = sorted({spread.n for spread in found.panel.spread(found.group.others(found.area.code))})
    varying = len(counts) > 1
    many = f"The range is over {counts[0]} to {counts[-1]} areas, those with a figure in the period." if varying else ""
    return Shown(
        title=findings.over_time(found.indicator, found.area.name, history),
        subtitle=_about(
            found,
            f"{found.area.name} against {found.group.title[0].lower()}{found.group.title[1:]}",
            compared.hollow_points(found.area, history),
        ),
        alt=findings.described(found.indicator, found.area.name, history),
        table=exhibit.figures_table([(found.area.name, history)], found.indicator.unit, found.indicator.name),
        records=lambda: benchmark_export.histories(found, codes),
        notes=_notes(many, *found.notes),
        group=found.group,
        indicators=(found.indicator.id,),
        name=_name(found, "history"),
    )


def index(
    found: Benchmark,
    base: str,
    lines: Mapping[str, tuple[str, Sequence[Figure]]],
    without: Sequence[str],
    notes: Sequence[str],
) -> Shown:
    """Change since a base period; `lines` are name and indexed figures by area, `without` those that have no base,
    `notes` what is to be known of the base."""
    own = lines.get(found.area.code, ("", ()))[1]
    england = lines.get(ENGLAND, ("", ()))[1]
    left_out = f"Without a figure in {base} on the same definition: {wording.listed(list(without))}." if without else ""
    return Shown(
        title=compared.index(found, base, own, england),
        subtitle=" · ".join(
            _notes(
                "Index",
                f"{base} = 100",
                found.group.title,
                found.polarity,
                compared.hollow_points(found.area, own),
            )
        ),
        alt=f"Line chart of {len(lines)} areas. {compared.index(found, base, own, england)}.",
        table=exhibit.figures_table([(name, run) for name, run in lines.values()], "index", found.indicator.name),
        records=lambda: benchmark_export.indices(found, base, lines),
        notes=_notes(compared.index_ends(found, base, own), left_out, *notes),
        group=found.group,
        indicators=(found.indicator.id,),
        name=_name(found, "index"),
    )


def fifths(found: Heat, area: Area, href: Mapping[str, str], group: Group) -> Shown:
    """Indicators by areas; `href` leads from an indicator to its ranking."""
    left_out = (
        f"Left out, as totals, without a better direction or among fewer than five areas: {'; '.join(found.left_out)}."
    )
    return Shown(
        title=heat.finding(found, area),
        subtitle=f"{group.title} · newest period of each indicator · {heat.legend(found)}",
        alt=f"Table of {len(found.rows)} indicators by {len(found.areas)} areas. {heat.finding(found, area)}.",
        table=_heat_table(found, href, area),
        records=lambda: [record for row in found.rows for record in benchmark_export.rows(row)],
        notes=_notes(heat.young(found), left_out if found.left_out else ""),
        group=group,
        indicators=tuple(row.indicator.id for row in found.rows),
        name=f"fifths_{area.code}",
    )


def _ranked_table(found: Benchmark) -> str:
    shown = {entry.area.code: entry for entry in (*found.entries, *found.wider)}
    return _table(found, list(shown.values()))


def _table(found: Benchmark, entries: Sequence[Entry]) -> str:
    """Areas with rank, figure, interval, the ranks the intervals allow, and how they stand to the area."""
    heads = ("Rank", "Area", "Figure", "95% interval", "Could be", f"Against {found.area.name}")
    rows = [
        (
            found.rank_text(entry),
            place_name(entry.area),
            wording.figure(entry.figure.value, found.indicator.unit),
            wording.interval(entry.figure.interval, entry.figure.value),
            "{} to {}".format(*entry.rank_range) if entry.rank_range else "",
            _compared(entry),
        )
        for entry in entries
    ]
    tested = any(entry.gap and entry.gap.tested for entry in entries)
    how = "similar where 95% intervals overlap" if tested else "by the figures alone, as no intervals are published"
    allowed = " Could be: the ranks the intervals allow." if any(entry.rank_range for entry in entries) else ""
    caption = f"{found.indicator.name}, {_period(found)}. Against {found.area.name}: {how}.{allowed}"
    kept = [column for column in range(len(heads)) if any(row[column] for row in rows)]
    shown = [
        (entry.area == found.area, [row[column] for column in kept]) for entry, row in zip(entries, rows, strict=True)
    ]
    return _areas_table([heads[column] for column in kept], shown, caption)


def _areas_table(heads: Sequence[str], rows: Sequence[tuple[bool, Sequence[str]]], caption: str) -> str:
    """Rows of text as an HTML table, the area's name as the header of its row; True marks the row in focus."""
    kinds = ["name" if head == "Area" else "figure" if head == "Figure" else "short" for head in heads]
    body = "".join(
        f'<tr class="{"focus" if own else ""}">'
        + "".join(
            f'<th scope="row">{escape(cell)}</th>' if kind == "name" else f'<td class="{kind}">{escape(cell)}</td>'
            for kind, cell in zip(kinds, row, strict=True)
        )
        + "</tr>"
        for own, row in rows
    )
    head = "".join(
        f'<th scope="col" class="{kind}">{escape(head)}</th>' for kind, head in zip(kinds, heads, strict=True)
    )
    return (
        f'<div class="wide"><table class="plain"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _compared(entry: Entry) -> str:
    """How an area stands to the one compared; a second verdict where the finer test says otherwise."""
    if entry.gap is None:
        return ""
    finer = entry.gap.by_difference
    return (
        entry.gap.verdict if finer in (None, entry.gap.verdict) else f"{entry.gap.verdict} ({finer} by its own error)"
    )


def _heat_table(found: Heat, href: Mapping[str, str], area: Area) -> str:
    heads = "".join(
        f'<th scope="col" class="{"own" if column == area else ""}">{escape(column.name)}</th>'
        for column in found.areas
    )
    body = "".join(
        f'<tr><th scope="row">{parts.link(row.indicator.name, href[row.indicator.id])}'
        f'<span class="unit"> {escape(_unit(row))}{escape(_period(row))}</span></th>'
        + "".join(_heat_cell(row, found.cell(row, column)) for column in found.areas)
        + "</tr>"
        for row in found.rows
    )
    caption = f"{len(found.rows)} indicators by {len(found.areas)} areas; a dash means no figure"
    return (
        f'<div class="wide"><table class="heat">'
        f"<caption>{caption}</caption><thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _heat_cell(row: Benchmark, entry: Entry | None) -> str:
    shade = fifth(entry, row.ranked) if entry else None
    if entry is None or shade is None:
        return "<td>–</td>"
    fill, text = palette.FIFTHS[shade - 1]
    words = row.rank_text(entry)
    if row.ranked >= heat.FEWEST_FOR_FIFTHS:
        words += f", {wording.ordinal(shade)} fifth"
    return (
        f'<td style="background:{fill};color:{text}" title="{escape(words, quote=True)}">'
        f"{escape(wording.figure(entry.figure.value, row.indicator.unit))}"
        f'<span class="bars" aria-hidden="true">{heat.place(row, entry)}</span>'
        f'<span class="unseen"> {words}</span></td>'
    )


def _about(found: Benchmark, *what: str) -> str:
    known = f"as known on {wording.day(found.as_known)}" if found.as_known else ""
    return " · ".join(filter(None, (wording.unit(found.indicator.unit).heading, *what, found.polarity, known)))


def _with_intervals(found: Benchmark) -> str:
    return "lines are 95% intervals" if any(entry.figure.interval for entry in found.entries) else ""


def _unit(found: Benchmark) -> str:
    form = wording.unit(found.indicator.unit)
    return "" if form.prefix or form.suffix else f"{form.heading}, "


def _period(found: Benchmark) -> str:
    return wording.period(found.period)


def _notes(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _name(found: Benchmark, view: str) -> str:
    period = found.period.label.replace("/", "-") if found.period else "none"
    return f"{found.indicator.id}_{found.area.code}_{found.group.id.replace(':', '-')}_{period}_{view}"
