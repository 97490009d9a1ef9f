"""The command line: JSON and CSV on standard output, messages on standard error, exit code 0, 1 failed, 2 misused.

Knows how a command ends; refuses to know what any command does.
"""

import os
import sys
from collections.abc import Sequence

from pmf import commands, settings
from pmf.refusals import Refusal


class ReadOnly(Refusal, RuntimeError):
    """A command that changes what is held, given where nothing may change."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; every foreseen failure is one line on standard error."""
    try:
        parser = commands.parser()
    except Refusal as error:
        print(f"pmf: {error}", file=sys.stderr)
        return 1
    options = parser.parse_args(arguments)
    code = 0
    try:
        if options.changes and settings.read_only():
            raise ReadOnly("this instance is read-only (PMF_READ_ONLY=1): it shows figures and changes none")
        code = options.run(options) or 0
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, a pager or `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (Refusal, OSError) as error:
        print(f"pmf {options.command}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\npmf {options.command}: interrupted; what was whole is kept", file=sys.stderr, flush=True)
        os._exit(130)  # not waiting for downloads under way
    return code
