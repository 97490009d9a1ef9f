"""Texts read as if they lay below the data folder, by the readers of a build.

Knows a folder that is gone after reading; refuses to change the data folder, and to have an opinion.
"""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from pmf.refusals import Refusal

T = TypeVar("T")


class NotTaken(Refusal, ValueError):
    """Texts that a build would refuse, in the words of its readers."""


def read(data: Path, texts: Mapping[str, str | bytes], reader: Callable[[Path], T], beside: str = "") -> T:
    """What the reader makes of a data folder that holds these texts by their places, and the files that lie
    `beside` them in that folder below `data` and have no text here. Raises NotTaken."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / data.name
        if beside and (data / beside).is_dir():
            shutil.copytree(data / beside, folder / beside, ignore=_no_papers)
        for place, text in texts.items():
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        try:
            return reader(folder)
        except Refusal as error:
            raise NotTaken(str(error).replace(f"{scratch}/", "")) from error


def _no_papers(where: str, found: list[str]) -> list[str]:
    """What is sealed, and what an editor hides there."""
    return [name for name in found if name[0] == "." or (Path(where) / name).is_dir()]
