"""Rows of a file as fields to type into, one empty row at the end for what is new.

Knows widgets and how their values stand in a file; refuses to know what is right: that is read from the draft.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pmf import tables, wording
from pmf.editing import numerals
from pmf.editing.desk import Desk
from pmf.editing.rows import Cells, Slot
from pmf.ui import editing, parts

NEW = "new"


@dataclass(frozen=True)
class Field:
    """One column as a field: its label, its kind, its width, the choices with their words where it has any, and whether
    a row without it is none."""

    column: int
    label: str
    kind: Literal["text", "long", "day", "choice", "number"] = "text"
    width: int | Literal["stretch"] = "stretch"
    choices: Mapping[str, str] | None = None
    hint: str | None = None
    needed: bool = False


def form(
    desk: Desk,
    name: str,
    fields: Sequence[Field],
    blank: Cells,
    thing: str,
    only: Callable[[Cells], bool] | None = None,
) -> None:
    """The rows of a file as fields, those that are `only`, and an empty row made from `blank`; `thing` names a row."""
    held = editing.draft(desk, name)
    rows, opened = held.rows, held.before
    shown = [slot for slot, cells in rows.items() if not only or only(cells or opened[slot])]
    for number, slot in enumerate(shown, 1):
        _row(desk, name, fields, slot, rows[slot], blank, f"{thing} {number}")
    fresh = (NEW, str(next(n for n in range(1, len(rows) + 2) if (NEW, str(n)) not in rows)))
    _row(desk, name, fields, fresh, None, blank, f"New {thing.lower()}")


def _row(
    desk: Desk, name: str, fields: Sequence[Field], slot: Slot, cells: Cells | None, blank: Cells, title: str
) -> None:
    new = slot[0] == NEW
    place = st.container(border=True, key=f"row_{name.partition('.')[0]}_{abs(hash(slot))}")
    if cells is None and not new:
        place.html(f"<p><strong>{title}</strong> goes when you save.</p>")
        place.button(
            f"Keep {title.lower()}", key=f"keep|{name}|{slot}", on_click=_back, args=(desk, name, slot), type="tertiary"
        )
        return
    held = cells or blank
    lacks = [field.label for field in fields if field.needed and cells is not None and not cells[field.column]]
    more = f" <span class='late'>needs {wording.listed(lacks)}, or is taken out</span>" if lacks else ""
    place.html(f"<h3 class='row'>{title}{more}</h3>")
    for field in fields:
        if field.kind == "number" and (told := _unlike(field, held[field.column])):
            place.html(f"<p class='late'>{escape(told)}</p>")
    above, line = place.container(), place.container(horizontal=True, vertical_alignment="bottom")
    for field in fields:
        _cell(above if field.kind == "long" else line, desk, name, field, slot, held, blank, title)
    if cells is not None:
        line.button(
            "Take out", key=f"out|{name}|{slot}", on_click=_out, args=(desk, name, slot), help=title, type="tertiary"
        )


def _cell(
    place: DeltaGenerator, desk: Desk, name: str, field: Field, slot: Slot, held: Cells, blank: Cells, title: str
) -> None:
    key = f"field|{desk.round}|{name}|{slot}|{blank}|{field.column}|{editing.turn()}"
    if key not in st.session_state:
        st.session_state[key] = _shown(field, held[field.column])
    told: dict[str, Any] = {
        "key": key,
        "on_change": _typed,
        "args": (desk, name, field, slot, blank, key),
        "help": field.hint,
    }
    if field.kind == "long":
        place.text_area(field.label, height=100, **told)
    elif field.kind == "day":
        bounds = [*parts.DAYS, st.session_state[key] or parts.DAYS[0]]
        place.date_input(
            field.label, min_value=min(bounds), max_value=max(bounds), format="DD/MM/YYYY", width=field.width, **told
        )
    elif field.choices is not None:
        words = field.choices.__getitem__
        place.selectbox(
            field.label, list(field.choices), format_func=words, filter_mode="contains", width=field.width, **told
        )
    else:
        place.text_input(field.label, width=field.width, **told)


def _unlike(field: Field, cell: str) -> str:
    """What to type instead of a cell that is no plain number; empty where it is one or nothing."""
    if not cell or re.fullmatch(tables.NUMBER, cell):
        return ""
    better = numerals.offer(cell)
    instead = (
        f"type {better}, in the unit of the field" if better else "type the number alone, in the unit of the field"
    )
    return f"{field.label}: “{cell}” is no plain number. Instead, {instead}."


def _shown(field: Field, cell: str) -> object:
    """A cell as the value of its field."""
    return (date.fromisoformat(cell) if cell else None) if field.kind == "day" else cell


def _typed(desk: Desk, name: str, field: Field, slot: Slot, blank: Cells, key: str) -> None:
    """Take a field into the draft; a new row that is blank again is none."""
    value = st.session_state[key]
    cell = value.isoformat() if isinstance(value, date) else (value or "").strip()
    if field.kind == "number":
        cell = numerals.plain(cell)
    cells = list(editing.draft(desk, name).rows.get(slot) or blank)
    cells[field.column] = cell
    wanted = tuple(cells)
    editing.typed(desk, name, slot, None if slot[0] == NEW and wanted == blank else wanted)


def _out(desk: Desk, name: str, slot: Slot) -> None:
    editing.typed(desk, name, slot, None)
    editing.renew()  # an empty new row takes the place of one that was taken out


def _back(desk: Desk, name: str, slot: Slot) -> None:
    draft = editing.draft(desk, name)
    editing.typed(desk, name, slot, draft.paper.rows(draft.opened)[slot])
