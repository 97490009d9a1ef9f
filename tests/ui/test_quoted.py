"""Choices named in a message: as they stand, and no more of them than there is room for."""

from pmf.ui import quoted


def test_choices_that_people_wrote_are_named_as_they_stand() -> None:
    assert quoted.expected(["<b>", "[a](b)"], str) == r"one of \<b\>, \[a\]\(b\)"
    many = quoted.expected([letter * 99 for letter in "abcdef"], str)
    assert many.startswith("one of 6 such as aaa")
    assert len(many) < 80
    assert quoted.expected(["", "yes"], str) == "yes"
    assert quoted.expected([""], str) == "none"
