"""Rules on who stands by a round and on changes of the list of indicators.

Knows names and approvals; refuses to know figures.
"""

from collections.abc import Iterator

from pmf import wording
from pmf.consistency.draft import Draft, Found

ROUND = "round"
_HANDS = {"analyst": "prepared", "assurer": "checked", "approver": "approved"}


def hand_not_named(draft: Draft) -> Iterator[Found]:
    """Nobody is named who prepared, checked or approved the round."""
    for role, did in _HANDS.items():
        if not getattr(draft.papers.hands, role):
            yield "warning", ROUND, f"No {role} is named: nobody is said to have {did} the round."


def checked_by_its_own_author(draft: Draft) -> Iterator[Found]:
    """The same name twice where two pairs of eyes are meant."""
    hands = draft.papers.hands
    if hands.analyst and hands.analyst in (hands.assurer, hands.approver):
        role = "assurer" if hands.analyst == hands.assurer else "approver"
        yield "error", ROUND, f"{hands.analyst} is named as analyst and as {role}."


def change_not_approved(draft: Draft) -> Iterator[Found]:
    """A change of an indicator without the Board's approval."""
    for change in draft.papers.kpi_changes:
        missing = [name for name, given in (("approval", change.approved_by), ("day", change.approved)) if not given]
        if missing:
            said = f"{change.indicator} was {change.change}"
            yield "error", change.indicator, f"{said} from {change.effective} with no {' and no '.join(missing)}."


def change_too_soon(draft: Draft) -> Iterator[Found]:
    """A change that takes effect before the quarter after its approval, where the edition asks for that."""
    for change in draft.papers.kpi_changes:
        if change.approved is None or not draft.card.edition.changes_next_quarter:
            continue
        quarter_end = f"{change.approved.year}-{(change.approved.month + 2) // 3 * 3:02d}"
        if change.effective <= quarter_end:
            message = (
                f"{change.indicator} was {change.change} from {wording.round_name(change.effective)}, approved on"
                f" {wording.day(change.approved)}: the edition asks for the following quarter."
            )
            yield "error", change.indicator, message


RULES = (hand_not_named, checked_by_its_own_author, change_not_approved, change_too_soon)
