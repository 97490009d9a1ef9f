"""What the State of the Region says, in sentences: a finding for each chart, a summary for each theme.

Knows grammar; refuses to compare and to test. "Rose" and "fell" are said only of a change that can be told from
chance, "is about the same" where it cannot be, and where nothing can be said the sentence says that.
"""

from collections.abc import Callable, Iterable, Sequence

from pmf import compared, wording
from pmf.figures import Figure
from pmf.region import FEWEST, Line, Region, Standing
from pmf.trend import Change

_MOVES = ("rose", "fell", "about the same", "cannot be tested", "not comparable")


def finding(row: Standing) -> str:
    """The newest figure, how it stands to England, and how it moved: the title of a small chart."""
    indicator, england, gap = row.indicator, row.found.england, row.against_england
    said = f"{indicator.name}: {_quantity(row.figure, indicator.unit)} {wording.when(row.figure.period)}"
    if england and gap:
        said += f", {compared.verdict(gap)} England ({wording.figure(england.figure.value, indicator.unit)})"
    return f"{said}; {movement(row.moved, indicator.unit)}" if row.moved else f"{said}, the first figure held"


def movement(change: Change, unit: str) -> str:
    """How the figure moved, as the second half of a sentence, in the words the test allows."""
    then = f"{wording.figure(change.first.value, unit)} {wording.when(change.first.period)}"
    if change.obstacle:
        return f"it was {then}, not comparable as {compared.WHY_NOT[change.obstacle]}"
    if change.size == 0:
        return f"the same as {wording.when(change.first.period)}"
    word = moved(change)
    if word == "about the same":
        return f"about the same as {wording.when(change.first.period)} ({wording.figure(change.first.value, unit)})"
    if word in ("rose", "fell"):
        return f"{word} from {then}"
    return f"it was {then}, a change that cannot be tested"


def moved(change: Change) -> str:
    """A change in one word or a few: `rose`, `about the same`, `cannot be tested`."""
    if change.obstacle:
        return "not comparable"
    if change.size == 0 or change.distinguishable is False:
        return "about the same"
    if change.distinguishable is None:
        return "cannot be tested"
    return "rose" if change.size > 0 else "fell"


def described(row: Standing) -> str:
    """The text alternative of a small chart: its finding, and where each line begins and ends."""
    unit = "index" if row.base else row.indicator.unit
    scale = f" Index, {wording.period(row.base.period)} = 100." if row.base else ""
    return f"Line chart. {finding(row)}.{scale} " + " ".join(f"{_run(line, unit)}." for line in row.lines)


def beside(row: Standing) -> str:
    """How the line of the neighbours was worked out, and which line there is none of."""
    by_kind = {line.kind: line for line in row.lines}
    mean = by_kind.get("neighbours")
    said = [
        f"neighbours: {mean.figures[-1].note or 'indexed'}" if mean else "no figure for the neighbours",
        "" if "england" in by_kind else "none for England" if mean is None else "no figure for England",
    ]
    return ", ".join(filter(None, said))


def summary(region: Region, theme: str) -> str:
    """What a theme adds up to, in two or three sentences."""
    rows = region.of(theme)
    if not rows:
        return f"No figure of this theme is held for {region.area.name}."
    few = f"Only {wording.amount(len(rows), 'indicator')} of this theme {'is' if len(rows) == 1 else 'are'} held. "
    return " ".join(filter(None, [(few if len(rows) < FEWEST else "") + _england(rows), _movements(rows)]))


def sorted_out(rows: Sequence[Standing]) -> list[tuple[str, list[Standing]]]:
    """Who is better than, similar to and worse than England, and who is not set against it, where there are any."""
    headings = (
        ("Better than England", lambda row: row.verdict == "better"),
        ("Similar to England", lambda row: row.verdict == "similar"),
        ("Worse than England", lambda row: row.verdict == "worse"),
        ("Not judged against England", lambda row: row.verdict not in ("better", "similar", "worse")),
    )
    return [(heading, found) for heading, test in headings if (found := _those(rows, test))]


def _england(rows: Sequence[Standing]) -> str:
    judged = _those(rows, lambda row: row.verdict in ("better", "similar", "worse"))
    if not judged:
        return "None of its figures can be judged against England."
    found = [row.verdict for row in judged]
    tally = ", ".join(f"{found.count(word)} {word}" for word in ("better", "similar", "worse") if word in found)
    tested = sum(bool(row.against_england and row.against_england.tested) for row in judged)
    how = f"{tested or 'none'} by confidence intervals"
    return f"Against England, {wording.amount(len(judged), 'indicator')} can be judged ({how}): {tally}."


def _movements(rows: Sequence[Standing]) -> str:
    found = [moved(row.moved) for row in rows if row.moved]
    tally = [f"{found.count(word)} {word}" for word in _MOVES if word in found]
    return f"Against five years before, or else the figure before: {', '.join(tally)}." if tally else ""


def _run(line: Line, unit: str) -> str:
    name = "Mean of the neighbours" if line.kind == "neighbours" else line.name
    first, last = line.figures[0], line.figures[-1]
    ends = [f"{wording.figure(f.value, unit)} {wording.when(f.period)}" for f in (first, last)]
    return f"{name}: {ends[0]}" if first is last else f"{name}: from {ends[0]} to {ends[1]}"


def _quantity(figure: Figure, unit: str) -> str:
    return "–" if figure.value is None else wording.quantity(figure.value, unit)


def _those(rows: Iterable[Standing], test: Callable[[Standing], bool]) -> list[Standing]:
    return [row for row in rows if test(row)]
