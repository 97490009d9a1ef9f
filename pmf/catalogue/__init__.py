"""The indicators as declarations: one TOML an indicator, its id the file's name, read strictly.

Knows what an indicator is and which series it needs; refuses to know any figure.
`scorecard/` holds the 27 of the balanced scorecard, `contextual/` those of the State of the Region.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from pmf import declarations, tables, wording
from pmf.declarations import Table
from pmf.framework import Objective, Perspective
from pmf.observations import Frequency
from pmf.rating import BespokeLevels, Direction, RatingError, State
from pmf.refusals import Refusal

FormulaName = Literal["level", "ratio", "per", "share"]
Alignment = Literal["same period", "middle of the year", "middle of the end year"]
Theme = Literal["economy", "business", "skills", "housing", "health", "environment", "transport", "digital"]
Control = Literal["control", "influence", "context"]


class UnknownIndicator(Refusal, KeyError):
    """An indicator there is not."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Formula:
    """How an indicator is worked out from published series.

    `level` takes the series in `numerator` as published; several are one chain, the later taking over from its
    first period on. The others divide the sum of the `numerator` series by the sum of the `denominator` series:
    `ratio` as it is, `per` times `base`, `share` in percent. `align` says which period of the denominator belongs
    to a period of the numerator.
    """

    name: FormulaName
    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()
    base: int = 1
    align: Alignment = "same period"

    @property
    def series(self) -> tuple[str, ...]:
        """Every series the formula needs."""
        return self.numerator + self.denominator

    @property
    def factor(self) -> int:
        """What the quotient is multiplied by."""
        return {"ratio": 1, "share": 100}.get(self.name, self.base)


@dataclass(frozen=True)
class DefinitionChange:
    """From `since` on, the publisher's figures mean something else than in rounds before it."""

    since: date
    note: str


@dataclass(frozen=True)
class Indicator:
    """One indicator. `number` is its place on the scorecard, None for a contextual one; `decimals` those shown.

    `state` keeps it from being rated: Baseline against target, In Development altogether.
    """

    id: str
    number: int | None
    name: str
    definition: str
    perspective: Perspective | None
    objective: Literal[Objective, ""]
    topic: str
    theme: Theme | None
    owner: Literal["shared", "CPCA"]
    control: Control
    frequency: Frequency
    direction: Direction
    maintain_at: Decimal | None
    unit: str
    decimals: int
    cumulative: bool
    formula: Formula | None
    bespoke: BespokeLevels | None
    definition_changes: tuple[DefinitionChange, ...]
    caveats: tuple[str, ...]
    reviewed: date
    state: State | None = None

    @property
    def benchmarkable(self) -> bool:
        """Whether other areas have it too: a figure from a published series, not the authority's own return."""
        return self.formula is not None


@cache
def indicators() -> dict[str, Indicator]:
    """Every declared indicator by id, the scorecard's by number first. Raises DeclarationError."""
    found = read_folder(Path(__file__).parent)
    return {indicator.id: indicator for indicator in found}


def get(indicator_id: str) -> Indicator:
    """The indicator of that id. Raises UnknownIndicator naming the nearest ids."""
    from difflib import get_close_matches

    if indicator_id not in indicators():
        near = get_close_matches(indicator_id, indicators(), n=3, cutoff=0.3)
        hint = ", such as " + ", ".join(near) if near else ""
        raise UnknownIndicator(f"unknown indicator {indicator_id!r}: expected the id of a file in pmf/catalogue{hint}")
    return indicators()[indicator_id]


def scorecard() -> list[Indicator]:
    """The indicators of the balanced scorecard, by number."""
    return [indicator for indicator in indicators().values() if indicator.number is not None]


def read_folder(folder: Path) -> list[Indicator]:
    """Every declaration below `folder`. Raises DeclarationError also for two files with one id or number."""
    found: dict[str, Indicator] = {}
    for path in tables.files(folder, "**/*.toml"):
        indicator = read(path)
        twin = next((i for i in found.values() if i.number is not None and i.number == indicator.number), None)
        if indicator.id in found or twin:
            raise declarations.DeclarationError(path, "number", "an id and a number of its own", indicator.number)
        found[indicator.id] = indicator
    return sorted(found.values(), key=lambda i: (i.number is None, i.number or 0, i.theme or "", i.name))


def read(path: Path) -> Indicator:
    """The declaration in one file. Raises DeclarationError naming file and key."""
    table = declarations.read(path)
    number = table.take("number", int) if "number" in table else None
    indicator = Indicator(
        id=path.stem,
        number=number,
        name=table.take("name", str),
        definition=table.take("definition", str),
        perspective=table.one_of("perspective", Perspective) if number else None,
        objective=table.one_of("objective", Objective) if number else "",
        topic=table.maybe("topic", str, ""),
        theme=table.one_of("theme", Theme) if "theme" in table or not number else None,
        owner=table.one_of("owner", Literal["shared", "CPCA"]),
        control=table.one_of("control", Control),
        frequency=table.one_of("frequency", Frequency),
        direction=table.one_of("direction", Direction),
        maintain_at=table.number("maintain_at"),
        unit=table.take("unit", str, tuple(wording.UNITS)),
        decimals=table.take("decimals", int),
        cumulative=table.maybe("cumulative", bool, False),
        formula=_formula(table.table("formula")) if "formula" in table else None,
        bespoke=_bespoke(table.table("bespoke_levels")) if "bespoke_levels" in table else None,
        definition_changes=tuple(_change(change) for change in table.tables("definition_changes")),
        caveats=table.texts("caveats"),
        reviewed=table.take("reviewed", date),
        state=table.one_of("state", State) if "state" in table else None,
    )
    _check(table, indicator)
    table.finish()
    return indicator


def check_series(found: Iterable[Indicator], units: Mapping[str, str]) -> None:
    """Raise DeclarationError for the first formula that needs a series not in `units` or takes it in another unit."""
    for indicator in found:
        folder = "scorecard" if indicator.number else "contextual"
        path = Path("pmf/catalogue") / folder / f"{indicator.id}.toml"
        for series in indicator.formula.series if indicator.formula else ():
            if series not in units:
                raise declarations.DeclarationError(path, "formula", "series declared by a source", series)
            if indicator.formula and indicator.formula.name == "level" and units[series] != indicator.unit:
                expected = f"the unit of its series {series}, {units[series]!r}"
                raise declarations.DeclarationError(path, "unit", expected, indicator.unit)


def _check(table: Table, indicator: Indicator) -> None:
    if indicator.number is not None and indicator.number < 1:
        raise table.error("number", "a place on the scorecard, from 1", indicator.number)
    if (indicator.direction == "maintain") != (indicator.maintain_at is not None):
        raise table.error("maintain_at", "a level with direction maintain, and only then", indicator.maintain_at)
    if not 0 <= indicator.decimals <= 4:
        raise table.error("decimals", "0 to 4", indicator.decimals)
    if indicator.bespoke and indicator.state:
        raise table.error("state", "none beside bespoke levels", indicator.state)
    if indicator.bespoke:
        try:
            indicator.bespoke.check(indicator.direction)
        except RatingError as error:
            raise table.error("bespoke_levels", "cut points in order", str(error)) from error


def _formula(table: Table) -> Formula:
    name: FormulaName = table.one_of("name", FormulaName)
    if name == "level":
        formula = Formula(name, table.texts("series"))
    else:
        align: Alignment = table.one_of("align", Alignment) if "align" in table else "same period"
        base = table.take("base", int) if name == "per" else 100 if name == "share" else 1
        formula = Formula(name, table.texts("numerator"), table.texts("denominator"), base, align)
        if formula.base < 1:
            raise table.error("base", "a whole number from 1", formula.base)
        if not formula.denominator:
            raise table.error("denominator", "at least one series", "nothing")
    if not formula.numerator:
        raise table.error("series" if name == "level" else "numerator", "at least one series", "nothing")
    table.finish()
    return formula


def _bespoke(table: Table) -> BespokeLevels:
    cuts = {key: table.number(key) for key in ("amber", "green", "blue")}
    for key, cut in cuts.items():
        if cut is None:
            raise table.error(key, "a cut point in the indicator's unit", "nothing")
    levels = BespokeLevels(**cuts, reason=table.take("reason", str), approved=table.take("approved", date))  # type: ignore[arg-type]
    table.finish()
    return levels


def _change(table: Table) -> DefinitionChange:
    change = DefinitionChange(table.take("since", date), table.take("note", str))
    table.finish()
    return change
