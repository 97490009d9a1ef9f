"""The one kind of error that a reader can act on.

Knows nothing; whoever raises it says in its text what was expected, what came and where.
"""


class Refusal(Exception):
    """Bad input, or data that cannot be shown: its text is for the reader, never a traceback."""
