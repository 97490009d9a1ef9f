"""The log: JSON, and never what a reader typed or a setting says."""

import json
import logging
import sys

import pytest

from pmf.hosting import logs


def line(name: str, message: str, *values: object, failed: BaseException | None = None) -> dict[str, object]:
    """What is written of a record."""
    info = (type(failed), failed, failed.__traceback__) if failed else None
    record = logging.LogRecord(name, logging.ERROR, "x.py", 1, message, values, info)
    found: dict[str, object] = json.loads(logs.Lines().format(record))
    return found


def test_our_own_words_are_kept() -> None:
    found = line("pmf.hosting.health", "not ready: %s", "no database")
    assert (found["message"], found["level"], found["from"]) == (
        "not ready: no database",
        "error",
        "pmf.hosting.health",
    )


def test_of_others_words_only_the_template_is_kept() -> None:
    assert line("streamlit.web", "bad session %s from %s", "abc", "10.0.0.1")["message"] == "bad session %s from %s"


def test_of_an_error_the_kind_and_the_places_are_kept_but_not_its_words() -> None:
    try:
        raise ValueError("the key is hush, and the reader typed john@example.org")
    except ValueError as error:
        found = line("streamlit.error_util", "Uncaught app execution", failed=error)
    assert found["error"] == "ValueError"
    assert any("test_logs.py" in place for place in found["through"])  # type: ignore[attr-defined]
    assert "hush" not in json.dumps(found)
    assert "john" not in json.dumps(found)


def test_a_request_is_one_flat_record() -> None:
    record = logging.LogRecord(
        "pmf.hosting.requests", logging.INFO, "x.py", 1, '{"kind": "methods", "ms": 3}', (), None
    )
    found = json.loads(logs.Lines().format(record))
    assert (found["kind"], found["ms"]) == ("methods", 3)
    assert "message" not in found


def test_set_up_takes_over_every_logger(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    other = logging.getLogger("uvicorn.access")
    monkeypatch.setattr(other, "handlers", [logging.StreamHandler(sys.stdout)])
    monkeypatch.setattr(other, "propagate", False)
    for name in ("handlers", "level"):
        monkeypatch.setattr(logging.root, name, getattr(logging.root, name))
    monkeypatch.setattr(logging.root, "handlers", list(logging.root.handlers))
    logs.set_up()
    other.warning("%s asked", "10.0.0.1")
    other.info("%s asked", "10.0.0.1")
    out, err = capsys.readouterr()
    assert out == ""
    assert [json.loads(text)["message"] for text in err.splitlines()] == ["%s asked"]
