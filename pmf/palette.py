"""The colours and shapes that mean something. Knows ratings and series; refuses to know the theme around them.

Chart colours follow the palette of the Government Analysis Function; every rating also has a shape and its word, so
that colour is never the only sign.
"""

from dataclasses import dataclass

from pmf.rating import Word

FOCUS = "#12436D"
FOCUS_DARK = "#6BACE6"
CONTEXT = "#BFBFBF"
CATEGORICAL = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")


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
