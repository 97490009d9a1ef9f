"""One figure, and one report of figures. Knows what is said of a value; refuses to rate it or to store it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pmf.periods import Period


@dataclass(frozen=True)
class Figure:
    """One value of one area and period, with what is known of its making.

    `value` is at the decimals shown, None where it is missing; `note` says how it was made or what is missing;
    `definition` names the population base, geography or method behind it. `release` is its own vintage, `since` the
    first that had a figure of its period: revisions and newer denominators make a figure no younger.
    """

    period: Period | None
    value: Decimal | None
    release: date | None = None
    interval: tuple[float, float] | None = None
    status: str = ""
    definition: str = ""
    note: str = ""
    since: date | None = None

    @property
    def missing(self) -> str:
        """Why there is no value, as far as is known."""
        return self.note or "withheld or not available"

    @property
    def came(self) -> date | None:
        """The day from which its age counts; None of a figure that was reported."""
        return self.since or self.release


@dataclass(frozen=True)
class Report:
    """An indicator as a round reported it. `period_text` is the label printed where it is no source period."""

    round: str
    published: bool
    period: Period
    previous: Decimal | None
    current: Decimal | None
    published_travel: str
    published_rating: str
    source_period: Period | None
    source_previous_period: Period | None
    note: str


def newest_shared(histories: Mapping[str, Sequence[Figure]]) -> tuple[Period | None, dict[str, Decimal]]:
    """The newest period of which every history with a figure has one, and their values by key; (None, {}) without."""
    held = {
        key: {figure.period: figure.value for figure in history if figure.period and figure.value is not None}
        for key, history in histories.items()
    }
    filled = {key: values for key, values in held.items() if values}
    shared = set.intersection(*map(set, filled.values())) if filled else set()
    newest = max(shared, default=None)
    return newest, {key: values[newest] for key, values in filled.items()} if newest else {}
