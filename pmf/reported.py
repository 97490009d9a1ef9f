"""Figures as people reported them: published rounds, internal returns and agreed targets.

Knows the files under `data/rounds`, `data/returns` and `data/targets.csv`; refuses to compute anything.
"""

import re
from collections.abc import Collection
from pathlib import Path
from typing import get_args

import pandas as pd

from pmf import periods, tables
from pmf.rating import Word
from pmf.wording import Travel

AREA = "E47000008"  # the authority whose rounds and returns these are
ROUND = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
PUBLISHED = (
    "indicator",
    "period",
    "previous",
    "current",
    "published_travel",
    "published_rating",
    "source_period",
    "source_previous_period",
    "note",
)
RETURN = ("indicator", "period", "previous", "current", "note")
TARGETS = ("indicator", "from_round", "target", "approved", "reason")


def read(data: Path, scorecard: Collection[str]) -> pd.DataFrame:
    """Every reported figure: the columns of PUBLISHED after `round` and `published` (printed in a published round).

    A round that was published counts as printed; a return of the same round must agree with it. The folder of a
    round that is being prepared has a `round.toml` and nothing printed. Raises DataFileError naming file and line.
    """
    folders = sorted(path for path in (data / "rounds").glob("*") if path.is_dir())
    printed = [
        folder for folder in folders if not (folder / "round.toml").exists() or (folder / "scorecard.csv").exists()
    ]
    frames = [_round(folder / "scorecard.csv", scorecard) for folder in printed]
    published = pd.concat(frames, ignore_index=True) if frames else _empty()
    returns = [_return(path, scorecard, published) for path in sorted((data / "returns").glob("*.csv"))]
    return pd.concat([published, *returns], ignore_index=True)


def targets(data: Path, scorecard: Collection[str]) -> pd.DataFrame:
    """Agreed targets with the round from which each applies. Raises DataFileError."""
    path = data / "targets.csv"
    frame = tables.read(path, TARGETS, key=["indicator", "from_round"])
    _check_indicators(path, frame, scorecard)
    tables.refuse(
        path, frame, ~frame["from_round"].str.fullmatch(ROUND.pattern), "a round such as 2026-03", ["from_round"]
    )
    tables.refuse(path, frame, frame["target"].eq(""), "a target", ["target"])
    tables.refuse_text_in_numbers(path, frame, ["target"])
    return frame


def _round(path: Path, scorecard: Collection[str]) -> pd.DataFrame:
    frame = tables.read(path, PUBLISHED, key=["indicator"])
    _check(path, frame, path.parent.name, scorecard)
    for column, words in (("published_travel", get_args(Travel)), ("published_rating", get_args(Word))):
        expected = f"{', '.join(words)} or nothing"
        tables.refuse(path, frame, ~frame[column].isin([*words, ""]), expected, ["indicator", column])
    return frame.assign(round=path.parent.name, published=True)


def _return(path: Path, scorecard: Collection[str], published: pd.DataFrame) -> pd.DataFrame:
    """The rows of a return that its round did not publish; those it did must be the same."""
    frame = tables.read(path, RETURN, key=["indicator"])
    _check(path, frame, path.stem, scorecard)
    printed = published[published["round"].eq(path.stem)].set_index("indicator")
    for column in ("period", "previous", "current"):
        said = frame["indicator"].map(printed[column])
        expected = "what the round printed"
        tables.refuse(path, frame, said.notna() & said.ne(frame[column]), expected, ["indicator", column])
    fresh = frame[~frame["indicator"].isin(printed.index)]
    return fresh.assign(round=path.stem, published=False).reindex(columns=_empty().columns, fill_value="")


def _check(path: Path, frame: pd.DataFrame, round_id: str, scorecard: Collection[str]) -> None:
    if not ROUND.fullmatch(round_id):
        raise tables.DataFileError(path, "its name", "a round such as 2026-03", round_id)
    _check_indicators(path, frame, scorecard)
    tables.refuse_text_in_numbers(path, frame, ["previous", "current"])
    for column in frame.columns.intersection(["period", "source_period", "source_previous_period"]):
        wrong = ~frame[column].map(_is_period) & (frame[column].ne("") | (column == "period"))
        tables.refuse(path, frame, wrong, "a period such as 2021 or 2023-04-01/P3M", ["indicator", column])


def _check_indicators(path: Path, frame: pd.DataFrame, scorecard: Collection[str]) -> None:
    unknown = ~frame["indicator"].isin(list(scorecard))
    tables.refuse(path, frame, unknown, "an indicator of pmf/catalogue/scorecard", ["indicator"])


def _is_period(text: str) -> bool:
    try:
        return bool(periods.parse(text))
    except periods.PeriodError:
        return False


def _empty() -> pd.DataFrame:
    return pd.DataFrame(columns=[*PUBLISHED, "round", "published"], dtype=str)
