"""A small CSV file of a publisher as a frame of text. Knows its columns; refuses to read a cell."""

import io
from collections.abc import Collection, Sequence

import pandas as pd
from pandas.errors import EmptyDataError, ParserError

from connectors.base import PublisherError


def read(text: str, where: str, columns: Sequence[str] = (), beside: Collection[str] | None = None) -> pd.DataFrame:
    """Every row, each cell as it is written, none missing.

    Raises PublisherError, which names `where`, for what is no table, for one without one of `columns`, and where
    `beside` is given for one with a column that is neither among these: it may be a new dimension.
    """
    try:
        frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    except (EmptyDataError, ParserError) as error:
        raise PublisherError(where, "a table of cells parted by commas", str(error).strip()) from error
    missing = [name for name in columns if name not in frame]
    new = [] if beside is None else [name for name in frame if name not in (*columns, *beside)]
    if missing or new:
        raise PublisherError(where, f"the columns {', '.join(columns)}", f"missing {missing}, new {new}")
    return frame
