"""How a value stands in a file for other programs. Knows numbers, days and periods; refuses to word them for people."""

from datetime import date
from decimal import Decimal

from pmf.figures import Figure


def number(value: Decimal | None) -> str | None:
    """A number as it is held, without exponent; None where there is none."""
    return None if value is None else f"{value:f}"


def day(found: date | None) -> str | None:
    """A day in ISO form."""
    return found.isoformat() if found else None


def period(figure: Figure | None) -> str | None:
    """The label of the period of a figure."""
    return figure.period.label if figure and figure.period else None
