"""Where the program begins: nothing that takes time is imported before Ctrl-C is taken care of."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import StringIO

from naikkelas.cli.stopping import INTERRUPT, exit_code, stopped_by
from naikkelas.cli.streams import close_quietly
from naikkelas.cli.tell import Tell, language


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command line (``sys.argv`` without one) and returns its exit code."""
    try:
        with stopped_by(*INTERRUPT) as ending:
            from naikkelas.cli.program import run

            ending.again()  # an import may fail silently where it can do without
            return run(argv)
    except KeyboardInterrupt as stopped:  # before or after the command itself
        tell = Tell(language(sys.argv[1:] if argv is None else argv, os.environ))
        with suppress(OSError):  # standard error may take nothing
            (sys.stderr or StringIO()).write(tell("Dihentikan.\n", "Interrupted.\n"))  # all that is at hand yet
        close_quietly(sys.stderr)
        return exit_code(stopped)
