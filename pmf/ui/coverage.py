"""Which areas and years are held, as a table with a strip of years. Knows how it looks; refuses to query."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from pmf import wording
from pmf.reading import Coverage
from pmf.reading.coverage import Held

_WORDS: Mapping[Held, str] = {"whole": "", "part": " in part"}
_KINDS = ("Districts", "Counties", "Authorities", "Regions", "Countries")


def table(held: Sequence[Coverage], area_name: str) -> str:
    """Every series: how many areas of each kind in the newest period, and the years held of one authority."""
    first = min((year for one in held for year in one.years), default=0)
    last = max((year for one in held for year in one.years), default=0)
    counted = "".join(f'<th scope="col" class="figure">{kind}</th>' for kind in _KINDS)
    caption = (
        f"{len(held)} series. Areas, former ones among them, with a figure in the newest period; on the right, from"
        f" {first} to {last}, the years in which the periods held for {area_name} begin: a full bar where it or all its"
        " districts are held, a low one where only some districts are."
    )
    return (
        f'<div class="wide"><table class="plain coverage"><caption>{escape(caption)}</caption><thead><tr>'
        f'<th scope="col">Series</th><th scope="col">Newest period</th><th scope="col">Released</th>{counted}'
        f'<th scope="col">{escape(area_name)}<span class="axis"><span>{first}</span><span>{last}</span></span></th>'
        f"</tr></thead><tbody>{''.join(_row(one, first, last) for one in held)}</tbody></table></div>"
    )


def _row(one: Coverage, first: int, last: int) -> str:
    counts = (one.districts, one.counties, one.authorities, one.regions, one.countries)
    figures = "".join(f'<td class="figure">{f"{count:,}" if count else "–"}</td>' for count in counts)
    unit = f'<span class="unit">{escape(wording.unit(one.unit).heading)}</span>'
    return (
        f'<tr><th scope="row">{escape(one.title)} {unit}</th>'
        f'<td class="short">{wording.period(one.newest_period)}</td>'
        f'<td class="short">{wording.day(one.newest_release)}</td>{figures}'
        f'<td>{_strip(one.years, first, last)}<span class="unseen">{_in_words(one.years)}</span></td></tr>'
    )


def _strip(years: Mapping[int, Held], first: int, last: int) -> str:
    bars = "".join(
        f'<span class="{how}" style="left:{_share(run[0] - first, first, last)};width:{_share(len(run), first, last)}">'
        "</span>"
        for run, how in _runs(years)
    )
    return f'<span class="strip" aria-hidden="true" title="{_in_words(years)}">{bars}</span>'


def _share(years: int, first: int, last: int) -> str:
    return f"{100 * years / (last - first + 1):.2f}%"


def _in_words(years: Mapping[int, Held]) -> str:
    spans = [(f"{run[0]}" if len(run) == 1 else f"{run[0]} to {run[-1]}") + _WORDS[how] for run, how in _runs(years)]
    return ", ".join(spans) or "not held"


def _runs(years: Mapping[int, Held]) -> list[tuple[list[int], Held]]:
    """Years that follow one another and are held alike."""
    # such years have the same distance from their place in the list
    alike = groupby(enumerate(sorted(years)), key=lambda place: (place[1] - place[0], years[place[1]]))
    return [([year for _, year in group], how) for (_, how), group in alike]
