"""The log as lines of JSON on standard error. Knows its form; refuses to write down who reads what.

Of an error it says the kind and the places in the code it went through, never its words: they may repeat what a reader
typed or what a setting says.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime


class Lines(logging.Formatter):
    """One record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        entry: dict[str, object] = {"at": at, "level": record.levelname.lower(), "from": record.name}
        if record.name == "pmf.hosting.requests":
            entry |= json.loads(record.getMessage())
        elif record.name.startswith("pmf."):
            entry["message"] = record.getMessage()
        else:  # another's words: what they say is known by the template, what they were filled with is not ours to keep
            entry["message"] = str(record.msg)[:200]
        if record.exc_info and record.exc_info[1]:
            entry |= told(record.exc_info[1])
        return json.dumps(entry, ensure_ascii=False)


def told(error: BaseException) -> dict[str, object]:
    """An error as a record: its kind and where it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    return {"error": type(error).__name__, "through": [f"{f.filename}:{f.lineno} {f.name}" for f in frames[-12:]]}


def set_up() -> None:
    """Let everything that logs in this process write lines of JSON to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    handler.addFilter(_worth_a_line)
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.INFO)
    for name in logging.root.manager.loggerDict:
        adopt(logging.getLogger(name))


def adopt(logger: logging.Logger) -> None:
    """Let a logger write where all others do and nowhere else."""
    logger.handlers[:] = []
    logger.propagate = True


def _worth_a_line(record: logging.LogRecord) -> bool:
    """Ours, and of others what went wrong: what they tell besides names readers' addresses."""
    return record.name.startswith("pmf.") or record.levelno >= logging.WARNING
