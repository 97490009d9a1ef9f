"""The rules of an edition in words are those it rates by, to the boundary."""

import pytest

from pmf import editions
from pmf.report import method


@pytest.mark.parametrize(
    ("edition", "said"), [("2023", "Blue more than 5% better; without"), ("2025", "Blue 5% better or more; without")]
)
def test_the_boundary_of_blue_is_said_as_it_is(edition: str, said: str) -> None:
    assert said in " ".join(method.rules(editions.get(edition)))
