"""Every metric value worked out once more from the committed files, as plainly as possible and from scratch.

No data frames, no database, none of the program's own reading, adding or dividing: only CSV, TOML and fractions.
"""

import csv
import re
import tomllib
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"

Cell = tuple[str, str]  # area, period
Vintages = dict[Cell, dict[str, Fraction | None]]  # by release; None where the publisher withholds the value


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


AREAS = rows_of(DATA / "reference" / "areas.csv")
MEMBERSHIP = rows_of(DATA / "reference" / "membership.csv")
AUTHORITIES = [a["area_code"] for a in AREAS if a["kind"] == "combined_authority" and not a["end_year"]]


@cache
def old_codes(code: str, kind: str) -> list[str]:
    """Codes of one kind that this one alone replaced."""
    return [a["area_code"] for a in AREAS if a["successor_code"] == code and a["kind"] == kind]


def whole(values: dict[str, Fraction], codes: list[str]) -> Fraction | None:
    """The sum, if every one of the codes has a value and there are any codes."""
    if codes and all(code in values for code in codes):
        return sum((values[code] for code in codes), Fraction(0))
    return None


def member_value(values: dict[str, Fraction], code: str) -> Fraction | None:
    """A member under its own code, else its old districts together, else its old county."""
    for codes in ([code], old_codes(code, "district"), old_codes(code, "county")):
        total = whole(values, codes)
        if total is not None:
            return total
    return None


def authority_sum(values: dict[str, Fraction], authority: str) -> tuple[bool, Fraction | None]:
    """Whether anything of the authority is held in one release and period, and its sum if all of it is."""
    present = [m for m in MEMBERSHIP if m["combined_authority_code"] == authority and m["via_recode"] == "0"]
    parts: list[Fraction | None] = []
    for county in sorted({m["county_code"] for m in present if m["county_code"]}):
        districts = [m["district_code"] for m in present if m["county_code"] == county]
        together = whole(values, districts)
        if together is None:
            together = values.get(county)
        if together is not None:
            parts.append(together)
        else:
            parts.extend(values.get(code) for code in districts)
    parts.extend(member_value(values, m["district_code"]) for m in present if not m["county_code"])
    held = [part for part in parts if part is not None]
    return bool(held), sum(held, Fraction(0)) if len(held) == len(parts) else None


@cache
def series_of(name: str) -> Vintages:
    """One series with every release, and with sums of members where the publisher gives an authority nothing."""
    source, variable = name.split(".")
    declared = tomllib.loads((DATA / "snapshot" / source / "source.toml").read_text(encoding="utf-8"))
    found: Vintages = {}
    together: dict[tuple[str, str], dict[str, Fraction]] = {}
    for row in rows_of(DATA / "snapshot" / source / f"{variable}.csv"):
        value = Fraction(row["value"]) if row["value"] else None
        found.setdefault((row["area_code"], row["period"]), {})[row["release"]] = value
        values = together.setdefault((row["release"], row["period"]), {})
        if value is not None:
            values[row["area_code"]] = value
    if declared["series"][variable]["kind"] not in ("count", "amount"):
        return found
    for (release, period), values in together.items():
        for authority in AUTHORITIES:
            if authority in values:
                continue  # the publisher's own figure is preferred
            any_held, total = authority_sum(values, authority)
            if any_held:
                found.setdefault((authority, period), {})[release] = total
    return found


def added(names: list[str]) -> Vintages:
    """Several series added up within one release."""
    every = [series_of(name) for name in names]
    total: Vintages = {}
    for cell in {cell for series in every for cell in series}:
        for release in {release for series in every for release in series.get(cell, {})}:
            values = [series.get(cell, {}).get(release) for series in every]
            complete = [value for value in values if value is not None]
            total.setdefault(cell, {})[release] = sum(complete, Fraction(0)) if len(complete) == len(values) else None
    return total


def chained(names: list[str]) -> Vintages:
    """Series that follow one another: the last to have begun speaks for a period."""
    every = [series_of(name) for name in names]
    result: Vintages = {}
    for number, cells in enumerate(every):
        later = [min(period for _, period in series) for series in every[number + 1 :]]
        for (area, period), by_release in cells.items():
            if not later or period < later[0]:
                result.setdefault((area, period), {}).update(by_release)
    return result


def known(by_release: dict[str, Fraction | None], day: str) -> Fraction | None:
    """What the newest release out by a day said."""
    out = [release for release in by_release if release <= day]
    return by_release[max(out)] if out else None


def partner(period: str, align: str) -> str:
    """The day of the denominator: the middle of the year in which the period starts or ends."""
    if align == "same period":
        return period
    parts = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)/P(\d+)([YM])", period)
    if parts is None:
        return f"{period[:4]}-06-30"
    year, month, day, count, unit = parts.groups()
    months = int(count) * (12 if unit == "Y" else 1)
    # the period ends the day before it would start anew
    year_after, month_after = divmod(int(year) * 12 + int(month) - 1 + months, 12)
    ends_in_the_year_before = (month_after, int(day)) == (0, 1)
    last = year_after - 1 if ends_in_the_year_before else year_after
    return f"{int(year) if align == 'middle of the year' else last}-06-30"


def listed(value: str | list[str]) -> list[str]:
    """One name or several."""
    return [value] if isinstance(value, str) else value


def metric(formula: dict[str, Any]) -> Vintages:
    """Every vintage of every area and period by one declared formula; None where it cannot be worked out.

    A quotient has a vintage for each day on which one of the two was released, from the first of the numerator on.
    """
    if formula["name"] == "level":
        return chained(listed(formula["series"]))
    above, below = added(listed(formula["numerator"])), added(listed(formula["denominator"]))
    base = {"ratio": 1, "share": 100}.get(formula["name"]) or formula["base"]
    result: Vintages = {}
    for (area, period), numerators in above.items():
        divisors = below.get((area, partner(period, formula.get("align", "same period"))), {})
        for day in sorted({*numerators, *divisors}):
            if day >= min(numerators):
                value, divisor = known(numerators, day), known(divisors, day)
                worked_out = value * base / divisor if value is not None and divisor else None
                result.setdefault((area, period), {})[day] = worked_out
    return result


def declared() -> dict[str, dict[str, Any]]:
    """Every indicator whose formula rests on embedded series, by id, as its file declares it."""
    paths = sorted((ROOT / "pmf" / "catalogue").rglob("*.toml"))
    read = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}
    return {name: indicator for name, indicator in read.items() if _embedded(indicator.get("formula", {}))}


def _embedded(formula: dict[str, Any]) -> bool:
    """Whether figures of all its series are part of the project."""
    names = [name for key in ("series", "numerator", "denominator") for name in listed(formula.get(key, []))]
    return bool(names) and all((DATA / "snapshot" / f"{name.replace('.', '/')}.csv").exists() for name in names)
