"""One figure, and one report of figures. Knows what is said of a value; refuses to rate it or to store it."""

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
