"""The one kind of error that a reader can act on.

Knows how much of a text is shown; whoever raises one says in its text what was expected, what came and where.
"""

LONGEST_SHOWN = 80


class Refusal(Exception):
    """Bad input, or data that cannot be shown: its text is for the reader, never a traceback."""


def shown(value: object) -> str:
    """What came, as it was written, cut where it is too long for a sentence."""
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}… ({len(text):,} characters)"
