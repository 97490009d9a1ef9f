"""Large CSV files: the columns that are kept, and every way the rest can be wrong."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from connectors import big_csv
from connectors.base import PublisherError

Read = Callable[[Path], pd.DataFrame]


def by_block(path: Path) -> pd.DataFrame:
    return pd.concat(list(big_csv.blocks(path, ["code", "value"])), ignore_index=True)


def at_once(path: Path) -> pd.DataFrame:
    return big_csv.whole(path, ["code", "value"], ["name"])


both = pytest.mark.parametrize("read", [by_block, at_once])


def written(folder: Path, body: bytes) -> Path:
    path = folder / "large.csv"
    path.write_bytes(body)
    return path


@both
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b'name,code,value\n"Bristol, City of",01,NA\nCambridge,02,1e+05\n', id="quotes"),
        pytest.param(b"\xef\xbb\xbfname,code,value\r\nBristol,01,NA\r\nCambridge,02,1e+05\r\n", id="mark and CRLF"),
        pytest.param(b'" name","code ",value\nBristol,01,NA\nCambridge,02,1e+05', id="blanks in the header"),
    ],
)
def test_every_cell_stays_text_and_only_named_columns_are_kept(tmp_path: Path, read: Read, body: bytes) -> None:
    frame = read(written(tmp_path, body))
    assert frame.to_dict("list") == {"code": ["01", "02"], "value": ["NA", "1e+05"]}


@both
@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(b"", "an empty file", id="empty"),
        pytest.param(b"code,amount\n1,2\n", "missing ['value']", id="renamed"),
        pytest.param(b"code,value,value\n1,2,3\n", "double ['value']", id="double"),
        pytest.param(b"code,value\n1,2\n3\n", "2 cells a line", id="a short line"),
        pytest.param(b"code,value\n1,2\n3,4,5\n", "2 cells a line", id="a long line"),
        pytest.param(b"code,value\n1,\xff\xfe\n", "2 cells a line", id="no UTF-8"),
    ],
)
def test_another_shape_is_refused_by_name(tmp_path: Path, read: Read, body: bytes, said: str) -> None:
    with pytest.raises(PublisherError) as refused:
        read(written(tmp_path, body))
    assert said in str(refused.value)
    assert refused.value.where == "large.csv"


def test_a_new_column_is_refused_only_where_the_columns_are_all_named(tmp_path: Path) -> None:
    path = written(tmp_path, b"code,basis,value\n1,x,2\n")
    assert len(by_block(path)) == 1
    with pytest.raises(PublisherError, match=r"new \['basis'\]"):
        at_once(path)


def test_blocks_are_bounded_and_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(big_csv, "BLOCK_BYTES", 4096)
    lines = "".join(f"{number},{number % 7}\n" for number in range(5000))
    path = written(tmp_path, f"code,value\n{lines}".encode())
    read = list(big_csv.blocks(path, ["code", "value"], repeated=["value"]))
    assert len(read) > 5
    assert [code for block in read for code in block["code"]] == [str(number) for number in range(5000)]
    assert {value for block in read for value in block["value"]} == set("0123456")
