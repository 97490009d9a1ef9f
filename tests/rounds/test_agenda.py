"""The order of business: Reds first, then projects that need attention; and which round's promises it looks back on."""

from datetime import date

import pytest

from pmf import reading
from pmf.rounds import agenda
from pmf.store import Store

ENDS = (("2026-03", date(2026, 3, 31)), ("2025-12", date(2025, 12, 31)), ("2025-09", date(2025, 9, 30)))


def test_the_reds_come_first_then_the_projects_that_need_attention(opened: Store) -> None:
    card = reading.scorecard(opened, reading.HOME, "2023-09", "2023")
    register = reading.projects(opened, "2023-09", "2023")
    items = agenda.agenda(card, register.rows)
    assert [item.name.split()[0] for item in items[:10]] == ["2", "3", "6", "7", "9", "10", "11", "13", "14", "27"]
    needy = {f"project:{row.project.id}" for row in register.rows if row.reasons}
    assert needy
    assert {item.subject for item in items[10:]} == needy


@pytest.mark.parametrize(
    ("round_id", "known", "expected"),
    [
        ("2026-03", None, "2025-12"),
        ("2025-09", None, None),
        (None, None, "2026-03"),
        (None, date(2026, 1, 15), "2025-12"),
        (None, date(2025, 1, 1), None),
    ],
)
def test_a_meeting_looks_back_on_the_round_before_its_own(
    round_id: str | None, known: date | None, expected: str | None
) -> None:
    assert agenda.before(ENDS, round_id, known) == expected
