"""A seal is written once, and every byte of it that changes is told with the name of its file."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from pmf.rounds import seals
from pmf.rounds.seals import SealBroken, SealRefused

FILES = {"scorecard.json": b'{"rows": []}\n', "papers.json": b"{}\n"}
ON = date(2023, 10, 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sealed round."""
    seals.write(tmp_path, "2023-09", ON, FILES)
    return tmp_path


def test_what_was_sealed_is_read(folder: Path) -> None:
    seal, files = seals.read(folder)
    assert seal.on == ON
    assert files == {name: content.decode() for name, content in FILES.items()}
    assert seals.faults(folder) == []


def test_a_sealed_round_is_never_sealed_again(folder: Path) -> None:
    with pytest.raises(SealRefused, match=r"expected a round that is not sealed"):
        seals.write(folder, "2023-09", ON, {})
    assert seals.faults(folder) == []


def test_the_same_round_has_the_same_bytes_and_checksum(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    assert seals.write(other, "2023-09", ON, dict(reversed(FILES.items()))) == seals.read(folder)[0]
    for path in (folder / seals.FOLDER).iterdir():
        assert path.read_bytes() == (other / seals.FOLDER / path.name).read_bytes()


@pytest.mark.parametrize("name", [*FILES, seals.SUMS])
def test_every_flipped_byte_is_told_with_its_file(folder: Path, name: str) -> None:
    path = folder / seals.FOLDER / name
    content = path.read_bytes()
    for place in range(0, len(content), max(1, len(content) // 60)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        [fault] = seals.faults(folder)
        assert fault.startswith(f"{path}: expected")
        with pytest.raises(SealBroken, match=name):
            seals.read(folder)


def test_a_file_that_is_missing_or_too_many_is_named(folder: Path) -> None:
    (folder / seals.FOLDER / "papers.json").unlink()
    (folder / seals.FOLDER / "more.json").write_text("{}", encoding="utf-8")
    more, missing = seals.faults(folder)
    assert "more.json: expected only what was sealed" in more
    assert "papers.json: expected a sealed file, got none" in missing


def test_without_its_checksums_a_seal_is_broken(folder: Path) -> None:
    (folder / seals.FOLDER / seals.SUMS).unlink()
    assert [seals.SUMS in fault for fault in seals.faults(folder)] == [True]


def test_a_seal_broken_off_half_way_is_no_seal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(path: Path, content: bytes) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr("pmf.durable.replace", torn)
        with pytest.raises(OSError, match="no space"):
            seals.write(tmp_path, "2023-09", ON, FILES)
    assert not seals.sealed(tmp_path)
    seals.write(tmp_path, "2023-09", ON, FILES)
    assert seals.faults(tmp_path) == []


def test_any_system_can_check_the_sums(folder: Path) -> None:
    command = ["sha256sum", "--check", "--strict", seals.SUMS]
    answer = subprocess.run(command, cwd=folder / seals.FOLDER, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
