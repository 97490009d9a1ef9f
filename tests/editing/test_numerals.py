"""Numbers as people type them: groups of three are taken, signs are answered with an offer."""

import pytest

from pmf.editing import numerals


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("36,000", "36000"),
        ("36 000", "36000"),
        ("36\N{NO-BREAK SPACE}000", "36000"),
        ("-1,234,567.5", "-1234567.5"),
        ("4195", "4195"),
        ("36,00", "36,00"),
        ("1,234 567", "1,234 567"),
        ("£36,000", "£36,000"),
        ("0,001", "0,001"),
        ("", ""),
    ],
)
def test_groups_of_three_are_taken_and_nothing_else(typed: str, plain: str) -> None:
    assert numerals.plain(typed) == plain


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("£36,000", "36000"),
        ("95 %", "95"),
        ("\N{MINUS SIGN}2", "-2"),
        ("36bn", ""),
        ("4,5", ""),
        ("0.95", ""),
        ("85 90", ""),
        ("£12%", ""),
    ],
)
def test_a_sign_is_answered_with_the_number_alone(typed: str, offered: str) -> None:
    assert numerals.offer(typed) == offered
