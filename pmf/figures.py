"""One figure, and one report of figures. Knows what is said of a value; refuses to rate it or to store it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pmf.periods import Period


@dataclass(frozen=True)
class Figure:
    """One value of one area and period, with what is known of its making.

    `value` is at the decimals shown, None where it is missing; `note` says how it was made or what is missing;
    `definition` names the population base, geography or method behind it.
    """

    period: Period | None
    value: Decimal | None
    release: date | None = None
    interval: tuple[float, float] | None = None
    status: str = ""
    definition: str = ""
    note: str = ""


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
