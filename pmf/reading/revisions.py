"""What releases revised, and what that does to ratings. Knows which vintages count; refuses to word the finding."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pmf import revisions
from pmf.catalogue import Indicator
from pmf.editions import Edition
from pmf.reading.figures import vintages
from pmf.reading.scorecard import scorecard
from pmf.reading.sources import SourceState
from pmf.revisions import Revision
from pmf.scorecard import Row, from_history
from pmf.store import Store


@dataclass(frozen=True)
class Revised:
    """A revision of an indicator in an area; `ratings` pairs each rating with what it would be without the revision."""

    indicator: Indicator
    revision: Revision
    ratings: tuple[tuple[str | None, str | None], ...]

    @property
    def rerated(self) -> bool:
        """Whether a rating of the row is another because of the revision."""
        return any(now != without for now, without in self.ratings)

    def of(self, source: SourceState) -> bool:
        """Whether it was that source's release that revised it."""
        needed = self.indicator.formula.series if self.indicator.formula else ()
        own = any(series.split(".")[0] == source.id for series in needed)
        return own and self.revision.release in source.releases


def revised(store: Store, area: str, on: date | None = None) -> list[Revised]:
    """The newest revision of each indicator of the latest scorecard of an area, where there was one."""
    card = scorecard(store, area, on=on)
    return of_rows(store, area, card.rows, card.edition)


def of_rows(
    store: Store, area: str, rows: Sequence[Row], edition: Edition, as_known: date | None = None
) -> list[Revised]:
    """The newest revision behind each row, known by a day; a row that shows reported figures has none."""
    computed = [row for row in rows if row.basis == "computed"]
    found = vintages(store, [row.indicator for row in computed], area, as_known)
    pairs = ((row, revisions.newest(found.get(row.indicator.id, []))) for row in computed)
    return [_rated(row, revision, edition) for row, revision in pairs if revision]


def _rated(row: Row, revision: Revision, edition: Edition) -> Revised:
    without = from_history(
        row.indicator, revisions.undone(row.history, revision), row.target, edition, revision.release
    )
    pairs = ((row.direction.word, without.direction.word), (row.against_target.word, without.against_target.word))
    return Revised(row.indicator, revision, pairs)
