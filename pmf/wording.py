"""Numbers, units, periods and movements as words: the one place where a figure is rounded or formatted.

Knows how readers write things; refuses to know where a figure came from or whether it is good.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Literal

from pmf.periods import MONTHS, Period

Travel = Literal["up", "down", "level"]

_PRECISE = Context(prec=400, rounding=ROUND_HALF_UP)
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Unit:
    """How a figure in this unit is written: symbols that touch the figure, the words for a heading and for one."""

    heading: str
    prefix: str = ""
    suffix: str = ""
    one: str = ""


_COUNTED = {
    "achievements": "achievement",
    "apprenticeships": "apprenticeship",
    "casualties": "casualty",
    "dwellings": "dwelling",
    "enrolments": "enrolment",
    "enterprises": "enterprise",
    "homes": "home",
    "households": "household",
    "jobs": "job",
    "learners": "learner",
    "people": "person",
    "premises": "premises",
    "score": "score",
    "starts": "start",
    "waivers": "waiver",
    "years": "year",
}
UNITS = {
    **{many: Unit(many, one=one) for many, one in _COUNTED.items()},
    "GBP million": Unit("£ million", "£", "m"),
    "GBP per hour": Unit("£ per hour", "£"),
    "GBP per week": Unit("£ per week", "£"),
    "GBP per person": Unit("£ per person", "£"),
    "percent": Unit("%", suffix="%"),
    "percent of adults": Unit("% of adults", suffix="%"),
    "percent of premises": Unit("% of premises", suffix="%"),
    "percent of land area": Unit("% of land area", suffix="%"),
    "per 1000": Unit("per 1,000"),
    "per 10000": Unit("per 10,000"),
    "per 100000": Unit("per 100,000"),
    "kt CO2": Unit("kt CO₂"),
    "kt CO2e": Unit("kt CO₂e"),
    "t CO2e per person": Unit("t CO₂e per person"),
    "ratio": Unit("jobs per person"),
    "jobs per person": Unit("jobs per person"),
    "LSOAs": Unit("neighbourhoods", one="neighbourhood"),
    "million journeys": Unit("million journeys"),
    "million vehicle miles": Unit("million vehicle miles"),
    "vehicles per day per mile of road": Unit("vehicles per day per mile of road"),
}
"""Every unit that a series or an indicator may have."""
TRAVEL_ARROWS: dict[Travel, str] = {"up": "↑", "down": "↓", "level": "→"}


def unit(name: str) -> Unit:
    """How to write figures in the unit `name`; a plain count is written with its own name as heading."""
    return UNITS.get(name) or Unit(name)


def counts_in(unit_name: str) -> Decimal:
    """What one of this unit is in full: a million for `GBP million`, a thousand for `kt CO2`, else one."""
    return Decimal(10**6) if "million" in unit_name else Decimal(1000) if unit_name.startswith("kt ") else Decimal(1)


def is_percentage(unit_name: str) -> bool:
    """Whether differences in this unit are percentage points."""
    return unit_name.startswith("percent")


def rounded(value: Decimal | float, decimals: int) -> Decimal:
    """`value` at so many decimals, halves away from zero. A float counts as the shortest decimal that names it."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    shown = exact.quantize(Decimal(1).scaleb(-decimals), context=_PRECISE)
    return shown if shown else shown.copy_abs()  # nothing is less than nothing


def in_percent(part: Decimal, whole: Decimal, decimals: int) -> Decimal:
    """`part` in percent of the size of `whole`, which is not zero: divided exactly, then rounded once."""
    exact = Fraction(part) * 100 * 10**decimals / abs(Fraction(whole))
    units = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return _PRECISE.scaleb(Decimal(units if exact >= 0 else -units), -decimals)


def number(value: Decimal) -> str:
    """`28,649`, `0.90`, `−40`: thousands separated, a true minus sign, every decimal it carries."""
    return f"{MINUS if value < 0 else ''}{value.copy_abs():,f}"


def figure(value: Decimal | None, unit_name: str) -> str:
    """A figure with the symbols of its unit: `£28,649m`, `62.60%`, `516,000`; a missing one is an en dash."""
    if value is None:
        return "–"
    form = unit(unit_name)
    sign = MINUS if value < 0 else ""
    return f"{sign}{form.prefix}{number(value.copy_abs())}{form.suffix}"


def interval(ends: tuple[float, float] | None, like: Decimal | None) -> str:
    """Both ends of an interval at the decimals of its figure: `64.8 to 71.0`; empty where there is none."""
    if ends is None or like is None:
        return ""
    decimals = max(0, -int(like.as_tuple().exponent))
    return " to ".join(number(rounded(end, decimals)) for end in ends)


def published(value: float | None, unit_name: str, decimals: int) -> str:
    """A publisher's figure with every decimal it came with, and at least as many as its series has."""
    if value is None:
        return figure(None, unit_name)
    came = Decimal(f"{value:.12g}")
    return figure(came if -int(came.as_tuple().exponent) >= decimals else rounded(value, decimals), unit_name)


def quantity(value: Decimal, unit_name: str) -> str:
    """A figure that can stand alone in a sentence: `£28,649m`, `62.60%`, `435 casualties`, `729 per 10,000`."""
    form = unit(unit_name)
    words = form.heading.removeprefix("£").removeprefix("%").strip() if form.prefix or form.suffix else form.heading
    if form.one and str(value.copy_abs()) == "1":
        words = form.one
    if form.prefix and form.suffix:
        words = ""
    return " ".join(filter(None, (figure(value, unit_name), words)))


def size(change: Decimal, unit_name: str) -> str:
    """How big a change is, without its sign: `4.87 percentage points`, `£1,945m`, `40`."""
    if is_percentage(unit_name):
        much = number(change.copy_abs())
        return f"{much} percentage point{'' if much == '1' else 's'}"
    return figure(change.copy_abs(), unit_name)


def signed(change: Decimal | None, unit_name: str) -> str:
    """A change for a narrow column: `+4.87 pp`, `−£3m`, `0`; a missing one is an en dash."""
    if change is None:
        return "–"
    sign = "+" if change > 0 else MINUS if change < 0 else ""
    much = change.copy_abs()
    body = f"{number(much)} pp" if is_percentage(unit_name) else figure(much, unit_name)
    return sign + body


def percent(part: Decimal, whole: Decimal, decimals: int = 1) -> str:
    """`part` in percent of `whole`, without sign: `10.1%`; `n/a` of a zero whole."""
    if whole == 0:
        return "n/a"
    return f"{number(in_percent(part.copy_abs(), whole, decimals))}%"


def pounds(amount: Decimal) -> str:
    """An amount as readers write it: `£5,010,000`, `£1.5m`, `£950,000`; in millions where that is exact."""
    millions = amount / 1_000_000
    if millions >= 1 and millions == rounded(millions, 2):
        return f"£{number(rounded(millions, 2).normalize())}m"
    return f"£{number(amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount)}"


def period(when: Period | None) -> str:
    """As a reader writes it; a snapshot on the first of a month is known by its month: `Jan 2026`, `30 Oct 2025`."""
    if when is None:
        return "–"
    if when.months:
        return when.label
    return day(when.start).removeprefix("1 ")


def when(period_: Period | None) -> str:
    """`in 2023`, `in Jan 2026`, `on 30 Oct 2025`."""
    text = period(period_)
    return f"on {text}" if text[:1].isdigit() and period_ and not period_.months else f"in {text}"


def day(when: date) -> str:
    """`3 May 2023`."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def moment(iso: str) -> str:
    """`3 May 2023 09:05`, of a logged moment in ISO form."""
    when = datetime.fromisoformat(iso)
    return f"{day(when.date())} {when:%H:%M}"


def round_name(round_id: str) -> str:
    """`2023-09` as `September 2023`, `latest` as `Latest figures`."""
    if round_id == "latest":
        return "Latest figures"
    year, month = round_id.split("-")
    return f"{date(int(year), int(month), 1):%B} {year}"


def amount(number_: int, thing: str) -> str:
    """`1 day`, `1,204 days`."""
    return f"{number_:,} {thing}{'' if number_ == 1 else 's'}"


def listed(names: list[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else "none"


def ordinal(count: int) -> str:
    """`1st`, `2nd`, `13th`, `21st`."""
    ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count:,}{ending}"


def rank(place: int, of: int, joint: bool = False) -> str:
    """`2nd of 14`, `joint 1st of 15`: a rank never without its denominator."""
    return f"{'joint ' if joint else ''}{ordinal(place)} of {of:,}"


def age(then: date, now: date) -> str:
    """How long ago in the largest whole unit: `3 years`, `14 months`, `9 days`. From the end of one month to the end of
    another are whole months."""
    at_end = now.day == monthrange(now.year, now.month)[1]
    months = 12 * (now.year - then.year) + now.month - then.month - (now.day < then.day and not at_end)
    years = months // 12
    for count, unit_name in ((years if years > 1 else 0, "year"), (months if months > 1 else 0, "month")):
        if count:
            return f"{count} {unit_name}s"
    return amount((now - then).days, "day")


def file_size(count: int) -> str:
    """Bytes as people read them: `19.9 MB`, `17 kB`, `54 bytes`."""
    for unit_name, one in (("MB", 10**6), ("kB", 10**3)):
        if count >= one:
            share = Decimal(count) / one
            return f"{number(rounded(share, 1 if share < 100 and unit_name == 'MB' else 0))} {unit_name}"
    return f"{count} bytes"
