"""What comparisons say, in sentences. Knows grammar and wording; refuses to compare, to rank or to test.

"Rose", "fell", "better" and "worse" are said only of what can be told from chance; where nothing can be said, the
sentence says that.
"""

from collections.abc import Sequence

from pmf import wording
from pmf.areas import Area
from pmf.benchmark import Benchmark, Entry, Gap
from pmf.catalogue import Indicator
from pmf.figures import Figure
from pmf.groups import WIDER
from pmf.panel import Mean
from pmf.required import Required
from pmf.trend import Change

WHY_NOT = {
    "definition": "the definition changed in between",
    "length": "the two periods are not equally long",
    "overlap": "the two periods share months",
}


def standing(found: Benchmark) -> str:
    """Where the area stands among the group: the title of a ranked chart."""
    name, place = found.indicator.name, found.area.name
    if found.period is None:
        return f"{name}: no figure is held for {place} or for any of these areas"
    if found.own is None:
        return f"{name} {wording.when(found.period)}: no figure for {place}"
    said = f"{name}: {place} {_figure(found.own, found.indicator)} {wording.when(found.period)}"
    if found.own.rank:
        return f"{said}, {found.rank_text(found.own)} {found.group.noun} ({by_size(found) or found.polarity})"
    england = found.england
    if found.group.id == WIDER and england and (gap := found.against(england)):
        return f"{said}, {verdict(gap)} England ({wording.figure(england.figure.value, found.indicator.unit)})"
    others = "one other" if len(found.entries) == 1 else f"{len(found.entries)} {found.group.noun}"
    return f"{said}, beside {others}" if found.entries else said


def rank(found: Benchmark, noun: str = "") -> str:
    """The rank of the area, where totals are ranked with the end it is counted from: `10th of 15, largest first`.

    Empty where it has none; `noun` says what the areas ranked are."""
    if found.own is None or not found.own.rank:
        return ""
    return ", ".join(filter(None, (f"{found.rank_text(found.own)} {noun}".strip(), by_size(found))))


def by_size(found: Benchmark) -> str:
    """Which end a rank of totals is counted from, as larger areas have larger ones; empty where rates are ranked."""
    if not found.panel.total:
        return ""
    return "smallest first" if found.indicator.direction == "down" else "largest first"


def sureness(found: Benchmark) -> str:
    """How sure the rank is, by the intervals; empty where there are none."""
    if found.own is None or found.own.rank_range is None:
        return ""
    best, worst = found.own.rank_range
    if best == worst:
        return f"The intervals leave no other rank than {wording.ordinal(best)}."
    return f"By the 95% intervals the rank could be anything from {wording.ordinal(best)} to {wording.ordinal(worst)}."


def sureness_in_short(found: Benchmark) -> str:
    """How sure the rank is, in a few words for beneath a title; empty where no interval leaves another."""
    return f"its rank {_could_be(found.own)}" if found.own and _could_be(found.own) else ""


def ends_in_short(found: Benchmark, members: Sequence[str]) -> str:
    """The same of the first and the last of the area's own districts."""
    own = [entry for entry in found.entries if entry.area.code in members]
    ends = dict.fromkeys([*own[:1], *own[-1:]])
    return ", ".join(f"{entry.area.name} {_could_be(entry)}" for entry in ends if _could_be(entry))


def hollow(found: Benchmark, drawn: Sequence[Entry]) -> str:
    """What a hollow mark among those drawn means, in a few words for beneath a title; empty where none is hollow."""
    if not found.period or not any(entry.area.began_after(found.period.start) for entry in drawn):
        return ""
    return f"hollow: began after {wording.period(found.period)}, shown for its districts of today"


def hollow_points(area: Area, run: Sequence[Figure]) -> str:
    """The same of an area's own points over time."""
    if not any(figure.period and area.began_after(figure.period.start) for figure in run):
        return ""
    return f"hollow points: before it began in {area.started}, for the districts it has today"


def mean(found: Benchmark) -> str:
    """What the other members have together, and how that was worked out; empty where there is none."""
    if found.others is None or found.period is None:
        return ""
    value = wording.figure(found.others.value, found.indicator.unit)
    return f"Mean of the other {found.group.noun}: {value} ({worked_out(found.others)})."


def worked_out(found: Mean) -> str:
    """`simple mean of 5`, `ratio of sums over 14 areas`."""
    return f"simple mean of {found.n}" if found.how == "simple mean" else f"ratio of sums over {found.n} areas"


def verdict(gap: Gap) -> str:
    """A gap as words that lead to the other's name: `better than`, `similar to`."""
    return f"{gap.verdict} {'to' if gap.verdict == 'similar' else 'than'}"


def tested(gap: Gap) -> str:
    """What the verdict of a gap rests on, both tests where they differ."""
    if not gap.tested:
        return "no intervals: by the figures alone"
    if gap.by_difference in (None, gap.verdict):
        return "by 95% intervals"
    return f"intervals overlap; by the standard error of the difference {gap.by_difference}"


def absent(found: Benchmark) -> str:
    """Every area without a figure by name, with the reason; empty where all have one."""
    by_reason: dict[str, list[str]] = {}
    for entry in found.absent:
        by_reason.setdefault(entry.reason, []).append(entry.area.name)
    parts = [f"{wording.listed(names)} ({reason})" for reason, names in by_reason.items()]
    return (
        f"Without a figure{f' {wording.when(found.period)}' if found.period else ''}: {'; '.join(parts)}."
        if parts
        else ""
    )


def change(indicator: Indicator, found: Change) -> str:
    """How a figure moved, in the words the test allows: `rose from 3 to 4`, `is about the same: 80.1% and 79.4%`."""
    first, last = (_when(figure, indicator) for figure in (found.first, found.last))
    if found.size == 0 and not found.obstacle:
        return f"was the same at {first} and {last}"
    if found.distinguishable is None:
        return f"went from {first} to {last}; {untestable(found)}"
    if not found.distinguishable:
        return f"is about the same: {first} and {last}"
    return f"{'rose' if found.size > 0 else 'fell'} from {first} to {last}"


def untestable(found: Change) -> str:
    """Why nothing can be said of a change."""
    if found.obstacle:
        return f"the two do not compare, as {WHY_NOT[found.obstacle]}"
    if found.evidence.limits:
        return "its series shifted the other way, so nothing can be said of this change"
    return "too few comparable points to say whether that is more than chance"


def evidence(found: Change) -> str:
    """What the judgement of a change rests on, as one sentence."""
    if found.obstacle:
        return f"Not tested: {WHY_NOT[found.obstacle]}."
    if found.size == 0:
        return "There is no change to test."
    test = found.evidence
    if test.basis == "intervals" and test.z is not None:
        word = "distinguishable" if test.distinguishable else "not distinguishable"
        z = wording.number(wording.rounded(test.z, 2))
        return f"{word.capitalize()} from chance: z = {z} by the published 95% intervals."
    if test.limits is None:
        return "Not tested: no intervals are published, and there are too few comparable points to say."
    points = f"the natural limits of {test.limits.points} points"
    if not test.rule:
        return f"Not distinguishable: within {points}, and no run of eight on one side of their mean."
    single = test.rule == "single point"
    where = (
        f"the newest figure lies outside {points}"
        if single
        else f"the newest eight figures lie on one side of the mean of {test.limits.points} points"
    )
    return f"Distinguishable: {where}." if test.distinguishable else f"Not tested: {where}, on the other side."


def restated(indicator: Indicator, first: Figure, now: Figure, words: tuple[str | None, str | None]) -> str:
    """What a figure was when first reported, and both ratings: within one release, and against what was first said."""
    was, stands = (wording.figure(figure.value, indicator.unit) for figure in (first, now))
    released = [wording.day(figure.release) if figure.release else "an undated release" for figure in (first, now)]
    within, against = (word or "not rated" for word in words)
    said = (
        f"{wording.period(now.period)} was first reported as {was} ({released[0]}) and stands at {stands} in the"
        f" release of {released[1]}."
    )
    if within == against:
        return f"{said} The rating is {within} against either."
    return f"{said} Within one release the rating is {within}; against the figure first reported it would be {against}."


def index(found: Benchmark, base: str, own: Sequence[Figure], england: Sequence[Figure]) -> str:
    """How far the area and England have come since the base: the title of an indexed chart."""
    name, place = found.indicator.name, found.area.name
    if not own or own[-1].value is None:
        return f"{name}: no figures of {place} to measure by {base}"
    last = own[-1]
    if last.period and wording.period(last.period) == base:
        return f"{name}: no later figure of {place} compares with that of {base}"
    said = f"{name}: {place} stands at {wording.number(own[-1].value)} {wording.when(last.period)} ({base} = 100)"
    theirs = next((figure.value for figure in england if figure.period == last.period), None)
    return f"{said}, England at {wording.number(theirs)}" if theirs is not None else said


def index_ends(found: Benchmark, base: str, own: Sequence[Figure]) -> str:
    """Why an index of the area ends before its figures do; empty where it does not."""
    held = [figure for figure in found.panel.history(found.area.code) if figure.value is not None]
    if not own or own[-1].period == held[-1].period:
        return ""
    return (
        f"The line of {found.area.name} ends {wording.when(own[-1].period)}: its later figures stand on another"
        f" definition ({held[-1].definition}) than that of {base} ({own[-1].definition}) and are not measured by it."
    )


def among_all(found: Benchmark, members: Sequence[str]) -> str:
    """Where the area's own districts stand among all: the title of a strip."""
    own = [entry for entry in found.entries if entry.area.code in members]
    if not own or not found.period:
        return f"{found.indicator.name}: no figures for the districts of {found.area.name}"
    first, last = own[0], own[-1]
    ends = [
        f"{entry.area.name} {_figure(entry, found.indicator)} ({found.rank_text(entry)})" for entry in (first, last)
    ]
    return (
        f"{found.indicator.name} {wording.when(found.period)}: the districts of {found.area.name} run from"
        f" {ends[0]} to {ends[1]}; {found.polarity}"
    )


def described(found: Benchmark, kind: str) -> str:
    """The text alternative of a chart of areas side by side: its finding and its ends."""
    if not found.entries:
        return standing(found)
    first, last = found.entries[0], found.entries[-1]
    ends = " to ".join(f"{entry.area.name} {_figure(entry, found.indicator)}" for entry in (first, last))
    return f"{kind} of {len(found.entries)} areas, {ends}. {standing(found)}."


def required(indicator: Indicator, found: Required) -> str:
    """What yearly change a target needs, and whether such a change was ever achieved."""
    target = wording.quantity(found.target, indicator.unit)
    if found.reached:
        return f"The target of {target} is already met by {_when(found.start, indicator)}."
    step = max(indicator.decimals, 1)
    rate = wording.signed(wording.rounded(found.yearly, step), indicator.unit)
    need = f"To reach {target} by the end of {found.by}, from {_when(found.start, indicator)}, takes {rate} a year."
    if found.fastest is None:
        return f"{need} There are no two comparable figures to tell whether that was ever achieved."
    if found.fastest_from is None or found.fastest_to is None:
        return f"{need} In {found.points} comparable figures it never moved that way."
    best = wording.signed(wording.rounded(found.fastest, step), indicator.unit)
    span = f"from {wording.period(found.fastest_from.period)} to {wording.period(found.fastest_to.period)}"
    word = "Such a change was achieved before" if found.achieved_before else "Such a change was never achieved"
    return f"{need} {word}: the fastest in {found.points} comparable figures was {best} a year, {span}."


def _could_be(entry: Entry) -> str:
    """The ranks that the intervals allow, empty where they allow no other."""
    best, worst = entry.rank_range or (0, 0)
    return "" if best == worst else f"could be {wording.ordinal(best)} to {wording.ordinal(worst)}"


def _when(figure: Figure, indicator: Indicator) -> str:
    if figure.value is None:
        raise ValueError(f"expected a figure with a value, got {figure}")
    return f"{wording.quantity(figure.value, indicator.unit)} {wording.when(figure.period)}"


def _figure(entry: Entry, indicator: Indicator) -> str:
    return wording.quantity(entry.figure.value, indicator.unit) if entry.figure.value is not None else "–"
