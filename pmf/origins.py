"""Where figures come from and under which licence: a line beneath them, and columns of a file of them.

Knows sources and the series of an indicator; refuses to know pages.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from pmf import catalogue, wording
from pmf.export import Record
from pmf.observations import LICENCES
from pmf.reading import SourceState
from pmf.scorecard import Row


@dataclass(frozen=True)
class Origin:
    """Where figures come from and under which licence, which is empty where none is known."""

    source: str
    licence: str

    @property
    def line(self) -> str:
        """Both in one line."""
        return "; ".join(filter(None, (self.source, self.licence)))


def of(held: Sequence[SourceState], newest: date | None, indicators: Sequence[str]) -> Origin:
    """That of some indicators, by their ids, with the newest release shown; empty where no source is held."""
    names = {series.split(".")[0] for name in indicators for series in _series(name)}
    used = [state for state in held if state.id in names]
    publishers = dict.fromkeys(state.publisher for state in used)
    text = "; ".join(
        f"{publisher}, {wording.listed([state.dataset for state in used if state.publisher == publisher])}"
        for publisher in publishers
    )
    licences = dict.fromkeys(LICENCES[state.licence] for state in used)
    return Origin(f"{text}, figures released up to {wording.day(newest)}" if newest else text, "; ".join(licences))


def of_row(held: Sequence[SourceState], row: Row) -> Origin:
    """That of a row of the scorecard: of a figure that was reported, the round that did, for which no licence is known;
    empty where nothing is held."""
    if row.basis == "reported" and row.reported:
        return Origin(f"reported by the authority in {wording.round_name(row.reported.round)}", "")
    return of(held, row.current.release, [row.indicator.id]) if row.current else Origin("", "")


def stamped(records: Sequence[Record], title: str, found: Callable[[Record], Origin]) -> list[Record]:
    """Records that say in every row what they are and where they come from."""
    return [
        {**record, "title": title, "source": origin.source, "licence": origin.licence}
        for record in records
        for origin in [found(record)]
    ]


def _series(name: str) -> Sequence[str]:
    formula = catalogue.get(name).formula
    return formula.series if formula else ()
