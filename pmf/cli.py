"""`python -m pmf`: commands for other programs. Results on standard output, messages on standard error, both in UTF-8.

Exit code 0; 2 for what is wrong whatever the data say: an option, a form of number or date, an edition there is not, a
day to come; 1 for what only the data can tell, such as an area, an indicator or a round that is not held, and for
every failure. Knows how a command ends; refuses to know what any command does.
"""

import io
import os
import sys
from collections.abc import Sequence

from pmf import commands, settings
from pmf.refusals import Refusal


class _Closed(io.TextIOBase):
    """Standard output where the caller has closed it: a result that goes nowhere is a failure."""

    def write(self, text: str) -> int:
        """Refuse the text."""
        raise OSError("standard output is closed, so there is nowhere to write the result")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; every foreseen failure is one line on standard error."""
    _speak_utf8()
    try:
        parser = commands.parser()
    except Refusal as error:
        print(f"pmf: {error}", file=sys.stderr)
        return 1
    options = parser.parse_args(arguments)
    try:
        if options.changes:
            settings.refuse_changes()
        code: int = options.run(options) or 0
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader, a pager or `head`, has seen enough
        _drop_output()
        return 0
    except (Refusal, OSError) as error:
        print(f"pmf {options.command}: {error}", file=sys.stderr)
        _drop_output()
        return 1
    except KeyboardInterrupt:
        print(f"\npmf {options.command}: interrupted; what was whole is kept", file=sys.stderr, flush=True)
        os._exit(130)  # not waiting for downloads under way


def _speak_utf8() -> None:
    """Whatever the terminal says of itself: figures carry £ and true minus signs, and JSON is UTF-8."""
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for as long as the process lives
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # names of files may be anything


def _drop_output() -> None:
    """Let nothing that could not be written be tried again when the process ends."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout is sys.__stdout__:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
