"""The project register of a round on a day. Knows which rounds and rules answer; refuses to judge itself."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pmf import editions, reported
from pmf.editions import Edition
from pmf.projects import clock, escalation, register, schema
from pmf.projects.escalation import Assessed, Change, Standing
from pmf.projects.selection import Chosen
from pmf.reading import sealed
from pmf.reading.figures import LATEST, UnknownRound, round_end, rounds
from pmf.reading.question import day_of
from pmf.reading.scorecard import scorecard
from pmf.rounds import plain, seals
from pmf.scorecard import Row
from pmf.store import Store

Record = dict[str, str | list[dict[str, str]]]

_HISTORY = """
    SELECT project_id, round, rag, direction_of_travel FROM register_projects WHERE round IN (SELECT unnest($rounds))
    ORDER BY project_id, round
"""


class NoRegister(UnknownRound):
    """A round of which no project register is held."""


@dataclass(frozen=True)
class Register:
    """All projects of a round on a day. `before` is the round with a register before it, None where there is none;
    `names` has the names of all projects of both rounds by id, `red` the scorecard's Reds of the round."""

    round: str
    day: date
    edition: Edition
    rows: tuple[Assessed, ...]
    before: str | None
    projects: Change
    attention: Change
    names: dict[str, str]
    red: tuple[Row, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many projects have which rating, each counted once; those without one only where there are any."""
        return Chosen(self.rows).counts

    def idle(self, acted: Collection[str]) -> tuple[Row, ...]:
        """The Reds without a planned action; `acted` are the indicators that have one."""
        return tuple(row for row in self.red if row.indicator.id not in acted)


def project_rounds(store: Store) -> list[str]:
    """Rounds with a project register that may be shown, newest first."""
    held = {name for (name,) in store.rows("SELECT DISTINCT round FROM register_projects")}
    return [name for name in rounds(store) if name in held]


def project_records(store: Store, round_id: str) -> list[Record]:
    """All projects of a round as plain records, as the register has them: every cell text, empty where unknown.

    Under the names of the other sheets a record holds lists of the rows that belong to the project. An unknown round
    has none.
    """
    sheets = _sheets(store, round_id)
    records: dict[str, Record] = {}
    for row in sheets[schema.PROJECTS.name]:
        records[row["project_id"]] = {**row, **{sheet.name: [] for sheet in schema.SHEETS[1:]}}
    for sheet in schema.SHEETS[1:]:
        for row in sheets[sheet.name]:
            rest = {name: cell for name, cell in row.items() if name != "project_id"}
            records[row["project_id"]][sheet.name].append(rest)  # type: ignore[union-attr]
    return list(records.values())


def projects(
    store: Store,
    round_id: str = LATEST,
    edition_id: str | None = None,
    as_known: date | None = None,
    on: date | None = None,
    *,
    anew: bool = False,
) -> Register:
    """The register of a round, `latest` for the newest held, or held by `as_known`.

    A sealed round has the projects that were sealed, unless it is to be drawn up `anew` from what is held now.

    Dates count from `on`, else from the end of a published round, from `as_known`, or from today. The edition is the
    one in force at the end of the round, whatever day dates count from, as on the scorecard; for the newest held the
    one in force on that day; unless another is asked for. Raises NoRegister or UnknownEdition.
    """
    name = _round(store, round_id, as_known)
    day = on or day_of(round_id, as_known)
    edition = editions.get(edition_id) if edition_id else editions.in_force(day_of(round_id, as_known, on))
    kept = {
        known: found
        for known in project_rounds(store)
        if (found := _sealed(store, known)) and not (anew and known == name)
    }
    card = scorecard(store, reported.AREA, round_id, edition.id, as_known, on, anew=anew)
    if name in kept and (kept[name].day, kept[name].edition.id) == (day, edition.id):
        return replace(kept[name], red=card.reds)
    held = [known for known in sorted(project_rounds(store)) if known <= name]
    rows = _assessed(store, held, kept, edition, day)
    earlier = _assessed(store, held[:-1], kept, edition, round_end(held[-2])) if len(held) > 1 else ()
    names = {row.project.id: row.project.name for row in (*earlier, *rows)}
    return Register(
        round=name,
        day=day,
        edition=edition,
        rows=rows,
        before=held[-2] if len(held) > 1 else None,
        projects=escalation.change(*([row.project.id for row in part] for part in (earlier, rows))),
        attention=escalation.change(
            *([row.project.id for row in escalation.attention(part)] for part in (earlier, rows))
        ),
        names=names,
        red=card.reds,
    )


def _round(store: Store, round_id: str, as_known: date | None) -> str:
    """The round whose register answers. Raises NoRegister naming those there are."""
    held = project_rounds(store)
    by_then = [name for name in held if as_known is None or round_end(name) <= as_known]
    if round_id == LATEST and by_then:
        return by_then[0]
    if round_id in held:
        return round_id
    wanted = f"by {as_known.isoformat()}" if round_id == LATEST and as_known else f"for round {round_id!r}"
    expected = " or ".join([LATEST, *held]) if held else "one below data/projects"
    raise NoRegister(f"no project register is held {wanted}: expected {expected}")


def _sealed(store: Store, round_id: str) -> Register | None:
    """The register of a round as it was sealed, its Reds left to the scorecard."""
    text = sealed.file(store, round_id, seals.REGISTER)
    return plain.from_text(Register, text) if text and text.strip() != "null" else None


def _history(store: Store, held: Sequence[str], kept: Mapping[str, Register]) -> dict[str, list[Standing]]:
    """How each project stood in these rounds, oldest first; in a sealed one as it was sealed."""
    found: dict[str, list[Standing]] = {}
    live = store.rows(_HISTORY, {"rounds": list(held)})
    standings = [(project, Standing(name, rag or None, travel or None)) for project, name, rag, travel in live]
    standings = [(project, standing) for project, standing in standings if standing.round not in kept]
    for name in (name for name in held if name in kept):
        standings += [(row.project.id, Standing(name, row.project.rag, row.project.travel)) for row in kept[name].rows]
    for project, standing in sorted(standings, key=lambda each: each[1].round):
        found.setdefault(project, []).append(standing)
    return found


def _assessed(
    store: Store, held: Sequence[str], kept: Mapping[str, Register], edition: Edition, day: date
) -> tuple[Assessed, ...]:
    """The projects of the last of these rounds, each with its history over all of them; `kept` are those sealed."""
    newest = kept.get(held[-1])
    found = [row.project for row in newest.rows] if newest else register.projects(_sheets(store, held[-1]))
    history = _history(store, held, kept)
    return tuple(
        escalation.assess(
            project,
            clock.clock(project, edition.reporting, day, edition=edition.id),
            history[project.id],
            held,
            day,
        )
        for project in found
    )


def _sheets(store: Store, round_id: str) -> dict[str, list[dict[str, str]]]:
    return {
        sheet.name: [
            dict(zip(sheet.names, cells, strict=True))
            for cells in store.rows(
                f"SELECT {', '.join(sheet.names)} FROM register_{sheet.name} WHERE round = ? ORDER BY rowid",
                [round_id],
            )
        ]
        for sheet in schema.SHEETS
    }
