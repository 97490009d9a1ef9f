"""Numbers and claims in plain text. Knows how people write them; refuses to know what they are about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = re.compile(
    r"(?<![\w.,/])(?<![A-Za-z]-)(?P<sign>[£+−-]?)"
    r"(?P<figure>\d{1,3}(?:[, \u00a0\u2009\u202f]\d{3}(?!\d))+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<after>%|\s?(?i:thousand|million|billion|trillion|bn|tn)\b|(?i:k|mn?|b)\b)?"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]{2})"
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|by|of|since|from|until|to|and|after|between|{_MONTH}|{_MONTH} \d{{1,2}})|/)\s*$"
)
_PRAISE = (
    r"improv\w+|better|risen well|strong\w*|progress\w*|on track|on target|ahead of (?:target|plan|schedule)|success\w*"
)
_GLOOM = r"worse\w*|declin\w+|deteriorat\w+|off track|behind (?:target|plan|schedule)|setback|slipp\w+"
_NOT = re.compile(r"\b(?:not|no|never|without|little|less|slower|hardly)\b(?:\W+\w+){0,2}\W*$", re.IGNORECASE)
_COUNTS_IN = {"k": 10**3, "th": 10**3, "m": 10**6, "b": 10**9, "tn": 10**12, "tr": 10**12}
_NEAR = 60
"""How many characters before a word can still say what it means."""
_UP = (
    r"rose|risen|rises|rising|grew|grown|increas\w+|climbed|went up|gone up|is up"
    r"|more than the (?:year|period|quarter) before"
)
_DOWN = r"fell|fallen|falls|falling|dropp\w+|decreas\w+|shrank|went down|gone down|is down|fewer than"


@dataclass(frozen=True)
class Number:
    """A number in a text: its figure, where it begins and ends there, whether it is written in percent, and what it
    counts in (`34.1bn`: billions)."""

    value: Decimal
    start: int
    end: int
    percent: bool
    counts_in: Decimal = Decimal(1)

    def rounds(self, held: Decimal) -> bool:
        """Whether a held figure, of either sign as prose has none, gives this one at as many decimals."""
        last = self.counts_in.scaleb(int(self.value.as_tuple().exponent))
        return abs(abs(held) - self.value * self.counts_in) * 2 <= last


def numbers(text: str) -> Iterator[Number]:
    """Every number in figures that is no year."""
    for match in _NUMBER.finditer(text):
        value = Decimal(re.sub(r"[^\d.]", "", match["figure"]))
        if not _is_year(text, match, value):
            after = (match["after"] or "").strip().lower()
            scale = next((times for begins, times in _COUNTS_IN.items() if after.startswith(begins)), 1)
            yield Number(value, match.start(), match.end(), after == "%", Decimal(scale))


def praise(text: str) -> str:
    """The first words that say something goes well, empty where none do; "not improved" is none."""
    return _first(_PRAISE, text)


def gloom(text: str) -> str:
    """The first words that say something goes badly, empty where none do."""
    return _first(_GLOOM, text)


def said_to_move(text: str) -> str:
    """`up` or `down` where the text says one of them, empty where it says neither or both."""
    up, down = _first(_UP, text), _first(_DOWN, text)
    return "up" if up and not down else "down" if down and not up else ""


def sentences(text: str) -> list[str]:
    """The sentences of a text; a full stop inside a number ends none."""
    return [part for part in re.split(r"(?<=[.;!?])\s+", text) if part]


def _first(pattern: str, text: str) -> str:
    for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
        if not _NOT.search(_before(text, match)):
            return match[0]
    return ""


def _is_year(text: str, match: re.Match[str], value: Decimal) -> bool:
    written = match["figure"]
    plain = len(written) == 4 and written.isdigit() and not match["sign"] and not match["after"]
    if not plain or not 1990 <= value <= 2100:
        return False
    before = _YEAR_BEFORE.search(_before(text, match))
    return bool(before) or match.start() == 0 or text[match.end() : match.end() + 1] == "/"


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _NEAR) : match.start()]
