"""What a link asks for and what it might have asked for, quoted in a message: no longer than a line has room for, and
for Markdown as it stands. Refuses to know addresses and what the choices mean.
"""

from collections.abc import Callable, Iterable

from pmf.ui import parts

LONGEST = 40
"""Letters of one choice."""
ROOM = 200
"""Letters that all choices of a field may take; where they need more one of them is an example."""


def expected(options: Iterable[str], words: Callable[[str], str]) -> str:
    """What an address may say, with its words, all of it where there is room; the empty option cannot be asked for."""
    pairs = [(option, words(option)) for option in options if option]
    named = [shown(option if option == said else f"{option} ({said})") for option, said in pairs]
    whole = ", ".join(named)
    if len(whole) > ROOM:
        return f"one of {len(named)} such as {named[0]}"
    return f"one of {whole}" if len(named) > 1 else whole or "none"


def shown(said: str) -> str:
    """What an address says, as it stands and no longer than a line has room for, for Markdown."""
    return parts.literal(cut(said))


def cut(said: str) -> str:
    """As much of what an address says as a line has room for."""
    return said[:LONGEST] + ("…" if len(said) > LONGEST else "")
