"""The colours and shapes that mean something. Knows ratings and series; refuses to know the theme around them.

Chart colours follow the palette of the Government Analysis Function; every rating also has a shape and its word, so
that colour is never the only sign.
"""

from dataclasses import dataclass

from pmf.rating import Word


@dataclass(frozen=True)
class Theme:
    """Chart colours on one background: the series in focus, what it is measured against, words and grid; the other
    areas, at 3:1 or better; the ground."""

    focus: str
    target: str
    words: str
    grid: str
    others: str
    ground: str


LIGHT = Theme(focus="#12436D", target="#801650", words="#4A4A4A", grid="#DDDDDD", others="#8C8C8C", ground="#FFFFFF")
DARK = Theme(focus="#6BACE6", target="#F46A25", words="#C9CED4", grid="#39424C", others="#7F8B97", ground="#14181D")


FIFTHS = (
    ("#12436D", "#FFFFFF"),
    ("#2073BC", "#FFFFFF"),
    ("#6BACE6", "#1A1A1A"),
    ("#C2DDF5", "#1A1A1A"),
    ("#EEF4FA", "#1A1A1A"),
)
"""Fill and text colour of the fifths of a ranking, the best first."""


@dataclass(frozen=True)
class Mark:
    """How a rating looks: its shape, its fill and the text colour that reads on it at 4.5:1 or better."""

    shape: str
    fill: str
    text: str


RATINGS: dict[Word, Mark] = {
    "Red": Mark("▲", "#B3261E", "#FFFFFF"),
    "Amber": Mark("◆", "#F7A600", "#1A1A1A"),
    "Green": Mark("●", "#00703C", "#FFFFFF"),
    "Blue": Mark("★", "#1D70B8", "#FFFFFF"),
    "Baseline": Mark("○", "#E8E8E8", "#333333"),
    "Contextual": Mark("▫", "#E8E8E8", "#333333"),
    "In Development": Mark("⋯", "#E8E8E8", "#333333"),
}
UNRATED = Mark("–", "#E8E8E8", "#333333")


def mark(word: str | None) -> Mark:
    """The look of a rating, also of none."""
    return next((look for name, look in RATINGS.items() if name == word), UNRATED)


def severity(word: str | None) -> int:
    """The place of a rating among all, the severest first; none comes last."""
    return list(RATINGS).index(word) if word in RATINGS else len(RATINGS)


@dataclass(frozen=True)
class Shade:
    """A filled area of a map and the colour of words that read on it at 4.5:1 or better."""

    fill: str
    words: str


@dataclass(frozen=True)
class Ground:
    """Colours of a map on one background: shades from the lowest class to the highest, plain land, lines between."""

    shades: tuple[Shade, ...]
    land: Shade
    edge: str


_INK, _WHITE, _NIGHT = "#1A1A1A", "#FFFFFF", "#14181D"
GROUND_LIGHT = Ground(
    (Shade("#D3E4F5", _INK), Shade("#6BACE6", _INK), Shade("#2073BC", _WHITE), Shade("#12436D", _WHITE)),
    land=Shade("#E6E6E6", _INK),
    edge=_WHITE,
)
GROUND_DARK = Ground(
    (Shade("#17324D", _WHITE), Shade("#235A8C", _WHITE), Shade("#4D90CC", _NIGHT), Shade("#A9D0F2", _NIGHT)),
    land=Shade("#39424C", _WHITE),
    edge=_NIGHT,
)
