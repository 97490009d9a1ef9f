"""Figures as people reported them: published rounds, internal returns and agreed targets.

Knows the files under `data/rounds`, `data/returns` and `data/targets.csv`; refuses to compute anything.
"""

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import get_args

import pandas as pd

from pmf import periods, tables
from pmf.rating import Word
from pmf.wording import Travel

AREA = "E47000008"  # the authority whose rounds and returns these are
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


def read(data: Path, scorecard: Collection[str], brought: Mapping[str, Path] | None = None) -> pd.DataFrame:
    """Every reported figure: the columns of PUBLISHED after `round` and `published` (printed in a published round).

    A round that was published counts as printed; a return of the same round must agree with it. `brought` are
    returns by round that stand in place of those below `data`. The folder of a round that is being prepared has a
    `round.toml` and nothing printed. Raises DataFileError naming file and line.
    """
    published = _published(data, scorecard)
    paths = {path.stem: path for path in tables.files(data / "returns", "*.csv")} | dict(brought or {})
    returns = [_fresh(_return(path, name, scorecard, published), published) for name, path in sorted(paths.items())]
    return pd.concat([published, *returns], ignore_index=True)


def returned(path: Path, round_id: str, data: Path, scorecard: Collection[str]) -> pd.DataFrame:
    """All rows of one return, in the columns of RETURN. Raises DataFileError as `read` does."""
    return _return(path, round_id, scorecard, _published(data, scorecard))


def targets(data: Path, scorecard: Collection[str]) -> pd.DataFrame:
    """Agreed targets with the round from which each applies, the day of approval and why. Raises DataFileError."""
    path = data / "targets.csv"
    frame = tables.read(path, TARGETS, key=["indicator", "from_round"], may_be_empty=True)
    _check_indicators(path, frame, scorecard)
    _refuse_unfit(path, frame)
    tables.refuse(path, frame, ~frame["from_round"].str.fullmatch(tables.ROUND), tables.ROUND_WORDS, ["from_round"])
    tables.refuse(path, frame, frame["target"].eq(""), "a target", ["target"])
    tables.refuse_text_in_numbers(path, frame, ["target"])
    tables.refuse(path, frame, ~frame["approved"].map(_is_day), "a day such as 2026-03-04", ["indicator", "approved"])
    tables.refuse(path, frame, frame["reason"].str.strip().eq(""), "a reason", ["indicator", "reason"])
    return frame


def _published(data: Path, scorecard: Collection[str]) -> pd.DataFrame:
    folders = [path for path in tables.files(data / "rounds", "*") if path.is_dir()]
    printed = [path for path in folders if (path / "scorecard.csv").exists() or not (path / "round.toml").exists()]
    frames = [_round(folder / "scorecard.csv", scorecard) for folder in printed]
    return pd.concat(frames, ignore_index=True) if frames else _empty()


def _round(path: Path, scorecard: Collection[str]) -> pd.DataFrame:
    frame = tables.read(path, PUBLISHED, key=["indicator"])
    _check(path, frame, path.parent.name, scorecard)
    for column, words in (("published_travel", get_args(Travel)), ("published_rating", get_args(Word))):
        expected = f"{', '.join(words)} or nothing"
        tables.refuse(path, frame, ~frame[column].isin([*words, ""]), expected, ["indicator", column])
    return frame.assign(round=path.parent.name, published=True)


def _return(path: Path, round_id: str, scorecard: Collection[str], published: pd.DataFrame) -> pd.DataFrame:
    """The rows of a return; those that its round published must be the same."""
    frame = tables.read(path, RETURN, key=["indicator"])
    _check(path, frame, round_id, scorecard)
    printed = published[published["round"].eq(round_id)].set_index("indicator")
    for column in ("period", "previous", "current"):
        said = frame["indicator"].map(printed[column])
        expected = "what the round printed"
        tables.refuse(path, frame, said.notna() & said.ne(frame[column]), expected, ["indicator", column])
    return frame.assign(round=round_id, published=False)


def _fresh(frame: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Those rows of a return that its round did not publish."""
    keys = ["indicator", "round"]
    printed = pd.MultiIndex.from_frame(frame[keys]).isin(pd.MultiIndex.from_frame(published[keys]))
    return frame[~printed].reindex(columns=_empty().columns, fill_value="")


def _check(path: Path, frame: pd.DataFrame, round_id: str, scorecard: Collection[str]) -> None:
    if not re.fullmatch(tables.ROUND, round_id):
        raise tables.DataFileError(path, "its name", tables.ROUND_WORDS, round_id)
    _check_indicators(path, frame, scorecard)
    _refuse_unfit(path, frame)
    tables.refuse_text_in_numbers(path, frame, ["previous", "current"])
    for column in frame.columns.intersection(["period", "source_period", "source_previous_period"]):
        wrong = ~frame[column].map(_is_period) & (frame[column].ne("") | (column == "period"))
        tables.refuse(path, frame, wrong, "a period such as 2021 or 2023-04-01/P3M", ["indicator", column])


def _check_indicators(path: Path, frame: pd.DataFrame, scorecard: Collection[str]) -> None:
    unknown = ~frame["indicator"].isin(list(scorecard))
    tables.refuse(path, frame, unknown, "an indicator of pmf/catalogue/scorecard", ["indicator"])


def _refuse_unfit(path: Path, frame: pd.DataFrame) -> None:
    for column in frame.columns:
        refused = frame[column].str.contains(tables.CONTROL)
        tables.refuse(path, frame, refused, tables.CONTROL_WORDS, ["indicator", column])
        formula = frame[column].str.contains(tables.FORMULA) & ~frame[column].str.fullmatch(tables.NUMBER)
        tables.refuse(path, frame, formula, tables.FORMULA_WORDS, ["indicator", column])


def _is_period(text: str) -> bool:
    try:
        return bool(periods.parse(text))
    except periods.PeriodError:
        return False


def _is_day(text: str) -> bool:
    return _is_period(text) and periods.parse(text).iso == text and not periods.parse(text).months


def _empty() -> pd.DataFrame:
    return pd.DataFrame(columns=[*PUBLISHED, "round", "published"], dtype=str)
